"""What two states of a text are compared by: blocks, and in them words with how
they look."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from submissions.documents import TEXT_BLOCKS, Node

# A word with the white space before it; a number with its parts; or one sign.
LETTER = r"[\w\u0300-\u036f]"
TOKEN = re.compile(
    rf"\s*(?:{LETTER}+(?:(?:[-’'‑]|(?<=\d)[.,](?=\d)){LETTER}+)*|\S)|\s+"
)


class Piece(NamedTuple):
    """Characters in one formatting, or one thing that stands among them."""

    text: str
    kind: str = "text"  # or note, in a footnote; note_opens; cite; break; proposal
    marks: tuple[str, ...] = ()
    href: str = ""

    @property
    def look(self) -> tuple[str, tuple[str, ...], str]:
        return self.kind, self.marks, self.href


class Token(NamedTuple):
    """The least that is compared. `key` says what it is, `pieces` how it looks."""

    key: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a proposal, as far as comparing goes."""

    id: str
    kind: str
    level: int
    inside: tuple[str, ...]
    look: tuple[tuple[str, str], ...]  # attributes that change how it looks
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for token in self.tokens for piece in token.pieces)


def blocks_of(node: Node, inside: tuple[str, ...] = ()) -> Iterator[Block]:
    for child in node.get("content", []):
        attrs = child.get("attrs", {})
        if child["type"] in TEXT_BLOCKS or child["type"] == "proposal":
            yield Block(
                id=attrs.get("id") or "",
                kind=child["type"],
                level=attrs.get("level") or 0,
                inside=inside,
                look=tuple(
                    sorted(
                        (k, str(v)) for k, v in attrs.items() if k not in {"id", "ref"}
                    )
                ),
                tokens=tuple(_tokens(child)),
            )
        else:
            yield from blocks_of(child, (*inside, child["type"]))


# Before the key of whatever is no word of the text itself.
OTHER = "\0"


def _tokens(block: Node) -> Iterator[Token]:
    if block["type"] == "proposal":
        ref = block["attrs"].get("ref") or ""
        yield Token(f"{OTHER}proposal {ref}", (Piece("", "proposal"),))
    for is_text, run in groupby(
        block.get("content", []), key=lambda node: node["type"] == "text"
    ):
        if is_text:
            yield from _words(list(run), "text")
            continue
        for node in run:
            yield from _thing(node)


def _thing(node: Node) -> Iterator[Token]:
    attrs = node.get("attrs", {})
    match node["type"]:
        case "hard_break":
            yield Token(f"{OTHER}break", (Piece("\n", "break"),))
        case "cite":
            label, ref = attrs.get("label") or "", attrs.get("ref") or ""
            key = f"{OTHER}cite {attrs.get('kind')} {ref} {label}"
            yield Token(key, (Piece(label, "cite"),))
        case "footnote":
            # Without a text of its own: where a note begins.
            yield Token(f"{OTHER}note_opens", (Piece("", "note_opens"),))
            yield from _words(node.get("content", []), "note")


def _words(runs: Sequence[Node], kind: str) -> Iterator[Token]:
    """Words across runs: one of which only a part is bold is still one word."""
    whole = "".join(run["text"] for run in runs)
    looks = [(len(run["text"]), _piece(run, kind)) for run in runs]
    before = "" if kind == "text" else f"{OTHER}{kind} "
    place, end = 0, looks[0][0] if looks else 0  # of the run that is being read
    for found in TOKEN.finditer(whole):
        text = found.group()
        start, stop = found.span()
        if stop <= end:
            yield Token(before + text, (Piece(text, *looks[place][1].look),))
            continue
        pieces = []
        while start < stop:
            while end <= start:
                place += 1
                end += looks[place][0]
            upto = min(stop, end)
            pieces.append(Piece(whole[start:upto], *looks[place][1].look))
            start = upto
        yield Token(before + text, tuple(joined(pieces)))


def joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Characters that follow each other in one formatting, as one piece."""
    for (kind, *_rest), run in groupby(pieces, key=lambda piece: piece.look):
        together = list(run)
        if kind in {"text", "note"}:
            text = "".join(piece.text for piece in together)
            yield Piece(text, *together[0].look)
        else:
            yield from together


def _piece(run: Node, kind: str) -> Piece:
    marks = run.get("marks", [])
    href = next(
        (m.get("attrs", {}).get("href", "") for m in marks if m["type"] == "link"), ""
    )
    names = sorted({m["type"] for m in marks if m["type"] in {"strong", "em"}})
    return Piece("", kind, tuple(names), str(href or ""))
