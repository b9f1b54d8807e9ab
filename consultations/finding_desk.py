"""What the pages of findings show, and of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rules
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from audit.models import Entry
from catalogue.models import Region, Term
from consultations.finding_filters import STATES, Filters
from consultations.models import Code, Enquiry, Event, Finding, Route
from core.translations import LANGUAGES, Block, BlockState
from core.words import sentences
from evidence.models import Evidence
from groups.models import Group, Membership, is_open_to
from groups.queries import led_by, trail_visible_to
from reviews.models import Review

HISTORY_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen on the list."""

    groups: list[Group]
    topics: list[Term]
    regions: list[Region]
    states: dict[str, Any]
    sensitivities: list[tuple[str, Any]]


def options_for(review: Review, *, user) -> Options:
    opened = Group.objects.open_to(user).filter(review=review).for_listing()
    return Options(
        groups=list(opened),
        topics=list(Term.objects.of("topics").in_order()),
        regions=list(Region.objects.filter(state=review.state_id).in_order()),
        states=STATES,
        sensitivities=list(Finding.Sensitivity.choices),
    )


def for_listing(rows: QuerySet[Finding], *, opened: list[Group]) -> QuerySet[Finding]:
    """With the routes to groups whose work the person may read."""
    routes = Route.objects.filter(group__in=opened).order_by("routed_at", "pk")
    return (
        rows.select_related("region", "host")
        .prefetch_related(
            Prefetch("terms", Term.objects.in_order()),
            Prefetch("routes", routes, to_attr="open_routes"),
        )
        .newest_first()
    )


def with_route(rows: list[Finding], *, opened: list[Group], filters: Filters):
    """Each finding with what the chosen group does with it."""
    by_key = {group.pk: group for group in opened}
    for row in rows:
        for route in row.open_routes:
            route.group = by_key[route.group_id]
        chosen = (r for r in row.open_routes if str(r.group_id) == filters.group)
        row.own_route = next(chosen, None)
    return rows


def load_for_page(user) -> QuerySet[Finding]:
    """Says besides whether the person may know of its meeting, and whether whoever
    said it has a code."""
    events = Event.objects.visible_to(user).filter(pk=OuterRef("event"))
    codes = Code.objects.filter(finding=OuterRef("pk"), revoked_at=None)
    return (
        Finding.objects.visible_to(user)
        .with_parts_of(user)
        .annotate(knows_event=Exists(events), has_code=Exists(codes))
        .for_page()
    )


def routes_of(finding: Finding, *, user) -> list[Route]:
    """Those to groups of which the person may know. `opened`: whose work she may
    read; `is_led`: for which she may decide."""
    groups = Group.objects.visible_to(user).filter(pk=OuterRef("group"))
    led = led_by(user, Membership.Role.RAPPORTEUR).filter(pk=OuterRef("group"))
    rows = list(
        Route.objects.filter(Exists(groups), finding=finding)
        .select_related("group")
        .annotate(opened=is_open_to(user, "group_id"), is_led=Exists(led))
        .order_by("routed_at", "pk")
    )
    for row in rows:
        row.group.opened = row.opened
        row.finding = finding
    return rows


@dataclass(frozen=True, slots=True)
class Version:
    """The words in one language."""

    language: str
    name: str
    text: Block
    change: Block

    @property
    def is_there(self) -> bool:
        return bool(self.text.text or self.change.text)

    @property
    def blocks(self) -> tuple[Block, Block]:
        return self.text, self.change

    @property
    def is_stale(self) -> bool:
        return any(block.state == BlockState.STALE for block in self.blocks)

    @property
    def is_agreed(self) -> bool:
        return self.is_there and all(
            block.state == BlockState.AGREED for block in self.blocks
        )

    @property
    def waits(self) -> bool:
        """Complete, and nobody has said yet that it says the same."""
        whole = not any(block.needs_work for block in self.blocks)
        return self.is_there and whole and not self.is_agreed


NAMES = {"en": "English", "ru": "Русский", "ky": "Кыргызча"}


def versions_of(finding: Finding) -> list[Version]:
    """The original first."""
    order = sorted(LANGUAGES, key=lambda code: code != finding.said_in)
    return [
        Version(
            code, NAMES[code], *(finding.block(k, code) for k in ("text", "change"))
        )
        for code in order
    ]


def evidence_of(finding: Finding, *, user) -> QuerySet[Evidence]:
    """Of what stands behind it, what the person may know; of what was withdrawn the
    page says so."""
    return Evidence.objects.visible_to(user).filter(findings=finding).for_listing()


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    sentence: str


def history_of(finding: Finding, *, user) -> Iterator[Step]:
    """As much of the trail as the person may read. Others are not called by name:
    it would be known who is in their group."""
    rows = trail_visible_to(user).filter(
        subject_label=Finding._meta.label_lower, subject_id=finding.pk
    )
    for row in rows.order_by("-at", "-pk")[:HISTORY_AT_MOST]:
        yield Step(row.at, _sentence(row, user))


def _sentence(row: Entry, user) -> str:
    who = _("You") if row.actor_id == user.pk else _("Somebody")
    sentence = str(sentences()[row.verb])
    return sentence % {"who": who} if "%(who)s" in sentence else sentence


def may_of(finding: Finding, *, user) -> dict[str, bool]:
    verbs = (
        *("route", "sort", "change", "translate", "agree", "support"),
        *("narrow", "widen"),
    )
    may = {
        verb: rules.has_perm(f"consultations.{verb}_finding", user, finding)
        for verb in verbs
    }
    may["ask"] = rules.has_perm("consultations.enquire_finding", user, finding)
    return may


def enquiries_of(finding: Finding) -> list[Enquiry]:
    """What was asked back and answered is for the groups that have it, for whoever
    led the meeting and coordinators, however many may know the finding itself: it was
    answered to them, and says more. `finding` as `visible_to` has found it."""
    asks = finding.is_routed_here or finding.is_facilitated or finding.is_led
    return list(finding.enquiries.order_by("asked_at", "pk")) if asks else []


def page_of(finding: Finding, *, user) -> dict[str, Any]:
    """Everything on the page of one finding."""
    routes = routes_of(finding, user=user)
    visible = Finding.objects.visible_to(user)
    into = None
    if finding.merged_into_id:
        into = visible.filter(pk=finding.merged_into_id).first()
    return {
        "finding": finding,
        "review": finding.review,
        "routes": routes,
        "versions": versions_of(finding),
        "terms": list(finding.terms.in_order()),
        "evidence": list(evidence_of(finding, user=user)),
        "photos": list(finding.photos.order_by("created_at", "pk")),
        "enquiries": enquiries_of(finding),
        "merged": list(visible.filter(merged_into=finding).newest_first()),
        "into": into,
        "steps": list(history_of(finding, user=user)),
        "may": may_of(finding, user=user),
    }
