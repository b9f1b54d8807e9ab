"""The texts of a page by their keys, and where each is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from core.translations import BlockState, Counterpart, digest, is_filled, state_of
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


def counterparts_of(
    factsheet: Factsheet, chosen: Iterable[ChosenRecommendation], language: str
) -> list[Counterpart]:
    """Every text of the page in this language beside the one it follows."""
    follows = factsheet.source_language
    found = []
    for key in Factsheet.TEXTS:
        block = factsheet.block(key, language)
        if is_filled(block.source):
            found.append(_said(factsheet, key, block.source, block.text, block.state))
    for row in chosen:
        for field in PAST_LIMITS:
            key = f"past.{row.pk}.{field}"
            source = getattr(row, f"{field}_{follows}") or ""
            text = getattr(row, f"{field}_{language}") or ""
            if is_filled(source):
                state = _state_of_past(factsheet, key, language, source, text)
                found.append(_said(factsheet, key, source, text, state))
    return found


def _state_of_past(
    factsheet: Factsheet, key: str, language: str, source: str, text: str
) -> BlockState:
    """What was written before marks were kept of these, or before its source was, is
    taken as in step: the page has no way to say so."""
    mark = factsheet.marks.get(key, {}).get(language)
    if is_filled(text) and (mark is None or mark.get("from") == digest("")):
        return BlockState.REVIEW
    return state_of(source=source, text=text, mark=mark)


def _said(
    factsheet: Factsheet, key: str, source: str, text: str, state: BlockState
) -> Counterpart:
    return Counterpart(
        subject_label=Factsheet._meta.label_lower,
        subject_id=factsheet.pk,
        block=key,
        kind=key if key in Factsheet.TEXTS else key.rpartition(".")[2],
        source=source,
        text=text,
        state=state,
    )


def ready_languages(factsheet: Factsheet) -> list[str]:
    """Other languages in which nothing of the page is missing or stale."""
    chosen = list(factsheet.chosen.on_page())
    return [
        code
        for code in LANGUAGES
        if code != factsheet.source_language
        and not any(row.needs_work for row in counterparts_of(factsheet, chosen, code))
    ]


def tidy(text: str) -> str:
    """Line ends as ours, no control characters that a database refuses."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 0x20).strip()  # noqa: PLR2004
