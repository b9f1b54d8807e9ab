"""What is asked of the list, as it stands in the address. Whatever an address
says that makes no sense is left out: links get old, and people edit them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

MAX_WORDS = 8
MAX_LENGTH = 200
MAX_CHOICES = 250  # more than there are States

ISO_CODE = re.compile(r"[A-Z]{3}").fullmatch
KEY = re.compile(r"[a-z0-9-]{1,50}").fullmatch
NUMBER = re.compile(r"[1-9][0-9]?").fullmatch
POSITION = re.compile(r"supported|noted|pending").fullmatch
ONE = re.compile(r"1").fullmatch


@dataclass(frozen=True, slots=True)
class Filters:
    """The names are those in the address."""

    q: str = ""
    position: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    by: tuple[str, ...] = ()  # ISO codes of recommending States
    action: tuple[str, ...] = ()
    russian: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        return cls(
            q=" ".join(query.get("q", "").replace("\0", " ").split())[:MAX_LENGTH],
            position=chosen(query.getlist("position"), POSITION),
            cycle=chosen(query.getlist("cycle"), NUMBER),
            topic=chosen(query.getlist("topic"), KEY),
            by=chosen(query.getlist("by"), ISO_CODE),
            action=chosen(query.getlist("action"), NUMBER),
            russian=chosen(query.getlist("russian"), ONE),
        )

    @property
    def words(self) -> list[str]:
        return self.q.split()[:MAX_WORDS]

    @property
    def count(self) -> int:
        """How many boxes are ticked."""
        return sum(len(getattr(self, name)) for name in CHOICES)

    def __bool__(self) -> bool:
        return bool(self.q or self.count)

    def without(self, name: str, value: str) -> "Filters":
        left = tuple(own for own in getattr(self, name) if own != value)
        changed: dict[str, Any] = {name: left}
        return replace(self, **changed)

    def query(self) -> str:
        """As it goes into an address, with its question mark."""
        asked = {name: getattr(self, name) for name in ("q", *CHOICES)}
        return "?" + urlencode(
            {name: said for name, said in asked.items() if said}, doseq=True
        )

    def marked(self, text: str) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is one of the words."""
        if not self.words:
            return [(text, False)]
        words = "|".join(re.escape(word) for word in self.words)
        pieces = re.split(f"({words})", text, flags=re.IGNORECASE)
        return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


CHOICES = ("position", "cycle", "topic", "by", "action", "russian")


def chosen(values: Iterable[str], is_possible: Callable) -> tuple[str, ...]:
    known = dict.fromkeys(value for value in values if is_possible(value))
    return tuple(known)[:MAX_CHOICES]
