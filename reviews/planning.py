"""The whole chain of a review from the one date on which everything hangs: worked out
and shown first, then made exactly as it was shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from reviews import dates
from reviews.chain import Point, anchors_first, count, out_of_order
from reviews.models import Distance, Milestone, Review
from reviews.moving import Move, digest_of, moves_between, names_of, point_of, rows_of
from reviews.queries import distances_for, step_of

Kind = Milestone.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a plan is counted from. `home`: where the coalition's own clocks hang;
    `is_behind_us`: dates that are over are marked as done."""

    due: datetime
    zone: str
    home: str
    is_projected: bool
    source: str
    is_behind_us: bool

    @property
    def point(self) -> Point:
        return Point(
            kind=Kind.REVIEW,
            due=self.due,
            zone=self.zone,
            is_projected=self.is_projected,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDate:
    """One line of a plan: the date as it stands then."""

    point: Point
    milestone: Milestone | None  # as it stands now
    distance: Distance | None  # None: the review itself, or one that stays
    source: str
    is_made: bool  # or moved
    is_past: bool
    becomes_done: bool

    @property
    def called(self) -> str:
        return str(Kind(self.point.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    start: Start
    lines: list[PlannedDate]  # the earliest first
    wrong: list[tuple[str, str]]  # (earlier, later): out of their order
    digest: str

    @property
    def wrong_names(self) -> list[tuple[str, str]]:
        return names_of(self.wrong)

    @property
    def made(self) -> int:
        return sum(line.is_made for line in self.lines)


def draw_plan(review: Review, start: Start, *, at: datetime) -> Plan:
    """The chain as it would be. What was set by hand or is done stays."""
    distances = {row.kind: row for row in distances_for(review)}
    steps = [step_of(row) for row in distances.values()]
    rows = rows_of(review)
    points = {kind: point_of(row) for kind, row in rows.items()}
    first = rows.get(Kind.REVIEW)
    points[Kind.REVIEW] = (
        points[Kind.REVIEW] if first and first.done_at else start.point
    )
    kinds = [step.kind for step in anchors_first(steps)]
    after = count(points, steps, home=start.home, adding=kinds)
    moves = moves_between(rows, after, distances, kinds=kinds)
    moved = {move.to.kind for move in moves}
    if first is None or _stands_otherwise(first, start):
        moved.add(Kind.REVIEW)
    lines = [
        _line(
            point,
            milestone=rows.get(kind),
            distance=distances.get(kind),
            start=start,
            is_made=kind in moved,
            is_past=point.due <= at,
        )
        for kind, point in sorted(after.items(), key=lambda item: item[1].due)
    ]
    done = [line.point.kind for line in lines if line.becomes_done]
    return Plan(
        start=start,
        lines=lines,
        wrong=out_of_order(after, steps),
        digest=digest_of(moves, start, first and first.sequence, done),
    )


def _line(
    point: Point,
    *,
    milestone: Milestone | None,
    distance: Distance | None,
    start: Start,
    is_made: bool,
    is_past: bool,
) -> PlannedDate:
    distance = None if point.stays else distance
    source = milestone.source if milestone else ""
    if is_made:
        source = distance.source if distance else start.source
    return PlannedDate(
        point=point,
        milestone=milestone,
        distance=distance,
        source=source,
        is_made=is_made,
        is_past=is_past,
        becomes_done=is_made and is_past and start.is_behind_us,
    )


def _stands_otherwise(first: Milestone, start: Start) -> bool:
    return first.done_at is None and (
        (first.due, first.zone, first.is_projected, first.source)
        != (start.due, start.zone, start.is_projected, start.source)
    )


class PlanChanged(ActionRefused):
    """The dates are not what they were when the plan was shown."""


@transaction.atomic
def make_plan(
    *, review: Review, start: Start, seen: str, actor: User, at: datetime
) -> int:
    """Set every date of the plan, exactly as it was shown: `seen` is its digest.
    Returns how many were set. Two people at once: the second is refused."""
    review = Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    plan = draw_plan(review, start, at=at)
    if not plan.made:
        raise PlanChanged(_("All of these dates are set already."))
    if plan.digest != seen:
        raise PlanChanged(
            _("The dates changed meanwhile. Nothing was set: this is the new plan.")
        )
    for line in plan.lines:
        if not line.is_made:
            continue
        milestone = _set(line, review=review, start=start, actor=actor, at=at)
        if line.becomes_done:
            dates.finish_date(milestone=milestone, actor=actor, at=at)
    record("review.planned", subject=review, actor=actor, at=at, review=review)
    return plan.made


def _set(line: PlannedDate, *, review, start, actor, at) -> Milestone:
    if line.distance:
        move = Move(milestone=line.milestone, to=line.point, distance=line.distance)
        return dates.place(move, review=review, actor=actor, at=at)
    first = line.milestone or Milestone(review=review, kind=Kind.REVIEW)
    first.due, first.zone = start.due, start.zone
    first.is_projected, first.source = start.is_projected, start.source
    # What follows is set line by line, as it was shown.
    return dates.keep_alone(milestone=first, actor=actor, at=at)
