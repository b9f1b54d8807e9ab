"""The numbers that sections have in an outline."""

from collections.abc import Sequence
from typing import Any

from submissions.models import Section


def numbered(sections: Sequence[Section]) -> dict[Any, str]:
    """1, 2, 2.1, 2.2, 3: as the depths say."""
    counts = [0, 0, 0]
    numbers = {}
    for section in sections:
        place = section.depth - 1
        counts[place] += 1
        counts[place + 1 :] = [0] * (len(counts) - place - 1)
        numbers[section.pk] = ".".join(str(max(n, 1)) for n in counts[: section.depth])
    return numbers
