"""Which headings are the same, with another number or nearly in the same words."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from submissions.models import Section

LIKE = 0.8
NUMBER = re.compile(r"^\s*([0-9IVXLА-ЯA-Z]{1,4}[.)]\s*)+", re.IGNORECASE)


def bare(heading: str) -> str:
    return " ".join(NUMBER.sub("", heading).casefold().split())


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def likely(heading: str, sections: Sequence[Section]) -> Section | None:
    """The section that has this heading, or nearly, in whatever language."""
    wanted = bare(heading)
    best, found = LIKE, None
    for section in sections:
        for own in _of(section):
            if (now := likeness(wanted, own)) >= best:
                best, found = now, section
    return found


def _of(section: Section) -> list[str]:
    own = (section.heading_en, section.heading_ru, section.heading_ky)
    return [bare(heading) for heading in own if heading]


class Known:
    """Headings to look for. Asked often about the same, so it remembers."""

    def __init__(self, headings: Iterable[str]):
        self.headings = {bare(heading) for heading in headings}
        self.seen: dict[str, bool] = {}

    def has(self, section: Section) -> bool:
        return any(self._has(heading) for heading in _of(section))

    def _has(self, heading: str) -> bool:
        if heading not in self.seen:
            self.seen[heading] = heading in self.headings or any(
                likeness(heading, known) >= LIKE for known in self.headings
            )
        return self.seen[heading]
