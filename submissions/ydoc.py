"""Writing plain data into a Yjs document, as an edit like anybody's."""

import json
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from secrets import choice
from string import ascii_lowercase, digits
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

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
    """Formatting of a run. Marks of one kind that overlap get keys that differ,
    as the editor's do."""
    marks: dict[str, Any] = {}
    for mark in run.get("marks", []):
        key, attrs = mark["type"], mark.get("attrs", {})
        if key in marks:
            told = json.dumps(attrs, sort_keys=True).encode()
            key = f"{key}--{sha256(told).hexdigest()[:8]}"
        marks[key] = attrs
    return marks


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
