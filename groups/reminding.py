"""Reminding of the steps of a roadmap: whoever does one, and as its day comes also
those who answer for the group."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.models import User
from groups.models import Membership, RoadmapItem
from reviews.ladder import Rung, ladder_of_steps
from reviews.reminding import Crew, Reminder, tell_once


def remind(*, at: datetime) -> int:
    """Tell everybody who stands on a rung and was not told. Returns how many."""
    return tell_once(_reminders(at), at=at)


def _reminders(at: datetime) -> Iterable[Reminder]:
    steps = list(_near(at))
    crews = _crews_of(steps)
    for step in steps:
        crew = crews[step.group_id]
        doer = crew.of(step.who_id)
        for person in crew.around(doer):
            rung = _rung_of(step, reader=person, at=at)
            if rung and (person == doer or doer is None or rung.reaches_leaders):
                key = step.day_told + rung.name
                yield Reminder(person, _kind_of(rung), step, key)


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


def _rung_of(step: RoadmapItem, *, reader: User, at: datetime) -> Rung | None:
    """The day is over when it is over where the reader is."""
    there = ZoneInfo(reader.time_zone)
    now = at.astimezone(there)
    due_on = step.due_on or step.milestone.due.astimezone(there).date()
    left = (due_on - now.date()).days
    return ladder_of_steps().rung(days_left=left, is_over=left < 0, clock=now.time())


def _crews_of(steps: list[RoadmapItem]) -> dict[UUID, Crew]:
    crews: dict[UUID, Crew] = defaultdict(lambda: Crew({}, []))
    memberships = Membership.objects.filter(
        Q(role=Membership.Role.RAPPORTEUR)
        | Q(user__in={step.who_id for step in steps if step.who_id}),
        group__in={step.group_id for step in steps},
        user__is_active=True,
    ).select_related("user")
    for membership in memberships:
        crew = crews[membership.group_id]
        crew.people[membership.user_id] = membership.user
        if membership.role == Membership.Role.RAPPORTEUR:
            crew.leaders.append(membership.user)
    return crews


def _kind_of(rung: Rung) -> str:
    if rung.is_late:
        return "step.late"
    return "step.last_day" if rung.is_last else "step.near"
