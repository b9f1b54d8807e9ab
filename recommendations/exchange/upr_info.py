"""The export of UPR Info's database, in each of the shapes it travels in.

A row is one recommendation by one State; joint ones are repeated for each.
There are no identifiers, paragraph numbers or dates.
"""

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from recommendations.exchange import text, workbook
from recommendations.exchange.refusals import CannotRead
from recommendations.exchange.source import Kind, kind_of, read_source

MAX_ROWS = 500_000


@dataclass(frozen=True, slots=True)
class Shape:
    """Headers in their order, and which of them we read. By place, not by name:
    the .xls has “Rgrp” and “Org” twice."""

    headers: tuple[str, ...]
    state: int
    session: int
    recommender: int
    wording: int
    response: int
    action: int
    issues: int
    between_issues: str
    ends_in_free_text: bool = False


def export_shape(*headers: str) -> Shape:
    return Shape(
        headers=headers,
        state=0,
        wording=3,
        recommender=4,
        response=7,
        action=8,
        issues=9,
        session=10,
        between_issues=",",
    )


SHAPES = (
    export_shape(
        *("SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org"),
        *("Response", "Action", "Issue", "Session"),
    ),
    export_shape(
        *("To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org"),
        *("Response", "Action", "Issue", "Session"),
    ),
    Shape(
        headers=(
            *("source_file", "source_row", "cycle", "session"),
            *("state_under_review", "sur_regional_group", "sur_organisations"),
            *("recommending_state", "rs_regional_group", "rs_organisations"),
            *("response", "action_category", "issues", "recommendation"),
        ),
        session=3,
        state=4,
        recommender=7,
        response=10,
        action=11,
        issues=12,
        wording=13,
        between_issues="|",
        ends_in_free_text=True,
    ),
)

# The words of 2015 and of today. What a State did not answer counts as noted
# only once the plenary is over, which this file does not say.
POSITIONS = {
    "accepted": "supported",
    "supported": "supported",
    "noted": "noted",
    "rejected": "noted",
    "pending": "pending",
}
VOLUNTARY_PLEDGE = "voluntary pledge"


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says, unresolved: names are as printed. `number` is its line
    in the file, the headers being 1. `fault` says why it cannot be taken."""

    number: int
    cells: tuple[str, ...]
    state: str = ""
    session: int = 0
    recommender: str = ""
    wording: str = ""
    position: str = ""
    action_category: int | None = None
    issues: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A whole file that turned out to be readable."""

    format: str
    headers: tuple[str, ...]
    rows: list[Row]
    positions: Counter[str] = field(default_factory=Counter)

    def raw(self, row: Row) -> dict[str, str]:
        """The row as it stood, by header; doubled headers get a number."""
        return dict(zip(self.headers, row.cells, strict=False))


def read_export(path: Path, *, expected: str = "auto") -> Export:
    """Read the whole file or refuse it in one sentence."""
    content = read_source(path)
    kind = kind_of(content)
    found = "csv" if kind is Kind.TEXT else kind.value
    if expected not in {"auto", found}:
        raise CannotRead(
            _("This file is a .%(found)s by its content, not a .%(expected)s.")
            % {"found": found, "expected": expected}
        )
    table = table_of(content, kind)
    shape = shape_of(next(table, []))
    if shape is None:
        raise CannotRead(
            _("No sheet or first line has the columns of a UPR Info export.")
        )
    rows = list(limited(read_rows(table, shape)))
    if not rows:
        raise CannotRead(_("The file has headers and no rows."))
    if kind is Kind.TEXT:
        refuse_cut_end(rows, shape, closed=text.ends_with_line_end(content))
    positions = Counter(row.position for row in rows)
    return Export(found, numbered(shape.headers), rows, positions)


def table_of(content: bytes, kind: Kind) -> Iterator[list[str]]:
    if kind is Kind.TEXT:
        return text.rows_of(content, is_header=shape_of)
    if kind is Kind.XLSX:
        workbook.refuse_bomb(content)
    return workbook.rows_of(content, is_header=shape_of)


def shape_of(cells: list[str]) -> Shape | None:
    found = tuple(cell.strip().casefold() for cell in cells)
    for shape in SHAPES:
        wanted = tuple(header.casefold() for header in shape.headers)
        if found[: len(wanted)] == wanted and not any(found[len(wanted) :]):
            return shape
    return None


def numbered(headers: tuple[str, ...]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        seen[header] += 1
        names.append(header if seen[header] == 1 else f"{header} {seen[header]}")
    return tuple(names)


def read_rows(table: Iterator[list[str]], shape: Shape) -> Iterator[Row]:
    for number, cells in enumerate(table, start=2):
        if any(cell.strip() for cell in cells):
            yield read_row(number, cells, shape)


def limited(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise CannotRead(
                _("The file has more than %(limit)d rows.") % {"limit": MAX_ROWS}
            )
        yield row


def read_row(number: int, cells: list[str], shape: Shape) -> Row:
    kept = tuple(cells[: len(shape.headers)])
    width = len(shape.headers)
    if len(cells) < width or any(cells[width:]):
        fault = _("The row has %(found)d cells instead of %(wanted)d.")
        return Row(number, kept, fault=fault % {"found": len(cells), "wanted": width})

    response = cells[shape.response].strip().casefold()
    action = cells[shape.action].strip()
    session = cells[shape.session].strip()
    row = Row(
        number=number,
        cells=kept,
        state=html.unescape(cells[shape.state]).strip(),
        session=int(session) if session.isascii() and session.isdigit() else 0,
        recommender=html.unescape(cells[shape.recommender]).strip(),
        wording=" ".join(html.unescape(cells[shape.wording]).split()),
        position=POSITIONS.get(response, ""),
        action_category=int(action) if action in {*"12345"} else None,
        issues=tuple(
            issue.strip()
            for issue in html.unescape(cells[shape.issues]).split(shape.between_issues)
            if issue.strip()
        ),
    )
    if fault := fault_of(row, response=response, action=action):
        return Row(number, kept, position=row.position, fault=fault)
    return row


def fault_of(row: Row, *, response: str, action: str) -> str:
    """Why nothing can be made of the row, in a sentence; empty if it is sound."""
    if response == VOLUNTARY_PLEDGE:
        return _("A voluntary pledge is not a recommendation.")
    if not row.wording or "\0" in row.wording:
        return _("The row has no wording.")
    if not 1 <= row.session <= 99:  # noqa: PLR2004 -- sessions have two digits
        return _("The session is missing or not a number.")
    if not row.position:
        return _("The response of the State is missing or unknown.")
    if action and row.action_category is None:
        return _("The action category is not one of 1 to 5.")
    return ""


def refuse_cut_end(rows: list[Row], shape: Shape, *, closed: bool) -> None:
    """A text cut off in the middle ends in a short row; cut inside its last cell
    it looks whole. Excel on Macs really leaves out the last line end."""
    last = rows[-1]
    is_short = len(last.cells) < len(shape.headers)
    if is_short or (not closed and (shape.ends_in_free_text or ends_in_part(rows))):
        raise CannotRead(
            _("The file is cut off after row %(number)d: download it again.")
            % {"number": last.number - 1}
        )


def ends_in_part(rows: list[Row]) -> bool:
    """Whether the last session, say 1, is the beginning of a longer one, say 17,
    that the same State has in the rows before."""
    last = rows[-1]
    others = {row.session for row in rows if row.state == last.state} - {last.session}
    return any(str(other).startswith(str(last.session)) for other in others)
