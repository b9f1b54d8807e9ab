"""What came in without whoever led the meeting: by printed addresses, each
contribution with its code, and by the form. And what groups did with some of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from catalogue.models import Region, Term
from consultations import contributing, enquiring, entering, sorting, triage
from consultations.contributing import Said
from consultations.entering import Point
from consultations.link_making import make_link, make_meeting_code
from consultations.models import ContributionLink, Event, Finding, Route
from workspace.demo.cast import Cast

SPACE = UUID("6f1f9a52-7a52-4c39-9a0e-1f5c2c9d7b10")
HOUR = timedelta(hours=1)
OPEN_FOR = timedelta(days=120)


def hear_contributions(
    cast: Cast,
    event: Event,
    heard: dict[str, Finding],
    data: dict[str, Any],
    *,
    at: datetime,
) -> None:
    """`heard`: what was written down at the meeting, into which some is merged."""
    make_meeting_code(event=event, actor=event.opened_by, at=at)
    _bring_in(cast, event, data["form_row"], at=at + HOUR)
    links = {
        row["key"]: _open_address(cast, event, row, at=at) for row in data["address"]
    }
    for number, row in enumerate(data["contribution"], start=2):
        link, when = links[row["address"]], at + number * HOUR
        finding = _send(link, row, at=when)
        group = link.groups.get()
        rapporteur = group.memberships.get(role="rapporteur").user
        act = THEN[row["then"]]
        act(finding, row, heard, actor=rapporteur, at=when + HOUR)


def _bring_in(cast: Cast, event: Event, rows: list[dict], *, at: datetime) -> None:
    points = [
        Point(
            text=row["text"],
            change=row["change"],
            language=row["language"],
            terms=_topics(row),
            client_key=uuid5(SPACE, row["text"]),
        )
        for row in rows
    ]
    entering.bring_in(
        event=event, points=points, actor=cast.people["facilitator"], at=at
    )


def _open_address(
    cast: Cast, event: Event, row: dict[str, Any], *, at: datetime
) -> ContributionLink:
    """Of the meeting; where a region is named, of that."""
    region = row.get("region")
    link = ContributionLink(
        review=cast.review,
        event=None if region else event,
        region=Region.objects.get(code=region) if region else None,
        label=row["label"],
        expires_at=at + OPEN_FOR,
    )
    groups = [cast.groups[key] for key in row["groups"]]
    actor = cast.people["coordinator"] if region else event.opened_by
    return make_link(link=link, groups=groups, actor=actor, at=at)


def _send(link: ContributionLink, row: dict[str, Any], *, at: datetime) -> Finding:
    said = Said(
        key=uuid5(SPACE, row["text"]),
        text=row["text"],
        change=row.get("change", ""),
        region=link.region or link.event.region,
        terms=_topics(row),
    )
    code = contributing.contribute(
        link=link, said=said, language=row["language"], at=at
    )
    return code.finding


def _topics(row: dict[str, Any]) -> tuple[Term, ...]:
    return tuple(Term.objects.of("topics").filter(key__in=row.get("topics", [])))


def _merge(finding: Finding, row, heard, *, actor, at: datetime) -> None:
    sorting.merge_finding(finding=finding, into=heard[row["into"]], actor=actor, at=at)


def _ask_back(finding: Finding, row, heard, *, actor, at: datetime) -> None:
    route = _read(finding, row, heard, actor=actor, at=at)
    enquiring.ask_back(
        finding=finding,
        group=route.group,
        text=row["question"],
        language=row["language"],
        actor=actor,
        at=at,
    )


def _read(finding: Finding, row, heard, *, actor, at: datetime) -> Route:
    route = finding.routes.select_related("group").get()
    triage.read_finding(route=route, seen=route.state, actor=actor, at=at)
    return route


def _set_aside(finding: Finding, row, heard, *, actor, at: datetime) -> None:
    route = finding.routes.get()
    triage.set_aside_finding(
        route=route,
        seen=route.state,
        reason=row["reason"],
        language=row["language"],
        actor=actor,
        at=at,
    )


THEN: dict[str, Callable[..., Any]] = {
    "merged": _merge,
    "asked": _ask_back,
    "read": _read,
    "aside": _set_aside,
}
