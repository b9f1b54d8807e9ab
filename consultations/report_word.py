"""The activity report of a meeting as a Word file, and nothing in it about who made
it or when."""

import gc
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from consultations.figures import Line
from consultations.models import Event
from consultations.report import Report, report_of
from core import word
from core.words import clean

INK = RGBColor(0x0F, 0x3D, 0x4A)
# Both have the Kyrgyz letters, and LibreOffice has metric twins of both.
BODY, DISPLAY = "Calibri", "Cambria"
COLUMNS = (Mm(100), Mm(25), Mm(25))


def render_docx(event: Event, *, language: str) -> bytes:
    with override(language):  # the names of regions, too, are of the language
        raw = _drawn(report_of(event), language)
    # python-docx leaves a knot of references around a tree that Python does not count.
    gc.collect(1)
    return raw


def _drawn(report: Report, language: str) -> bytes:
    event = report.event
    document = Document()
    set_styles(document, language)
    day = datetime.combine(event.ends_on, time.min, UTC)
    title = clean(event.title)
    word.say_nothing(document, title=title, language=language, at=day)
    document.add_paragraph(str(_("Activity report")), style="Subtitle")
    document.add_heading(title, level=1)
    _write_facts(document, report)
    if event.notes:
        document.add_heading(_("What happened"), level=2)
        for paragraph in filter(None, clean(event.notes).split("\n")):
            document.add_paragraph(paragraph)
    document.add_heading(_("Who was reached"), level=2)
    if event.total is not None:
        document.add_paragraph(_("People in all: %(n)d") % {"n": event.total})
    if not report.lines:
        document.add_paragraph(_("Nobody has counted yet."))
    for line in report.lines:
        write_line(document, line)
    document.add_paragraph(
        _("Totals only: no list of participants is kept."), style="Caption"
    )
    document.add_heading(_("What was done"), level=2)
    for label, number in done(report):
        document.add_paragraph(f"{label}: {number}", style="List Bullet")
    return word.saved(document)


def facts(report: Report) -> list[tuple[str, str]]:
    """What stands in the head of the report, on the page and in the file."""
    event = report.event
    rows = [
        (_("Kind"), event.get_kind_display()),
        (_("When"), when(event)),
        (_("Where"), where(event)),
        (_("How"), event.get_mode_display()),
        (_("Languages"), event.spoken),
        (_("Groups"), ", ".join(str(name) for name in report.groups)),
    ]
    return [(str(label), clean(str(text))) for label, text in rows if text]


def done(report: Report) -> list[tuple[str, int]]:
    return [
        (_("Questions put to the meeting"), report.asked),
        (_("Questions asked beforehand"), report.beforehand),
        (_("Of these answered"), report.answered),
        (_("Materials published"), report.materials),
        (_("Points written down"), report.findings),
    ]


def when(event) -> str:
    first = date_format(event.starts_on, "j E Y")
    if event.ends_on == event.starts_on:
        return first
    return f"{first} – {date_format(event.ends_on, 'j E Y')}"


def where(event) -> str:
    region = event.region.name if event.region else ""
    return ", ".join(filter(None, [event.place, region]))


def _write_facts(document: DocumentType, report: Report) -> None:
    for label, text in facts(report):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)


def write_line(document: DocumentType, line: Line) -> None:
    document.add_heading(str(line.label), level=3)
    cells = [cell for cell in line.cells if cell.count is not None]
    table = empty_table(document, COLUMNS)
    for cell in cells:
        _write_row(table, cell.label, cell.count, cell.share)
    _write_row(table, _("Together"), line.total, None)


def empty_table(document: DocumentType, widths: Sequence[int]):
    """With columns of these widths, in Word and in LibreOffice."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _write_row(table, label: Any, count: int | None, share: int | None) -> None:
    said = "" if share is None else f"{share}\N{NO-BREAK SPACE}%"
    row = table.add_row().cells
    for cell, width, text in zip(row, COLUMNS, (label, count, said), strict=True):
        cell.width, cell.text = width, str(text)
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    for cell in row[1:]:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def set_styles(document: DocumentType, language: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    for name, font, size in (
        ("Normal", BODY, 11),
        ("Subtitle", BODY, 10),
        ("Caption", BODY, 9),
        ("List Bullet", BODY, 11),
        ("Heading 1", DISPLAY, 20),
        ("Heading 2", DISPLAY, 14),
        ("Heading 3", BODY, 11),
    ):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = INK if name.startswith("Heading") else None
        style.font.bold = name.startswith("Heading")
        style.paragraph_format.space_after = Pt(4)
        word.set_font(style, font)
    word.set_language(document, language)
