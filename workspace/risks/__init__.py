"""What is at risk in a review, and why: worked out from its scene whenever the home is
opened, and kept nowhere. What is done is gone from the list by itself."""

from collections import Counter
from dataclasses import dataclass

from workspace.risks import dates, groups, texts
from workspace.risks.risk import Risk
from workspace.scene import Scene

SHOWN = 7
OF_A_KIND = 3  # so that twenty dates do not hide the one text that is too long

# In this order where they are as urgent and as near.
KINDS = [
    texts.too_long,
    dates.overdue_dates,
    dates.unwatched_dates,
    groups.headless_groups,
    texts.unsigned,
    texts.sections_behind,
    texts.factsheets_behind,
    texts.late_packets,
    groups.overdue_steps,
    groups.unanswered,
    groups.stuck_steps,
    texts.long_sections,
    groups.untriaged,
    groups.unheard_regions,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risks:
    shown: list[Risk]
    of: int

    @property
    def rest(self) -> int:
        return self.of - len(self.shown)


def risks_of(scene: Scene) -> Risks:
    """The most urgent first; of those the nearest, and what has no day last."""
    found = [risk for kind in KINDS for risk in kind(scene)]
    found.sort(key=lambda risk: (not risk.is_urgent, risk.days is None, risk.days or 0))
    taken: Counter[str] = Counter()
    kept = []
    for risk in found:
        taken[risk.kind] += 1
        if taken[risk.kind] <= OF_A_KIND:
            kept.append(risk)
    return Risks(shown=kept[:SHOWN], of=len(found))
