"""What changed between two states of a text, as Word's own changes.

Nobody is named and no hour told: all is the coalition's. What moved is taken out there
and put in here. Where only the look changed, the file shows it as it is now.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from core.words import clean
from submissions import diff, documents
from submissions.diff import Change, Row, Span
from submissions.documents import TEXT_BLOCKS, Node
from submissions.pieces import Piece
from submissions.word.files import drawn
from submissions.word.letters import Place
from submissions.word.writing import Writer

TAGS = {Change.ADDED: "w:ins", Change.REMOVED: "w:del"}


def render_redline(
    title: str,
    before: Node,
    after: Node,
    *,
    language: str,
    about: str = "",
    labels: Mapping[str, str] | None = None,
) -> bytes:
    """`about` says which states these are. Accepting all changes gives what is,
    rejecting them what was."""

    def write(document: DocumentType) -> None:
        document.add_heading(clean(title), level=0)
        if about:
            document.add_paragraph(clean(about), style="Cover Line")
        writer = _Redliner(document, labels or {})
        writer.compare(documents.settled(before), documents.settled(after))
        writer.finish()

    return drawn(write, title=title, language=language)


class _Redliner(Writer):
    """Writes the document as it is now, with what was removed where it stood."""

    def __init__(self, document: DocumentType, labels: Mapping[str, str]):
        super().__init__(document, labels)
        self.count = 0
        self.rows: dict[int, tuple[Row, list[Row]]] = {}  # and those removed before it
        self.waiting: list[Row] = []  # removed, and without a place in a table

    def compare(self, before: Node, after: Node) -> None:
        nodes = _blocks(after)
        gone: list[Row] = []
        for row in diff.compare(before, after, moves=False):
            if row.change == Change.REMOVED:
                gone.append(row)
            else:
                self.rows[id(next(nodes))] = row, gone
                gone = []
        self.write(after, depth=0)
        for _row, passed_over in self.rows.values():
            self.waiting += passed_over
        self.removed([*self.waiting, *gone], self.document)

    def reach(self, node: Node, place: Any) -> None:
        """What was removed before a table stands before it, and what was removed
        between two tables stays out of both."""
        first = next(_blocks({"content": [node]}), {})
        _row, gone = self.rows.get(id(first), (None, []))
        if not isinstance(place, DocumentType):
            self.waiting += [row for row in gone if not _is_in_table(row)]
            self.removed(list(filter(_is_in_table, gone)), place)
            gone.clear()
            return
        staying = [row for row in gone if _is_in_table(row)]
        is_table = node["type"] == "table"
        out = [row for row in gone if row not in staying] if is_table else list(gone)
        self.removed([*self.waiting, *out], place)
        self.waiting = []
        gone[:] = staying if is_table else []

    def is_empty(self, node: Node) -> bool:
        """What lost its words stands there for those that it lost."""
        row, _gone = self.rows.get(id(node), (None, []))
        return super().is_empty(node) and not (row and row.inline)

    def fill(self, place: Place, node: Node) -> None:
        if id(node) not in self.rows:
            super().fill(place, node)
            return
        row, _gone = self.rows[id(node)]
        if row.change == Change.ADDED:
            self.mark_end(place, Change.ADDED)
        elif row.inline and super().is_empty(node):
            self.mark_end(place, Change.REMOVED)
        self.spans(place, row, asked=self.asked(node) if _is_proposal(node) else "")

    def removed(self, rows: list[Row], place: Any) -> None:
        for row in rows:
            if not row.block.tokens:
                continue
            paragraph = place.add_paragraph(style=_style(row))
            within = Place(paragraph._p, self.document.part)
            self.mark_end(within, Change.REMOVED)
            self.spans(within, row)

    def mark_end(self, place: Place, change: Change) -> None:
        """The end of the paragraph, too, was put in or taken out."""
        looks = OxmlElement("w:rPr")
        looks.append(self.change(change))
        place.paragraph.get_or_add_pPr().append(looks)

    def change(self, change: Change) -> Any:
        if change not in TAGS:
            return None
        self.count += 1
        element = OxmlElement(TAGS[change])
        element.set(qn("w:id"), str(self.count))
        element.set(qn("w:author"), _("Coalition"))
        return element

    def spans(self, place: Place, row: Row, *, asked: str = "") -> None:
        """Words in a footnote go to the note in which they were, or are."""
        then = now = place
        for span in _spans(row):
            for piece in span.pieces:
                if piece.kind == "note_opens":
                    note = self.notes.begin(place, change=self.change(span.change))
                    then = then if span.change == Change.ADDED else note
                    now = now if span.change == Change.REMOVED else note
                elif piece.kind == "note":
                    there = then if span.change == Change.REMOVED else now
                    self.piece(there, piece, span.change)
                else:
                    self.piece(place, piece, span.change, asked=asked)

    def piece(
        self, place: Place, piece: Piece, change: Change, *, asked: str = ""
    ) -> None:
        text = piece.text
        if piece.kind == "cite":
            text = f"[{text}]" if text else ""
        elif piece.kind == "proposal":
            text = (change != Change.REMOVED and asked) or _("Proposal")
        place.write(
            text, marks=piece.marks, href=piece.href, change=self.change(change)
        )


def _spans(row: Row) -> Sequence[Span]:
    """Where words went from one footnote to another, nothing of the block stays: no
    word can stand in two notes."""
    if not _crosses_notes(row):
        return row.inline
    gone = [Span(Change.REMOVED, span.pieces) for span in row.before or ()]
    return [*gone, *(Span(Change.ADDED, span.pieces) for span in row.after or ())]


def _crosses_notes(row: Row) -> bool:
    count = then = now = 0
    for span in row.inline:
        for piece in span.pieces:
            if piece.kind == "note_opens":
                count += 1
                then = then if span.change == Change.ADDED else count
                now = now if span.change == Change.REMOVED else count
            elif piece.kind == "note" and span.change not in TAGS and then != now:
                return True
    return False


def _blocks(node: Node) -> Iterator[Node]:
    """In the order of `pieces.blocks_of`."""
    for child in node.get("content", []):
        if child["type"] in TEXT_BLOCKS or _is_proposal(child):
            yield child
        else:
            yield from _blocks(child)


def _is_in_table(row: Row) -> bool:
    return "table" in row.block.inside


def _is_proposal(node: Node) -> bool:
    return bool(node["type"] == "proposal")


def _style(row: Row) -> str | None:
    look = dict(row.block.look)
    if row.block.kind == "proposal":
        return "Proposal"
    if row.block.kind == "heading":
        return f"Heading {max(1, min(row.block.level, 9))}"
    if "list_item" in row.block.inside:
        return "List Paragraph"
    if "blockquote" in row.block.inside:
        return "Quote"
    is_numbered = look.get("numbered") == "True" and not row.block.inside
    return "Numbered Paragraph" if is_numbered else None
