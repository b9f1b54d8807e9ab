"""The look as template tags: shapes beside words, bars, fields, messages.

`/style/` shows each once. Whatever comes in is escaped; nothing here asks the
database, and nothing writes a `style` attribute (the pages' CSP forbids it).
"""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django import forms, template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.http import mark_of

register = template.Library()
register.filter("mark_of_person", mark_of)

# Every shape of static/marks.svg with the word it stands beside when the page
# has no better one. Square: the State's word. Circle: what happened. Diamond:
# our own work. Triangle: needs a person. Tick: the server has it.
MARKS = {
    "supported": pgettext_lazy("position of the State", "Supported"),
    "noted": pgettext_lazy("position of the State", "Noted"),
    "pending": pgettext_lazy("position of the State", "Pending"),
    "full": pgettext_lazy("implementation", "Fully"),
    "part": pgettext_lazy("implementation", "Partly"),
    "none": pgettext_lazy("implementation", "Not"),
    "unknown": pgettext_lazy("implementation", "Not assessed"),
    "missing": pgettext_lazy("state of a text", "Missing"),
    "draft": pgettext_lazy("state of a text", "Draft"),
    "stale": pgettext_lazy("state of a text", "Stale"),
    "review": pgettext_lazy("state of a text", "In review"),
    "agreed": pgettext_lazy("state of a text", "Agreed"),
    "filed": pgettext_lazy("state of a text", "Filed"),
    "risk": _("Act today"),
    "watch": _("Watch"),
    "ok": _("Saved"),
}
ICONS = {
    *("home", "submissions", "factsheets", "recommendations"),
    *("groups", "search", "more"),
}
MESSAGE_MARKS = {"error": "risk", "warning": "watch"}
MESSAGE_CLASSES = {"error": "message-wrong", "warning": "message-careful"}

# First match wins: nearly every browser also claims to be Chrome and Safari, and
# every Android claims to be Linux.
BROWSERS = (
    ("YaBrowser", "Yandex"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@cache
def sprite() -> str:
    """A page draws fifty shapes from the one file."""
    return static("marks.svg")


class NoSuchShape(ValueError):
    """The sprite has no such symbol: the page would show a hole without a word."""


@register.simple_tag
def mark(name: str) -> SafeString:
    """A shape, for readers who see. Its word stands beside it, never in it."""
    if name not in MARKS:
        raise NoSuchShape(name)
    return format_html(
        '<svg class="mark mark-{}" aria-hidden="true"><use href="{}#m-{}"/></svg>',
        name,
        sprite(),
        name,
    )


@register.simple_tag
def tag_mark(name: str, label: str = "") -> SafeString:
    """A shape and its word."""
    return format_html(
        '<span class="tag">{}<span>{}</span></span>', mark(name), label or MARKS[name]
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A pictogram of the tab bar; nowhere else does the look use any."""
    if name not in ICONS:
        raise NoSuchShape(name)
    return format_html(
        '<svg width="22" height="22" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        sprite(),
        name,
    )


@register.simple_tag
def bar(part: float, whole: float, tick: float | None = None) -> SafeString:
    """A bar that repeats a number written beside it.

    Without `tick`, `whole` is a budget: a tick stands at it, and what goes over
    is drawn past it. With `tick`, `whole` is everything there is and `tick` is
    what `part` is compared with. Drawn by attributes on a scale of 240.
    """
    width = 200 if tick is None else 240
    scale = width / whole if whole > 0 else 0
    inside = min(max(part, 0) * scale, width)
    over = min(max(part * scale - width, 0), 240 - width)
    limit = width if tick is None else min(max(tick, 0) * scale, 240)
    past = (
        format_html(
            '<rect class="bar-over" x="{}" y="1" width="{}" height="8"/>',
            width,
            f"{over:.1f}",
        )
        if over
        else ""
    )
    return format_html(
        '<svg class="bar" viewBox="0 0 240 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-track" y="3" width="{}" height="4"/>'
        '<rect class="bar-fill" y="1" width="{}" height="8"/>{}'
        '<rect class="bar-limit" x="{}" width="2" height="10"/></svg>',
        width,
        f"{inside:.1f}",
        past,
        f"{max(limit - 1, 0):.1f}",
    )


@register.inclusion_tag("ui/field.html")
def field(
    bound: forms.BoundField,
    *,
    label: str = "",
    hint: str | None = None,
    lang: str = "",
    autofocus: bool = False,
) -> dict:
    """One form field: label, hint, what is wrong, control, tied for a screen reader.

    `hint` replaces the field's help text ("" removes it); `lang` says in which
    language the words inside are. Placeholders are dropped: they vanish as soon
    as one types, a hint does not.
    """
    widget = bound.field.widget
    if hint is not None:
        bound.help_text = hint
    attrs: dict[str, str | bool] = {"placeholder": False}
    if lang:
        attrs["lang"] = lang
    if autofocus:
        attrs["autofocus"] = True
    kind = kind_of(widget)
    if kind in {"input", "password"}:
        attrs["class"] = f"input {widget.attrs.get('class', '')}".strip()
    return {
        "bound": bound,
        "label": label or bound.label,
        "kind": kind,
        "control": bound.as_widget(attrs=attrs) if kind != "choices" else "",
    }


def kind_of(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    # Before the plain checkbox: a group of them inherits from Select, not from it.
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "choice"
    return "password" if isinstance(widget, forms.PasswordInput) else "input"


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*all_forms: forms.BaseForm, heading: str = "") -> dict:
    """Everything that is wrong in the forms, each line a link to its field.

    Lines name their field: “This field is required” five times helps nobody. What
    no single field is to blame for leads to the first visible one.
    """
    lines = [line for form in all_forms for line in wrong_lines(form)]
    count = len(lines)
    counted = ngettext("One thing to correct", "%(count)d things to correct", count) % {
        "count": count
    }
    return {"lines": lines, "heading": heading or counted}


def wrong_lines(form: forms.BaseForm) -> list[dict]:
    visible = form.visible_fields()
    first = control_id(visible[0]) if visible else ""
    lines = [
        {"target": first, "label": "", "text": text} for text in form.non_field_errors()
    ]
    for bound in form:
        target = first if bound.is_hidden else control_id(bound)
        lines += [
            {"target": target, "label": leading(str(bound.label)), "text": text}
            for text in bound.errors
        ]
    return lines


def leading(label: str) -> str:
    """As it stands before what is wrong with it: a question keeps its own mark."""
    return label if label.endswith(("?", ".", "!", ":")) or not label else f"{label}:"


def control_id(bound: forms.BoundField) -> str:
    """Where a link to the field leads; a group of choices carries its own id."""
    return bound.id_for_label or bound.auto_id


@register.inclusion_tag("ui/message.html")
def message(level: str, text: str, *, role: str = "") -> dict:
    """A sentence with its shape. Levels are those of django.contrib.messages."""
    return {
        "text": text,
        "role": role,
        "mark": MESSAGE_MARKS.get(level, "ok"),
        "css": MESSAGE_CLASSES.get(level, ""),
    }


@register.simple_tag
def copy_button(text: str, label: str = "") -> SafeString:
    """Copies `text` on a click. Hidden until static/js/copy.js is there to do it."""
    return format_html(
        '<button type="button" class="button button-second button-small" data-copy="{}"'
        ' data-copied="{}" data-not-copied="{}" hidden>{}</button>',
        text,
        _("Copied"),
        _("Your browser did not let us copy. Select the text and copy it by hand."),
        label or _("Copy"),
    )


@register.filter
def device(user_agent: str) -> str:
    """“Firefox, Android”: enough for a person to recognise their own. Not a parser."""
    found = [
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or gettext("An unknown browser")


@register.simple_tag
def time_in(moment: datetime, zone: str) -> SafeString:
    """A moment as people in `zone` say it; their date may differ from the reader's."""
    there = timezone.localtime(moment, ZoneInfo(zone))
    # E, not F: Russian months stand in the genitive after a day.
    return format_html(
        '<time datetime="{}">{}</time>',
        there.isoformat(timespec="minutes"),
        date_format(there, "D j E Y, H:i"),
    )


PLACES = {"Europe/Zurich": _("Geneva"), "Asia/Bishkek": _("Bishkek")}


@register.simple_tag
def place(zone: str) -> str:
    """Where the clocks of a zone hang, as people call it."""
    return str(PLACES.get(zone) or zone.rpartition("/")[2].replace("_", " "))


@register.simple_tag
def days_left(days: int) -> SafeString:
    """How many days are left until a date that is not over. Nearer than a week it
    needs a person."""
    if days <= 0:
        return tag_mark("risk", gettext("today"))
    said = ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    return tag_mark("watch", said) if days <= WEEK else format_html("{}", said)


WEEK = 7
