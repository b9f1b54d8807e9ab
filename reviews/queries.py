"""What pages need of a review and of the people in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from catalogue.models import State
from core.statements import SOMEBODY, SOMETHING, Kept, kept, once
from reviews.chain import Step
from reviews.models import (
    Distance,
    Milestone,
    Review,
    Role,
    RoleInvitation,
    Rule,
    RuleSet,
)
from reviews.moments import Clocks, clocks
from reviews.phases import TURNING, Phase

ORDER = ["coordinator", "adviser", "facilitator", "translator", "member", "institution"]


def load_review(user, pk: UUID) -> Review:
    """The review with its State, if the person may know of it: else there is none.
    `is_led`: she is one of its coordinators."""
    found = _known_review().ask_for(Review, user=user.pk, review=pk)
    if not found:
        raise Http404
    review = found[0]
    values = [getattr(review, f"its_{name}") for name in OF_STATE]
    review.state = State.from_db(review._state.db, OF_STATE, values)
    return review


OF_STATE = [
    field.attname
    for field in State._meta.concrete_fields
    if field.name != "as_loaded"  # nobody's business but the loader's
]


@once
def _known_review() -> Kept:
    """Every page in a review asks for it."""
    user = User(pk=SOMEBODY)
    led = Role.objects.of(user, review=OuterRef("pk"))
    reviews = (
        Review.objects.visible_to(user)
        .filter(pk=SOMETHING)
        .annotate(
            is_led=Exists(led.filter(role=Role.Kind.COORDINATOR)),
            **{f"its_{name}": F(f"state__{name}") for name in OF_STATE},
        )
    )
    return kept(reviews, {"user": SOMEBODY, "review": SOMETHING})


def roles_of(review: Review, *, user) -> list[Role]:
    """Everybody with a role, the ones who answer for the review first."""
    roles = (
        Role.objects.visible_to(user)
        .filter(review=review)
        .select_related("user", "region")
        .order_by("user__full_name", "pk")
    )
    return sorted(roles, key=lambda role: ORDER.index(role.role))


def open_invitations(review: Review) -> QuerySet[RoleInvitation]:
    """Neither used nor withdrawn; those that ran out can be sent again."""
    return (
        RoleInvitation.objects.pending()
        .filter(review=review)
        .select_related("region")
        .order_by("-expires_at", "pk")
    )


# What the UN asks


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for submissions of a review. `cycle`: whose rules these are; of an
    earlier one, as long as those of its own are not known; None: of none."""

    cycle: int | None = None
    stands_in: bool = False
    by_kind: Mapping[str, Rule] = field(default_factory=dict)

    def number(self, kind: str) -> int | None:
        rule = self.by_kind.get(kind)
        return rule.number if rule else None

    def items(self, kind: str) -> list[str]:
        rule = self.by_kind.get(kind)
        return list(rule.items) if rule else []

    def words(self, *, joint: bool) -> int | None:
        return self.number(Rule.Kind.JOINT_WORDS if joint else Rule.Kind.SINGLE_WORDS)

    @property
    def counts_footnotes(self) -> bool:
        return "footnotes" not in self.items(Rule.Kind.UNCOUNTED)

    @property
    def warn_at(self) -> int:
        return self.number(Rule.Kind.WARN_AT) or 100


def rules_for(review: Review) -> Rules:
    """Those of its cycle, else of the latest one before it."""
    found = RuleSet.objects.filter(cycle__lte=review.cycle).order_by("-cycle").first()
    if found is None:
        return Rules()
    order = list(Rule.Kind.values)
    rules = sorted(found.rules.all(), key=lambda rule: order.index(rule.kind))
    return Rules(
        cycle=found.cycle,
        stands_in=found.cycle != review.cycle,
        by_kind={rule.kind: rule for rule in rules},
    )


def distances_for(review: Review) -> list[Distance]:
    """How far its dates lie apart: by its own cycle, else by the latest before it."""
    rows = Distance.objects.filter(rule_set__cycle__lte=review.cycle)
    found = list(rows.select_related("rule_set").order_by("-rule_set__cycle", "pk"))
    return [row for row in found if row.rule_set == found[0].rule_set]


def step_of(distance: Distance) -> Step:
    return Step(
        kind=distance.kind,
        anchor=distance.anchor,
        days=distance.days,
        hours=distance.hours,
        clock=distance.clock,
        zone=distance.zone,
        is_ours=distance.certainty == Rule.Certainty.OURS,
    )


# Dates


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date on the clock where it counts, and on the reader's."""

    milestone: Milestone
    clocks: Clocks
    days: int  # from today on the reader's calendar; less than nothing: past
    is_past: bool
    distance: Distance | None = None  # by which it is counted from another

    @property
    def is_late(self) -> bool:
        """Over, and nobody has said that it is done."""
        return self.is_past and self.milestone.done_at is None


def shown(
    milestone: Milestone,
    *,
    reader,
    at: datetime,
    distance: Distance | None = None,
) -> ShownDate:
    found = clocks(milestone.due, zone=milestone.zone, reader=reader.time_zone)
    today = at.astimezone(found.here.tzinfo).date()
    return ShownDate(
        milestone=milestone,
        clocks=found,
        days=(found.here.date() - today).days,
        is_past=milestone.due <= at,
        distance=distance,
    )


def dates_of(review: Review, *, reader, at: datetime) -> list[ShownDate]:
    rows = review.milestones.for_listing().in_order()
    distances = {row.kind: row for row in distances_for(review)}
    return [
        shown(
            row,
            reader=reader,
            at=at,
            distance=distances.get(row.kind) if row.is_counted else None,
        )
        for row in rows
    ]


Kind = Milestone.Kind
# Which dates lie in which phase, as people put them together on UPR Info's pages.
PHASES = {
    Phase.DRAFTING: [
        *(Kind.CONSULTATIONS, Kind.WINDOW_OPENS, Kind.TRANSLATION),
        *(Kind.SIGN_ON, Kind.OWN_CUT_OFF, Kind.WINDOW_CLOSES),
    ],
    Phase.ADVOCACY: [
        *(Kind.NATIONAL_REPORT, Kind.FACTSHEETS, Kind.TRAINING, Kind.MATERIALS),
        *(Kind.IN_COUNTRY, Kind.EMBASSIES, Kind.APPLICATION, Kind.STATEMENT),
        *(Kind.PRE_SESSION, Kind.UN_DOCUMENTS, Kind.QUESTIONS),
    ],
    Phase.REVIEW: [Kind.REVIEW, Kind.REPORT, Kind.ADDENDUM, Kind.ADOPTION],
    Phase.FOLLOW_UP: [Kind.LETTER, Kind.MID_TERM, Kind.BRIEFING, Kind.NEXT_CYCLE],
}
OF_KIND = {kind: phase for phase, kinds in PHASES.items() for kind in kinds}


def by_phase(rows: list[ShownDate]) -> list[tuple[str, list[ShownDate]]]:
    """The dates under the phase to which they belong; another date under that of the
    one before it."""
    found: dict[Phase, list[ShownDate]] = {phase: [] for phase in PHASES}
    current = Phase.DRAFTING
    for row in rows:
        current = OF_KIND.get(Kind(row.milestone.kind), current)
        found[current].append(row)
    return [(str(phase.label), inside) for phase, inside in found.items() if inside]


# By which it is told where a review stands, and how near what is handed in is.
TELLING = (*TURNING, Kind.OWN_CUT_OFF)


def telling_dates_of(
    review: Review, *, reader, at: datetime, ahead: int = 1
) -> list[ShownDate]:
    """Of its dates as many as say where it stands: those at which a phase turns or
    something is handed in, the next ones to come, and the last of all."""
    rows = _telling(ahead).ask_for(Milestone, review=review.pk, at=at)
    return [shown(row, reader=reader, at=at) for row in rows]


@once
def _telling(ahead: int) -> Kept:
    at = datetime(1900, 1, 1, tzinfo=UTC)
    rows = Milestone.objects.filter(review=SOMETHING).order_by()
    to_come = rows.filter(due__gt=at, done_at=None).in_order()
    last = rows.order_by("-due", "-kind", "-pk")
    found = rows.filter(
        Q(kind__in=TELLING)
        | Q(pk__in=to_come.values("pk")[:ahead])
        | Q(pk__in=last.values("pk")[:1])
    )
    return kept(found.in_order(), {"review": SOMETHING, "at": at})


def next_of(dates: Iterable[ShownDate]) -> ShownDate | None:
    """The nearest one that is still to come, and not done before its time: before the
    UN's cut-off stands ours. `dates`: in order."""
    return next(
        (row for row in dates if not row.is_past and not row.milestone.done_at), None
    )


# The window in which the UN takes submissions

ASKED_BEFORE = timedelta(days=14)
LAST_HOURS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Between which moments the UN takes submissions, and until when we are done;
    each on the clock where it counts and on the reader's. What is not set is None."""

    at: datetime
    opens: ShownDate | None = None
    own: ShownDate | None = None
    closes: ShownDate | None = None

    @property
    def is_over(self) -> bool:
        return self.closes is not None and self.closes.is_past

    @property
    def is_open(self) -> bool:
        has_begun = self.opens is None or self.opens.is_past
        return self.closes is not None and has_begun and not self.is_over

    @property
    def is_late_for_us(self) -> bool:
        """Our own cut-off is over, the UN's is not."""
        return bool(self.own and self.own.is_past and not self.is_over)

    @property
    def asks_from(self) -> datetime | None:
        """From then on the last preparations are asked for."""
        return self.closes.milestone.due - ASKED_BEFORE if self.closes else None

    @property
    def asks_now(self) -> bool:
        return self.asks_from is not None and self.asks_from <= self.at

    @property
    def hours(self) -> int | None:
        """Whole hours until the end, when few are left."""
        if self.closes is None or self.is_over:
            return None
        left = self.closes.milestone.due - self.at
        hours = int(left.total_seconds() // 3600)
        return hours if hours < LAST_HOURS else None


def window_of(review: Review, *, reader, at: datetime) -> Window:
    names = {
        Kind.WINDOW_OPENS: "opens",
        Kind.OWN_CUT_OFF: "own",
        Kind.WINDOW_CLOSES: "closes",
    }
    rows = review.milestones.filter(kind__in=list(names))
    found = {names[Kind(row.kind)]: shown(row, reader=reader, at=at) for row in rows}
    return Window(at=at, **found)
