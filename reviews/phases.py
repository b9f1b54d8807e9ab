"""The four phases in which UPR Info and everybody after it think of a review, told
from its dates. A date that is not entered is not guessed: the phase is then unknown,
and which dates would tell."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

A_YEAR = timedelta(days=365)
TURNING = ("window_closes", "review", "adoption")  # kinds of dates
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Phase(models.IntegerChoices):
    DRAFTING = 1, _("Consultations and drafting")
    ADVOCACY = 2, _("Advocacy")
    REVIEW = 3, _("The review")
    FOLLOW_UP = 4, _("Follow-up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The dates at which one phase turns into the next. None: not entered."""

    window_closes: datetime | None = None
    review: datetime | None = None
    adoption: datetime | None = None

    @property
    def drafting_begins(self) -> datetime | None:
        if self.window_closes is None:
            return None
        return max(self.window_closes, _EARLIEST + A_YEAR) - A_YEAR

    @property
    def begins(self) -> list[tuple[Phase, str, datetime | None]]:
        """Each phase, the kind of the date it hangs on, and when it begins."""
        return [
            (Phase.DRAFTING, "window_closes", self.drafting_begins),
            (Phase.ADVOCACY, "window_closes", self.window_closes),
            (Phase.REVIEW, "review", self.review),
            (Phase.FOLLOW_UP, "adoption", self.adoption),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a review stands. `phase` is None where the dates do not say; `missing`
    then names the kinds of those that would, the one to enter first in front."""

    phase: Phase | None
    cycle: int | None  # whose phase it is: this review's, or that of the one before
    missing: tuple[str, ...] = ()
    is_out_of_order: bool = False  # a date is over before one that comes earlier


def standing(turns: Turns, *, cycle: int, at: datetime) -> Standing:
    """The phase of a review of this cycle. More than a year before the window closes
    it is the follow-up of the cycle before; before a first cycle nothing is followed
    up, and one prepares. What has happened counts for more than what has not."""
    known = [(phase, due) for phase, _kind, due in turns.begins if due is not None]
    begun = [phase for phase, due in known if due <= at]
    ahead = [phase for phase, due in known if due > at]
    first = 0 if cycle > 1 else 1  # 0: the cycle before is still followed up
    least = max([first, *begun])
    most = max(min(ahead, default=len(Phase) + 1) - 1, first)
    if least < most:
        between = [kind for _phase, kind, _due in turns.begins[least:most]]
        missing = tuple(dict.fromkeys(between))
        return Standing(phase=None, cycle=None, missing=missing)
    return Standing(
        phase=Phase(least or Phase.FOLLOW_UP),
        cycle=cycle if least else cycle - 1,
        is_out_of_order=least > most,
    )
