"""What the trail keeps of a finding, and whom a group’s new findings are told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User
from audit import actions as trail
from consultations.models import Finding, Inbox
from groups.models import Group, Membership
from notifications.actions import notify


def record(
    verb: str,
    finding: Finding,
    *,
    actor: User | None,
    at: datetime,
    group: Group | None = None,
    via: str = "",
) -> None:
    """Of a confidential finding, and of what was heard behind a wall, the trail tells
    only those behind it: coordinators do not even learn that there is one."""
    host = finding.host
    behind = group or (host if host and host.is_walled else None)
    if behind is None and _is_confidential(finding):
        route = finding.routes.select_related("group").order_by("routed_at", "pk")
        first = route.first()
        behind = first.group if first else None
    where: dict[str, Any] = {"group": behind}
    if not _is_confidential(finding):
        where["review"] = finding.review
    trail.record(verb, subject=finding, actor=actor, at=at, via=via, **where)


def _is_confidential(finding: Finding) -> bool:
    return finding.sensitivity == Finding.Sensitivity.CONFIDENTIAL


def tell_groups(groups: Iterable[Group], *, actor: User | None, at: datetime) -> None:
    """Each rapporteur hears once a day that something waits, however much it is."""
    for group in groups:
        notify(
            recipients=[one for one in rapporteurs_of([group]) if one != actor],
            kind="finding.waits",
            subject=Inbox(pk=group.pk),
            at=at,
            rung=f"{at:%Y-%m-%d}",
        )


def rapporteurs_of(groups: Iterable[Group]) -> list[User]:
    seats = Membership.objects.filter(group__in=groups, role=Membership.Role.RAPPORTEUR)
    return list(User.objects.filter(pk__in=seats.values("user"), is_active=True))
