"""The report for donors and partners as a Word file and as a spreadsheet: with every
figure its definition, and nothing about who made it or when."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from consultations import report_sheet, report_word
from core import word
from core.words import clean
from reviews.models import Review
from workspace.donor_words import NOTES
from workspace.donors import DonorReport, Section, report_of
from workspace.periods import Period

COLUMNS = (Mm(48), Mm(22), Mm(96))


def title_of(report: DonorReport) -> str:
    name = clean(str(report.review.coalition_name or report.review.state.name))
    return _("Report of %(coalition)s") % {"coalition": name}


def period_of(report: DonorReport, section: Section) -> str:
    return _("As it stands today") if section.is_of_today else report.period.name


# Word


def render_docx(review: Review, period: Period, *, language: str) -> bytes:
    with override(language):
        raw = _drawn(report_of(review, period), language)
    # python-docx leaves a knot of references around a tree that Python does not count.
    gc.collect(1)
    return raw


def _drawn(report: DonorReport, language: str) -> bytes:
    document = Document()
    report_word.set_styles(document, language)
    day = datetime.combine(report.period.ends_before, time.min, UTC)
    title = title_of(report)
    word.say_nothing(document, title=title, language=language, at=day)
    document.add_paragraph(report.period.name, style="Subtitle")
    document.add_heading(title, level=1)
    for section in report.sections:
        _write_section(document, report, section)
    document.add_heading(_("How it is counted"), level=2)
    for note in NOTES:
        document.add_paragraph(str(note), style="List Bullet")
    return word.saved(document)


def _write_section(
    document: DocumentType, report: DonorReport, section: Section
) -> None:
    document.add_heading(section.title, level=2)
    document.add_paragraph(period_of(report, section), style="Caption")
    table = report_word.empty_table(document, COLUMNS)
    for figure in section.figures:
        row = table.add_row().cells
        texts = (str(figure.label), figure.said, f"{figure.what} {figure.how}")
        for cell, width, text in zip(row, COLUMNS, texts, strict=True):
            cell.width, cell.text = width, text
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        row[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if section.remark:
        document.add_paragraph(section.remark, style="Caption")
    for line in section.lines:
        report_word.write_line(document, line)


# A spreadsheet


def render_xlsx(review: Review, period: Period, *, language: str) -> bytes:
    with override(language):
        report = report_of(review, period)
        book = Workbook()
        _write_figures(book.active, report)
        _write_lines(book.create_sheet(), report)
        _write_notes(book.create_sheet(), report)
        return report_sheet.saved(book)


def _write_figures(sheet: Worksheet, report: DonorReport) -> None:
    sheet.title = _("Figures")[:31]
    heads = [
        *(_("Part"), _("Figure"), _("How many"), _("Period")),
        *(_("What it is"), _("How it is counted")),
    ]
    report_sheet.add_row(sheet, heads, bold=True)
    for section in report.sections:
        for figure in section.figures:
            row = [
                *(section.title, figure.label, figure.count),
                *(period_of(report, section), figure.what, figure.how),
            ]
            report_sheet.add_row(sheet, row)
    sheet.freeze_panes = "A2"


def _write_lines(sheet: Worksheet, report: DonorReport) -> None:
    sheet.title = _("In detail")[:31]
    heads = [
        *(_("Part"), _("What was counted"), "", _("How many"), _("Per cent")),
        _("Period"),
    ]
    report_sheet.add_row(sheet, heads, bold=True)
    for section in report.sections:
        for line in section.lines:
            for cell in line.cells:
                row = [
                    *(section.title, line.label, cell.label, cell.count, cell.share),
                    period_of(report, section),
                ]
                report_sheet.add_row(sheet, row)
    sheet.freeze_panes = "A2"


def _write_notes(sheet: Worksheet, report: DonorReport) -> None:
    sheet.title = _("How it is counted")[:31]
    remarks = [section.remark for section in report.sections if section.remark]
    for note in [*NOTES, *remarks]:
        report_sheet.add_row(sheet, [note])


@dataclass(frozen=True, slots=True)
class FileKind:
    content_type: str
    render: Callable[..., bytes]


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "docx": FileKind(f"{OFFICE}.wordprocessingml.document", render_docx),
    "xlsx": FileKind(f"{OFFICE}.spreadsheetml.sheet", render_xlsx),
}
