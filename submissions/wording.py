"""A block as one line of text that a person can change in any field: its *wording*,
and what a changed wording changes.

What cannot be typed stands in it as ⟦1⟧, ⟦2⟧ (references, footnotes) or as a line
break. What somebody would delete is left out, what somebody would insert is in it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate, groupby, takewhile
from typing import Any

from pycrdt import XmlElement, XmlText

from submissions import schema

TOKEN = re.compile(r"⟦\d+⟧|\n|[^\S\n]*(?:\w+(?:[-'’‑]\w+)*|(?!⟦\d+⟧)[^\w\s])|[^\S\n]+")
FINE = re.compile(r"⟦\d+⟧|\w+|\s|[^\w\s]")
ATOM = re.compile(r"⟦\d+⟧|\n")
LINES = re.compile(r"\s*\n\s*")
DEAREST = 400_000  # comparisons; beyond that the words between are replaced whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block: words with their marks, or something that is no text."""

    text: str  # as the wording has it
    child: int  # place among the block's children
    start: int  # in its text, in bytes
    marks: Mapping[str, Any] = field(default_factory=dict)
    is_atom: bool = False

    def key_of(self, name: str) -> str:
        """The suggestion by which these words carry this mark."""
        return next(
            (
                str(value["id"])
                for key, value in self.marks.items()
                if schema.mark_name(key) == name and value and "id" in value
            ),
            "",
        )

    def at(self, letter: int) -> int:
        return self.start + len(self.text[:letter].encode())


@dataclass(frozen=True, slots=True)
class Change:
    """In a wording: letters from–to become others."""

    start: int
    stop: int
    words: str


def pieces_of(block: XmlElement) -> list[Piece]:
    """All there is in a block, in order."""
    pieces, number = [], 0
    for place, child in enumerate(block.children):
        if isinstance(child, XmlText):
            start = 0
            for run, marks in child.diff():
                pieces.append(Piece(run, place, start, marks or {}))
                start += len(run.encode())
        elif child.tag == "hard_break":
            pieces.append(Piece("\n", place, 0, is_atom=True))
        else:
            number += 1
            pieces.append(Piece(f"⟦{number}⟧", place, 0, is_atom=True))
    return pieces


def shown(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not piece.key_of("deletion")]


def wording_of(block: XmlElement) -> str:
    return "".join(piece.text for piece in shown(pieces_of(block)))


# Comparing


def changes(old: list[Piece], new: str) -> list[Change]:
    """What makes the wording of these pieces into `new`, word by word. Atoms stay
    where they are, wherever the new wording has them or not; a new line is a
    space."""
    before = _tokens(old)
    if "\n" not in before:
        new = LINES.sub(" ", new)
    found: list[Change] = []
    place = 0
    for theirs, ours in _stretches(before, TOKEN.findall(new)):
        for start, gone, words in _differences(theirs, ours):
            found += _changes(place + start, gone, "".join(words))
        place += sum(map(len, theirs))
    return found


def _changes(place: int, gone: list[str], words: str) -> Iterator[Change]:
    """One difference as changes: atoms part what is taken out."""
    for is_atom, run in groupby(gone, key=lambda word: bool(ATOM.fullmatch(word))):
        length = sum(map(len, run))
        if not is_atom:
            yield Change(place, place + length, words)
            words = ""
        place += length
    if words:
        yield Change(place, place, words)


def _tokens(pieces: list[Piece]) -> list[str]:
    """Words with the space before them, signs, atoms."""
    tokens: list[str] = []
    for is_atom, run in groupby(pieces, key=lambda piece: piece.is_atom):
        texts = [piece.text for piece in run]
        tokens += texts if is_atom else TOKEN.findall("".join(texts))
    return tokens


def _stretches(
    before: list[str], after: list[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """Both sides, cut at the atoms that stand in both in the same order."""
    left, right = _atoms(before), _atoms(after)
    if len(left) * len(right) > DEAREST:
        right = []
    names = [before[at] for at in left], [after[at] for at in right]
    matcher = SequenceMatcher(None, *names, autojunk=False)
    cuts = [
        (left[block.a + n], right[block.b + n])
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    ]
    i = j = 0
    for to_i, to_j in [*cuts, (len(before), len(after))]:
        yield before[i:to_i], list(filter(None, map(_typed, after[j:to_j])))
        yield before[to_i : to_i + 1], before[to_i : to_i + 1]
        i, j = to_i + 1, to_j + 1


def _atoms(tokens: list[str]) -> list[int]:
    return [at for at, token in enumerate(tokens) if ATOM.fullmatch(token)]


def _typed(word: str) -> str:
    """An atom cannot be typed."""
    return " " if word == "\n" else "" if ATOM.fullmatch(word) else word


Difference = tuple[int, list[str], list[str]]


def _differences(before: list[str], after: list[str]) -> Iterator[Difference]:
    """Where they differ: after how many letters, what is gone, what has come."""
    starts = list(accumulate(map(len, before), initial=0))
    for i1, i2, j1, j2 in _unequal(before, after):
        head, gone, come = _trimmed(before[i1:i2], after[j1:j2])
        yield starts[i1] + head, gone, come


def _unequal(
    before: list[str], after: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    head = _common(before, after)
    left, right = before[head:], after[head:]
    tail = _common(left[::-1], right[::-1])
    left, right = left[: len(left) - tail], right[: len(right) - tail]
    if _cost(left, right) > DEAREST:
        yield head, head + len(left), head, head + len(right)
        return
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield head + i1, head + i2, head + j1, head + j2


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """How many they begin with alike."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    return sum(1 for _pair in alike)


def _cost(left: list[str], right: list[str]) -> int:
    """Comparisons that the matcher's first round makes: words that recur on both
    sides a thousand times would keep it for minutes."""
    times = Counter(right)
    return sum(times[token] for token in left)


def _trimmed(theirs: list[str], ours: list[str]) -> tuple[int, list[str], list[str]]:
    """Without what both begin and end with: « слово» and «слово» share the word."""
    left = [part for token in theirs for part in FINE.findall(token)]
    right = [part for token in ours for part in FINE.findall(token)]
    head = _common(left, right)
    place = sum(map(len, left[:head]))
    left, right = left[head:], right[head:]
    tail = _common(left[::-1], right[::-1])
    return place, left[: len(left) - tail], right[: len(right) - tail]
