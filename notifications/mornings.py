"""When a letter may go, on the clock of whoever gets it."""

from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

MORNING = time(7)


class Quiet(Protocol):
    """From when until when a person wants no letters; None: never."""

    quiet_from: time | None
    quiet_until: time | None


def next_morning(at: datetime, *, zone: str) -> datetime:
    """The first seven o'clock there after the moment, also where clocks are changed
    between them or a day of the calendar is left out."""
    there = ZoneInfo(zone)
    today = at.astimezone(there).date()
    mornings = (
        _moment(today + timedelta(days=days), MORNING, there) for days in range(4)
    )
    return next(morning for morning in mornings if morning > at)


def after_quiet(at: datetime, *, quiet: Quiet, zone: str) -> datetime:
    """The moment itself, or the end of the quiet hours in which it falls."""
    begins, ends = quiet.quiet_from, quiet.quiet_until
    if begins is None or ends is None:
        return at
    there = ZoneInfo(zone)
    today = at.astimezone(there).date()
    for day in (today - timedelta(days=1), today):
        last = day if ends > begins else day + timedelta(days=1)
        until = _moment(last, ends, there)
        if _moment(day, begins, there) <= at < until:
            return until
    return at


def _moment(day, clock: time, zone: ZoneInfo) -> datetime:
    """Where clocks are put forward over it: as much later as they are put forward."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
