"""What stands in a comment besides plain words: people who are mentioned.

Kept as `@{id}` and never by name, because a name that the writer may know may be
closed to a reader: each reader is told what she may call the person.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from core import words

KEPT = re.compile(r"@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}")
MENTIONS_AT_MOST = 10
language_of = words.language_of


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    is_mention: bool = False


def with_mentions(typed: str, *, people: Mapping[UUID, str]) -> tuple[str, list[UUID]]:
    """What was typed, with `@Name` of these people as `@{id}`; and who they are.

    A name counts in full, longest first; a first name alone counts where only
    one of them has it. What looks like our own mark was typed by hand and is
    made harmless.
    """
    body = KEPT.sub(r"@ {\1}", typed)
    found: list[UUID] = []
    for name, person in _callable(people):
        if len(found) == MENTIONS_AT_MOST:
            break
        pattern = re.compile(rf"(?<![\w@])@{re.escape(name)}(?!\w)", re.IGNORECASE)
        body, times = pattern.subn(f"@{{{person}}}", body)
        if times and person not in found:
            found.append(person)
    return body, found


def _callable(people: Mapping[UUID, str]) -> list[tuple[str, UUID]]:
    names: dict[str, set[UUID]] = {}
    for person, name in people.items():
        for spoken in {name.strip(), name.split()[0]} if name.strip() else ():
            names.setdefault(spoken.casefold(), set()).add(person)
    single = [(name, min(who)) for name, who in names.items() if len(who) == 1]
    return sorted(single, key=lambda pair: (-len(pair[0]), pair[0]))


def without_mention(body: str, *, person: UUID, name: str) -> str:
    """The name as it was typed: plain text that tells nobody anything."""
    return body.replace(f"@{{{person}}}", f"@{name}")


def mentioned(body: str) -> list[UUID]:
    return [UUID(key) for key in KEPT.findall(body)]


def parts(body: str, *, name_of: Callable[[UUID], str]) -> Iterator[Part]:
    """The body as this reader sees it."""
    for place, piece in enumerate(KEPT.split(body)):
        if place % 2:
            yield Part(f"@{name_of(UUID(piece))}", is_mention=True)
        elif piece:
            yield Part(piece)


def plain(body: str, *, name_of: Callable[[UUID], str]) -> str:
    """The same as text, for the box in which it is changed."""
    return "".join(part.text for part in parts(body, name_of=name_of))
