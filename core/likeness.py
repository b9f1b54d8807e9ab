"""Which texts say nearly the same: by the rarer of their words. Good enough to show
two of them to a person, never to decide anything."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5  # letters by which forms of a word are taken for one, in all three languages
FEWEST = 8  # different words, below which nothing can be said
COMMON = 0.3  # of the texts: words in more of them tell nothing
ALIKE = 0.55  # cosine
NEAR = 0.4  # of the words of both


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int
    likeness: float


def stems(text: str) -> Counter[str]:
    return Counter(word.casefold()[:STEM] for word in WORD.findall(text))


def alike(
    texts: Sequence[str], *, apart: Sequence[Hashable], at_least: float = ALIKE
) -> list[Pair]:
    """Pairs of texts that are alike, the most first. `apart`: for each text where it
    stands; two in the same place are not compared."""
    counted = [stems(text) for text in texts]
    found_in = Counter(word for words in counted for word in words)
    most = max(2, COMMON * len(texts))
    vectors = [_vector(words, found_in, len(texts)) for words in counted]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word in vector:
            if found_in[word] <= most:
                holders[word].append(number)
    return sorted(
        (
            Pair(first, second, likeness)
            for first, second in _candidates(holders.values(), apart)
            if (likeness := _cosine(vectors[first], vectors[second])) >= at_least
        ),
        key=lambda pair: (-pair.likeness, pair.first, pair.second),
    )


def _candidates(
    groups: Iterable[Sequence[int]], apart: Sequence[Hashable]
) -> set[tuple[int, int]]:
    """Two texts that share a word which few others have, in two places."""
    return {
        (first, second)
        for group in groups
        for place, first in enumerate(group)
        for second in group[place + 1 :]
        if apart[first] != apart[second]
    }


def _vector(
    words: Counter[str], found_in: Counter[str], texts: int
) -> dict[str, float]:
    if len(words) < FEWEST:
        return {}
    weights = {
        word: (1 + math.log(count)) * math.log(1 + texts / found_in[word])
        for word, count in words.items()
    }
    length = math.sqrt(sum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def in_order(text: str) -> list[str]:
    """The same stems, as they follow each other."""
    return [word.casefold()[:STEM] for word in WORD.findall(text)]


def nearest(text: str, others: Sequence[str], *, at_least: float = NEAR) -> list[int]:
    """Which of the others are like the text, the most first: by shared words of some
    length, also of short texts."""
    own = stems(text)
    found = []
    for number, other in enumerate(others):
        theirs = stems(other)
        shared = sum((own & theirs).values())
        whole = sum(own.values()) + sum(theirs.values())
        if whole and 2 * shared / whole >= at_least:
            found.append((-2 * shared / whole, number))
    return [number for _likeness, number in sorted(found)]
