"""Writes matched rows into the record, many at a time. Called by the import
within its transaction; nothing here decides."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import batched

from django.db import connection

from recommendations import keys
from recommendations.exchange.upr_info import Export
from recommendations.matching import Match, Outcome
from recommendations.models import (
    ImportBatch,
    ImportRow,
    MadeBy,
    Position,
    Recommendation,
)

AT_ONCE = 1_000
SOURCE = "UPR Info"

Term = Recommendation.terms.through  # a recommendation × an issue


def record(
    matches: Sequence[Match],
    *,
    export: Export,
    batch: ImportBatch,
    at: datetime,
    progress: Callable[[int], None],
) -> None:
    for done, some in enumerate(batched(matches, AT_ONCE)):
        by_outcome = defaultdict(list)
        for match in some:
            by_outcome[match.outcome].append(match)
        create(by_outcome[Outcome.CREATED], batch=batch, at=at)
        change(by_outcome[Outcome.CHANGED], at=at)
        ImportRow.objects.bulk_create(
            ImportRow(
                batch=batch,
                number=match.row.number,
                raw=export.raw(match.row),
                outcome=match.outcome,
                reason=match.reason,
                target_id=match.made_by_id,
                before=match.before,
            )
            for match in some
        )
        progress(done * AT_ONCE + len(some))


def refresh_statistics() -> None:
    """Until PostgreSQL counts again by itself, a minute later, it plans as if
    the tables were empty: the list then takes half a second."""
    with connection.cursor() as cursor:
        for table in (Recommendation, Term, MadeBy, Position):
            name = connection.ops.quote_name(table._meta.db_table)
            cursor.execute(f"ANALYZE {name}")


def create(matches: Sequence[Match], *, batch: ImportBatch, at: datetime) -> None:
    made = [
        Recommendation(
            state_id=match.state_id,
            session=match.row.session,
            cycle=match.cycle,
            action_category=match.row.action_category,
            is_demonstration=batch.is_demonstration,
            **wording_of(match),
        )
        for match in matches
    ]
    Recommendation.objects.bulk_create(made)
    pairs = MadeBy.objects.bulk_create(
        MadeBy(
            recommendation=recommendation,
            state_id=match.recommender_id,
            batch=batch,
            key_digest=match.key,
            key_ordinal=match.ordinal,
            content_digest=match.content,
        )
        for match, recommendation in zip(matches, made, strict=True)
    )
    for match, pair in zip(matches, pairs, strict=True):
        match.made_by_id = pair.pk
    both = list(zip(matches, made, strict=True))
    answer(both, at=at)
    tag(both)


def change(matches: Sequence[Match], *, at: datetime) -> None:
    """What the file says now replaces what it said before; the row of the
    import keeps that, and positions keep their history."""
    if not matches:
        return
    pairs = MadeBy.objects.select_related("recommendation").in_bulk(
        [match.made_by_id for match in matches]
    )
    both = [(match, pairs[match.made_by_id].recommendation) for match in matches]
    ids = [recommendation.pk for _match, recommendation in both]
    positions = dict(
        Position.objects.current()
        .filter(recommendation__in=ids)
        .values_list("recommendation", "kind")
    )
    issues = defaultdict(list)
    for pk, key in Term.objects.filter(recommendation__in=ids).values_list(
        "recommendation", "term__key"
    ):
        issues[pk].append(key)

    for match, recommendation in both:
        wording = wording_of(match)
        match.before = {
            **{column: getattr(recommendation, column) for column in wording},
            "position": positions.get(recommendation.pk, ""),
            "action_category": recommendation.action_category,
            "issues": sorted(issues[recommendation.pk]),
        }
        for column, text in wording.items():
            setattr(recommendation, column, text)
        recommendation.action_category = match.row.action_category
        pairs[match.made_by_id].content_digest = match.content

    Recommendation.objects.bulk_update(
        [recommendation for _match, recommendation in both],
        ["wording_en", "wording_ru", "wording_ky", "action_category"],
    )
    MadeBy.objects.bulk_update(pairs.values(), ["content_digest"])
    Term.objects.filter(recommendation__in=ids).delete()
    tag(both)
    answer(
        [
            (match, recommendation)
            for match, recommendation in both
            if match.row.position != positions.get(recommendation.pk)
        ],
        at=at,
    )


def answer(both: Sequence[tuple[Match, Recommendation]], *, at: datetime) -> None:
    """The State's word, after whatever it said before."""
    Position.objects.current().filter(
        recommendation__in=[recommendation for _match, recommendation in both]
    ).update(superseded_at=at)
    Position.objects.bulk_create(
        Position(
            recommendation=recommendation,
            kind=match.row.position,
            source=SOURCE,
            recorded_at=at,
        )
        for match, recommendation in both
    )


def tag(both: Sequence[tuple[Match, Recommendation]]) -> None:
    Term.objects.bulk_create(
        Term(recommendation_id=recommendation.pk, term_id=term_id)
        for match, recommendation in both
        for term_id in match.term_ids
    )


def wording_of(match: Match) -> dict[str, str]:
    """The column of the language the row is written in."""
    return {f"wording_{keys.language_of(match.row.wording)}": match.row.wording}
