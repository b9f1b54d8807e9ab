"""A suggestion on one line: the words that come and go, and those around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from submissions import documents
from submissions.documents import Node

AROUND = 70  # letters before and after
TAGS = {"in": "ins", "out": "del", "looks": "mark"}


@dataclass(frozen=True, slots=True)
class Part:
    kind: str  # in, out, looks, or "" for what stays
    text: str


def excerpt(node: Node, key: str) -> SafeString:
    """The suggestion in its block; other suggestions as if they were taken."""
    parts = [
        Part(kind, "".join(part.text for part in run))
        for kind, run in groupby(_parts(node, key), key=lambda part: part.kind)
    ]
    last = len(parts) - 1
    return told(
        Part("", _shortened(part.text, at_start=not place, at_end=place == last))
        if not part.kind
        else part
        for place, part in enumerate(parts)
    )


def told(parts: Any) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html("<{0}>{1}</{0}>", SafeString(TAGS[part.kind]), part.text)
                if part.kind
                else part.text,
            )
            for part in parts
            if part.text
        ),
    )


def _parts(node: Node, key: str) -> Iterator[Part]:
    for child in node.get("content", []):
        match child["type"]:
            case "text":
                kind = _kind(child, key)
                if kind or not documents.has_mark(child, "deletion"):
                    yield Part(kind, child["text"])
            case "hard_break":
                yield Part("", " ")
            case "cite":
                yield Part("", f"[{child['attrs'].get('label') or '…'}]")
            case _:  # a footnote
                yield Part("", " (")
                yield from _parts(child, key)
                yield Part("", ")")


def _kind(run: Node, key: str) -> str:
    names = {
        mark["type"]
        for mark in run.get("marks", [])
        if str((mark.get("attrs") or {}).get("id")) == key
    }
    if "deletion" in names:
        return "out"
    if "insertion" in names:
        return "in"
    return "looks" if "modification" in names else ""


def _shortened(text: str, *, at_start: bool, at_end: bool) -> str:
    """What stays, cut at words: its end before a change, its beginning after."""
    if at_start and at_end:
        return text
    most = AROUND if at_start or at_end else 2 * AROUND
    if len(text) <= most + 12:
        return text
    before = "" if at_start else text[:AROUND].rsplit(" ", 1)[0]
    after = "" if at_end else text[-AROUND:].split(" ", 1)[-1]
    return (
        f"{before} … {after}".strip(" ")
        if before and after
        else (f"… {after}" if after else f"{before} …")
    )
