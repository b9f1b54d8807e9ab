"""What is entered at a meeting: live, or from a form that was filled without a
line. Every point is committed before anybody is told so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from catalogue.models import Region, Term
from consultations.models import Event, Finding, Route
from consultations.models.findings import CHANGE_AT_MOST, TEXT_AT_MOST
from consultations.recording import record, tell_groups
from core.exceptions import ActionRefused
from groups.models import Group, Membership

TAKEN_BACK_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was said, as somebody wrote it down. `groups`: None, those of the
    meeting; `region`: None, that of the meeting."""

    text: str
    language: str
    change: str = ""
    region: Region | None = None
    terms: Sequence[Term] = ()
    sensitivity: str = Finding.Sensitivity.GROUP
    groups: Sequence[Group] | None = None
    client_key: UUID = field(default_factory=uuid4)


def groups_for(event: Event, *, user: User) -> QuerySet[Group]:
    """To whom what is said there may be given at once. From behind a wall only its
    rapporteurs give things on, one by one; to an institution nobody does."""
    groups = Group.objects.visible_to(user).filter(review=event.review_id)
    if event.host and event.host.is_walled:
        return groups.filter(pk=event.host_id).for_listing()
    return groups.filter(kind=Group.Kind.THEMATIC).for_listing()


def usual_groups(event: Event) -> list[Group]:
    """Those of the meeting, else who holds it."""
    if event.host and event.host.is_walled:
        return [event.host]
    groups = list(event.groups.filter(kind=Group.Kind.THEMATIC).for_listing())
    return groups or ([event.host] if event.host else [])


class CannotEnter(ActionRefused):
    """Nothing was kept."""


@transaction.atomic
def enter_finding(
    *, event: Event, point: Point, actor: User, at: datetime, verb="finding.entered"
) -> Finding:
    """Sent twice under one key it is kept once. Other words under a key that is taken,
    as when somebody goes back to a page that was sent, are refused and not lost."""
    groups = usual_groups(event) if point.groups is None else list(point.groups)
    _refuse(point, groups)
    finding, is_new = Finding.objects.get_or_create(
        client_key=point.client_key,
        defaults={
            "review": event.review,
            "host": event.host,
            "event": event,
            "region": point.region or event.region,
            "said_in": point.language,
            f"text_{point.language}": _tidied(point.text),
            f"change_{point.language}": _tidied(point.change),
            "sensitivity": point.sensitivity,
            "entered_by": actor,
            "entered_at": at,
        },
    )
    if not is_new:
        if not _is_same(finding, point, event=event, actor=actor):
            raise CannotEnter(_("This page has kept another point. Send it once more."))
        return finding
    finding.terms.set(point.terms)
    Route.objects.bulk_create(
        Route(finding=finding, group=group, routed_by=actor, routed_at=at)
        for group in groups
    )
    record(verb, finding, actor=actor, at=at)
    tell_groups(groups, actor=actor, at=at)
    return finding


def _is_same(finding: Finding, point: Point, *, event: Event, actor: User) -> bool:
    return (finding.entered_by_id, finding.event_id) == (actor.pk, event.pk) and (
        finding.text_of("text", point.language) == _tidied(point.text)
    )


def _refuse(point: Point, groups: Sequence[Group]) -> None:
    if not _tidied(point.text):
        raise CannotEnter(_("Write what was said."))
    if len(_tidied(point.text)) > TEXT_AT_MOST:
        raise CannotEnter(
            _("One point has %(most)d letters at most. Make two of it.")
            % {"most": TEXT_AT_MOST}
        )
    if len(_tidied(point.change)) > CHANGE_AT_MOST:
        raise CannotEnter(
            _("What should change has %(most)d letters at most.")
            % {"most": CHANGE_AT_MOST}
        )
    if point.sensitivity == Finding.Sensitivity.CONFIDENTIAL:
        refuse_unknown(groups, CannotEnter)


def refuse_unknown(groups: Iterable[Group], refusal: type[ActionRefused]) -> None:
    """A confidential finding without a rapporteur would be known to nobody."""
    if not Membership.objects.filter(
        group__in=list(groups),
        role=Membership.Role.RAPPORTEUR,
        user__is_active=True,
    ).exists():
        raise refusal(
            _("Give it to a group with a rapporteur: else nobody would know of it.")
        )


def _tidied(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


class CannotTakeBack(ActionRefused):
    pass


@transaction.atomic
def take_back_finding(*, finding: Finding, actor: User, at: datetime) -> None:
    """A slip of the hand, by the one whose hand it was: for a few minutes, and as
    long as nobody has done anything with it."""
    row = (
        Finding.objects.select_related("review", "host")
        .select_for_update(of=("self",))
        .filter(pk=finding.pk)
        .first()
    )
    if row is None:
        return
    if row.entered_by_id != actor.pk or row.entered_at < at - TAKEN_BACK_WITHIN:
        raise CannotTakeBack(
            _("It was entered too long ago. Set it aside instead, with a reason.")
        )
    routes = Route.objects.select_for_update().filter(finding=row)
    if row.version > 1 or any(route.state != Route.State.SENT for route in routes):
        raise CannotTakeBack(_("Somebody works on it already."))
    record("finding.taken_back", row, actor=actor, at=at)
    try:
        row.delete()
    except ProtectedError:
        raise CannotTakeBack(_("Somebody works on it already.")) from None


@transaction.atomic
def bring_in(
    *, event: Event, points: Iterable[Point], actor: User, at: datetime
) -> list[Finding]:
    """All of a form or nothing; what is here already is left as it is. Returns what
    is new."""
    points = list(points)
    here = set(
        Finding.objects.filter(
            client_key__in=[point.client_key for point in points]
        ).values_list("client_key", flat=True)
    )
    return [
        enter_finding(
            event=event, point=point, actor=actor, at=at, verb="finding.brought_in"
        )
        for point in points
        if point.client_key not in here
    ]
