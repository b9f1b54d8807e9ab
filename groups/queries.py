"""What pages about groups need, and which part of the trail a person may read."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from audit.models import Entry
from core.words import Worded
from groups.models import (
    Decision,
    Group,
    Invitation,
    Membership,
    RoadmapItem,
    Voice,
)
from reviews.models import Review, Role


def groups_of(review: Review, *, user) -> QuerySet[Group]:
    """Groups of the review that the person may know, in the order of lists, with
    how many are in them and whether anybody answers for them."""
    members = (
        Membership.objects.filter(group=OuterRef("pk"))
        .order_by()
        .values("group")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        Group.objects.visible_to(user)
        .filter(review=review)
        .annotate(
            member_count=Coalesce(Subquery(members), 0),
            has_rapporteur=Exists(
                Membership.objects.filter(
                    group=OuterRef("pk"), role=Membership.Role.RAPPORTEUR
                )
            ),
        )
        .for_listing()
    )


def members_of(group: Group, *, user) -> QuerySet[Membership]:
    return (
        Membership.objects.visible_to(user)
        .filter(group=group)
        .select_related("user")
        .order_by("user__full_name", "pk")
    )


def led_by(user, *roles: str) -> QuerySet[Group]:
    """Groups in which the person has one of these seats, or that are open to her as a
    coordinator of their review."""
    seats = Membership.objects.of(user, group=OuterRef("pk")).filter(role__in=roles)
    coordinates = Role.objects.of(user, review=OuterRef("review")).filter(
        role=Role.Kind.COORDINATOR
    )
    return Group.objects.open_to(user).filter(Exists(seats) | Exists(coordinates))


def open_invitations(group: Group) -> QuerySet[Invitation]:
    """Neither used nor withdrawn; those that ran out can be sent again."""
    return group.invitations.pending().order_by("-expires_at", "pk")


def trail_visible_to(user) -> QuerySet[Entry]:
    """A coordinator reads the review's trail but that of groups closed to her; a
    rapporteur the own group's."""
    if not user.is_authenticated:
        return Entry.objects.none()
    led = Role.objects.filter(user=user, role=Role.Kind.COORDINATOR).values("review")
    answered_for = Membership.objects.filter(
        user=user, role=Membership.Role.RAPPORTEUR
    ).values("group")
    opened = Group.objects.open_to(user).filter(review__in=led).values("pk")
    return Entry.objects.filter(
        Q(group_id__in=answered_for)
        | Q(review_id__in=led, group_id=None)
        | Q(review_id__in=led, group_id__in=opened)
    )


# The roadmap


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step as this reader may see it: who does it is said inside the group."""

    item: RoadmapItem
    due_on: date | None
    is_overdue: bool
    days: int | None  # until then on the reader's calendar; None: no day, or done
    waits_for: RoadmapItem | None  # while that is not done
    who: str = ""
    has_left: bool = False

    @property
    def is_done(self) -> bool:
        return self.item.done_at is not None


def steps_of(
    roadmap: Group, *, names_people: bool, zone: str, at: datetime
) -> list[ShownStep]:
    """In their order. `zone`: where the reader's calendar hangs."""
    here = ZoneInfo(zone)
    today = at.astimezone(here).date()
    present: set[Any] = set()
    rows = RoadmapItem.objects.filter(group=roadmap.pk).select_related(
        "milestone", "blocked_by"
    )
    if names_people:
        rows = rows.select_related("who")
        seats = Membership.objects.filter(group=roadmap.pk)
        present = set(seats.values_list("user", flat=True))
    return [
        _shown_step(
            row, names_people=names_people, present=present, here=here, today=today
        )
        for row in rows.in_order()
    ]


def _shown_step(row, *, names_people, present, here, today) -> ShownStep:
    due = row.due_on
    if due is None and row.milestone:
        due = row.milestone.due.astimezone(here).date()
    is_open = row.done_at is None
    before = row.blocked_by
    return ShownStep(
        item=row,
        due_on=due,
        is_overdue=bool(is_open and due and due < today),
        days=(due - today).days if is_open and due else None,
        waits_for=before if is_open and before and not before.done_at else None,
        who=row.who.full_name if names_people and row.who else "",
        has_left=bool(names_people and row.who_id and row.who_id not in present),
    )


def roadmaps_to_copy(group: Group, *, user) -> QuerySet[Group]:
    """Other groups of the same kind, of this or an earlier review, whose work the
    person may read and that have steps; no confidential one."""
    return (
        Group.objects.open_to(user)
        .filter(
            Exists(RoadmapItem.objects.filter(group=OuterRef("pk"))),
            is_confidential=False,
            kind=group.kind,
        )
        .exclude(pk=group.pk)
        .select_related("review__state")
        .order_by("-review__cycle", "order", "name_en", "pk")
    )


def groups_to_copy(review: Review, *, user) -> QuerySet[Group]:
    """Groups after which the person may make others in another review; a confidential
    one only if she is in it. `answers_for`: she is its rapporteur; `step_count`: steps
    of the roadmap that may go along."""
    steps = (
        RoadmapItem.objects.filter(group=OuterRef("pk"))
        .order_by()
        .values("group")
        .annotate(count=Count("pk"))
        .values("count")
    )
    seats = Membership.objects.of(user, group=OuterRef("pk"))
    return (
        Group.objects.visible_to(user)
        .filter(Q(is_confidential=False) | Q(opened=True), review=review)
        .select_related("review")
        .annotate(
            answers_for=Exists(seats.filter(role=Membership.Role.RAPPORTEUR)),
            step_count=Case(
                When(
                    opened=True,
                    is_confidential=False,
                    then=Coalesce(Subquery(steps), 0),
                ),
                default=0,
            ),
        )
        .for_listing()
    )


# What requests for feedback ask of a roadmap (comments/queries.py)


def trail_of(roadmap: Group) -> dict[str, Any]:
    return {"review": roadmap.review, "group": roadmap}


def groups_behind(roadmap: Group) -> list[Group]:
    return [roadmap]


def name_of(roadmap: Group) -> Worded:
    """Of whose: as the reader may know the group."""
    return roadmap.name


def guest_path(token: str) -> str:
    return reverse("roadmap_link:roadmap", args=[token])


# Decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    number: int
    text: str
    count: int
    is_result: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """A decision with what was answered; by whom, only inside the group."""

    decision: Decision
    options: list[Option]
    asked: int
    answered: int
    own: Voice | None  # the reader's, if she was asked
    voices: list[Voice]  # of whom she may know
    is_overdue: bool


def shown_decision(decision: Decision, *, user, at: datetime) -> ShownDecision:
    everybody = list(
        decision.voices.select_related("user").order_by(
            "user__full_name", "organisation", "pk"
        )
    )
    is_inside = Membership.objects.of(user, group=decision.group_id).exists()
    return _shown_decision(decision, everybody, user=user, at=at, is_inside=is_inside)


def decisions_of(group: Group, *, user, at: datetime) -> list[ShownDecision]:
    """What is open first; without the names."""
    rows = list(
        Decision.objects.filter(group=group.pk)
        .prefetch_related("voices")
        .newest_first()
    )
    for row in rows:
        row.group = group
    return [
        _shown_decision(row, list(row.voices.all()), user=user, at=at, is_inside=False)
        for row in rows
    ]


def _shown_decision(decision, everybody, *, user, at, is_inside) -> ShownDecision:
    counts = Counter(voice.answer for voice in everybody if voice.answered_at)
    today = at.astimezone(ZoneInfo(user.time_zone)).date()
    return ShownDecision(
        decision=decision,
        options=[
            Option(
                number=number,
                text=text,
                count=counts[number],
                is_result=decision.result == number,
            )
            for number, text in enumerate(decision.options)
        ],
        asked=len(everybody),
        answered=counts.total(),
        own=next((voice for voice in everybody if voice.user_id == user.pk), None),
        voices=everybody if is_inside else [],
        is_overdue=bool(
            decision.is_open and decision.due_on and decision.due_on < today
        ),
    )
