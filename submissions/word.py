"""A submission in one language as a Word file: chapters in, bytes out.

A first cut, to read and to pass on. Footnotes stand in square brackets where they
belong: python-docx has none of Word's own, which come with the file as OHCHR wants
it. What is only suggested is left out. The same chapters give the same bytes, and
nothing in them tells of a person, a machine or an hour.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from core import word
from submissions import documents
from submissions.documents import Node

INK = RGBColor(0x0F, 0x3D, 0x4A)
BODY, DISPLAY = "Calibri", "Cambria"  # both have the Kyrgyz letters
A_DAY = datetime(2000, 1, 1, tzinfo=UTC)
LINKS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
DEEPEST = 40  # of nodes in nodes
COLUMNS = 63  # as many as Word takes
MOST = 10_000  # of what is counted; a browser may send anything


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: str
    depth: int
    document: Node


def render_docx(
    title: str,
    chapters: Iterable[Chapter],
    *,
    language: str,
    labels: Mapping[str, str] | None = None,
) -> bytes:
    """`labels` says what proposals ask for, by their `ref`."""
    with override(language):
        made = _drawn(title, chapters, language, labels or {})
    gc.collect(1)  # a document is a knot that counts for nothing; see factsheets.word
    return made


def _drawn(title, chapters, language, labels) -> bytes:
    document = Document()
    _set_up(document, language)
    word.say_nothing(document, title=_clean(title), language=language, at=A_DAY)
    document.add_heading(_clean(title), level=0)
    writer = _Writer(document, _Numbers(document), labels)
    for chapter in chapters:
        document.add_heading(_clean(chapter.heading), level=chapter.depth)
        writer.depth = chapter.depth
        settled = documents.settled(chapter.document)
        writer.blocks(settled.get("content", []), document)
    return word.saved(document)


def _clean(text: str) -> str:
    """XML has no place for these."""
    return CONTROL.sub("", text)


# Numbers. One list of paragraphs runs through the whole file; others begin anew.

NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{levels}
</w:abstractNum>"""
LEVEL = """
<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>
<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>"""
KINDS = {
    "paragraph": [("decimal", "%1.")],
    "ordered_list": [("lowerLetter", "(%1)"), ("lowerRoman", "(%2)")],
    "bullet_list": [("bullet", "•"), ("bullet", "–")],
}


class _Numbers:
    def __init__(self, document: DocumentType):
        self.root = document.part.numbering_part.element
        self.kinds: dict[str, int] = {}
        first_num = self.root.find(qn("w:num"))
        for key, (kind, levels) in enumerate(KINDS.items(), 900):
            self.kinds[kind] = key
            first_num.addprevious(parse_xml(_numbering(key, levels)))
        self.paragraphs = self.begin("paragraph")

    def begin(self, kind: str, start: int = 1) -> int:
        """A list of its own, from `start` on."""
        num = self.root.add_num(self.kinds[kind])
        if kind != "bullet_list":
            num.add_lvlOverride(ilvl=0).add_startOverride(start)
        return num.numId


def _numbering(key: int, levels: Sequence[tuple[str, str]]) -> str:
    said = "".join(
        LEVEL.format(
            level=level,
            kind=kind,
            text=text,
            left=567 * (level + 1),
            hanging=567 if len(levels) == 1 else 425,
        )
        for level, (kind, text) in enumerate(levels)
    )
    return NUMBERING.format(ns=nsdecls("w"), key=key, levels=said)


# Blocks


@dataclass(slots=True)
class _Writer:
    document: DocumentType
    numbers: _Numbers
    labels: Mapping[str, str]
    depth: int = 1
    within: list[tuple[int, int]] = field(default_factory=list)  # list, level

    def blocks(self, nodes: Iterable[Node], place: Any, *, inside: int = 0) -> None:
        if inside > DEEPEST:
            return
        for node in nodes:
            self.block(node, place, inside=inside)

    def block(self, node: Node, place: Any, *, inside: int) -> None:
        attrs, content = node.get("attrs", {}), node.get("content", [])
        match node["type"]:
            case "heading":
                level = min(self.depth + _whole(attrs.get("level"), 1), 9)
                paragraph = place.add_paragraph(style=f"Heading {level}")
                self.inline(paragraph, content)
            case "paragraph":
                self.paragraph(node, place)
            case "blockquote":
                for child in content:
                    paragraph = place.add_paragraph(style="Quote")
                    self.inline(paragraph, child.get("content", []))
            case "ordered_list" | "bullet_list" as kind:
                self.list_of(kind, node, place, inside=inside)
            case "table":
                self.table(content, place, inside=inside)
            case "proposal":
                asked = self.labels.get(str(attrs.get("ref"))) or _("Proposal")
                place.add_paragraph(style="Intense Quote").add_run(_clean(asked))

    def paragraph(self, node: Node, place: Any) -> None:
        content = node.get("content", [])
        if not content and isinstance(place, DocumentType):
            return
        paragraph = place.add_paragraph()
        if self.within:
            _number(paragraph, *self.within[-1])
        elif node["attrs"].get("numbered") and isinstance(place, DocumentType):
            _number(paragraph, self.numbers.paragraphs, 0)
        self.inline(paragraph, content)

    def list_of(self, kind: str, node: Node, place: Any, *, inside: int) -> None:
        start = _whole(node["attrs"].get("order", 1), 1)
        level = min(len(self.within), 1)
        number = self.numbers.begin(kind, start)
        for item in node.get("content", []):
            first, *rest = item.get("content", []) or [None]
            if first is None:
                continue
            self.within.append((number, level))
            self.block(first, place, inside=inside + 1)
            for child in rest:
                if child["type"] == "paragraph":
                    paragraph = place.add_paragraph()
                    paragraph.paragraph_format.left_indent = Mm(10 * (level + 1))
                    self.inline(paragraph, child.get("content", []))
                else:
                    self.block(child, place, inside=inside + 1)
            self.within.pop()

    def table(self, rows: list[Node], place: Any, *, inside: int) -> None:
        grid = list(_placed(rows))
        if not grid:
            return
        width = max(column + wide for _row, column, _tall, wide, _cell in grid)
        table = place.add_table(rows=len(rows), cols=min(width, COLUMNS))
        table.style = "Table Grid"
        for row, column, tall, wide, node in grid:
            if column >= COLUMNS:
                continue
            cell = table.cell(row, column)
            last = (min(row + tall, len(rows)) - 1, min(column + wide, COLUMNS) - 1)
            if last != (row, column):
                cell = cell.merge(table.cell(*last))
            self.cell(cell, node, inside=inside)
        if rows[0].get("content") and all(
            cell["type"] == "table_header" for cell in rows[0]["content"]
        ):
            head = table.rows[0]._tr.get_or_add_trPr()
            head.append(OxmlElement("w:tblHeader"))

    def cell(self, cell: _Cell, node: Node, *, inside: int) -> None:
        kept, self.within = self.within, []
        self.blocks(node.get("content", []), cell, inside=inside + 1)
        self.within = kept
        if len(cell.paragraphs) > 1:
            first = cell.paragraphs[0]._p  # which an empty cell has
            first.getparent().remove(first)
        if node["type"] == "table_header":
            for run in (run for p in cell.paragraphs for run in p.runs):
                run.bold = True

    # Within a block

    def inline(self, paragraph: Paragraph, nodes: Iterable[Node]) -> None:
        for node in nodes:
            match node["type"]:
                case "text":
                    _add_run(paragraph, node)
                case "hard_break":
                    paragraph.add_run().add_break()
                case "cite":
                    label = node["attrs"].get("label") or ""
                    paragraph.add_run(_clean(f"[{label}]") if label else "")
                case "footnote":
                    self.footnote(paragraph, node)

    def footnote(self, paragraph: Paragraph, node: Node) -> None:
        said = node.get("content", [])
        if not said:
            return
        paragraph.add_run(" [")
        self.inline(paragraph, said)
        paragraph.add_run("]")


def _whole(value: Any, other: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return other
    return number if 1 <= number <= MOST else other


def _number(paragraph: Paragraph, number: int, level: int) -> None:
    said = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    said.get_or_add_ilvl().val = level
    said.get_or_add_numId().val = number


def _placed(rows: list[Node]) -> Iterator[tuple[int, int, int, int, Node]]:
    """Row, column, height, width and cell, past those that reach down."""
    taken: set[tuple[int, int]] = set()
    for row, node in enumerate(rows):
        column = 0
        for cell in node.get("content", []):
            while (row, column) in taken:
                column += 1
            attrs = cell.get("attrs", {})
            wide = min(_whole(attrs.get("colspan"), 1), COLUMNS)
            tall = min(_whole(attrs.get("rowspan"), 1), len(rows) - row)
            taken |= {
                (row + down, column + along)
                for down in range(tall)
                for along in range(wide)
            }
            yield row, column, tall, wide, cell
            column += wide


def _add_run(paragraph: Paragraph, node: Node) -> None:
    marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", [])}
    run = paragraph.add_run(_clean(node["text"]))
    run.bold = True if "strong" in marks else None
    run.italic = True if "em" in marks else None
    href = str(marks.get("link", {}).get("href") or "")
    if LINKS.fullmatch(href):
        _link(paragraph, run, href)


def _link(paragraph: Paragraph, run: Any, href: str) -> None:
    link = OxmlElement("w:hyperlink")
    key = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    run._r.addprevious(link)
    link.append(run._r)
    run.font.color.rgb, run.font.underline = INK, True


def _set_up(document: DocumentType, language: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    sizes = {"Normal": (BODY, 11), "Title": (DISPLAY, 20)}
    sizes |= {"Quote": (BODY, 11), "Intense Quote": (BODY, 11)}
    sizes |= {f"Heading {k}": (DISPLAY, max(17 - 2 * k, 11)) for k in range(1, 10)}
    for name, (font, size) in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        word.set_font(style, font)
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = INK
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    word.set_language(document, language)
