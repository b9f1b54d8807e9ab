"""Moments and the clocks on which people read them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


class NoSuchTime(ValueError):
    """The clocks are put forward over it: nobody there ever reads that time."""


def moment(day: date, clock: time, zone: str) -> datetime:
    """What a clock in `zone` shows, as a moment. Where it shows it twice, because
    clocks are put back, the earlier one: a deadline may come too early, never too
    late. Raises NoSuchTime."""
    there = ZoneInfo(zone)
    found = datetime.combine(day, clock, tzinfo=there).replace(fold=0)
    utc = found.astimezone(ZoneInfo("UTC"))
    if utc.astimezone(there).replace(tzinfo=None) != found.replace(tzinfo=None):
        raise NoSuchTime
    return utc


def moment_or_before(day: date, clock: time, zone: str) -> datetime:
    """The same for a time that is counted, not typed: where no clock shows it, the
    moment that lies as far before the gap as the time lies in it."""
    try:
        return moment(day, clock, zone)
    except NoSuchTime:
        found = datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).replace(fold=1)
        return found.astimezone(ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class Clocks:
    """One moment, where it counts and where it is read."""

    there: datetime
    here: datetime

    @property
    def differ(self) -> bool:
        return self.there.utcoffset() != self.here.utcoffset()

    @property
    def days_differ(self) -> bool:
        return self.there.date() != self.here.date()


def clocks(due: datetime, *, zone: str, reader: str) -> Clocks:
    return Clocks(due.astimezone(ZoneInfo(zone)), due.astimezone(ZoneInfo(reader)))
