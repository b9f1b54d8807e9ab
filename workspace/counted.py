"""What is counted for a coordinator's home, kind by kind, as the models say it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

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
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import User
from catalogue.models import Region
from consultations.balance import line_rows
from consultations.models import Event, Finding, Route
from consultations.models.counts import Dimension
from factsheets.models import Factsheet
from groups.models import Decision, Group, Membership, RoadmapItem, Voice
from proposals.models import Proposal
from reviews.models import Milestone, Role, Rule, RuleSet
from submissions.models import Participation, SignOn, Text, Version
from workspace.models import Packet

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """What stands after each `IN`; `known`: the findings that she may know of, of which
    two kinds ask. The statement names each set once."""

    everybody: Any
    opened: Any
    written: Any
    known: Any


def rows_in(terms: Terms, sets: Sets) -> QuerySet:
    user = User(pk=terms.user)
    kinds = [
        *_of_groups(terms, sets),
        *_of_sections(terms, sets),
        *_of_submissions(user, terms, sets),
        *_of_places(user, terms),
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


def known_findings(terms: Terms) -> QuerySet:
    """`is_ungiven`: it has waited long, and no group was given it."""
    given = Route.objects.filter(group__review=terms.review).values("finding")
    waits = Q(aside_at=None, entered_at__lt=terms.long_ago)
    rows = Finding.objects.visible_to(User(pk=terms.user)).filter(review=terms.review)
    return rows.standing().order_by().annotate(is_ungiven=waits & ~Q(pk__in=given))


def heard_in(known: QuerySet) -> QuerySet:
    """Of these findings, by region."""
    ungiven = Count("pk", filter=Q(is_ungiven=True))
    return _per("heard", known, "region", n=Count("pk"), ungiven=ungiven)


def _late_packets(user: User, terms: Terms) -> QuerySet:
    rows = Packet.objects.visible_to(user).filter(
        is_ours=True, review=terms.review, due_on__lt=terms.today
    )
    late = rows.unfinished().by_due_day()
    return _told(late, "packet", "id", "language", "due_on")[:ROWS_AT_MOST]


def _of_groups(terms: Terms, sets: Sets) -> list[QuerySet]:
    opened = sets.opened
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
    waits_there = [Route.State.SENT, Route.State.READ]
    # Not joined: PostgreSQL cannot know that none is named twice, and would sort it out.
    is_known = Case(When(finding__in=sets.known, then=True), default=False)
    routes = Route.objects.filter(is_known, group__in=opened, state__in=waits_there)
    sent, read = Q(state=Route.State.SENT), Q(state=Route.State.READ)
    long = Q(routed_at__lt=terms.long_ago)
    silent = Voice.objects.filter(decision=OuterRef("pk"), answered_at=None)
    asked = Decision.objects.open().filter(
        Exists(silent), group__in=opened, due_on__lte=terms.near
    )
    sheets = Factsheet.objects.filter(group__in=opened)
    state = Factsheet.Status
    behind = _translated & ~_in_english & ~Q(status=state.WITHDRAWN)
    return [
        _headless(sets),
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
            Proposal.objects.filter(group__in=opened),
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


def _headless(sets: Sets) -> QuerySet:
    """Groups for which nobody answers who can sign in. Of one behind its wall no more
    is known than that it has no rapporteur at all, as the list of groups says."""
    seats = Membership.objects.filter(
        group=OuterRef("pk"), role=Membership.Role.RAPPORTEUR
    )
    nobody = ~Exists(seats)
    of_the_open = Q(pk__in=sets.opened) & ~Exists(seats.filter(user__is_active=True))
    rows = Group.objects.filter(nobody | of_the_open, pk__in=sets.everybody)
    return _told(rows.order_by(), "headless", "id")


_translated = ~Q(source_language="en")
_in_english = Q(ready_in__contains=["en"])


def _of_sections(terms: Terms, sets: Sets) -> list[QuerySet]:
    """By submission and by the group that writes them; in the language that they are
    written in, and in English."""
    texts = Text.objects.filter(section__submission__in=sets.written).annotate(
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


def _of_submissions(user: User, terms: Terms, sets: Sets) -> list[QuerySet]:
    """Who writes them, who signs, and how many words the UN reads: as
    `reviews.queries.rules_for` chooses the cycle."""
    signs = SignOn.objects.visible_to(user).filter(submission__in=sets.written)
    parts = Participation.objects.filter(submission__in=sets.written)
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


def _of_places(user: User, terms: Terms) -> list[QuerySet]:
    events = Event.objects.visible_to(user).filter(review=terms.review)
    names = [f"name_{code}" for code, _name in settings.LANGUAGES]
    return [
        _per(
            "region",
            Region.objects.filter(state=terms.state),
            *("id", "code", "order", *names),
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
