"""The figures of a period as a spreadsheet: a row for each meeting, and the totals.
What people typed is text in it and never a formula."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from consultations import figures
from consultations.figures import Key, Line
from consultations.models import Event, Headcount
from core.words import clean

FORMULA = ("=", "+", "-", "@", "\t", "\n")
BOLD = Font(bold=True)
THE_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def render_xlsx(events: list[Event], totals: list[Line], *, values: dict) -> bytes:
    """`values`: what can be counted (`figures.values_of`)."""
    book = Workbook()
    _write_meetings(book.active, events, values)
    _write_totals(book.create_sheet(), totals)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Nothing in it about who made it, or when."""
    book.properties.creator = book.properties.lastModifiedBy = ""
    book.properties.created = book.properties.modified = THE_BEGINNING
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


def _write_meetings(sheet: Worksheet, events: list[Event], values: dict) -> None:
    sheet.title = _("Meetings")[:31]
    keys = [
        (dimension, value, f"{figures.label_of(dimension)}: {label}")
        for dimension, row in values.items()
        for value, label in row.items()
    ]
    heads = [
        *(_("First day"), _("Last day"), _("Kind"), _("Title"), _("Place")),
        *(_("Region"), _("How"), _("People in all")),
        *(label for _dimension, _value, label in keys),
    ]
    add_row(sheet, heads, bold=True)
    counts = _counts(events)
    for event in events:
        numbers = counts.get(event.pk, {})
        region = event.region.name if event.region else ""
        add_row(
            sheet,
            [
                *(event.starts_on, event.ends_on, event.get_kind_display()),
                *(event.title, event.place, region),
                *(event.get_mode_display(), event.total),
                *(numbers.get((dimension, value)) for dimension, value, _l in keys),
            ],
        )
    sheet.freeze_panes = "A2"


def _write_totals(sheet: Worksheet, totals: list[Line]) -> None:
    sheet.title = _("Totals")[:31]
    add_row(
        sheet,
        [
            *(_("What was counted"), "", _("How many"), _("Per cent")),
            *(_("Aim, per cent"), _("Meetings that counted it")),
        ],
        bold=True,
    )
    for line in totals:
        for cell in line.cells:
            add_row(
                sheet,
                [
                    *(line.label, cell.label, cell.count, cell.share, cell.aim),
                    line.meetings,
                ],
            )


def _counts(events: list[Event]) -> dict[Any, dict[Key, int]]:
    found: dict[Any, dict[Key, int]] = {event.pk: Counter() for event in events}
    rows = Headcount.objects.filter(event__in=list(found)).order_by("pk")
    for event, dimension, value, count in rows.values_list(
        "event", "dimension", "value", "count"
    ):
        found[event][dimension, value] = count
    return {event: dict(numbers) for event, numbers in found.items()}


def add_row(sheet: Worksheet, values: Iterable[Any], *, bold: bool = False) -> None:
    sheet.append([safe(value) for value in values])
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            cell.data_type = "s"
        if bold:
            cell.font = BOLD


def safe(value: Any) -> Any:
    """Numbers and days stay; what could be taken for a formula gets the mark by
    which spreadsheets know text, also where the file is saved as CSV."""
    if value is None or isinstance(value, (int, float)) or hasattr(value, "year"):
        return value
    text = clean(str(value))
    return f"'{text}" if text.startswith(FORMULA) else text
