"""What groups do with what was heard. Nothing vanishes: each of these can be undone,
and whoever said it can follow it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.entering import refuse_unknown
from consultations.models import Finding, Route
from consultations.models.findings import REASON_AT_MOST
from consultations.recording import record, tell_groups
from core.exceptions import ActionRefused
from core.words import language_of
from groups.models import Group

State = Route.State


class CannotSort(ActionRefused):
    """Somebody else was faster, or it may not be so."""


@transaction.atomic
def read_finding(*, route: Route, seen: str, actor: User, at: datetime) -> None:
    _move(route, seen, State.READ, at=at)
    record("finding.read", route.finding, actor=actor, at=at, group=route.group)


@transaction.atomic
def take_up_finding(*, route: Route, seen: str, actor: User, at: datetime) -> None:
    _move(route, seen, State.TAKEN, at=at)
    record("finding.taken", route.finding, actor=actor, at=at, group=route.group)


@transaction.atomic
def set_aside_finding(
    *,
    route: Route,
    seen: str,
    reason: str,
    language: str,
    actor: User,
    at: datetime,
) -> None:
    """For one group. Whoever said it reads the reason through the code."""
    said = _reason(reason)
    _move(
        route,
        seen,
        State.ASIDE,
        at=at,
        reason=said,
        reason_language=language_of(said, otherwise=language),
    )
    record("finding.aside", route.finding, actor=actor, at=at, group=route.group)


@transaction.atomic
def reopen_finding(*, route: Route, seen: str, actor: User, at: datetime) -> None:
    """Back among what was read and waits."""
    _move(route, seen, State.READ, at=at)
    record("finding.reopened", route.finding, actor=actor, at=at, group=route.group)


def _move(route: Route, seen: str, to: str, *, at: datetime, **more) -> None:
    """Only from the state that the person saw."""
    values = {"reason": "", "reason_language": "", **more}
    moved = Route.objects.filter(pk=route.pk, state=seen).update(
        state=to, read_at=Coalesce("read_at", at), updated_at=at, **values
    )
    if not moved:
        raise CannotSort(_("Somebody of the group was faster. See what stands now."))


def _reason(reason: str) -> str:
    said = reason.replace("\r\n", "\n").strip()[:REASON_AT_MOST]
    if not said:
        raise CannotSort(_("Write why. Whoever said it reads it."))
    return said


# Giving it to groups


def receivers(finding: Finding, *, user: User):
    """Groups to which it may be given besides those that have it. No institution:
    it works behind a wall of its own."""
    return (
        Group.objects.visible_to(user)
        .filter(review=finding.review_id, kind=Group.Kind.THEMATIC)
        .exclude(pk__in=finding.routes.values("group"))
        .for_listing()
    )


@transaction.atomic
def give_finding(
    *, finding: Finding, groups: Iterable[Group], actor: User, at: datetime
) -> list[Group]:
    """What was set aside before any group had it waits again. Returns to which
    groups it is new."""
    row = _locked(finding)
    if row.merged_into_id:
        raise CannotSort(
            _("It was merged into another one, which goes on for both. Give that one.")
        )
    wanted = list(groups)
    known = set(
        Route.objects.filter(finding=row, group__in=wanted).values_list(
            "group", flat=True
        )
    )
    new = [group for group in wanted if group.pk not in known]
    if not new:
        raise CannotSort(_("Choose a group that does not have it yet."))
    Route.objects.bulk_create(
        Route(finding=row, group=group, routed_by=actor, routed_at=at) for group in new
    )
    if row.aside_at:
        _keep_aside(row, at=None, reason="", language="")
    for group in new:
        record("finding.given", row, actor=actor, at=at, group=group)
    tell_groups(new, actor=actor, at=at)
    return new


@transaction.atomic
def ungive_finding(*, route: Route, actor: User, at: datetime) -> None:
    """By who gave it, as long as the group has not read it. A confidential one stays
    known to somebody."""
    if route.routed_by_id != actor.pk:
        raise CannotSort(_("Whoever gave it to the group takes it back."))
    row = _locked(route.finding)
    others = [
        other.group for other in row.routes.select_related("group").exclude(pk=route.pk)
    ]
    if row.sensitivity == Finding.Sensitivity.CONFIDENTIAL:
        refuse_unknown(others, CannotSort)
    if row.merged.filter(routes__group=route.group_id).exists():
        raise CannotSort(_("Points of this group were merged into it."))
    record("finding.not_given", row, actor=actor, at=at, group=route.group)
    gone, _of = Route.objects.filter(pk=route.pk, state=State.SENT).delete()
    if not gone:
        raise CannotSort(_("The group has read it already."))


# What no group was given


@transaction.atomic
def set_aside_ungiven(
    *, finding: Finding, reason: str, language: str, actor: User, at: datetime
) -> None:
    row = _locked(finding)
    if row.aside_at or row.routes.exists():
        raise CannotSort(_("A group has it by now: let it decide."))
    said = _reason(reason)
    _keep_aside(row, at=at, reason=said, language=language_of(said, otherwise=language))
    record("finding.aside", row, actor=actor, at=at)


@transaction.atomic
def reopen_ungiven(*, finding: Finding, actor: User, at: datetime) -> None:
    row = _locked(finding)
    if row.aside_at:
        _keep_aside(row, at=None, reason="", language="")
        record("finding.reopened", row, actor=actor, at=at)


def _keep_aside(row: Finding, *, at: datetime | None, reason: str, language: str):
    row.aside_at, row.aside_reason, row.aside_language = at, reason, language
    row.save(update_fields=["aside_at", "aside_reason", "aside_language", "updated_at"])


def _locked(finding: Finding) -> Finding:
    return (
        Finding.objects.select_related("review", "host")
        .select_for_update(of=("self",))
        .get(pk=finding.pk)
    )
