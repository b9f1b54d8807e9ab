"""What a careful reader would stop at in a text: people who could be found by it,
figures that nobody can check, one thing counted twice. Clues, never verdicts: each
is shown to a person with its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.traces import of_people
from submissions.documents import Block, Node, blocks

NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12}(?:[.,]\d{1,6})?)(\s?%)?(?![\w/-])"
)
YEAR = range(1900, 2101)
SMALL = 10  # below it a number counts nothing that needs a source
WORD = re.compile(r"\s+([^\W\d_]{4,})")
AROUND = 40  # letters of a number's neighbourhood
STEM = 5  # letters by which two forms of a word are taken for one
# Before a number that names and counts nothing.
NAMED = re.compile(
    r"(?:№|No\.?|art(?:icle|\.)|para(?:graph|s|\.)?|стат\w*|ст\.|пункт\w*|п\.|"
    r"берене\w*|пункт|session|сесси\w*|cycle|цикл\w*|resolution|резолюци\w*)\s*$",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"^\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|январ|феврал|март|апрел|"
    r"ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|-?(?:го|й|е)\b|год|г\.|жыл)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something."""

    value: str
    of: str  # the word behind it, cut to its stem; "%" for a share
    said: str  # as it stands there


def figures(text: str) -> Iterator[Figure]:
    """Numbers that count something: no years, days, articles and the like."""
    for hit in NUMBER.finditer(text):
        number, share = hit.group(1), hit.group(2)
        before = text[max(0, hit.start() - AROUND) : hit.start()]
        behind = text[hit.end() : hit.end() + AROUND]
        value = re.sub(r"\s", "", number).replace(",", ".")
        if NAMED.search(before) or (not share and MONTH.match(behind)):
            continue
        is_whole = value.isdigit()
        if not share and is_whole and (int(value) < SMALL or int(value) in YEAR):
            continue
        word = WORD.match(behind)
        of = "%" if share else word.group(1).casefold()[:STEM] if word else ""
        said = hit.group().strip() + (f" {word.group(1)}" if word else "")
        yield Figure(value=value, of=of, said=said)


def is_sourced(block: Block) -> bool:
    """The paragraph has a footnote, a link or a chip that cites."""
    return any(_cites(child) for child in block.node.get("content", []))


def _cites(run: Node) -> bool:
    if run["type"] in {"footnote", "cite"}:
        return True
    return any(mark["type"] == "link" for mark in run.get("marks", []))


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of a block at which somebody should look."""

    block: str
    words: str


def people_in(document: Node) -> list[Clue]:
    return [
        Clue(block.id, words)
        for block in blocks(document)
        for words in of_people(block.text)
    ]


def unsourced(document: Node) -> list[Clue]:
    """Paragraphs with figures and without anything behind them, each once."""
    found = []
    for block in blocks(document):
        said = [figure.said for figure in figures(block.text)]
        is_inside_note = "footnote" in block.inside
        if said and not is_inside_note and not is_sourced(block):
            found.append(Clue(block.id, ", ".join(said[:3])))
    return found


def told_twice(documents: Iterable[tuple[str, Node]]) -> list[tuple[str, list[str]]]:
    """What is counted differently in two places: the thing, and where it stands with
    which number. `documents`: a label for the place, and what stands there."""
    values: dict[str, dict[str, tuple[str, str]]] = {}
    for place, document in documents:
        for block in blocks(document):
            for figure in figures(block.text):
                if figure.of and figure.of != "%":
                    seen = values.setdefault(figure.of, {})
                    seen.setdefault(figure.value, (place, figure.said))
    return [
        (of, [f"{place}: {said}" for place, said in seen.values()])
        for of, seen in values.items()
        if len(seen) > 1 and len({place for place, _said in seen.values()}) > 1
    ]
