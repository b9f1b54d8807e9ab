"""What the database is asked for a coordinator's home: all kinds in one question,
each counted by the database, so that ten times the rows are as many answers."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import User
from core.statements import SOMEBODY, SOMETHING, Kept, joined, kept, listed, once
from reviews.models import Review
from workspace.counted import (
    LONG,
    NEAR,
    SOON,
    Sets,
    Terms,
    heard_in,
    known_findings,
    rows_in,
)
from workspace.packet_desk import today_of

TERMS = [field.name for field in fields(Terms)]

type Told = dict[str, list[dict[str, Any]]]


def terms_of(
    review: Review,
    *,
    user: User,
    at: datetime,
    everybody: Collection[UUID],
    opened: Collection[UUID],
    written: Collection[UUID],
) -> Terms:
    today = today_of(user, at)
    midnight = datetime.combine(today, time(), tzinfo=ZoneInfo(user.time_zone))
    return Terms(
        user=user.pk,
        review=review.pk,
        state=review.state_id,
        cycle=review.cycle,
        everybody=list(everybody),
        opened=list(opened),
        written=list(written),
        at=at,
        today=today,
        midnight=midnight,
        near=today + NEAR,
        soon=today + LONG,
        soon_at=midnight + LONG,
        month=at + SOON,
        long_ago=at - LONG,
    )


def told_of(terms: Terms) -> Told:
    found: Told = defaultdict(list)
    given = {name: getattr(terms, name) for name in TERMS}
    ((text,),) = _statement().ask(**given)
    for row in json.loads(text or "[]"):
        found[row.pop("what")].append(row)
    return found


@once
def _statement() -> Kept:
    """Putting it together takes longer than asking it, so it is done once."""
    moment = datetime(1900, 1, 1, tzinfo=UTC)
    stand_ins = Terms(
        user=SOMEBODY,
        review=SOMETHING,
        state=1_900_000_001,
        cycle=32_001,
        everybody=None,
        opened=None,
        written=None,
        at=moment,
        today=date(1900, 1, 1),
        midnight=moment + timedelta(hours=1),
        near=date(1900, 1, 2),
        soon=date(1900, 1, 3),
        soon_at=moment + timedelta(hours=2),
        month=moment + timedelta(hours=3),
        long_ago=moment + timedelta(hours=4),
    )
    given = {name: value for name in TERMS if (value := getattr(stand_ins, name))}
    named = Sets(
        everybody=RawSQL("SELECT id FROM everybody", []),
        opened=RawSQL("SELECT id FROM opened", []),
        written=RawSQL("SELECT id FROM written", []),
        known=RawSQL("SELECT id FROM known", []),
    )
    known = known_findings(stand_ins).values_list("pk", "region", "is_ungiven")
    of_known = ["user", "review", "long_ago"]
    return joined(
        WHOLE,
        everybody=listed("everybody"),
        opened=listed("opened"),
        written=listed("written"),
        known=kept(known, {name: given[name] for name in of_known}),
        rest=kept(rows_in(stand_ins, named), given),
    )


# Whom a finding is open to is much to ask, and two kinds ask it. `heard_in` says the
# last lines as the models do. One long answer is read faster than a thousand short ones.
WHOLE = """
WITH everybody (id) AS {everybody}, opened (id) AS {opened}, written (id) AS {written},
known (id, region, is_ungiven) AS MATERIALIZED {known}
SELECT '[' || string_agg(told::text, ',') || ']'
FROM (
    {rest} UNION ALL
    SELECT jsonb_build_object('what', 'heard', 'region', region, 'n', count(*),
        'ungiven', count(*) FILTER (WHERE is_ungiven))
    FROM known GROUP BY region
) AS answers (told)
"""


def rows_for(terms: Terms) -> QuerySet:
    """All kinds, each row a value that says its kind."""
    sets = Sets(
        everybody=terms.everybody,
        opened=terms.opened,
        written=terms.written,
        known=known_findings(terms).values("pk"),
    )
    return rows_in(terms, sets).union(heard_in(known_findings(terms)), all=True)
