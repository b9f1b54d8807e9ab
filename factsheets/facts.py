"""The facts of one factsheet in one language: everything a page shows, and nothing that has to be looked up.

`to_json()` is what an Edition freezes, so a page can be drawn again years later although every row it came from has
changed. Plain data only: no model, no queryset, no translation proxy. Text may hold `*bold*` spans and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, Self

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FORMAT = 1

type Position = Literal["supported", "noted", "pending"]
type Level = Literal["full", "part", "none", "unknown"]

LANGUAGES = ("en", "ru", "ky")
POSITIONS: tuple[Position, ...] = ("supported", "noted", "pending")
LEVELS: tuple[Level, ...] = ("full", "part", "none", "unknown")
FIGURES_AT_MOST = 3


class FactsNotUnderstood(ValueError):
    """Frozen content of a format, or with a value, that this version of the platform does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """`value` as a person reads it (“9,840”, “31%”, “2 of 7”); what follows the number is set smaller."""

    value: str
    words: str

    @property
    def number(self) -> str:
        return _leading_number(clean(self.value))[0]

    @property
    def rest(self) -> str:
        return _leading_number(clean(self.value))[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRecommendation:
    """A recommendation received earlier: `headline` says what was asked, `outcome` what became of it."""

    headline: str
    outcome: str = ""
    reference: str = ""  # the paragraph in the UN report; UPR Info's rows have none
    made_by: tuple[str, ...] = ()
    position: Position = "pending"
    level: Level = "unknown"
    cycle: int
    year: int

    def __post_init__(self) -> None:
        if self.position not in POSITIONS or self.level not in LEVELS:
            raise FactsNotUnderstood(
                f"position {self.position!r}, level {self.level!r}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One bar: a whole and, where known, the part of it that the chart is about."""

    label: str
    whole: float
    part: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Its title says what the figures show (“Orders grew, visits did not”), its lead what is counted."""

    title: str
    lead: str = ""
    whole_label: str
    part_label: str = ""
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What we ask for, and the small line under it (“Follows 140.61 · SDG 5.2”)."""

    text: str
    source_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    language: str
    state_name: str  # the nominative, as in the catalogue; headings on the page do without it, so no case can be wrong
    coalition: str
    title: str
    review_line: (
        str  # “Universal Periodic Review of *Kyrgyzstan*, fifth cycle, session 63”
    )
    version_number: int = 0  # 0 is a draft: it says so instead of a number
    version_date: str  # ISO 8601 date
    languages: tuple[str, ...] = ()  # in which this edition exists
    key_message: str = ""
    key_figures: tuple[KeyFigure, ...] = ()
    past_intro: str = ""
    past: tuple[PastRecommendation, ...] = ()
    chart: Chart | None = None
    situation: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    framework: str = ""
    asks_heading: str = ""  # instead of “We ask that the State…”
    asks: tuple[Ask, ...] = ()
    contact: tuple[str, ...] = ()
    sources: str = ""
    legal_notice: str = ""
    logo: str = ""  # digest of the rebuilt PNG; its bytes are handed to the renderer beside the facts
    address: str = ""  # where the QR leads; without one there is none
    is_sample: bool = False

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise FactsNotUnderstood(f"language {self.language!r}")
        date.fromisoformat(self.version_date)
        if len(self.key_figures) > FIGURES_AT_MOST:
            raise FactsNotUnderstood(
                f"{len(self.key_figures)} key figures, at most {FIGURES_AT_MOST}"
            )
        if self.address and not _ADDRESS.fullmatch(self.address):
            raise FactsNotUnderstood("an address that is not http")

    def to_json(self) -> dict[str, Any]:
        """What an Edition stores. `Facts.from_json(facts.to_json()) == facts`."""
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Read frozen content back; a field that appeared later takes its default, an unknown one is refused."""
        values = dict(content)
        found = values.pop("format", None)
        if found != FORMAT:
            raise FactsNotUnderstood(f"format {found!r}")
        try:
            for name in ("languages", "situation", "challenges", "contact"):
                values[name] = tuple(values.get(name, ()))
            values["key_figures"] = tuple(
                KeyFigure(**row) for row in values.get("key_figures", ())
            )
            values["past"] = tuple(
                PastRecommendation(**{**row, "made_by": tuple(row.get("made_by", ()))})
                for row in values.get("past", ())
            )
            values["asks"] = tuple(Ask(**row) for row in values.get("asks", ()))
            if chart := values.get("chart"):
                values["chart"] = Chart(
                    **{**chart, "rows": tuple(ChartRow(**row) for row in chart["rows"])}
                )
            return cls(**values)
        except (AttributeError, KeyError, TypeError) as error:
            raise FactsNotUnderstood(str(error)) from error


# What people paste, and what it means on paper. U+2011 and the narrow spaces are in no cut of our fonts.
_SAME_AS = str.maketrans(
    {
        "\u2011": "-",
        "\u2010": "-",
        "\u2009": "\xa0",
        "\u202f": "\xa0",
        "\u2028": " ",
        "\u2029": " ",
    }
)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_ADDRESS = re.compile(r"https?://[!-~]+")  # as a browser sends it: ASCII, no spaces
_BOLD = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*")
_NUMBER = re.compile(r"[-−+≈~<>≤≥]?\s?\d[\d\s.,/:–-]*(?:\s?[%‰])?")


def clean(text: str) -> str:
    """One line of printable text: composed letters, single spaces, no control or direction-changing characters.

    A bidi override can make a sentence read backwards in a browser and forwards in its source; nothing here needs one.
    """
    text = unicodedata.normalize("NFC", text).translate(_SAME_AS)
    text = _SPACES.sub(" ", text)
    return "".join(
        c
        for c in text
        if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or c == "\xad"
    ).strip()


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Split cleaned text into (words, is_bold). An asterisk without a partner stays an asterisk."""
    for index, words in enumerate(_BOLD.split(clean(text))):
        if words:
            yield words, index % 2 == 1


def bold(text: str) -> SafeString:
    """The only way text of people becomes HTML here: escaped, then `*so*` is <b>so</b>."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<b>{}</b>", piece) if is_bold else piece,)
            for piece, is_bold in runs(text)
        ),
    )


def plain(text: str) -> str:
    """The same words without the asterisks of bold spans: for Copy, titles and alternatives."""
    return "".join(words for words, _is_bold in runs(text))


def _leading_number(value: str) -> tuple[str, str]:
    found = _NUMBER.match(value)
    if not found:
        return value, ""
    number = found.group().rstrip(" ")
    return number, value[len(number) :].strip()
