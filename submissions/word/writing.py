"""The blocks of a document become paragraphs, lists and tables of a Word file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from submissions.documents import Node
from submissions.word import template
from submissions.word.bookmarks import Bookmarks
from submissions.word.letters import Notes, Place

DEEPEST = 40  # of nodes in nodes
COLUMNS = 63  # as many as Word takes
MOST = 10_000  # of what is counted; a browser may send anything


class Writer:
    """Writes documents one after the other into a file; its paragraphs are counted
    through all of them."""

    def __init__(self, document: DocumentType, labels: Mapping[str, str]):
        self.document = document
        self.notes = Notes(document)
        self.labels = labels
        self.bookmarks = Bookmarks()
        self.comes_back = False  # whether blocks get their bookmarks
        self.depth = 1
        self.within: list[tuple[int, int]] = []  # list, level

    def write(self, document: Node, *, depth: int, comes_back: bool = False) -> None:
        self.depth, self.comes_back = depth, comes_back
        self.blocks(document.get("content", []), self.document)

    def finish(self) -> None:
        self.notes.keep()

    def blocks(self, nodes: Iterable[Node], place: Any, *, inside: int = 0) -> None:
        if inside > DEEPEST:
            return
        for node in nodes:
            self.block(node, place, inside=inside)

    def reach(self, node: Node, place: Any) -> None:
        """Before a block is written, or passed over."""

    def block(self, node: Node, place: Any, *, inside: int) -> None:
        self.reach(node, place)
        attrs, content = node.get("attrs", {}), node.get("content", [])
        match node["type"]:
            case "heading":
                level = min(self.depth + whole(attrs.get("level"), 1), 9)
                self.line(node, place, style=f"Heading {level}")
            case "paragraph":
                self.paragraph(node, place)
            case "blockquote":
                for child in content:
                    self.line(child, place, style="Quote")
            case "ordered_list" | "bullet_list" as kind:
                self.list_of(kind, node, place, inside=inside)
            case "table":
                self.table(content, place, inside=inside)
            case "proposal":
                self.line(node, place, style="Proposal")

    def paragraph(self, node: Node, place: Any) -> None:
        is_top = isinstance(place, DocumentType)
        if is_top and self.is_empty(node):
            return
        if self.within:
            paragraph = self.line(node, place, style="List Paragraph")
            _number(paragraph, *self.within[-1])
        elif node["attrs"].get("numbered") and is_top:
            self.line(node, place, style="Numbered Paragraph")
        else:
            self.line(node, place)

    def is_empty(self, node: Node) -> bool:
        """Whether there is nothing to be read of it."""
        return not node.get("content")

    def line(self, node: Node, place: Any, *, style: str | None = None) -> Paragraph:
        """A paragraph with all that stands in this block."""
        self.reach(node, place)
        paragraph = place.add_paragraph(style=style)
        self.fill(Place(paragraph._p, self.document.part), node)
        if self.comes_back:
            self.bookmarks.put(paragraph._p, node)
        return paragraph

    def list_of(self, kind: str, node: Node, place: Any, *, inside: int) -> None:
        start = whole(node["attrs"].get("order", 1), 1)
        level = min(len(self.within), 1)
        number = self.list_from(kind, start)
        for item in node.get("content", []):
            first, *rest = item.get("content", []) or [None]
            if first is None:
                continue
            self.within.append((number, level))
            self.block(first, place, inside=inside + 1)
            for child in rest:
                if child["type"] == "paragraph":
                    paragraph = self.line(child, place, style="List Paragraph")
                    paragraph.paragraph_format.left_indent = Mm(10 * (level + 1))
                else:
                    self.block(child, place, inside=inside + 1)
            self.within.pop()

    def list_from(self, kind: str, start: int) -> int:
        """A list of its own, which begins with `start`."""
        root: Any = self.document.part.numbering_part.element
        if kind == "bullet_list":
            return root.add_num(template.BULLETS).numId
        num = root.add_num(template.ORDERED)
        num.add_lvlOverride(ilvl=0).add_startOverride(start)
        return num.numId

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

    def fill(self, place: Place, node: Node) -> None:
        if node["type"] == "proposal":
            place.write(self.asked(node))
        else:
            self.inline(place, node.get("content", []))

    def asked(self, node: Node) -> str:
        return self.labels.get(str(node["attrs"].get("ref"))) or _("Proposal")

    def inline(self, place: Place, nodes: Iterable[Node]) -> None:
        for node in nodes:
            match node["type"]:
                case "text":
                    place.write(node["text"], **look_of(node))
                case "hard_break":
                    place.write("\n")
                case "cite":
                    label = node["attrs"].get("label") or ""
                    place.write(f"[{label}]" if label else "")
                case "footnote" if node.get("content"):
                    note = self.notes.begin(place)
                    self.inline(note, node["content"])


def look_of(run: Node) -> dict[str, Any]:
    marks = {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", [])}
    return {"marks": marks, "href": str(marks.get("link", {}).get("href") or "")}


def whole(value: Any, other: int) -> int:
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
            wide = min(whole(attrs.get("colspan"), 1), COLUMNS)
            tall = min(whole(attrs.get("rowspan"), 1), len(rows) - row)
            taken |= {
                (row + down, column + along)
                for down in range(tall)
                for along in range(wide)
            }
            yield row, column, tall, wide, cell
            column += wide
