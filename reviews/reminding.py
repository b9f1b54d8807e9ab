"""Reminding of dates that are not done: who watches one, and as the last day comes
also the coordinators. Nobody is told anything twice, whatever runs twice or dies."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from accounts.models import User
from notifications.actions import notify
from notifications.models import Notification
from reviews.ladder import Rung, ladder_of, longest
from reviews.models import Milestone, Role

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One person, one thing, one rung. `rung` names the moment too: a date that was
    moved is told anew."""

    person: User
    kind: str
    subject: models.Model
    rung: str


@dataclass(frozen=True, slots=True)
class Crew:
    """Who is in a review now. Who has left it, went over to an institution, or whose
    account is closed, is not."""

    people: dict[UUID, User]
    leaders: list[User]

    def of(self, pk: UUID | None) -> User | None:
        return self.people.get(pk) if pk else None

    def around(self, owner: User | None) -> set[User]:
        return {owner, *self.leaders} if owner else set(self.leaders)


def remind(*, at: datetime) -> int:
    """Tell everybody who stands on a rung and was not told. Safe to repeat at any
    hour. Returns how many were told."""
    return tell_once(_reminders(at), at=at)


def _reminders(at: datetime) -> Iterable[Reminder]:
    milestones = list(_near(at))
    found = _crews_of(milestones)
    for milestone in milestones:
        yield from reminders_of(
            milestone,
            of="milestone",
            crew=found[milestone.review_id],
            owner=milestone.owner_id,
            told=milestone.moment_told,
            rung_of=partial(_rung_of, milestone, at=at),
        )


def reminders_of(
    subject: models.Model,
    *,
    of: str,
    crew: Crew,
    owner: UUID | None,
    told: str,
    rung_of: Callable[[User], Rung | None],
) -> Iterable[Reminder]:
    """Who of the crew stands on a rung: whoever owns the thing, as its last day comes
    also those who lead, and they alone where nobody owns it. `of`: begins the kind of
    the notice; `told`: begins what makes it unique."""
    owns = crew.of(owner)
    for person in crew.around(owns):
        rung = rung_of(person)
        if rung and (person == owns or owns is None or rung.reaches_leaders):
            kind = f"{of}.{_said_of(rung)}"
            yield Reminder(person, kind, subject, told + rung.name)


def _said_of(rung: Rung) -> str:
    if rung.is_late:
        return "late"
    return "last_day" if rung.is_last else "near"


def _near(at: datetime) -> models.QuerySet[Milestone]:
    before, after = longest()
    return Milestone.objects.filter(
        done_at=None,
        due__range=(at - (after + 2) * A_DAY, at + (before + 2) * A_DAY),
    ).in_order()


def _rung_of(milestone: Milestone, reader: User, *, at: datetime) -> Rung | None:
    """Counted on the reader's own calendar."""
    there = ZoneInfo(reader.time_zone)
    now, due = at.astimezone(there), milestone.due.astimezone(there)
    return ladder_of(milestone.kind).rung(
        days_left=(due.date() - now.date()).days,
        is_over=milestone.due <= at,
        clock=now.time(),
    )


def crews(seats: Iterable[tuple[UUID, User, bool]]) -> dict[UUID, Crew]:
    """Of seats: of which crew, whose, and whether it leads. Of others there is nobody."""
    found: dict[UUID, Crew] = defaultdict(lambda: Crew({}, []))
    for key, person, leads in seats:
        found[key].people[person.pk] = person
        if leads:
            found[key].leaders.append(person)
    return found


def _crews_of(milestones: Sequence[Milestone]) -> dict[UUID, Crew]:
    """Coordinators and owners, of each review, in one query."""
    roles = Role.objects.filter(
        models.Q(role=Role.Kind.COORDINATOR)
        | models.Q(user__in={row.owner_id for row in milestones if row.owner_id}),
        review__in={row.review_id for row in milestones},
        role__in=Role.INSIDE,
        user__is_active=True,
    ).select_related("user")
    return crews(
        (role.review_id, role.user, role.role == Role.Kind.COORDINATOR)
        for role in roles
    )


def tell_once(reminders: Iterable[Reminder], *, at: datetime) -> int:
    """Those who were told already cost one question, all together."""
    wanted = list(reminders)
    rows = Notification.objects.filter(
        kind__in={row.kind for row in wanted},
        subject_id__in={row.subject.pk for row in wanted},
    )
    told = set(rows.values_list("recipient", "kind", "subject_id", "rung"))
    new: dict[tuple, list[Reminder]] = defaultdict(list)
    for row in wanted:
        if (row.person.pk, row.kind, row.subject.pk, row.rung) not in told:
            new[row.kind, row.subject.pk, row.rung].append(row)
    return sum(
        len(
            notify(
                recipients=[row.person for row in rows],
                kind=kind,
                subject=rows[0].subject,
                at=at,
                rung=rung,
            )
        )
        for (kind, _pk, rung), rows in new.items()
    )
