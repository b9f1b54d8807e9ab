"""Bars drawn as SVG by ourselves: the same drawing on the web page, in the PDF and in print, always with its numbers.

Attributes only: the site's policy forbids style="…", and WeasyPrint reads neither the page's CSS nor `currentColor`
inside an SVG. Colours therefore come in as words: `PAPER` for the PDF, `SCREEN` for pages that know the design tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factsheets.facts import Chart, ChartRow, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    part: str
    whole: str
    text: str
    on_part: str
    font: str


PAPER = Colours(
    part="#0f3d4a",
    whole="#c9d8d9",
    text="#1a2427",
    on_part="#fffdf9",
    font="Review Sans",
)
SCREEN = Colours(
    part="var(--ink)",
    whole="var(--heat-1)",
    text="var(--text)",
    on_part="var(--on-ink)",
    font="Review Sans, sans-serif",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The chart's figures in words, for the table that stands beside every chart."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# Units of the drawing: it is 300 wide, and 9.6 units of type are 7.4 pt on the 82 mm of the page.
WIDTH = 300
TYPE = 9.6
BAR = 15
PITCH = 23
LETTER = 5.3  # a generous mean width; there are no font metrics here, and a label must never meet a bar
LABEL_AT_MOST = 104  # longer labels stand above their bars
GAP = 5

_SEPARATORS = {"en": (",", ".")}
_CONTINENTAL = ("\xa0", ",")


def number(value: float, language: str) -> str:
    """“9,840.5” in English, “9 840,5” in Russian and Kyrgyz, with a space that does not break."""
    thousands, point = _SEPARATORS.get(language, _CONTINENTAL)
    text = (
        f"{value:,.2f}".rstrip("0").rstrip(".")
        if isinstance(value, float)
        else f"{value:,}"
    )
    return text.translate({ord(","): thousands, ord("."): point}).replace("-", "\u2212")


def has_parts(chart: Chart) -> bool:
    return any(row.part is not None for row in chart.rows)


def table(chart: Chart, *, language: str) -> Table:
    """The rows behind the bars; the column of parts is left out when no row has one."""
    parts = has_parts(chart)
    heads = (
        "",
        plain(chart.whole_label),
        *([plain(chart.part_label)] if parts else []),
    )
    rows = tuple(
        (
            plain(row.label),
            number(row.whole, language),
            *([_part(row, language)] if parts else []),
        )
        for row in chart.rows
    )
    return Table(caption=plain(chart.lead or chart.title), heads=heads, rows=rows)


def words(chart: Chart, *, language: str) -> str:
    """The whole chart read aloud: its title and every number with the word for what it counts."""
    figures = "; ".join(", ".join(_spoken(chart, row, language)) for row in chart.rows)
    return f"{plain(chart.title)}. {figures}."


def draw(chart: Chart, *, language: str, colours: Colours = PAPER) -> SafeString:
    """One bar to a row: the whole behind, the part in front, each number at the end of its bar."""
    labels = [plain(row.label) for row in chart.rows]
    longest = max((len(label) for label in labels), default=0) * LETTER
    above = longest > LABEL_AT_MOST
    left = 0 if above else round(max(longest + 9, 30))
    pitch = PITCH + (12 if above else 0)
    numbers = [_width(number(row.whole, language)) for row in chart.rows]
    room = WIDTH - left - GAP - max(numbers, default=0) - 2
    largest = max((max(row.whole, row.part or 0) for row in chart.rows), default=0) or 1

    shapes: list[SafeString] = []
    for index, (row, label) in enumerate(zip(chart.rows, labels, strict=True)):
        top = index * pitch + 1 + (12 if above else 0)
        shapes.append(_text(0, top - 3 if above else top + 10.5, label))
        shapes.extend(
            _bar(
                row,
                left=left,
                top=top,
                scale=room / largest,
                language=language,
                colours=colours,
            )
        )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" font-family="{}" font-size="{}" fill="{}" role="img"><title>{}</title>{}</svg>',
        WIDTH,
        max(len(labels) * pitch - 3, 1),
        colours.font,
        TYPE,
        colours.text,
        words(chart, language=language),
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def _bar(
    row: ChartRow,
    *,
    left: int,
    top: float,
    scale: float,
    language: str,
    colours: Colours,
) -> Iterator[SafeString]:
    whole = max(row.whole, 0) * scale
    part = max(row.part or 0, 0) * scale
    yield _rect(
        left, top, whole, colours.whole if row.part is not None else colours.part
    )
    end = number(row.whole, language)
    if row.part is not None:
        yield _rect(left, top, part, colours.part)
        inside = number(row.part, language)
        if part >= _width(inside) + 6:
            yield _text(
                left + part - 4,
                top + 11,
                inside,
                fill=colours.on_part,
                anchor="end",
                weight=600,
            )
        elif whole - part >= _width(inside) + 8:
            yield _text(left + part + 4, top + 11, inside, weight=600)
        else:  # neither bar is wide enough for its own number: both stand behind the end
            end = f"{inside} / {end}"
    x, anchor = left + max(whole, part) + GAP, ""
    if x + _width(end) > WIDTH:
        x, anchor = WIDTH, "end"
    yield _text(x, top + 11, end, weight=600, anchor=anchor)


def _rect(x: float, y: float, width: float, fill: str) -> SafeString:
    box = (f"{size:.1f}" for size in (x, y, width, BAR))
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>', *box, fill
    )


def _text(
    x: float,
    y: float,
    content: str,
    *,
    fill: str = "",
    anchor: str = "",
    weight: int = 0,
) -> SafeString:
    attributes = {"fill": fill, "text-anchor": anchor, "font-weight": weight}
    given = format_html_join(
        "", ' {}="{}"', ((name, value) for name, value in attributes.items() if value)
    )
    return format_html(
        '<text x="{}" y="{}"{}>{}</text>', f"{x:.1f}", f"{y:.1f}", given, content
    )


def _width(text: str) -> float:
    return len(text) * LETTER


def _part(row: ChartRow, language: str) -> str:
    return "–" if row.part is None else number(row.part, language)


def _spoken(chart: Chart, row: ChartRow, language: str) -> Iterator[str]:
    yield f"{plain(row.label)}: {plain(chart.whole_label)} {number(row.whole, language)}"
    if row.part is not None:
        yield f"{plain(chart.part_label)} {number(row.part, language)}"
