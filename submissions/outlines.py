"""Outlines to begin from: those we ship (`data/outlines.toml`), and those of other
submissions. Headings, guidance and budgets; never words, people or groups."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.words import Worded, worded
from submissions.models import Section, Submission

FILE = Path(__file__).parent / "data" / "outlines.toml"
LANGUAGES = ("en", "ru", "ky")
COPIED = [
    *("order", "depth", "word_budget", "part"),
    *(f"{field}_{code}" for field in ("heading", "guidance") for code in LANGUAGES),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A shipped outline. `kind` says for which kind of group it is."""

    key: str
    kind: str
    words: int
    joint: bool
    name_en: str
    name_ru: str
    name_ky: str
    about_en: str
    about_ru: str
    about_ky: str
    headings: tuple[dict, ...]

    @property
    def name(self) -> Worded:
        return worded(self, "name")

    @property
    def about(self) -> Worded:
        return worded(self, "about")

    def sections(self) -> list[Section]:
        return [Section(**row) for row in self.headings]


@cache
def shipped() -> dict[str, Outline]:
    """By key, in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["outline"]
    return {row["key"]: _outline(row) for row in rows}


def _outline(row: dict) -> Outline:
    return Outline(
        key=row["key"],
        kind=row["kind"],
        words=row["words"],
        joint=row.get("joint", True),
        headings=tuple(
            {
                "order": place,
                "depth": section.get("depth", 1),
                "word_budget": section.get("words"),
                "part": section.get("part", ""),
                **_in_languages("heading", section["heading"]),
                **_in_languages("guidance", section["guidance"]),
            }
            for place, section in enumerate(row["section"], start=1)
        ),
        **_in_languages("name", row["name"]),
        **_in_languages("about", row["about"]),
    )


def _in_languages(field: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{field}_{language}": texts[language] for language in LANGUAGES}


def of_submission(submission: Submission) -> list[Section]:
    """Its outline as new sections. What is copied is named, so that a column added
    later does not travel from one review to another."""
    return [
        Section(**{name: getattr(section, name) for name in COPIED})
        for section in submission.sections.in_order()
    ]


def budget_of(sections: Iterable[Section]) -> int:
    return sum(section.word_budget or 0 for section in sections)
