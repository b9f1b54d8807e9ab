"""What changed between two states of a text: by block, then by word.

Pure functions on document JSON. Blocks are the same by their id, else by what
they say; one that stands elsewhere is said to have moved. What is only
suggested is no change yet: compare what `documents.settled` returns.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from submissions.documents import Node
from submissions.pieces import OTHER, Block, Piece, Token, blocks_of, joined

ALIKE = 0.5  # of its words: then two blocks are one that was changed
FINE = 1000  # tokens; longer stretches are compared more coarsely
PAIRS = 40_000  # comparisons at most, of blocks that no id connects


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of blocks: words
    FORMATTED = "formatted"  # the same words, bold or linked or as another kind


@dataclass(frozen=True, slots=True)
class Span:
    """Pieces that follow each other and share their fate."""

    change: Change
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """One block, then and now. `inline` reads in one line; `before` and `after`
    stand beside each other, None where there was or is no such block."""

    change: Change
    moved: bool
    block: Block  # as it is now, else as it was
    before: tuple[Span, ...] | None
    after: tuple[Span, ...] | None
    inline: tuple[Span, ...]
    restyled: bool = False  # a paragraph that became a heading, an item, …

    @property
    def is_same(self) -> bool:
        return self.change == Change.SAME and not self.moved


@dataclass(frozen=True, slots=True)
class Tally:
    """In numbers: words put in and taken out, blocks moved or formatted."""

    added: int = 0
    removed: int = 0
    moved: int = 0
    formatted: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.formatted)


def compare(before: Node, after: Node, *, moves: bool = True) -> list[Row]:
    """Every block of both, in the order in which they stand now; what was removed
    stands where it stood. Without `moves`, what moved was removed there and added
    here."""
    old, new = list(blocks_of(before)), list(blocks_of(after))
    pairs = _matched(old, new)
    staying = _staying(pairs)
    if not moves:
        pairs = [pair for pair in pairs if pair in staying]
    rows: list[Row] = []
    gone = _gone_by_predecessor(old, {then for then, _now in pairs})
    rows.extend(_removed(block) for block in gone.get(-1, []))
    partner = {now: then for then, now in pairs}
    for now, block in enumerate(new):
        if now not in partner:
            rows.append(_added(block))
            continue
        then = partner[now]
        rows.append(
            _paired(
                old[then],
                block,
                moved=bool(block.tokens) and (then, now) not in staying,
            )
        )
        rows.extend(_removed(block) for block in gone.get(then, []))
    return rows


def tally(rows: Sequence[Row]) -> Tally:
    words: Counter[Change] = Counter()
    for row in rows:
        for span in row.inline:
            words[span.change] += len(span.text.split())
    return Tally(
        added=words[Change.ADDED],
        removed=words[Change.REMOVED],
        moved=sum(row.moved for row in rows),
        formatted=sum(row.restyled or _is_formatted(row) for row in rows),
    )


def _is_formatted(row: Row) -> bool:
    return any(span.change == Change.FORMATTED for span in row.inline)


# Which block became which


def _matched(old: list[Block], new: list[Block]) -> list[tuple[int, int]]:
    """Pairs of places, ordered by the new one."""
    pairs = _by_id(old, new)
    _add_equal(pairs, old, new)
    _add_alike(pairs, old, new)
    return sorted(pairs, key=lambda pair: pair[1])


def _by_id(old: list[Block], new: list[Block]) -> list[tuple[int, int]]:
    """Only where the id is the only one of its kind: a paragraph that was split
    may have left its id on both halves."""
    places = {block.id: place for place, block in enumerate(old) if block.id}
    often = Counter(block.id for block in old)
    now_often = Counter(block.id for block in new)
    return [
        (places[block.id], place)
        for place, block in enumerate(new)
        if block.id in places and often[block.id] == now_often[block.id] == 1
    ]


def _left(pairs, old, new):
    thens, nows = {then for then, _now in pairs}, {now for _then, now in pairs}
    return (
        [place for place in range(len(old)) if place not in thens],
        [place for place in range(len(new)) if place not in nows],
    )


def _add_equal(pairs, old, new) -> None:
    """Of those left, what says the same: the first of a kind with the first."""
    left, right = _left(pairs, old, new)
    saying: dict[tuple, deque[int]] = {}
    for then in left:
        saying.setdefault(_what(old[then]), deque()).append(then)
    for now in right:
        if waiting := saying.get(_what(new[now])):
            pairs.append((waiting.popleft(), now))


def _what(block: Block) -> tuple[str, ...]:
    return tuple(token.key for token in block.tokens)


def _add_alike(pairs, old, new) -> None:
    """Of those left, what shares half of its words, the most alike first."""
    left, right = _left(pairs, old, new)
    if len(left) * len(right) > PAIRS:
        return
    bags = {then: _bag(old[then]) for then in left}
    found = []
    for now in right:
        bag = _bag(new[now])
        for then in left:
            both = bags[then].total() + bag.total()
            shared = (bags[then] & bag).total() if both else 0
            if both and 2 * shared / both >= ALIKE:
                found.append((-2 * shared / both, abs(then - now), then, now))
    taken: set[tuple[str, int]] = set()
    for _share, _way, then, now in sorted(found):
        if ("then", then) not in taken and ("now", now) not in taken:
            taken |= {("then", then), ("now", now)}
            pairs.append((then, now))


def _bag(block: Block) -> Counter[str]:
    return Counter(key.removeprefix(OTHER).strip() for key in _what(block))


def _staying(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest run of pairs in the same order: the others moved."""
    ends: list[int] = []  # the least old place in which a run of each length ends
    at: list[int] = []
    before: list[int | None] = []
    for place, (then, _now) in enumerate(pairs):
        length = bisect_left(ends, then)
        before.append(at[length - 1] if length else None)
        if length == len(ends):
            ends.append(then)
            at.append(place)
        else:
            ends[length], at[length] = then, place
    staying = set()
    link = at[-1] if at else None
    while link is not None:
        staying.add(pairs[link])
        link = before[link]
    return staying


def _gone_by_predecessor(old: list[Block], kept: set[int]) -> dict[int, list[Block]]:
    """Place of the last block that is still there → those removed behind it."""
    gone: dict[int, list[Block]] = {}
    last = -1
    for place, block in enumerate(old):
        if place in kept:
            last = place
        else:
            gone.setdefault(last, []).append(block)
    return gone


# Rows


def _added(block: Block) -> Row:
    spans = _spans([(Change.ADDED, block.tokens)])
    return Row(Change.ADDED, False, block, None, spans, spans)


def _removed(block: Block) -> Row:
    spans = _spans([(Change.REMOVED, block.tokens)])
    return Row(Change.REMOVED, False, block, spans, None, spans)


def _paired(old: Block, new: Block, *, moved: bool) -> Row:
    restyled = (old.kind, old.inside, old.look) != (new.kind, new.inside, new.look)
    steps = list(_steps(old.tokens, new.tokens))
    inline = _spans(steps)
    changes = {span.change for span in inline}
    if changes & {Change.ADDED, Change.REMOVED}:
        change = Change.CHANGED
    elif restyled or Change.FORMATTED in changes:
        change = Change.FORMATTED
    else:
        change = Change.SAME
    return Row(
        change=change,
        moved=moved,
        block=new,
        before=_side(old.tokens, steps),
        after=_spans([step for step in steps if step[0] != Change.REMOVED]),
        inline=inline,
        restyled=restyled,
    )


Tokens = tuple[Token, ...]
Step = tuple[Change, Tokens]


def _steps(old: Tokens, new: Tokens) -> Iterator[Step]:
    """How the old words become the new ones. Words that stay are given as they
    look now.

    Between phrases that both have exactly once, so that a long block is compared
    in short stretches.
    """
    head, tail = _ends(old, new)
    yield from _standing(old[:head], new[:head])
    then, now = head, head
    for next_then, next_now in _anchors(old, new, head, tail):
        yield from _stretch(old[then:next_then], new[now:next_now])
        then, now = next_then, next_now
    yield from _stretch(old[then : len(old) - tail], new[now : len(new) - tail])
    yield from _standing(old[len(old) - tail :], new[len(new) - tail :])


def _anchors(old: Tokens, new: Tokens, head: int, tail: int) -> list[tuple[int, int]]:
    """Places in both from where the same few words follow, in order."""
    thens = _once(old, head, len(old) - tail)
    nows = _once(new, head, len(new) - tail)
    pairs = [(then, nows[phrase]) for phrase, then in thens.items() if phrase in nows]
    pairs.sort(key=lambda pair: pair[1])
    return sorted(_staying(pairs))


def _once(tokens: Tokens, start: int, stop: int) -> dict[tuple[str, ...], int]:
    keys = [token.key for token in tokens[start:stop]]
    phrases = list(zip(keys, keys[1:], keys[2:], strict=False))
    often = Counter(phrases)
    return {p: start + k for k, p in enumerate(phrases) if often[p] == 1}


def _stretch(old: Tokens, new: Tokens) -> Iterator[Step]:
    words, now_words = [token.key for token in old], [token.key for token in new]
    if words == now_words:
        yield from _standing(old, new)
        return
    matcher = SequenceMatcher(
        None, words, now_words, autojunk=len(old) + len(new) > FINE
    )
    for name, a, b, c, d in matcher.get_opcodes():
        if name == "equal":
            yield from _standing(old[a:b], new[c:d])
        else:
            if b > a:
                yield Change.REMOVED, old[a:b]
            if d > c:
                yield Change.ADDED, new[c:d]


def _ends(old: Tokens, new: Tokens) -> tuple[int, int]:
    """How many tokens at the beginning and at the end are the same."""
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head].key == new[head].key:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail].key == new[-1 - tail].key:
        tail += 1
    return head, tail


def _standing(old: Tokens, new: Tokens) -> Iterator[Step]:
    for is_same, run in groupby(
        zip(old, new, strict=True), key=lambda pair: pair[0].pieces == pair[1].pieces
    ):
        change = Change.SAME if is_same else Change.FORMATTED
        yield change, tuple(now for _then, now in run)


def _side(old: Tokens, steps: list[Step]) -> tuple[Span, ...]:
    """The old words, looking as they did."""
    side: list[Step] = []
    place = 0
    for change, tokens in steps:
        if change == Change.ADDED:
            continue
        side.append((change, old[place : place + len(tokens)]))
        place += len(tokens)
    return _spans(side)


def _spans(steps: Sequence[Step]) -> tuple[Span, ...]:
    """Steps of one kind that follow each other, as one."""
    spans = []
    for change, run in groupby(steps, key=lambda step: step[0]):
        pieces = [p for _change, tokens in run for t in tokens for p in t.pieces]
        if pieces:
            spans.append(Span(change, tuple(joined(pieces))))
    return tuple(spans)
