"""The way of a review as a page tells it: its phases, its dates, and today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reviews.models import Milestone, Review
from reviews.phases import TURNING, Phase, Standing, Turns, standing
from reviews.queries import ShownDate, dates_of

LONG, A_MONTH = 90, 30.44  # days


class Mark(StrEnum):
    """What became of a date; each has a shape of its own."""

    DONE = "done"
    OVER = "over"
    AHEAD = "ahead"
    PROJECTED = "projected"


@dataclass(frozen=True, slots=True)
class Stop:
    """A date on the way."""

    shown: ShownDate
    mark: Mark

    @property
    def milestone(self) -> Milestone:
        return self.shown.milestone

    @property
    def moment(self) -> datetime:
        return self.shown.milestone.due

    @property
    def said(self) -> str:
        """How it stands, in words."""
        said = [_stands(self)]
        if self.milestone.is_projected and self.mark is not Mark.DONE:
            said.append(_("not confirmed"))
        return ", ".join(said)


def _stands(stop: Stop) -> str:
    if stop.mark is Mark.DONE:
        return pgettext("a date", "done")
    if stop.mark is Mark.OVER:
        return pgettext("a date", "over")
    days = stop.shown.days
    if days <= 0:
        return _("today")
    if days > LONG:
        months = round(days / A_MONTH)
        return ngettext("%(n)d month left", "%(n)d months left", months) % {"n": months}
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase. `moment`: when it begins, `day`: which day that is where its date
    counts; None if that date is not entered."""

    phase: Phase
    cycle: int
    moment: datetime | None
    day: date | None
    is_now: bool
    is_over: bool  # or at least begun, and not the one of today
    is_projected: bool = False  # its beginning is still to come and not confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """`stops` in their order; `stretches`: the phases, in front of those of this
    cycle the follow-up of the one before, as long as that is where one stands."""

    at: datetime
    standing: Standing
    stretches: tuple[Stretch, ...]
    stops: tuple[Stop, ...]

    @property
    def missing(self) -> list[str]:
        return missing_from(self.standing)


def standing_by(dates: Iterable[ShownDate], *, cycle: int, at: datetime) -> Standing:
    """In which phase a review is, by its dates."""
    return standing(turns_of(dates), cycle=cycle, at=at)


def phase_said(found: Standing, *, cycle: int) -> str:
    """The phase in words, for a review of this cycle; nothing where it is not known."""
    if found.phase is None:
        return ""
    if found.cycle == cycle:
        return str(found.phase.label)
    return _("Follow-up of cycle %(number)s") % {"number": found.cycle}


def missing_from(found: Standing) -> list[str]:
    """The dates without which the phase is not known, as they are called."""
    return [str(Milestone.Kind(kind).label) for kind in found.missing]


def turns_of(dates: Iterable[ShownDate]) -> Turns:
    rows = (row.milestone for row in dates)
    return Turns(**{row.kind: row.due for row in rows if row.kind in TURNING})


def road_of(review: Review, *, reader, at: datetime) -> Road:
    rows = dates_of(review, reader=reader, at=at)
    turns = turns_of(rows)
    found = standing(turns, cycle=review.cycle, at=at)
    return Road(
        at=at,
        standing=found,
        stretches=tuple(_stretches(review, turns, found, rows, at)),
        stops=tuple(Stop(row, _mark(row)) for row in rows),
    )


def _mark(row: ShownDate) -> Mark:
    if row.milestone.done_at:
        return Mark.DONE
    if row.is_past:
        return Mark.OVER
    return Mark.PROJECTED if row.milestone.is_projected else Mark.AHEAD


def _stretches(
    review: Review, turns: Turns, found: Standing, rows: list[ShownDate], at: datetime
) -> Iterator[Stretch]:
    if found.cycle is not None and found.cycle < review.cycle:
        yield Stretch(
            Phase.FOLLOW_UP, found.cycle, None, None, is_now=True, is_over=False
        )
    shown = {row.milestone.kind: row for row in rows}
    for phase, kind, moment in turns.begins:
        if moment is None:
            yield Stretch(phase, review.cycle, None, None, is_now=False, is_over=False)
            continue
        row, is_begun = shown[kind], moment <= at
        is_now = (phase, review.cycle) == (found.phase, found.cycle)
        yield Stretch(
            phase,
            review.cycle,
            moment,
            moment.astimezone(row.clocks.there.tzinfo).date(),
            is_now=is_now,
            is_over=is_begun and not is_now,
            is_projected=row.milestone.is_projected and not is_begun,
        )
