"""The way of a review as SVG: down the page, a mark for each date, a line that is
longer where more time lies between. Every colour and letter comes from the page's
style sheet; widths are guessed generously, so that no word meets another."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.templatetags.ui import place
from reviews.road import A_MONTH, Mark, Road, Stop, Stretch

NAME, SMALL = 16.0, 14.0  # type
NAME_LINE, SMALL_LINE = 21, 19
BETWEEN = 16  # between two stops, where no time lies between them
A_DAY_IS = 0.3
LONGEST = 56  # however much time lies between
SAID_FROM = 45  # days from which on the time between is said in words
A_SHEET = 300  # at most, unless one date is longer: three go on a printed page


@dataclass(frozen=True, slots=True)
class Layout:
    """`dates`: they stand in a column of their own, which ends there."""

    name: str
    width: int
    axis: int
    words: int
    dates: int = 0


PHONE = Layout("phone", width=328, axis=11, words=36)
DESK = Layout("desk", width=720, axis=204, words=232, dates=180)

SHAPES = {
    Mark.DONE: mark_safe(
        '<circle r="8"/><path class="road-tick" d="M-4 0.5 L-1.2 3.3 L4 -3"/>'
    ),
    Mark.OVER: mark_safe('<circle r="6"/>'),
    Mark.AHEAD: mark_safe('<circle r="6.5"/>'),
    Mark.PROJECTED: mark_safe('<path d="M0 -8 L8 0 L0 8 L-8 0 Z"/>'),
}


@dataclass(slots=True)
class Pen:
    layout: Layout
    y: float = 0

    def text(self, line: int, words: str, css: str, *, x: int = 0) -> SafeString:
        """A line of words, and on to the next."""
        self.y += line
        return self.beside(self.y, words, css, x=x or self.layout.words)

    def beside(self, y: float, words: str, css: str, *, x: int) -> SafeString:
        end = mark_safe(' text-anchor="end"') if x == self.layout.dates else ""
        return format_html(
            '<text class="{}" x="{}" y="{}"{}>{}</text>',
            css,
            x,
            round(y - 5),
            end,
            words,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something on the way: from where it reaches down to where, and its mark."""

    top: int
    bottom: int
    at: int
    line: str
    mark: SafeString
    shapes: list[SafeString]


def draw(road: Road, layout: Layout, *, zone: str) -> SafeString:
    """In sheets, one under the other without a seam: paper breaks between them, not
    through a word. `zone`: where the reader's clock hangs, whose today is marked."""
    steps = list(_steps(road, layout, zone))
    return format_html_join(
        "", "{}", ((_sheet(layout, sheet, steps),) for sheet in _sheets(steps))
    )


def _steps(road: Road, layout: Layout, zone: str) -> Iterator[Step]:
    pen = Pen(layout)
    before: datetime | None = None
    for moment, item in _in_order(road):
        top = round(pen.y + 6) if before else 0
        shapes = list(_gap(pen, before, moment))
        at = round(pen.y + 10)
        shapes.append(_drawn(pen, item, road, zone))
        yield Step(
            top=top,
            bottom=round(pen.y + 6),
            at=at,
            line=_line(item),
            mark=_knot(item),
            shapes=shapes,
        )
        before = moment


def _sheets(steps: list[Step]) -> list[list[Step]]:
    sheets = [steps[:1]]
    for step in steps[1:]:
        if step.bottom - sheets[-1][0].top > A_SHEET:
            sheets.append([])
        sheets[-1].append(step)
    return sheets


def _sheet(layout: Layout, sheet: list[Step], steps: list[Step]) -> SafeString:
    top, bottom = sheet[0].top, sheet[-1].bottom
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="road road-{}" viewBox="0 {} {} {}" width="{}" role="group" aria-label="{}">{}{}{}</svg>',
        layout.name,
        top,
        layout.width,
        bottom - top,
        layout.width,
        _("The road, drawn"),
        _axis(layout, steps, top, bottom),
        format_html_join(
            "", "{}", ((shape,) for step in sheet for shape in step.shapes)
        ),
        format_html_join(
            "",
            '<g transform="translate({} {})">{}</g>',
            ((layout.axis, step.at, step.mark) for step in sheet),
        ),
    )


type Item = Stop | Stretch | None  # None: today


def _in_order(road: Road) -> list[tuple[datetime, Item]]:
    """Phases stand before the date with which they begin; but the window closes
    before one goes out to persuade."""
    items: list[tuple[datetime, int, Item]] = [(road.at, 1, None)]
    items += [(stop.moment, 2, stop) for stop in road.stops]
    for stretch in road.stretches:
        if stretch.moment is not None:
            after = 3 if stretch.phase is stretch.phase.ADVOCACY else 0
            items.append((stretch.moment, after, stretch))
    items.sort(key=lambda item: item[:2])
    return [(moment, item) for moment, _rank, item in items]


def _gap(pen: Pen, before: datetime | None, moment: datetime) -> Iterator[SafeString]:
    if before is None:
        return
    days = (moment - before).days
    height = BETWEEN + min(days * A_DAY_IS, LONGEST)
    if days >= SAID_FROM:
        months = round(days / A_MONTH)
        said = ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
        middle = pen.y + height / 2 + 9
        yield pen.beside(middle, said, "road-quiet", x=pen.layout.words)
        height = max(height, 2 * SMALL_LINE)
    pen.y += height


def _drawn(pen: Pen, item: Item, road: Road, zone: str) -> SafeString:
    if isinstance(item, Stop):
        return _stop(pen, item, zone)
    if isinstance(item, Stretch):
        return _phase(pen, item)
    today = date_format(road.at.astimezone(ZoneInfo(zone)), "j E Y")
    return pen.text(NAME_LINE, _("Today, %(date)s") % {"date": today}, "road-today")


def _phase(pen: Pen, stretch: Stretch) -> SafeString:
    words = f"{stretch.phase.value}. {stretch.phase.label}"
    lines = wrapped(words, pen.layout.width - pen.layout.words, NAME * 1.1)
    drawn = [pen.text(NAME_LINE, line, "road-phase") for line in lines]
    if stretch.is_now:
        drawn.append(pen.text(SMALL_LINE, _("We are here"), "road-small"))
    return format_html_join("", "{}", ((shape,) for shape in drawn))


def _stop(pen: Pen, stop: Stop, zone: str) -> SafeString:
    top, layout = pen.y, pen.layout
    room = layout.width - layout.words
    when = _when(stop, zone, is_short=bool(layout.dates))
    drawn = []
    if layout.dates:
        for number, line in enumerate(when, 1):
            y = top + NAME_LINE + (number - 1) * SMALL_LINE
            drawn.append(pen.beside(y, line, "road-small", x=layout.dates))
    else:
        drawn += [pen.text(SMALL_LINE, line, "road-small") for line in when]
    for line in wrapped(str(stop.milestone.called), room, NAME):
        drawn.append(pen.text(NAME_LINE, line, "road-name"))
    drawn.append(pen.text(SMALL_LINE, stop.said, "road-small"))
    if layout.dates:
        pen.y = max(pen.y, top + NAME_LINE + (len(when) - 1) * SMALL_LINE)
    return format_html(
        '<a href="{}" class="road-stop"><rect y="{}" width="{}" height="{}"/>{}</a>',
        stop.milestone.get_absolute_url(),
        round(top - 4),
        layout.width,
        round(pen.y - top + 8),
        format_html_join("", "{}", ((shape,) for shape in drawn)),
    )


def _when(stop: Stop, zone: str, *, is_short: bool) -> list[str]:
    """Where it counts, and the reader's own day where that is another."""
    there, here = stop.shown.clocks.there, stop.shown.clocks.here
    day = date_format(there, "D j E Y")
    clock = f"{date_format(there, 'H:i')}, {place(stop.milestone.zone)}"
    lines = [day, clock] if is_short else [f"{day}, {clock}"]
    if stop.shown.clocks.days_differ:
        own = date_format(here, "j E, H:i")
        lines.append(_("%(place)s: %(moment)s") % {"place": place(zone), "moment": own})
    return lines


def _axis(layout: Layout, steps: list[Step], top: int, bottom: int) -> SafeString:
    """From mark to mark, as the later one says; of it what is on this sheet."""
    pieces = (
        (max(above.at, top), min(below.at, bottom), below.line)
        for above, below in pairwise(steps)
    )
    return format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        (
            (css, layout.axis, layout.axis, upper, lower)
            for upper, lower, css in pieces
            if upper < lower
        ),
    )


def _line(item: Item) -> str:
    """Broken on the way to what is not confirmed."""
    is_unsure = (isinstance(item, Stop) and item.mark is Mark.PROJECTED) or (
        isinstance(item, Stretch) and item.is_projected
    )
    return "road-line road-line-projected" if is_unsure else "road-line"


def _knot(item: Item) -> SafeString:
    if isinstance(item, Stop):
        return _shape(item.mark)
    if isinstance(item, Stretch):
        return mark_safe(
            '<rect class="road-turn" x="-9" y="-2" width="18" height="4"/>'
        )
    return mark_safe('<circle class="road-now" r="8"/>')


def _shape(mark: Mark) -> SafeString:
    return format_html(
        '<g class="road-mark road-mark-{}">{}</g>', mark.value, SHAPES[mark]
    )


def key() -> list[tuple[SafeString, str]]:
    """Each mark alone, and its word."""
    said = {
        Mark.DONE: pgettext("a date", "done"),
        Mark.OVER: pgettext("a date", "over"),
        Mark.AHEAD: pgettext("a date", "still to come"),
        Mark.PROJECTED: _("not confirmed"),
    }
    return [
        (
            format_html(
                '<svg viewBox="-10 -10 20 20" aria-hidden="true">{}</svg>', _shape(mark)
            ),
            word,
        )
        for mark, word in said.items()
    ]


# Words in their room


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The lines of a text, none wider than its room; a word that is too long for a
    line is broken anywhere."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and width(lines[-1] + letter, size) > room:
                lines.append("")
            lines[-1] += letter
    return lines


def width(text: str, size: float) -> float:
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    """A generous share of the type’s height; there are no font metrics here."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.1
    if letter in "mwMWЖШЩЮФЫЪжшщюфыъм@%—…":
        return 0.95
    if letter in "ijltfr.,:;!|'’()[]- ":
        return 0.38
    return 0.72 if letter.isupper() else 0.58
