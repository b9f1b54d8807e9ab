"""What a rapporteur's home has besides her group's own work: who is in it, what it
was given to read, which meetings are coming."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from consultations.models import Event, Finding, Route
from groups.models import Group, Membership
from groups.queries import members_of
from workspace.coverage import findings_address

MEETINGS_SHOWN = 4
MARKS = {
    Route.State.SENT: "watch",
    Route.State.READ: "review",
    Route.State.TAKEN: "agreed",
    Route.State.ASIDE: "missing",
}
ORDER = list(Membership.Role.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class InState:
    mark: str
    label: Any
    count: int
    url: str


def inbox_of(group: Group, *, user: User) -> list[InState]:
    """How many of the group's findings are how far: of those that the person may
    know, without what was merged into another."""
    known = Finding.objects.visible_to(user).standing().filter(pk=OuterRef("finding"))
    counted = (
        Route.objects.filter(Exists(known), group=group)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    counts = dict(counted)
    return [
        InState(
            mark=MARKS[state],
            label=state.label,
            count=counts[state],
            url=findings_address(group.review, group=group.pk, state=state.value),
        )
        for state in Route.State
        if counts.get(state)
    ]


def people_of(group: Group, *, user: User) -> list[Membership]:
    """Who answers for it first."""
    return sorted(members_of(group, user=user), key=lambda seat: ORDER.index(seat.role))


def coming_meetings(group: Group, *, user: User, at: datetime) -> list[Event]:
    """Those that it holds or takes part in, on the reader's calendar."""
    today = at.astimezone(ZoneInfo(user.time_zone)).date()
    taking_part = Event.groups.through.objects.filter(event=OuterRef("pk"), group=group)
    rows = Event.objects.visible_to(user).filter(
        Q(host=group) | Exists(taking_part), ends_on__gte=today, closed_at=None
    )
    return list(rows.select_related("region").in_order()[:MEETINGS_SHOWN])
