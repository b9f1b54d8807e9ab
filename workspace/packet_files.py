"""A packet as a Word file of two columns, and its rows when it comes back.

Over each source stands its code: the item, and by four letters each which source
and which translation the file shows. So it is known what a person had before her.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core import word
from core.translations import Handed, digest
from core.words import clean
from submissions.word.reading import Paragraph
from submissions.word.template import blank
from workspace.models import CODE, LETTERS, Packet, PacketItem

MARK = 4
CODED = re.compile(
    rf"([{LETTERS}]{{{CODE}}})\.([0-9a-f]{{{MARK}}})\.([0-9a-f]{{{MARK}}})"
)
A_DAY = datetime(2000, 1, 1, tzinfo=UTC)
GREY = RGBColor(0x76, 0x76, 0x76)
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it came back."""

    code: str
    source_mark: str
    target_mark: str
    source: str
    target: str

    def shown(self, item: PacketItem) -> str | None:
        """The translation that the file had; None if that is not known any more."""
        known = (item.text, item.target_text)
        return next((text for text in known if mark_of(text) == self.target_mark), None)

    def is_as_it_was(self, item: PacketItem) -> bool:
        shown = self.shown(item)
        return shown is not None and _normal(shown) == _normal(self.target)

    def handed(self, item: PacketItem) -> Handed:
        """What the file does not know as it is now counts as changed meanwhile."""
        shown = self.shown(item)
        is_known = item.source_digest.startswith(self.source_mark)
        return Handed(
            text=self.target,
            source_digest=item.source_digest if is_known else self.source_mark,
            base=digest(shown) if shown is not None else self.target_mark,
        )


def _normal(text: str) -> str:
    return " ".join(text.split())


def mark_of(text: str) -> str:
    return digest(text)[:MARK]


def code_of(item: PacketItem) -> str:
    return f"{item.code}.{item.source_digest[:MARK]}.{mark_of(_shown(item))}"


def _shown(item: PacketItem) -> str:
    """What a file made now shows as the translation."""
    return item.text or item.target_text


# Out


def render_packet(packet: Packet, items: Sequence[PacketItem], *, names: Any) -> bytes:
    """In the words of the language that is translated into. `names`: how each
    subject is called, as `gathering.names_of` says."""
    with override(packet.language):
        document = blank(packet.language)
        title = _("For translation")
        word.say_nothing(document, title=title, language=packet.language, at=A_DAY)
        document.add_heading(title, level=1)
        document.add_paragraph(
            _(
                "Write the translation into the right column. Leave the left one as it"
                " is, and the grey codes too: by them your words find their place. A"
                " cell that stays empty stays missing. Signs such as ⟦1⟧ stand for"
                " footnotes and references; keep them."
            )
        )
        _table(document, packet, items, names)
        return word.saved(document)


def _table(document: DocumentType, packet: Packet, items: Iterable[PacketItem], names):
    section = document.sections[0]
    for side in ("left_margin", "right_margin"):
        setattr(section, side, Mm(18))
    table = document.add_table(rows=1, cols=2)
    _ruled(table)
    head = table.rows[0]
    for cell, language in zip(
        head.cells, (packet.source_language, packet.language), strict=True
    ):
        cell.paragraphs[0].add_run(str(LANGUAGES[language])).bold = True
    _repeats(head)
    above = None
    for item in items:
        if item.state == PacketItem.State.GONE:
            continue
        left, right = table.add_row().cells
        name = names.get(item.subject_id)
        code = left.paragraphs[0].add_run(code_of(item))
        code.font.size, code.font.color.rgb = Pt(7), GREY
        if name and item.subject_id != above:
            here = left.paragraphs[0].add_run(f"  {clean(str(name[0]))}")
            here.font.size, here.font.color.rgb = Pt(8), GREY
        above = item.subject_id
        left.add_paragraph(clean(item.source_text))
        right.paragraphs[0].add_run(clean(_shown(item)))
    for row in table.rows:
        for cell in row.cells:
            cell.width = Mm(87)


def _ruled(table) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", "BBBBBB")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.append(borders)


def _repeats(row) -> None:
    """On every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


# Back


def rows_of(paragraphs: Iterable[Paragraph]) -> list[Row]:
    """What has a code in its first column; and, without one, what has words in the
    second: whoever wrote them is told that they have lost their place."""
    cells: dict[tuple[int, int], dict[int, list[str]]] = {}
    for paragraph in paragraphs:
        if paragraph.cell:
            table, row, column = paragraph.cell
            cell = cells.setdefault((table, row), {})
            cell.setdefault(column, []).append(paragraph.words)
    found = []
    for (_table, row), columns in sorted(cells.items()):
        first, *source = columns.get(1, [""])
        target = "\n".join(columns.get(2, [])).strip()
        code = CODED.search(first)
        if code:
            item, source_mark, target_mark = code.groups()
            said = "\n".join(source).strip()
            found.append(Row(item, source_mark, target_mark, said, target))
        elif row > 1 and target:
            found.append(Row("", "", "", "", target))
    return found
