"""What we ship, in our own words: questions to begin a meeting with
(`data/questions.toml`) and five cards on what the UPR is (`data/cards.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from core.words import Worded, worded

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedQuestion:
    """`kinds` of meetings that it is meant for; none: of every kind."""

    kinds: frozenset[str]
    text_en: str
    text_ru: str
    text_ky: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A sheet of paper: a title, and paragraphs."""

    key: str
    title_en: str
    title_ru: str
    title_ky: str
    text_en: str
    text_ru: str
    text_ky: str

    @property
    def title(self) -> Worded:
        return worded(self, "title")

    @property
    def text(self) -> Worded:
        return worded(self, "text")


def questions_for(kind: str, *, language: str) -> list[Worded]:
    return [
        worded(row, "text", language)
        for row in _questions()
        if not row.kinds or kind in row.kinds
    ]


@cache
def _questions() -> tuple[ShippedQuestion, ...]:
    return tuple(
        ShippedQuestion(
            kinds=frozenset(row.get("kinds", [])), **_in_languages("text", row["text"])
        )
        for row in _rows("questions.toml", "question")
    )


@cache
def cards() -> dict[str, Card]:
    """By key, in the order in which they are read."""
    return {
        row["key"]: Card(
            key=row["key"],
            **_in_languages("title", row["title"]),
            **_in_languages("text", row["text"]),
        )
        for row in _rows("cards.toml", "card")
    }


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))[key]


def _in_languages(field: str, texts: dict[str, str]) -> dict[str, str]:
    return {
        f"{field}_{code}": texts[code].strip() for code, _name in settings.LANGUAGES
    }
