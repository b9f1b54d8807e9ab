"""What somebody changed in our Word file: its paragraphs, beside the text as it stands
now. Pure: document and paragraphs in, what is to be suggested out.

A block is the person's own work where it reads otherwise than when the file was made
(the bookmark has its digest) and otherwise than now. Where it was changed here in the
meantime, or others' suggestions wait in it, nothing is suggested: both are told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from submissions import documents
from submissions.documents import Node
from submissions.word import bookmarks
from submissions.word.bookmarks import NOTE, Sign, normal, printed
from submissions.word.reading import Paragraph

LINES_AT_MOST = 20  # of one suggestion


class Why(TextChoices):
    """Why words that came back are not suggested."""

    CHANGED = "changed", _("Others changed this paragraph meanwhile.")
    GONE = "gone", _("This paragraph was taken out meanwhile.")
    WAITS = "waits", _("Somebody else’s suggestion waits in this paragraph.")
    NOTES = "notes", _("A footnote was changed. Footnotes are changed in the editor.")
    NAMELESS = "nameless", _("This paragraph can only be changed in the editor.")
    LONG = "long", _("This paragraph is too long to be suggested at once.")


@dataclass(frozen=True, slots=True)
class Left:
    why: Why
    words: str

    @property
    def sentence(self) -> str:
        return str(self.why.label)


@dataclass(frozen=True, slots=True)
class Addition:
    """New paragraphs behind a block; behind nothing: at the beginning."""

    after: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    changed: dict[str, str] = field(default_factory=dict)  # block → words, or none
    added: list[Addition] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    missing: int = 0  # not in the file, and perhaps newer than it

    def __bool__(self) -> bool:
        return bool(self.changed or self.added)


@dataclass(frozen=True, slots=True)
class Standing:
    """A block as it is now."""

    node: Node
    stands: str  # without what is only suggested
    taken: str  # with it
    keys: frozenset[str]  # of suggestions in it
    notes: tuple[str, ...]


def plan_of(
    document: Node,
    paragraphs: Sequence[Paragraph],
    *,
    digest: str,
    own: frozenset[str],
    longest: int,
) -> Plan:
    """`digest`: of the text when the file was made. `own`: keys of suggestions that
    the person may change."""
    return _Planner(document, own=own, longest=longest).plan(paragraphs, digest)


class _Planner:
    def __init__(self, document: Node, *, own: frozenset[str], longest: int):
        self.digest = bookmarks.digest_of_text(document)
        self.now = dict(_standing(document))
        self.own, self.longest = own, longest
        self.seen: set[str] = set()
        self.made = Plan()

    def plan(self, paragraphs: Sequence[Paragraph], digest: str) -> Plan:
        new: list[tuple[str, str]] = []
        after = ""
        for paragraph in paragraphs:
            blocks = [s for s in paragraph.signs if s.kind == bookmarks.BLOCK]
            if blocks:
                after = self.consider(blocks, paragraph) or after
            elif paragraph.signs:
                after = self.pass_over(paragraph) or after
            elif normal(paragraph.words):
                new.append((after, paragraph.words))
        self.add(new)
        self.miss(is_as_it_was=digest == self.digest)
        return self.made

    def consider(self, signs: Sequence[Sign], paragraph: Paragraph) -> str:
        """Which block these words are; the others were joined to it, or taken out."""
        best = max(signs, key=lambda sign: self.likeness(sign, paragraph.words))
        for sign in signs:
            is_it = sign == best
            self.weigh(sign, paragraph.words if is_it else "")
            if is_it and sign.key in self.now:
                self.look_at_notes(self.now[sign.key], paragraph)
        return best.key if best.key in self.now else ""

    def likeness(self, sign: Sign, words: str) -> float:
        if sign.digest == bookmarks.digest(words):
            return 2.0
        now = self.now.get(sign.key)
        there = Counter(now.stands.split() if now else [])
        here = Counter(words.split())
        return 2 * (there & here).total() / max(there.total() + here.total(), 1)

    def weigh(self, sign: Sign, words: str) -> None:
        self.seen.add(sign.key)
        if bookmarks.digest(words) == sign.digest:
            return  # as it was
        now = self.now.get(sign.key)
        if now is None:
            self.leave(Why.GONE, words)
        elif normal(words) in {normal(now.stands), normal(now.taken)}:
            return  # somebody had the same thought
        elif bookmarks.digest(now.stands) != sign.digest:
            self.leave(Why.CHANGED, words)
        elif not now.keys <= self.own:
            self.leave(Why.WAITS, words)
        elif len(words) > self.longest:
            self.leave(Why.LONG, words)
        else:
            self.made.changed[sign.key] = words

    def leave(self, why: Why, words: str) -> None:
        self.made.left.append(Left(why, words.replace(NOTE, "").strip()))

    def look_at_notes(self, now: Standing, paragraph: Paragraph) -> None:
        there = sorted(map(normal, now.notes))
        changed = [note for note in paragraph.notes if normal(note) not in there]
        if changed or len(paragraph.notes) > len(there):
            self.leave(Why.NOTES, "\n".join(changed or paragraph.notes))

    def pass_over(self, paragraph: Paragraph) -> str:
        """Headings of sections, proposals, blocks without a name: not suggestible."""
        for sign in paragraph.signs:
            if sign.kind == bookmarks.PROPOSAL:
                return sign.key
            is_nameless = sign.kind == bookmarks.NAMELESS
            if is_nameless and bookmarks.digest(paragraph.words) != sign.digest:
                self.leave(Why.NAMELESS, paragraph.words)
        return ""

    def add(self, new: Sequence[tuple[str, str]]) -> None:
        """What has no bookmark is new, unless it reads like a block that lost its
        own, or like a paragraph that is suggested already."""
        unseen = {
            normal(now.stands or now.taken): key
            for key, now in self.now.items()
            if key not in self.seen
        }
        kept = []
        for after, words in new:
            key = unseen.pop(normal(words), None)
            if key is not None:
                self.seen.add(key)
            else:
                kept.append((after, normal(words.replace(NOTE, ""))))
        for after, run in groupby(kept, key=lambda pair: pair[0]):
            lines = [words for _after, words in run if words]
            self.made.added += [Addition(after, tuple(x)) for x in self.parted(lines)]

    def parted(self, lines: Sequence[str]) -> Iterator[list[str]]:
        """As many in one suggestion as one may have."""
        part: list[str] = []
        for line in lines:
            if len(line) > self.longest:
                self.leave(Why.LONG, line)
                continue
            letters = sum(map(len, part)) + len(part) + len(line)
            if part and (len(part) == LINES_AT_MOST or letters > self.longest):
                yield part
                part = []
            part.append(line)
        if part:
            yield part

    def miss(self, *, is_as_it_was: bool) -> None:
        """Blocks that the file has not: taken out by the person, if none of them can
        be newer than the file."""
        for key, now in self.now.items():
            if key in self.seen or not normal(now.stands):
                continue
            if not is_as_it_was:
                self.made.missing += 1
            elif now.keys <= self.own:
                self.made.changed[key] = ""
            else:
                self.leave(Why.WAITS, "")


def _standing(document: Node) -> Iterator[tuple[str, Standing]]:
    blocks = list(documents.blocks(document))
    settled = documents.blocks(documents.settled(document))
    often = Counter(block.id for block in blocks)
    for block, other in zip(blocks, settled, strict=True):
        if block.id and often[block.id] == 1:
            yield (
                block.id,
                Standing(
                    node=block.node,
                    stands=printed(other.node),
                    taken=printed(_taken(block.node)),
                    keys=frozenset(documents.suggested({"content": [block.node]})),
                    notes=tuple(_notes(block.node)),
                ),
            )


def _taken(node: Node) -> Node:
    content = [
        child
        for child in node.get("content", [])
        if child["type"] != "text" or not documents.has_mark(child, "deletion")
    ]
    return {**node, "content": content}


def _notes(node: Node) -> Iterator[str]:
    for child in node.get("content", []):
        if child["type"] == "footnote" and child.get("content"):
            yield printed(child)


def wording_from(words: str, block: Node) -> str:
    """The wording (see `wording`) that these words from a file are: references and
    footnotes in it as ⟦1⟧, ⟦2⟧, where they still stand."""
    said, rest, number = "", words, 0
    for child in block.get("content", []):
        if child["type"] in {"text", "hard_break"}:
            continue
        number += 1
        sign = printed({"content": [child]})
        if sign and sign in rest:
            before, _sign, rest = rest.partition(sign)
            said += f"{before}⟦{number}⟧"
    return (said + rest).replace(NOTE, "")
