"""What the database is asked for a coordinator's home: all kinds in one question,
each counted by the database, so that ten times the rows are as many answers."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import User
from catalogue.models import Region
from consultations.balance import line_rows
from consultations.models import Event, Finding, Route
from consultations.models.counts import Dimension
from core.statements import Kept, among, joined, kept, once
from factsheets.models import Factsheet
from groups.models import Decision, Membership, RoadmapItem, Voice
from proposals.models import Proposal
from reviews.models import Milestone, Review, Role, Rule, RuleSet
from submissions.models import Participation, SignOn, Text, Version
from workspace.models import Packet
from workspace.packet_desk import today_of

SOON = timedelta(days=30)  # what is near enough to be looked after
NEAR = timedelta(days=7)
LONG = timedelta(days=14)  # that a finding waits, and over which a pace is measured
DIMENSION = Dimension.GENDER  # of which the home shows a share
ROWS_AT_MOST = 8  # of what stands on the list one by one: more would not be shown

Kind = Milestone.Kind
MEASURED_BY = [
    Kind.CONSULTATIONS,
    Kind.SIGN_ON,
    Kind.OWN_CUT_OFF,
    Kind.WINDOW_CLOSES,
    Kind.MATERIALS,
]
# What comes whether or not the coalition does anything: nobody marks it as done.
BY_ITSELF = [
    Kind.WINDOW_OPENS,
    Kind.WINDOW_CLOSES,
    Kind.NATIONAL_REPORT,
    Kind.UN_DOCUMENTS,
    Kind.QUESTIONS,
    Kind.REVIEW,
    Kind.REPORT,
    Kind.ADDENDUM,
    Kind.ADOPTION,
    Kind.LETTER,
    Kind.NEXT_CYCLE,
]
DATE = ("id", "kind", "name", "due", "zone", "is_projected", "is_watched")

type Told = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is asked about. `everybody`: the groups that she knows, `opened` those whose
    work is open to her; `written`: the submissions whose work is. `midnight`: when
    her day began; the rest: how far is looked on and back."""

    user: Any
    review: Any
    state: Any
    cycle: Any
    everybody: Any
    opened: Any
    written: Any
    at: Any
    today: Any
    midnight: Any
    near: Any
    soon: Any
    soon_at: Any
    month: Any
    long_ago: Any


def terms_of(
    review: Review,
    *,
    user: User,
    at: datetime,
    everybody: Collection[UUID],
    opened: Collection[UUID],
    written: Collection[UUID],
) -> Terms:
    today = today_of(user, at)
    midnight = datetime.combine(today, time(), tzinfo=ZoneInfo(user.time_zone))
    return Terms(
        user=user.pk,
        review=review.pk,
        state=review.state_id,
        cycle=review.cycle,
        everybody=list(everybody),
        opened=list(opened),
        written=list(written),
        at=at,
        today=today,
        midnight=midnight,
        near=today + NEAR,
        soon=today + LONG,
        soon_at=midnight + LONG,
        month=at + SOON,
        long_ago=at - LONG,
    )


def told_of(terms: Terms) -> Told:
    found: Told = defaultdict(list)
    for (text,) in _statement().ask(**asdict(terms)):
        row = json.loads(text)
        found[row.pop("what")].append(row)
    return found


@once
def _statement() -> Kept:
    """Putting it together takes longer than asking it, so it is done once."""
    moment = datetime(1900, 1, 1, tzinfo=UTC)
    stand_ins = Terms(
        user=UUID(int=1),
        review=UUID(int=2),
        state=1_900_000_001,
        cycle=32_001,
        everybody="{everybody}",
        opened="{opened}",
        written="{written}",
        at=moment,
        today=date(1900, 1, 1),
        midnight=moment + timedelta(hours=1),
        near=date(1900, 1, 2),
        soon=date(1900, 1, 3),
        soon_at=moment + timedelta(hours=2),
        month=moment + timedelta(hours=3),
        long_ago=moment + timedelta(hours=4),
    )
    given = asdict(stand_ins)
    whose = {name: given[name] for name in ("user", "review")}
    return joined(  # whom a finding is open to is much to ask, and two kinds ask it
        "WITH known (id) AS MATERIALIZED {known} {rest}",
        known=kept(_known_findings(stand_ins), whose),
        rest=kept(rows_for(stand_ins, known=RawSQL("SELECT id FROM known", [])), given),
    )


def rows_for(terms: Terms, *, known: QuerySet | RawSQL | None = None) -> QuerySet:
    """All kinds, each row a value that says its kind. `known`: where the findings
    that she knows are already named."""
    user = User(pk=terms.user)
    if known is None:
        known = _known_findings(terms)
    kinds = [
        *_of_groups(terms, known),
        *_of_sections(terms),
        *_of_submissions(user, terms),
        *_of_places(user, terms, known),
        *_of_dates(terms),
        *_of_line(user, terms),
        _late_packets(user, terms),
    ]
    return kinds[0].union(*kinds[1:], all=True)


def _per(what: str, rows: QuerySet, *keys: str, **counted: Any) -> QuerySet:
    """One value per key, with what is counted under it; it says its kind."""
    grouped = rows.order_by().values(*keys).annotate(**counted)
    return _told(grouped, what, *keys, *counted)


def _told(rows: QuerySet, what: str, *names: str) -> QuerySet:
    said = {name: name for name in names}
    row = JSONObject(what=Value(what), **said)
    return rows.annotate(row=row).values_list("row", flat=True)


def _known_findings(terms: Terms) -> QuerySet:
    rows = Finding.objects.visible_to(User(pk=terms.user)).filter(review=terms.review)
    return rows.standing().order_by().values("pk")


def _late_packets(user: User, terms: Terms) -> QuerySet:
    rows = Packet.objects.visible_to(user).filter(
        is_ours=True, review=terms.review, due_on__lt=terms.today
    )
    late = rows.unfinished().by_due_day()
    return _told(late, "packet", "id", "language", "due_on")[:ROWS_AT_MOST]


def _of_groups(terms: Terms, known: QuerySet | RawSQL) -> list[QuerySet]:
    opened = among(terms.opened)
    steps = RoadmapItem.objects.filter(group__in=opened)
    to_do = Q(done_at=None)
    late = to_do & (
        Q(due_on__lt=terms.today) | Q(due_on=None, milestone__due__lt=terms.midnight)
    )
    is_soon = Q(due_on__gte=terms.today, due_on__lt=terms.soon) | Q(
        due_on=None,
        milestone__due__gte=terms.midnight,
        milestone__due__lt=terms.soon_at,
    )
    waits = to_do & is_soon & Q(blocked_by__isnull=False, blocked_by__done_at=None)
    routes = Route.objects.filter(group__in=opened, finding__in=known)
    sent, read = Q(state=Route.State.SENT), Q(state=Route.State.READ)
    long = Q(routed_at__lt=terms.long_ago)
    silent = Voice.objects.filter(decision=OuterRef("pk"), answered_at=None)
    asked = Decision.objects.open().filter(
        Exists(silent), group__in=opened, due_on__lte=terms.near
    )
    sheets = Factsheet.objects.filter(group__in=opened)
    seats = Membership.objects.filter(
        group__in=among(terms.everybody), role=Membership.Role.RAPPORTEUR
    )
    state = Factsheet.Status
    behind = _translated & ~_in_english & ~Q(status=state.WITHDRAWN)
    able = Count("pk", filter=Q(user__is_active=True))
    return [
        _per("seat", seats, "group", n=Count("pk"), able=able),
        _per(
            "steps",
            steps,
            "group",
            of=Count("pk"),
            done=Count("pk", filter=~to_do),
            overdue=Count("pk", filter=late),
            stuck=Count("pk", filter=waits),
            oldest=Min("due_on", filter=late),
            oldest_at=Min("milestone__due", filter=late & Q(due_on=None)),
        ),
        _per(
            "inbox",
            routes,
            "group",
            sent=Count("pk", filter=sent),
            read=Count("pk", filter=read),
            sent_long=Count("pk", filter=sent & long),
            read_long=Count("pk", filter=read & long),
        ),
        _per("asked", asked, "group", count=Count("pk"), first=Min("due_on")),
        _per(
            "proposals",
            Proposal.objects.filter(group__in=among(terms.opened)),
            "group",
            n=Count("pk"),
            ready=Count("pk", filter=_translated & _in_english),
            of=Count("pk", filter=_translated),
        ),
        _per(
            "sheets",
            sheets,
            "group",
            draft=Count("pk", filter=Q(status=state.DRAFT)),
            in_review=Count("pk", filter=Q(status=state.REVIEW)),
            published=Count("pk", filter=Q(status=state.PUBLISHED)),
            behind=Count("pk", filter=behind),
            ready=Count("pk", filter=_translated & _in_english),
            of=Count("pk", filter=_translated),
        ),
    ]


_translated = ~Q(source_language="en")
_in_english = Q(ready_in__contains=["en"])


def _of_sections(terms: Terms) -> list[QuerySet]:
    """By submission and by the group that writes them; in the language that they are
    written in, and in English."""
    written = among(terms.written)
    texts = Text.objects.filter(section__submission__in=written).annotate(
        submission=F("section__submission"), group=F("section__group")
    )
    source = F("section__submission__source_language")
    earlier = Version.objects.filter(text=OuterRef("pk"), kept_at__lte=terms.long_ago)
    latest = earlier.order_by("-number", "pk").values("word_count")[:1]
    has_budget = Q(section__word_budget__isnull=False)
    originals = texts.filter(language=source).annotate(
        earlier=Coalesce(Subquery(latest), 0)
    )
    translations = texts.exclude(language=source).filter(
        section__texts__language=source, section__texts__word_count__gt=0
    )
    return [
        _per(
            "words",
            originals,
            *("submission", "group"),
            all=Sum("word_count"),
            before=Sum("earlier"),
            written=Sum("word_count", filter=has_budget, default=0),
            budget=Sum("section__word_budget", default=0),
            over=Count("pk", filter=Q(word_count__gt=F("section__word_budget"))),
        ),
        _per(
            "english",
            translations.filter(language="en"),
            *("submission", "group"),
            ready=Count("pk", filter=Q(behind=0)),
            of=Count("pk"),
        ),
    ]


def _of_submissions(user: User, terms: Terms) -> list[QuerySet]:
    """Who writes them, who signs, and how many words the UN reads: as
    `reviews.queries.rules_for` chooses the cycle."""
    written = among(terms.written)
    signs = SignOn.objects.visible_to(user).filter(submission__in=written)
    parts = Participation.objects.filter(submission__in=written)
    newest = RuleSet.objects.filter(cycle__lte=terms.cycle).order_by("-cycle")
    limits = Rule.objects.filter(
        rule_set__cycle=Subquery(newest.values("cycle")[:1]),
        kind__in=[Rule.Kind.JOINT_WORDS, Rule.Kind.SINGLE_WORDS],
    )
    agreed = Count("pk", filter=Q(state=SignOn.State.YES))
    return [
        _per("signs", signs, "submission", agreed=agreed, asked=Count("pk")),
        _per("part", parts, "submission", "group"),
        _per("rule", limits, "kind", "number"),
    ]


def _of_places(user: User, terms: Terms, known: QuerySet | RawSQL) -> list[QuerySet]:
    findings = Finding.objects.filter(pk__in=known)
    routes = Route.objects.filter(finding=OuterRef("pk"))
    events = Event.objects.visible_to(user).filter(review=terms.review)
    names = [f"name_{code}" for code, _name in settings.LANGUAGES]
    return [
        _per(
            "region",
            Region.objects.filter(state=terms.state),
            *("id", "code", "order", *names),
        ),
        _per(
            "heard",
            findings.annotate(is_given=Exists(routes)),
            "region",
            n=Count("pk"),
            ungiven=Count(
                "pk",
                filter=Q(is_given=False, aside_at=None, entered_at__lt=terms.long_ago),
            ),
        ),
        _per(
            "met",
            Event.objects.filter(pk__in=events.values("pk")),
            "region",
            n=Count("pk"),
        ),
    ]


def _of_dates(terms: Terms) -> list[QuerySet]:
    """By which something is measured, that are overdue, and near ones that nobody
    watches who can sign in and is still in the review."""
    there = Role.objects.filter(
        review=terms.review, user=OuterRef("owner"), role__in=Role.INSIDE
    )
    nobody = Q(owner=None) | Q(owner__is_active=False) | ~Exists(there)
    dates = Milestone.objects.filter(review=terms.review, done_at=None).annotate(
        is_watched=~Case(When(nobody, then=True), default=False)  # type: ignore[no-redef]
    )
    overdue = dates.filter(due__lte=terms.at).exclude(kind__in=BY_ITSELF)
    unwatched = dates.filter(nobody, due__gt=terms.at, due__lte=terms.month)
    measured = dates.filter(kind__in=MEASURED_BY)
    return [
        _told(measured, "date", *DATE),
        _told(overdue.in_order(), "date", *DATE)[:ROWS_AT_MOST],
        _told(unwatched.in_order(), "date", *DATE)[:ROWS_AT_MOST],
    ]


def _of_line(user: User, terms: Terms) -> list[QuerySet]:
    published, counted = line_rows(terms.review, user=user, dimension=DIMENSION)
    return [
        _told(published, "published", "numbers"),
        _told(counted, "counted", "value", "n"),
    ]
