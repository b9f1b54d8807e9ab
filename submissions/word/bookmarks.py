"""By what a paragraph of our file is known when the file comes back: a bookmark, which
Word and LibreOffice keep and (beginning with “_”) do not show. It says which block this
is and what stood there, as a digest; nothing of people.

    _b<id>_<digest>    a block          _t<text>_<digest>  the heading of a section
    _p<id>             a proposal       _n<number>_<digest>  a block without an id
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from core.words import clean
from submissions import documents
from submissions.documents import Node

BLOCK, TEXT, PROPOSAL, NAMELESS = "b", "t", "p", "n"
NAME = re.compile(
    r"_(?P<kind>[btpn])(?P<key>[0-9a-z]{1,25})(?:_(?P<digest>[0-9a-f]{10}))?"
)
ID = re.compile(r"[0-9a-z]{1,24}")
NOTE = "\ufffc"  # where a footnote is referred to


@dataclass(frozen=True, slots=True)
class Sign:
    kind: str
    key: str
    digest: str


def sign_of(name: str) -> Sign | None:
    found = NAME.fullmatch(name)
    return Sign(found["kind"], found["key"], found["digest"] or "") if found else None


# What is compared


def printed(block: Node) -> str:
    """The words of a block as they stand in the file."""
    parts = []
    for child in block.get("content", []):
        match child["type"]:
            case "text":
                parts.append(clean(child["text"]).replace("\t", " "))
            case "hard_break":
                parts.append("\n")
            case "cite":
                label = child["attrs"].get("label") or ""
                parts.append(clean(f"[{label}]") if label else "")
            case "footnote" if child.get("content"):
                parts.append(NOTE)
    return "".join(parts)


def normal(words: str) -> str:
    """White space is no change."""
    return " ".join(words.split())


def digest(words: str) -> str:
    return sha256(normal(words).encode()).hexdigest()[:10]


def digest_of_text(document: Node) -> str:
    """Of all its blocks, in order, without what is only suggested."""
    told = [
        f"{block.id} {normal(printed(block.node))}"
        for block in documents.blocks(documents.settled(document))
        if normal(printed(block.node))
    ]
    return sha256("\n".join(told).encode()).hexdigest()[:10]


# Texts are named by 128 bits: 25 places to the base of 36, so that a name has the
# forty letters that Word takes.

PLACES = "0123456789abcdefghijklmnopqrstuvwxyz"


def key_of(text_id: UUID) -> str:
    number, digits = text_id.int, []
    for _place in range(25):
        number, rest = divmod(number, len(PLACES))
        digits.append(PLACES[rest])
    return "".join(reversed(digits))


def text_of(key: str) -> UUID | None:
    number = int(key, len(PLACES))
    return UUID(int=number) if number < 1 << 128 else None


# Writing


class Bookmarks:
    """Each name, and each block, once in a file."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.keys: set[str] = set()

    def begin_text(self, paragraph: Any, text_id: UUID, document: Node) -> None:
        self._put(paragraph, f"_t{key_of(text_id)}_{digest_of_text(document)}")

    def put(self, paragraph: Any, node: Node) -> None:
        key = str(node.get("attrs", {}).get("id") or "")
        if node["type"] == "proposal":
            name = f"_p{key}"
        else:
            name = f"_b{key}_{digest(printed(node))}"
        if not ID.fullmatch(key) or key in self.keys:
            name = f"_n{len(self.names)}_{digest(printed(node))}"
        self.keys.add(key)
        self._put(paragraph, name)

    def _put(self, paragraph: Any, name: str) -> None:
        self.names.add(name)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(len(self.names)))
        start.set(qn("w:name"), name)
        properties = paragraph.pPr
        place = 0 if properties is None else 1
        paragraph.insert(place, start)
        paragraph.append(end)


def names_in(names: Iterable[str]) -> list[Sign]:
    return [sign for sign in map(sign_of, names) if sign]
