"""Whom the coalition reaches, over many meetings, so that nobody can be found in it.

Whoever organises a meeting sees its own numbers. For everybody else a line of a
meeting (all its numbers of one dimension: women, men, other) is published **whole or
not at all**, and that is decided once, by the line alone:

    it is published when the meeting is over and none of its numbers is 1 to 4; and as
    it was shown first, until every number that changed did so by five at least
    (`consultations.published`).

Every figure that a person is shown is a sum of whole lines: of meetings that she
organises, and of published ones. Which filters she sets says only which lines are
added up. So whatever she adds and subtracts, she can get at nothing but sums of
published lines: a line that is not published is in no figure, no total and no share of
hers, and could be any other such line without a number changing. How many people came
in all is shown only inside, for it would be the total of a line that was left out.

Before a meeting is over nothing of it is published: who watches a door from afar
would see every tap.

`tests/consultations/test_balance.py` tries it with all pairs of filters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from consultations import figures
from consultations.figures import Key, Line
from consultations.models import Event, Headcount, ShownLine
from consultations.models.counts import VALUES
from consultations.models.events import EventQuerySet
from reviews.models import Review

type Lines = dict[tuple[UUID, str], dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    group: UUID | None = None
    event: UUID | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    lines: list[Line]
    meetings: int  # that the filters leave
    held_back: int  # of these: not all of whose numbers are shown to this person


def chosen(events: EventQuerySet, filters: Filters) -> EventQuerySet:
    """A meeting belongs to the group that holds it and to those that take part, to
    the day on which it begins."""
    if filters.event:
        events = events.filter(pk=filters.event)
    if filters.group:
        taking_part = Event.groups.through.objects.filter(group=filters.group)
        events = events.filter(
            Q(host=filters.group) | Q(pk__in=taking_part.values("event"))
        )
    if filters.since:
        events = events.filter(starts_on__gte=filters.since)
    if filters.until:
        events = events.filter(starts_on__lte=filters.until)
    return events


def balance_of(review: Review, *, user: Any, filters: Filters) -> Balance:
    events = chosen(
        Event.objects.visible_to(user).filter(review=review), filters
    ).in_order()
    known = list(events.values_list("pk", "is_open", "closed_at"))
    opened = {pk for pk, is_open, _closed in known if is_open}
    over = {pk for pk, _is_open, closed in known if closed}
    counted = _counted([pk for pk, *_rest in known])
    shown = _published(over - opened) | {
        line: numbers for line, numbers in counted.items() if line[0] in opened
    }
    closed_to_her = {event for event, _dimension in counted.keys() - shown.keys()}
    return Balance(
        lines=_summed(review, shown, aims=figures.aims_of(review)),
        meetings=len(known),
        held_back=len(closed_to_her),
    )


def line_rows(
    review: Any, *, user: Any, dimension: str
) -> tuple[QuerySet[ShownLine], QuerySet[Any, Any]]:
    """What `balance_of` adds up in one dimension, for a page that has no room for more:
    published lines with their `numbers`, and of meetings that the person organises
    each `value` with how many (`n`)."""
    events = Event.objects.visible_to(user).filter(review=review)
    closed = events.filter(is_open=False, closed_at__isnull=False)
    published = ShownLine.objects.filter(
        event__in=closed.values("pk"), dimension=dimension, is_shown=True
    )
    counted = Headcount.objects.filter(
        event__in=events.filter(is_open=True).values("pk"), dimension=dimension
    )
    return published, counted.order_by().values("value").annotate(n=Sum("count"))


def line_of(dimension: str, parts: Iterable[Mapping[str, int]]) -> Line:
    """Their sum, by value."""
    keyed = [
        {(dimension, value): count for value, count in numbers.items()}
        for numbers in parts
    ]
    values = {dimension: VALUES[dimension]}
    return figures.lines(values, figures.together(keyed))[0]


def published_sums(review: Review, events: Iterable[UUID]) -> list[Line]:
    """Of these meetings what anybody may be shown: the same whoever asks, also where
    she organises one of them. `events`: over, and of no group behind a wall."""
    return _summed(review, _published(events), aims={})


def _summed(review: Review, shown: Lines, *, aims: dict[Key, int]) -> list[Line]:
    parts = [
        {(dimension, value): count for value, count in numbers.items()}
        for (_event, dimension), numbers in shown.items()
    ]
    return figures.lines(
        figures.values_of(review),
        figures.together(parts),
        aims=aims,
        meetings=Counter(dimension for _event, dimension in shown),
    )


def _published(events: Iterable[UUID]) -> Lines:
    rows = ShownLine.objects.filter(event__in=events, is_shown=True)
    return {
        (event, dimension): numbers
        for event, dimension, numbers in rows.values_list(
            "event", "dimension", "numbers"
        )
    }


def _counted(events: Iterable[UUID]) -> Lines:
    found: Lines = defaultdict(dict)
    rows = Headcount.objects.filter(event__in=events).order_by("event", "pk")
    for event, dimension, value, count in rows.values_list(
        "event", "dimension", "value", "count"
    ):
        found[event, dimension][value] = count
    return found


def without_empty(balance: Balance) -> Balance:
    """As a page shows it: lines that somebody counted, or has an aim for."""
    kept = [
        line
        for line in balance.lines
        if line.is_counted or any(cell.aim for cell in line.cells)
    ]
    return replace(balance, lines=kept)
