"""`/style/`: every component of the look once, in the reader's language.

It is the page to open before building another one, and the page that the tests
of contrast, keyboard and language walk through.
"""

from datetime import UTC, datetime

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.access import access
from core.templatetags.ui import MARKS

FAMILIES = [
    (_("Square: the State’s word"), ["supported", "noted", "pending"]),
    (_("Circle: what happened"), ["full", "part", "none", "unknown"]),
    (
        _("Diamond: our own work"),
        ["missing", "draft", "stale", "review", "agreed", "filed"],
    ),
    (_("Triangle: needs a person"), ["risk", "watch"]),
    (_("Tick: the server has it"), ["ok"]),
]
HEAT_LIMITS = (4, 8, 12, 20)
HEAT = [
    (_("Violence"), [4, 9, 6, 3, 14, 2, 0, 11, 22]),
    (_("Detention"), [2, 21, 8, 4, 7, 1, 0, 9, 0]),
    (_("Water"), [9, 0, 12, 14, 3, 6, 0, 1, 5]),
]
PLACE_LIMITS = (20, 35, 50, 80)
PLACES = [
    ("kg-t", _("Talas"), 31, False),
    ("kg-gb", _("Bishkek"), 88, True),
    ("kg-c", _("Chüy"), 47, False),
    ("kg-y", _("Issyk-Kul"), 36, False),
    ("kg-j", _("Jalal-Abad"), 58, False),
    ("kg-n", _("Naryn"), 19, False),
    ("kg-b", _("Batken"), 0, False),
    ("kg-go", _("Osh city"), 42, True),
    ("kg-o", _("Osh"), 63, False),
]
MOMENT = datetime(2029, 7, 18, 16, 0, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind; what it is filled with is wrong on purpose."""

    day = forms.DateField(
        label=_("Date of the meeting"), help_text=_("For example 2029-06-24.")
    )
    leader = forms.CharField(label=_("Who leads it"))
    notes = forms.CharField(
        label=_("What was said"), widget=forms.Textarea, required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("ru", "Русский"), ("ky", "Кыргызча")]
    )
    heard = forms.MultipleChoiceField(
        label=_("Who was there"),
        choices=[("women", _("Women")), ("children", _("Children"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
    )
    agreed = forms.BooleanField(label=_("Everybody agreed to be quoted"))


def ink(count: int, upper_limits: tuple[int, ...]) -> int:
    """Five steps of ink; nothing at all is step 0, hatched and not pale."""
    return next(
        (step for step, most in enumerate((0, *upper_limits)) if count <= most), 5
    )


@access("public")
@require_safe
def styleguide(request):
    theme = request.GET.get("theme", "")
    return render(
        request,
        "styleguide.html",
        {
            "theme": theme if theme in {"dark", "light"} else "",
            "families": [
                (title, [(name, MARKS[name]) for name in names])
                for title, names in FAMILIES
            ],
            "form": SampleForm({"day": "24.07.2029", "heard": ["women"]}),
            "heat": [
                (row, [(count, ink(count, HEAT_LIMITS)) for count in counts])
                for row, counts in HEAT
            ],
            "places": [
                (css, name, count, ink(count, PLACE_LIMITS), is_city)
                for css, name, count, is_city in PLACES
            ],
            "moment": MOMENT,
        },
    )
