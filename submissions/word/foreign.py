"""A .docx that was written elsewhere, as pieces for an outline: each heading with
what stands under it. Looks that ours do not have are left behind; words are not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from core.words import clean
from submissions import documents
from submissions.documents import Node
from submissions.word import reading
from submissions.word.bookmarks import NOTE
from submissions.ydoc import new_block_id

Told = dict[str, Any]  # as `child` tells it

SPLIT_AT = 2  # levels of headings that begin a piece; lower ones stay inside
HEADING_LETTERS = 200
BOLD_LETTERS = 120  # of a line in bold that is meant as a heading
LONG = 25  # words of a numbered item that is a paragraph of ours
BREAKS = re.compile(r"([\n\ufffc])")
NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+(?=\S)")  # typed before a paragraph
OF_HEADING = re.compile(
    r"^\s*(\d{1,2}(\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-ZА-Я][.)])\s+(?=\S)"
)
COLUMNS = 20


@dataclass(slots=True)
class Piece:
    """`heading` is empty for what stands before the first."""

    heading: str = ""
    level: int = 1
    blocks: list[Node] = field(default_factory=list)

    @property
    def document(self) -> Node:
        return {"type": "doc", "content": self.blocks}

    @property
    def words(self) -> int:
        return documents.word_count(self.document)

    @property
    def begins(self) -> str:
        """Its first words."""
        return documents.plain(self.document)[:160].strip()


def read(content: bytes) -> list[Piece]:
    """Raises reading.CannotRead."""
    told = reading.told(content, "whole")
    if not any(row["kind"] == "heading" for row in told):
        told = [_by_its_looks(row) for row in told]
    top = min((row["level"] for row in told if row["kind"] == "heading"), default=1)
    pieces = [Piece()]
    for row in told:
        level = row.get("level", 0) - top + 1
        words = _words(row) if row["kind"] == "heading" else ""
        if words and level <= SPLIT_AT:
            heading = OF_HEADING.sub("", words)[:HEADING_LETTERS]
            pieces.append(Piece(heading=heading, level=level))
        else:
            pieces[-1].blocks.append({**row, "level": level - SPLIT_AT})
    for piece in pieces:
        piece.blocks = list(_blocks(piece.blocks))
    return [piece for piece in pieces if piece.heading or piece.blocks]


def _by_its_looks(row: Told) -> Told:
    """Where no styles were used, a short line in bold is a heading."""
    words = _words(row) if row["kind"] in {"text", "ordered"} else ""
    is_bold = bool(words) and all(
        "b" in look for said, look in row["runs"] if said.strip()
    )
    if is_bold and len(words) <= BOLD_LETTERS and not words.endswith((".", ":", ";")):
        return {**row, "kind": "heading", "level": 1}
    return row


def _words(row: Told) -> str:
    said = "".join(words for words, _look in row["runs"]).replace(NOTE, "")
    return " ".join(_clean(said).split())


def _clean(words: str) -> str:
    return clean(reading.whole(words))


def _blocks(rows: Iterable[Told]) -> Iterator[Node]:
    items: list[Node] = []
    kind = ""
    for row in rows:
        now = _list_of(row)
        if items and now != kind:
            yield _listed(kind, items)
            items = []
        kind = now
        if now:
            items.append(_node("list_item", _paragraphs(row, numbered=False)))
        elif row["kind"] == "table":
            yield from _table(row["rows"])
        elif row["kind"] == "heading" and _words(row):
            level = min(max(row["level"], 1), 3)
            yield _node("heading", _inline(row), level=level)
        elif row["kind"] == "quote":
            lines = _paragraphs(row, numbered=False)
            if lines:
                yield _node("blockquote", lines)
        else:
            yield from _paragraphs(row, numbered=row["kind"] != "title")
    if items:
        yield _listed(kind, items)


def _list_of(row: Told) -> str:
    """Of a list of ours: long items that are numbered are paragraphs, which the UN
    wants numbered through."""
    if row["kind"] not in {"bullet", "ordered"} or not _words(row):
        return ""
    if row["kind"] == "ordered" and documents.words(_words(row)) >= LONG:
        return ""
    return f"{row['kind']}_list"


def _listed(kind: str, items: list[Node]) -> Node:
    return _node(kind, items, **({"order": 1} if kind == "ordered_list" else {}))


def _paragraphs(row: Told, *, numbered: bool) -> list[Node]:
    content = _inline(row, strip=numbered)
    return [_node("paragraph", content, numbered=numbered)] if content else []


def _table(rows: list[list[list[Told]]]) -> Iterator[Node]:
    wide = min(max((len(row) for row in rows), default=0), COLUMNS)
    if not wide:
        return
    lines = [
        {
            "type": "table_row",
            "attrs": {},
            "content": [
                _cell(row[place] if place < len(row) else [], is_head=not number)
                for place in range(wide)
            ],
        }
        for number, row in enumerate(rows)
    ]
    yield _node("table", lines)


def _cell(paragraphs: list[Told], *, is_head: bool) -> Node:
    lines = [
        line for told in paragraphs for line in _paragraphs(told, numbered=False)
    ] or [_node("paragraph", [], numbered=False)]
    kind = "table_header" if is_head else "table_cell"
    return {"type": kind, "attrs": {"colspan": 1, "rowspan": 1}, "content": lines}


def _inline(row: Told, *, strip: bool = False) -> list[Node]:
    notes = iter(row["notes"])
    found: list[Node] = []
    runs = row["runs"]
    if strip and runs:  # a number that was typed; ours are counted
        runs = [[NUMBER.sub("", runs[0][0]), runs[0][1]], *runs[1:]]
    for words, look in runs:
        for part in BREAKS.split(words):
            if part == NOTE:
                found += _note(next(notes, ""))
            elif part == "\n":
                found.append({"type": "hard_break"})
            elif said := _clean(part):
                found.append(_text(said, look))
    while found and found[-1]["type"] == "hard_break":
        found.pop()
    has_words = any(node.get("text", "x").strip() for node in found)
    return found if has_words else []


def _text(words: str, look: str) -> Node:
    names = [name for letter, name in (("b", "strong"), ("i", "em")) if letter in look]
    node: Node = {"type": "text", "text": words}
    if names:
        node["marks"] = [{"type": name, "attrs": {}} for name in names]
    return node


def _note(words: str) -> list[Node]:
    said = " ".join(_clean(words).split())
    return [_node("footnote", [{"type": "text", "text": said}])] if said else []


def _node(kind: str, content: list[Node], **attrs: Any) -> Node:
    return {
        "type": kind,
        "attrs": {"id": new_block_id(), **attrs},
        "content": content,
    }
