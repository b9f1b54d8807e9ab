"""The texts of a page by their keys, and where each is kept."""

from dataclasses import dataclass
from uuid import UUID

from factsheets.models import LANGUAGES, ChosenRecommendation, Factsheet

PAST_LIMITS = {"headline": 120, "outcome": 240}
NEUTRAL_LIMITS = {"chart_rows": 800}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text of the page is kept: a row, a column, its longest length."""

    row: Factsheet | ChosenRecommendation
    column: str
    limit: int

    @property
    def text(self) -> str:
        return getattr(self.row, self.column) or ""


def place_of(factsheet: Factsheet, key: str, language: str) -> Place:
    """Find a block by its key: “title”, “chart_rows”, or “past.<uuid>.headline”.

    Raises KeyError for what is no block of this factsheet; a stranger's uuid is
    as unknown as a misspelt one.
    """
    if key in NEUTRAL_LIMITS and not language:
        return Place(factsheet, key, NEUTRAL_LIMITS[key])
    if language not in LANGUAGES:
        raise KeyError(key)
    if key in Factsheet.TEXTS:
        return Place(factsheet, f"{key}_{language}", Factsheet.TEXTS[key])
    kind, _dot, rest = key.partition(".")
    chosen_id, _dot, field = rest.partition(".")
    if kind != "past" or field not in PAST_LIMITS:
        raise KeyError(key)
    try:
        chosen = factsheet.chosen.on_page().get(pk=UUID(chosen_id))
    except (ValueError, ChosenRecommendation.DoesNotExist):
        raise KeyError(key) from None
    return Place(chosen, f"{field}_{language}", PAST_LIMITS[field])


def tidy(text: str) -> str:
    """Line ends as ours, no control characters that a database refuses."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 0x20).strip()  # noqa: PLR2004
