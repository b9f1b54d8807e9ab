"""What other apps ask of the record."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import Count, Q

from core.statements import Kept, kept, once
from recommendations.models import (
    MadeBy,
    Position,
    Recommendation,
    RecommendationQuerySet,
)
from reviews.models import Review


def pickable(review: Review) -> RecommendationQuerySet:
    """What was recommended to the State of the review, in every cycle."""
    return Recommendation.objects.pickable_to(review.state_id)


def for_listing(review: Review) -> RecommendationQuerySet:
    """The same with all that a row of a list shows."""
    return pickable(review).for_listing()


def last_review_loaded(review: Review) -> bool:
    """Whether the record has the State's review before this one; before the
    first there was none."""
    return (
        review.cycle == 1
        or Recommendation.objects.of_record()
        .to_state(review.state_id)
        .filter(cycle=review.cycle - 1)
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """Recommendations, pairs of recommendation and State, and States are three
    numbers; the UN and UPR Info publish different ones."""

    recommendations: int
    pairs: int
    states: int
    supported: int
    noted: int
    pending: int


@dataclass(frozen=True, slots=True)
class Positions:
    """What a home says of the record."""

    recommendations: int
    supported: int
    noted: int
    pending: int
    of_last_review: int


def positions(review: Review) -> Positions:
    """One query, where the pairs are not asked for."""
    found = _positions().ask(state=review.state_id, last=review.cycle - 1)
    numbers = found[0] if found else [0] * len(fields(Positions))
    return Positions(*numbers)


@once
def _positions() -> Kept:
    state, last = 1_900_000_001, 32_001
    record = Recommendation.objects.of_record().to_state(state)
    counted = {
        "recommendations": Count("pk"),
        **{kind.value: Count("pk", filter=Q(position=kind)) for kind in Position.Kind},
        "of_last_review": Count("pk", filter=Q(cycle=last)),
    }
    rows = record.with_position().order_by().values("state").annotate(**counted)
    names = [field.name for field in fields(Positions)]
    return kept(rows.values_list(*names), {"state": state, "last": last})


def counts(review: Review, *, cycle: int | None = None) -> Counts:
    """Of the record, so without demonstration wording."""
    record = Recommendation.objects.of_record().to_state(review.state_id)
    if cycle is not None:
        record = record.filter(cycle=cycle)
    pairs = MadeBy.objects.filter(recommendation__in=record)
    return Counts(
        **record.with_position().aggregate(
            recommendations=Count("pk"),
            **{
                kind.value: Count("pk", filter=Q(position=kind))
                for kind in Position.Kind
            },
        ),
        **pairs.aggregate(pairs=Count("pk"), states=Count("state", distinct=True)),
    )


def found_by(review: Review, words: Iterable[str]) -> RecommendationQuerySet:
    """Those in which every word occurs, in whichever language has it, or whose
    paragraph begins with it."""
    rows = for_listing(review)
    for word in words:
        rows = rows.filter(
            Q(number__istartswith=word)
            | Q(wording_en__icontains=word)
            | Q(wording_ru__icontains=word)
            | Q(wording_ky__icontains=word)
        )
    return rows
