"""Writing plain data into a Yjs document, as an edit like anybody's."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from secrets import choice
from string import ascii_lowercase, digits
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from submissions import encoding, schema
from submissions.documents import Node

EMPTY_UPDATE = b"\x00\x00"  # no structs, nothing deleted
Parent = XmlElement | XmlFragment


def new_block_id() -> str:
    return "b" + "".join(choice(digits + ascii_lowercase) for _place in range(10))


def edit(doc: Doc, change: Callable[[Doc], None]) -> bytes:
    """Do `change` in one transaction; the update that it makes.

    It is the transaction's own: `get_update` would add to it everything that was
    ever deleted from the document.
    """
    made: list[bytes] = []
    listening = doc.observe(lambda event: made.append(event.update))
    try:
        with doc.transaction():
            change(doc)
    finally:
        doc.unobserve(listening)
    return made[0] if made else EMPTY_UPDATE


def insert(parent: Parent, index: int, nodes: Sequence[Node]) -> None:
    """Put nodes among the children of `parent`. Runs of text that follow each
    other become one text, as the editor makes them."""
    for is_text, run in groupby(nodes, key=lambda node: node["type"] == "text"):
        if is_text:
            _insert_text(parent, index, list(run))
            index += 1
        else:
            for node in run:
                _insert_element(parent, index, node)
                index += 1


def append(parent: Parent, nodes: Sequence[Node]) -> None:
    insert(parent, len(list(parent.children)), nodes)


def _insert_element(parent: Parent, index: int, node: Node) -> None:
    element = XmlElement(node["type"])
    parent.children.insert(index, element)
    for key, value in node.get("attrs", {}).items():
        if value is not None:
            element.attributes[key] = value
    insert(element, 0, node.get("content", []))


def _insert_text(parent: Parent, index: int, runs: Iterable[Node]) -> None:
    text = XmlText()
    parent.children.insert(index, text)
    for run in runs:
        at = len(text)  # in bytes, which is what yrs counts here
        text.insert(at, run["text"], marks_of(run))


def marks_of(run: Node) -> dict[str, Any]:
    """Formatting of a run."""
    return {mark_key(mark): mark.get("attrs", {}) for mark in run.get("marks", [])}


def mark_key(mark: Node) -> str:
    """The key that the editor gives a mark in Yjs. Suggestions may overlap, so
    theirs carry a hash of the mark. With any other key the next browser would
    write the mark anew, in the name of who sits at it."""
    name = mark["type"]
    if name not in schema.SUGGESTION_MARKS:
        return name
    attrs = {key: mark["attrs"].get(key) for key in schema.MARKS[name]["attrs"]}
    digest = sha256(_any({"type": name, "attrs": attrs})).digest()
    folded = [0] * 6
    for place, byte in enumerate(digest):
        folded[place % 6] ^= byte
    return f"{name}--{b64encode(bytes(folded)).decode()}"


def _any(value: Any) -> bytes:
    """A value in lib0's encoding, as the editor hashes it."""
    if value is None:
        return b"\x7e"
    if isinstance(value, bool):
        return b"\x78" if value else b"\x79"
    if isinstance(value, int):
        return b"\x7d" + _signed(value)
    if isinstance(value, dict):
        parts = [_string(str(key)) + _any(item) for key, item in value.items()]
        return b"\x76" + encoding.varint(len(parts)) + b"".join(parts)
    if isinstance(value, list):
        return b"\x75" + encoding.varint(len(value)) + b"".join(map(_any, value))
    return b"\x77" + _string(str(value))


def _string(value: str) -> bytes:
    data = value.encode()
    return encoding.varint(len(data)) + data


def _signed(value: int) -> bytes:
    rest, sign = abs(value), 0x40 if value < 0 else 0
    first, rest = rest & 0x3F | sign, rest >> 6
    return bytes([first | 0x80]) + encoding.varint(rest) if rest else bytes([first])


# Plain data to begin with: templates, demonstrations, tests.


def paragraph(text: str, **attrs: Any) -> Node:
    attrs = {"id": new_block_id(), "numbered": True, **attrs}
    content = [{"type": "text", "text": text}] if text else []
    return {"type": "paragraph", "attrs": attrs, "content": content}


def heading(text: str, level: int = 1) -> Node:
    return {
        "type": "heading",
        "attrs": {"id": new_block_id(), "level": level},
        "content": [{"type": "text", "text": text}],
    }
