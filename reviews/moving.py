"""What a changed date takes along, worked out before anything is changed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256

from reviews.chain import Point, Step, count, followers, out_of_order
from reviews.models import Distance, Milestone, Review
from reviews.queries import distances_for, step_of

Kind = Milestone.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A date that follows. `milestone` is as it stands now; None: it is made."""

    milestone: Milestone | None
    to: Point
    distance: Distance

    @property
    def called(self) -> str:
        return str(Kind(self.to.kind).label)

    @property
    def is_elsewhen(self) -> bool:
        """Its moment changes, not only how sure it is."""
        return self.milestone is None or self.milestone.due != self.to.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Everything that follows from one changed date."""

    moves: list[Move]
    stays: list[Milestone]  # would follow, but was set by hand or is done
    wrong: list[tuple[str, str]]  # (earlier, later): out of their order by then
    digest: str

    @property
    def takes_along(self) -> list[Move]:
        """What is there and moves. What is only made, or only surer than before,
        needs nobody's consent."""
        return [move for move in self.moves if move.milestone and move.is_elsewhen]

    @property
    def wrong_names(self) -> list[tuple[str, str]]:
        return names_of(self.wrong)


def point_of(milestone: Milestone) -> Point:
    return Point(
        kind=milestone.kind,
        due=milestone.due,
        zone=milestone.zone,
        is_projected=milestone.is_projected,
        is_counted=milestone.is_counted,
        is_done=milestone.done_at is not None,
    )


def rows_of(review: Review) -> dict[str, Milestone]:
    """The dates of which each review has one, as they stand."""
    rows = review.milestones.exclude(kind=Kind.OTHER).select_related("done_by")
    return {row.kind: row for row in rows}


def draw(milestone: Milestone) -> Change:
    """What follows when the date stands as `milestone` says, kept or not. Our own
    cut-off is made with the end of the window, everything else only by a plan."""
    if milestone.kind == Kind.OTHER:
        return Change(moves=[], stays=[], wrong=[], digest=digest_of([]))
    adding = [Kind.OWN_CUT_OFF] if milestone.kind == Kind.WINDOW_CLOSES else []
    # Where it was put, even if it would be counted otherwise by now.
    changed = replace(point_of(milestone), is_counted=False)
    return _drawn(milestone.review, changed, adding=adding)


def draw_counted(milestone: Milestone) -> Change | None:
    """What follows when the date goes where it belongs by the cycle's distances:
    itself first. None: nothing is set from which to count it."""
    change = _drawn(
        milestone.review,
        replace(point_of(milestone), is_counted=True),
        with_itself=True,
    )
    is_counted = any(move.to.kind == milestone.kind for move in change.moves)
    return change if is_counted else None


def _drawn(review, changed: Point, *, adding=(), with_itself=False) -> Change:
    distances = {row.kind: row for row in distances_for(review)}
    steps = [step_of(row) for row in distances.values()]
    rows = rows_of(review)
    points = {kind: point_of(row) for kind, row in rows.items()}
    after = count(points | {changed.kind: changed}, steps, adding=adding)
    behind = followers(changed.kind, steps)
    itself = [changed.kind] if with_itself and _anchored(changed, steps, after) else []
    moves = moves_between(rows, after, distances, kinds=[*itself, *behind])
    touched = {changed.kind, *(move.to.kind for move in moves)}
    pairs = out_of_order(after, steps)
    return Change(
        moves=moves,
        stays=[rows[kind] for kind in behind if kind in rows and after[kind].stays],
        wrong=[pair for pair in pairs if touched.intersection(pair)],
        digest=digest_of(moves),
    )


def _anchored(point: Point, steps: list[Step], points: dict[str, Point]) -> bool:
    return any(step.kind == point.kind and step.anchor in points for step in steps)


def moves_between(
    rows: dict[str, Milestone],
    after: dict[str, Point],
    distances: dict[str, Distance],
    *,
    kinds: Collection[str],
) -> list[Move]:
    """Which of these kinds stand otherwise afterwards, the earliest first."""
    moves = [
        Move(milestone=rows.get(kind), to=after[kind], distance=distances[kind])
        for kind in kinds
        if kind in after and not (kind in rows and point_of(rows[kind]) == after[kind])
    ]
    return sorted(moves, key=lambda move: (move.to.due, move.to.kind))


def names_of(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(Kind(one).label), str(Kind(other).label)) for one, other in pairs]


def digest_of(moves: list[Move], *more: object) -> str:
    """By which one knows that what is done is what was shown."""
    said = [
        (
            str(move.milestone and (move.milestone.pk, move.milestone.sequence)),
            move.to.kind,
            move.to.due.isoformat(),
            move.to.zone,
            move.to.is_projected,
        )
        for move in moves
    ]
    return sha256(repr((said, more)).encode()).hexdigest()
