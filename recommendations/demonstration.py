"""Paraphrased recommendations for a demonstration: marked as such, in a batch of
their own and in no count, hidden as soon as the real ones are loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from catalogue.models import State, Term
from recommendations.keys import key_of
from recommendations.models import ImportBatch, MadeBy, Position, Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationWording:
    """Who asked what of whom is as in the record; the words are ours."""

    state: State
    session: int
    cycle: int
    recommender: State
    position: str
    wording_en: str
    wording_ru: str = ""
    wording_ky: str = ""
    issues: Sequence[Term] = ()
    action_category: int | None = None

    @property
    def key(self) -> str:
        return key_of(
            state=self.state.iso3,
            session=self.session,
            recommender=self.recommender.iso3,
            wording=f"demonstration: {self.wording_en}",  # never that of a real row
        )


@transaction.atomic
def add_demonstration_wording(
    *, wordings: Iterable[DemonstrationWording], at: datetime
) -> ImportBatch | None:
    """Add those that are not there yet. Safe to run again; None if all are."""
    wanted = {wording.key: wording for wording in wordings}
    known = MadeBy.objects.filter(key_digest__in=wanted)
    for key in known.values_list("key_digest", flat=True):
        del wanted[key]
    if not wanted:
        return None
    batch = ImportBatch.objects.create(
        file_name="demonstration",
        file_digest=sha256("".join(sorted(wanted)).encode()).hexdigest(),
        format="demonstration",
        is_demonstration=True,
        state=ImportBatch.State.DONE,
        started_at=at,
        finished_at=at,
        rows=len(wanted),
        created=len(wanted),
    )
    for key, wording in wanted.items():
        recommendation = Recommendation.objects.create(
            state=wording.state,
            session=wording.session,
            cycle=wording.cycle,
            wording_en=wording.wording_en,
            wording_ru=wording.wording_ru,
            wording_ky=wording.wording_ky,
            action_category=wording.action_category,
            is_demonstration=True,
        )
        recommendation.terms.set(wording.issues)
        MadeBy.objects.create(
            recommendation=recommendation,
            state=wording.recommender,
            batch=batch,
            key_digest=key,
        )
        Position.objects.create(
            recommendation=recommendation, kind=wording.position, recorded_at=at
        )
    return batch
