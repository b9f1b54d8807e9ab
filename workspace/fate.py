"""What became of a point that was made, and of all the points of a meeting: told to
whoever holds the code. No word of a finding is in it, groups go by their names
outside, and of confidential findings a meeting's code tells nothing: whoever compares it with
the lists would learn how many there are, and what became of them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from consultations.models import Enquiry, Event, Finding, Route
from core.words import Worded
from groups.models import Group
from workspace.landing import Landing, landings_of

HOPS = 20  # of findings merged into one that was merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened, with its shape (`core.templatetags.ui.MARKS`).
    `words`: why it was set aside, or what was published."""

    mark: str
    sentence: str
    words: Worded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    arrived_on: dt.date
    steps: list[Step]
    questions: list[Enquiry]  # back; those that are open first

    @property
    def first_open(self) -> Enquiry | None:
        """One is answered at a time."""
        return next((one for one in self.questions if not one.answered_at), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFate:
    """Of those that are not confidential. `groups`: who read how many."""

    event: Event
    received: int
    merged: int
    waiting: int
    read: int
    taken: int
    aside: int
    groups: list[tuple[Group, int]]
    landings: list[tuple[Landing, int]]


def fate_of(finding: Finding) -> Fate:
    standing = _standing_for(finding)
    routes = list(
        Route.objects.filter(finding__in={finding.pk, standing.pk})
        .select_related("group")
        .order_by("routed_at", "pk")
    )
    # Of a group that had both, what it did with the one that stands.
    routes.sort(key=lambda route: route.finding_id == standing.pk)
    by_group = {route.group_id: route for route in routes}
    questions = finding.enquiries.order_by(
        F("answered_at").desc(nulls_first=True), "asked_at", "pk"
    )
    return Fate(
        arrived_on=finding.entered_at.date(),
        steps=[
            *_own_steps(finding, is_merged=standing.pk != finding.pk),
            *_steps_of(by_group.values(), finding=standing),
            *(_landed(one) for one in landings_of([finding.pk])[finding.pk]),
        ],
        questions=list(questions),
    )


def _standing_for(finding: Finding) -> Finding:
    """The one that it was merged into in the end."""
    for _hop in range(HOPS):
        if finding.merged_into_id is None:
            break
        finding = Finding.objects.get(pk=finding.merged_into_id)
    return finding


def _own_steps(finding: Finding, *, is_merged: bool) -> Iterator[Step]:
    if finding.aside_at:
        yield Step(
            mark="none",
            sentence=_("Set aside before it went to a group, because:"),
            words=Worded(finding.aside_reason, finding.aside_language),
        )
    if is_merged:
        yield Step(
            mark="part",
            sentence=_("Put together with what others said, who mean the same."),
        )


def _steps_of(routes: Iterable[Route], *, finding: Finding) -> Iterator[Step]:
    routes = list(routes)
    if not routes and not finding.aside_at:
        yield Step(mark="pending", sentence=_("Waits to be given to a group."))
    for route in routes:
        group = {"group": route.group.neutral_name}
        sentence = SENTENCES[Route.State(route.state)]
        is_aside = route.state == Route.State.ASIDE
        yield Step(
            mark=MARKS[Route.State(route.state)],
            sentence=sentence() % group,
            words=Worded(route.reason, route.reason_language) if is_aside else None,
        )


MARKS = {
    Route.State.SENT: "pending",
    Route.State.READ: "ok",
    Route.State.TAKEN: "full",
    Route.State.ASIDE: "none",
}
SENTENCES = {
    Route.State.SENT: lambda: _("Waits to be read by the group “%(group)s”."),
    Route.State.READ: lambda: _("Read by the group “%(group)s”."),
    Route.State.TAKEN: lambda: _("Taken up by the group “%(group)s”."),
    Route.State.ASIDE: lambda: _("Set aside by the group “%(group)s”, because:"),
}


def _landed(landing: Landing) -> Step:
    return Step(mark="filed", sentence=landing.sentence, words=landing.wording)


def fate_of_meeting(event: Event) -> MeetingFate:
    rows = list(
        Finding.objects.filter(event=event)
        .exclude(sensitivity=Finding.Sensitivity.CONFIDENTIAL)
        .only("merged_into", "aside_at", "event")
    )
    told = [row.pk for row in rows]
    routes = list(
        Route.objects.filter(finding__in=told)
        .select_related("group")
        .order_by("group", "pk")
    )
    states: dict[UUID, set[str]] = {row.pk: set() for row in rows}
    for route in routes:
        states[route.finding_id].add(route.state)
    counts = Counter(_state_of(row, states[row.pk]) for row in rows)
    return MeetingFate(
        event=event,
        received=len(rows),
        **{name: counts[name] for name in ("merged", "waiting", "read")},
        **{name: counts[name] for name in ("taken", "aside")},
        groups=_readers(routes),
        landings=_landings(told),
    )


def _state_of(finding: Finding, states: set[str]) -> str:
    """The best that happened to it: each is counted once."""
    if finding.merged_into_id:
        return "merged"
    for state in (Route.State.TAKEN, Route.State.READ):
        if state in states:
            return state.value
    if finding.aside_at or states == {Route.State.ASIDE}:
        return "aside"
    return "waiting"


def _readers(routes: Iterable[Route]) -> list[tuple[Group, int]]:
    """Most first; those that have not read any are not told."""
    groups, counts = {}, Counter[UUID]()
    for route in routes:
        if route.state != Route.State.SENT:
            groups[route.group_id] = route.group
            counts[route.group_id] += 1
    return [(groups[pk], count) for pk, count in counts.most_common()]


def _landings(findings: Iterable[UUID]) -> list[tuple[Landing, int]]:
    """Each place once, with how many points landed there."""
    found: dict[tuple[str, str], Landing] = {}
    counts = Counter[tuple[str, str]]()
    for landings in landings_of(findings).values():
        for key in {(one.kind, one.sentence): one for one in landings}.items():
            found.setdefault(*key)
            counts[key[0]] += 1
    return [(landing, counts[key]) for key, landing in found.items()]
