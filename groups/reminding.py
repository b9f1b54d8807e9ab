"""Reminding of the steps of a roadmap: whoever does one, and as its day comes also
those who answer for the group."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.models import User
from groups.models import Membership, RoadmapItem
from reviews.ladder import Rung, ladder_of_steps
from reviews.reminding import Crew, Reminder, crews, reminders_of, tell_once


def remind(*, at: datetime) -> int:
    """Tell everybody who stands on a rung and was not told. Returns how many."""
    return tell_once(_reminders(at), at=at)


def _reminders(at: datetime) -> Iterable[Reminder]:
    steps = list(_near(at))
    found = _crews_of(steps)
    for step in steps:
        yield from reminders_of(
            step,
            of="step",
            crew=found[step.group_id],
            owner=step.who_id,
            told=step.day_told,
            rung_of=partial(_rung_of, step, at=at),
        )


def _near(at: datetime):
    """Without a day of its own, a step is due on the date towards which it leads."""
    ladder = ladder_of_steps()
    first = at - timedelta(days=ladder.days_after + 2)
    last = at + timedelta(days=max(ladder.days) + 2)
    return (
        RoadmapItem.objects.to_do()
        .filter(
            Q(due_on__range=(first.date(), last.date()))
            | Q(due_on=None, milestone__due__range=(first, last))
        )
        .select_related("milestone")
        .order_by("due_on", "pk")
    )


def _rung_of(step: RoadmapItem, reader: User, *, at: datetime) -> Rung | None:
    """The day is over when it is over where the reader is."""
    there = ZoneInfo(reader.time_zone)
    now = at.astimezone(there)
    due_on = step.due_on or step.milestone.due.astimezone(there).date()
    left = (due_on - now.date()).days
    return ladder_of_steps().rung(days_left=left, is_over=left < 0, clock=now.time())


def _crews_of(steps: list[RoadmapItem]) -> dict[UUID, Crew]:
    memberships = Membership.objects.filter(
        Q(role=Membership.Role.RAPPORTEUR)
        | Q(user__in={step.who_id for step in steps if step.who_id}),
        group__in={step.group_id for step in steps},
        user__is_active=True,
    ).select_related("user")
    return crews(
        (seat.group_id, seat.user, seat.role == Membership.Role.RAPPORTEUR)
        for seat in memberships
    )
