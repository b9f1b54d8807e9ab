"""What pages about meetings show, and to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from consultations import figures
from consultations.figures import Line
from consultations.models import Event, Material, Question
from consultations.models.events import EventQuerySet
from groups.models import Group, Membership
from groups.rules import WRITERS
from reviews.models import Review, Role

PAST_ON_A_PAGE = 30


def meetings(
    review: Review, *, user: User, kind: str = "", region: str = ""
) -> EventQuerySet:
    """Those that the person may know of. An unknown filter finds nothing."""
    rows = Event.objects.visible_to(user).filter(review=review)
    if kind:
        rows = rows.filter(kind=kind)
    if region:
        rows = rows.filter(region__code=region)
    return rows.select_related("region")


def coming(rows: EventQuerySet, *, today: date) -> EventQuerySet:
    return rows.filter(ends_on__gte=today, closed_at=None).in_order()


def past(rows: EventQuerySet, *, today: date) -> EventQuerySet:
    over = rows.filter(Q(ends_on__lt=today) | Q(closed_at__isnull=False))
    return over.order_by("-starts_on", "-created_at", "pk")


def hosts_for(user: User, *, review: Review) -> QuerySet[Group]:
    """Groups for which the person may open a meeting."""
    writes = Membership.objects.filter(user=user, role__in=WRITERS).values("group")
    leads = Role.objects.of(user, review=review).filter(role=Role.Kind.COORDINATOR)
    rows = Group.objects.open_to(user).filter(review=review)
    if not leads.exists():
        rows = rows.filter(pk__in=writes)
    return rows.for_listing()


def opens_for_coalition(user: User, *, review: Review) -> bool:
    roles = Role.objects.of(user, review=review)
    return roles.filter(
        role__in=[Role.Kind.COORDINATOR, Role.Kind.FACILITATOR]
    ).exists()


def people_for(
    user: User, *, review: Review, hosts: Iterable[Group], event: Event | None
) -> QuerySet[User]:
    """Whom the person may name as leading through a meeting: those whose part in the
    review she may know of anyway."""
    roles = Role.objects.visible_to(user).filter(review=review, role__in=Role.INSIDE)
    seats = Membership.objects.visible_to(user).filter(group__in=hosts)
    known = Q(pk=user.pk) | Q(pk__in=roles.values("user"))
    known |= Q(pk__in=seats.values("user"))
    if event is not None:
        known |= Q(facilitations__event=event)
    people = User.objects.filter(known, is_active=True).distinct()
    return people.order_by("full_name", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """A meeting's page. `facilitators`, `lines` and `total`: inside only."""

    groups: list[Group]
    to_ask: list[Question]
    beforehand: list[Question]
    materials: list[Material]
    facilitators: list[User]
    lines: list[Line]
    may_organise: bool

    @property
    def unanswered(self) -> int:
        return sum(1 for question in self.beforehand if not question.answered_at)


def shown_event(event: Event, *, user: User) -> ShownEvent:
    to_ask, beforehand = questions_of(event)
    materials = (
        Material.objects.visible_to(user)
        .filter(event=event)
        .annotate(file_count=Count("files"))
    )
    lines: list[Line] = []
    people: list[User] = []
    if event.is_open:
        counts = figures.counts_of(event)
        if counts:
            values = figures.values_of(event.review)
            found = figures.lines(values, counts)
            lines = [line for line in found if line.is_counted]
        people = list(
            User.objects.filter(facilitations__event=event).order_by("full_name", "pk")
        )
    return ShownEvent(
        groups=list(Group.objects.visible_to(user).filter(events=event).for_listing()),
        to_ask=to_ask,
        beforehand=beforehand,
        materials=list(materials.in_order()),
        facilitators=people,
        lines=lines,
        may_organise=may_organise(user, event),
    )


def may_organise(user: User, event: Event) -> bool:
    """Of those to whom it is open, readers of the group look on."""
    return event.is_open and rules.has_perm("consultations.organise_event", user, event)


def questions_of(event: Event) -> tuple[list[Question], list[Question]]:
    rows = list(event.questions.in_order())
    kinds = Question.Kind
    return (
        [row for row in rows if row.kind == kinds.TO_ASK],
        [row for row in rows if row.kind == kinds.BEFOREHAND],
    )


def host_of(event: Event, *, user: Any) -> Group | None:
    """By the name that this person may know."""
    if event.host_id is None:
        return None
    return Group.objects.visible_to(user).filter(pk=event.host_id).first()
