"""The factsheet as one page of Word: what a diplomat copies from. Facts in, bytes out, like the PDF.

No author, no time of day, no picture of the template's first page: the same facts give the same file.
"""

import gc
from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from core import word
from factsheets import words
from factsheets.facts import Facts, plain, runs

INK = RGBColor(0x0F, 0x3D, 0x4A)
MUTED = RGBColor(0x56, 0x5A, 0x56)
BODY, DISPLAY = (
    "Calibri",
    "Cambria",
)  # both have the Kyrgyz letters, and LibreOffice has metric twins of both
COLUMNS = (Mm(20), Mm(80), Mm(30), Mm(25), Mm(25))


def render_docx(facts: Facts) -> bytes:
    """Title, key message, what was asked before, what we ask, contact and sources, in the facts' language."""
    with override(facts.language):
        raw = _drawn(facts)
    # A document is a knot of references around a tree of XML that Python does not
    # count: left lying until the collector comes by itself, twenty of them make a
    # web process half as big again.
    gc.collect(1)
    return raw


def _drawn(facts: Facts) -> bytes:
    document = Document()
    _set_page(document)
    _set_styles(document, facts.language)
    day = datetime.fromisoformat(facts.version_date).replace(tzinfo=UTC)
    word.say_nothing(
        document, title=plain(facts.title), language=facts.language, at=day
    )
    _write(document, facts)
    return word.saved(document)


def _write(document: DocumentType, facts: Facts) -> None:
    _write_head(document, facts)
    if facts.past:
        document.add_heading(_("What was asked before"), level=2)
        if facts.past_intro:
            _paragraph(document, facts.past_intro)
        _add_past(document, facts)
    if facts.asks:
        heading = plain(facts.asks_heading) or _("We ask that the State…")
        document.add_heading(heading, level=2)
        for ask in facts.asks:
            paragraph = _paragraph(document, ask.text, style="List Number")
            if ask.source_line:
                run = paragraph.add_run(f"\n{plain(ask.source_line)}")
                run.font.size, run.font.color.rgb = Pt(8.5), MUTED
    document.add_heading(_("Read on, ask, or take the wording"), level=2)
    contact = filter(None, [words.shown_address(facts.address), *facts.contact])
    _paragraph(document, " · ".join(contact))
    if facts.sources:
        _paragraph(document, f"*{_('Sources.')}* {facts.sources}", style="Small")
    if facts.legal_notice:
        _paragraph(document, facts.legal_notice, style="Small")


def _write_head(document: DocumentType, facts: Facts) -> None:
    _paragraph(document, facts.coalition, style="Small")
    document.add_heading(plain(facts.title), level=1)
    _paragraph(document, facts.review_line, style="Small")
    note = [words.version(facts), words.in_languages(facts.languages)]
    if facts.is_sample:
        note.append(_("Sample: figures and wording are invented"))
    _paragraph(document, " · ".join(filter(None, note)), style="Small")
    if facts.key_message:
        _paragraph(document, facts.key_message, style="Key message")
    if facts.key_figures:
        figures = (f"*{plain(f.value)}* {plain(f.words)}" for f in facts.key_figures)
        _paragraph(document, " · ".join(figures))


def _add_past(document: DocumentType, facts: Facts) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    heads = (
        _("Ref."),
        _("Recommendation, and what became of it"),
        _("Made by"),
        _("Position"),
        _("Implemented"),
    )
    _fill(table.rows[0], (f"*{head}*" for head in heads))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for past in facts.past:
        reference = (
            f"{past.reference}, {words.cycle_and_year(past)}"
            if past.reference
            else words.cycle_and_year(past)
        )
        what = f"*{plain(past.headline)}* {past.outcome}"
        _fill(
            table.add_row(),
            (
                reference,
                what,
                ", ".join(past.made_by),
                str(words.POSITION[past.position]),
                str(words.LEVEL[past.level]),
            ),
        )


def _fill(row: _Row, texts: Iterable[str]) -> None:
    for cell, width, text in zip(row.cells, COLUMNS, texts, strict=True):
        cell.width = width
        _add_runs(_first_paragraph(cell), text)


def _first_paragraph(cell: _Cell) -> Paragraph:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    return paragraph


def _paragraph(
    document: DocumentType, text: str, *, style: str = "Normal"
) -> Paragraph:
    return _add_runs(document.add_paragraph(style=style), text)


def _add_runs(paragraph: Paragraph, text: str) -> Paragraph:
    for piece, is_bold in runs(text):
        paragraph.add_run(piece).bold = is_bold or None
    return paragraph


def _set_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(12)


def _set_styles(document: DocumentType, language: str) -> None:
    styles = document.styles
    for name in ("Small", "Cell", "Key message"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, font, size, after, colour in (
        ("Normal", BODY, 10, 4, None),
        ("Small", BODY, 9, 1, MUTED),
        ("Cell", BODY, 9, 0, None),
        ("Key message", DISPLAY, 13, 5, INK),
        ("List Number", BODY, 10.5, 3, None),
        ("Heading 1", DISPLAY, 22, 2, INK),
        ("Heading 2", DISPLAY, 12.5, 2, INK),
    ):
        style = styles[name]
        style.font.size = Pt(size)
        word.set_font(style, font)
        style.paragraph_format.space_before = Pt(7 if name == "Heading 2" else 0)
        style.paragraph_format.space_after = Pt(after)
        if colour is not None:
            style.font.color.rgb = colour
    word.set_language(document, language)
