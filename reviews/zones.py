"""A time zone as calendars are told it (RFC 5545, VTIMEZONE).

`icalendar` can write one too, but says when clocks are put forward on the clock after
the change, where the standard wants the one before it: who reads by the letter
would be an hour off.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

A_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def timezone_text(zone: str, first: int, last: int) -> bytes:
    """What holds in a zone from the beginning of one year to the end of another."""
    return _described(ZoneInfo(zone), first, last).to_ical()


def _described(zone: ZoneInfo, first: int, last: int) -> Timezone:
    begins = datetime(first, 1, 1, tzinfo=UTC)
    changes = _changes(zone, begins, datetime(last + 1, 1, 1, tzinfo=UTC))
    found = Timezone()
    found.add("TZID", zone.key)
    found.add_component(_observance(zone, begins, begins, []))
    kinds: dict[tuple, list[datetime]] = {}
    for moment in changes:
        kinds.setdefault(_kind(zone, moment), []).append(moment)
    for moments in kinds.values():
        before = moments[0] - timedelta(microseconds=1)
        found.add_component(_observance(zone, before, moments[0], moments[1:]))
    return found


def _kind(zone: ZoneInfo, moment: datetime) -> tuple:
    after = moment.astimezone(zone)
    before = (moment - timedelta(microseconds=1)).astimezone(zone)
    return before.utcoffset(), after.utcoffset(), after.tzname(), bool(after.dst())


def _observance(
    zone: ZoneInfo, before: datetime, moment: datetime, again: list[datetime]
) -> TimezoneDaylight | TimezoneStandard:
    """What the clocks show from this moment on. Its beginning is written as the
    clocks before it would show it."""
    offset = before.astimezone(zone).utcoffset() or timedelta()
    there = moment.astimezone(zone)
    found = TimezoneDaylight() if there.dst() else TimezoneStandard()
    found.add("DTSTART", (moment + offset).replace(tzinfo=None))
    if again:
        found.add("RDATE", [(day + offset).replace(tzinfo=None) for day in again])
    found.add("TZOFFSETFROM", offset)
    found.add("TZOFFSETTO", there.utcoffset())
    found.add("TZNAME", there.tzname())
    return found


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> list[datetime]:
    """The moments at which the clocks of a zone are put to another hour."""
    found = []
    while begins < ends:
        after = begins + A_DAY
        if _offset(zone, begins) != _offset(zone, after):
            found.append(_narrowed(zone, begins, after))
        begins = after
    return found


def _narrowed(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == _offset(zone, low):
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> tuple:
    there = moment.astimezone(zone)
    return there.utcoffset(), there.tzname()
