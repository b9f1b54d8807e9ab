"""The dates of a review as a file that calendars read (RFC 5545): facts in, bytes
out; the same facts, the same bytes. No names of people are in it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vText

from core.templatetags.ui import place
from reviews.moments import clocks
from reviews.zones import timezone_text

HOST = "dates.invalid"  # tells nobody who we are, and is nobody’s
WARNED_BEFORE = (timedelta(days=7), timedelta(days=1))
ASK_AGAIN_AFTER = timedelta(hours=6)
NAME_AT_MOST = 200
END = b"END:VCALENDAR\r\n"
TOLD_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date, as the calendar is told it."""

    id: str
    name: str
    due: datetime
    zone: str
    is_projected: bool
    sequence: int
    changed_at: datetime
    address: str
    is_done: bool = False


def calendar_file(name: str, entries: Iterable[Entry], *, reader: str) -> bytes:
    """In the language that is active; `reader` is the zone of who reads it."""
    rows = list(entries)
    calendar = Calendar()
    calendar.add("PRODID", "-//Review//Dates//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", one_line(name))
    calendar.add("X-WR-CALNAME", vText(one_line(name)))
    calendar.add("REFRESH-INTERVAL", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    head, end, _after = calendar.to_ical().rpartition(END)
    language = get_language() or settings.LANGUAGE_CODE
    events = (_event_text(row, reader, language) for row in rows)
    return b"".join([head, *_timezones(rows), *events, end])


@lru_cache(maxsize=2048)
def _event_text(row: Entry, reader: str, language: str) -> bytes:
    """In the language that is set now, which is `language`. Kept: calendars ask for
    the same dates every few hours, and writing one takes longer than loading it."""
    return bytes(_event(row, reader=reader).to_ical())


def _timezones(rows: list[Entry]) -> Iterator[bytes]:
    """Every zone that some date is told in, for the years of them all."""
    begins = [_begins(row) for row in rows]
    years = [moment.year for moment in begins if moment.tzinfo is not UTC]
    zones = {str(moment.tzinfo) for moment in begins if moment.tzinfo is not UTC}
    for zone in sorted(zones):
        yield timezone_text(zone, min(years) - 1, max(years) + 1)


def _event(row: Entry, *, reader: str) -> Event:
    event = Event()
    event.add("UID", f"{row.id}@{HOST}")
    event.add("SEQUENCE", row.sequence)
    event.add("DTSTAMP", row.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", row.changed_at.astimezone(UTC))
    event.add("DTSTART", _begins(row))
    event.add("SUMMARY", _summary(row))
    event.add("DESCRIPTION", _description(row, reader=reader))
    event.add("STATUS", "TENTATIVE" if row.is_projected else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    event.add("URL", row.address)
    for before in () if row.is_done else WARNED_BEFORE:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", _summary(row))
        alarm.add("TRIGGER", -before)
        event.add_component(alarm)
    return event


def _begins(row: Entry) -> datetime:
    """On the clock where it counts. In the hour that clocks there show twice, such
    a time would mean the first of the two: the second is told without a zone. So
    are years for which nobody needs to be told when clocks change."""
    there = row.due.astimezone(ZoneInfo(row.zone))
    if there.fold or there.year not in TOLD_YEARS:
        return row.due.astimezone(UTC)
    return there


def _summary(row: Entry) -> str:
    name = one_line(row.name)
    if not row.is_projected:
        return name
    return pgettext("a date in a calendar", "%(name)s (not confirmed)") % {"name": name}


def _description(row: Entry, *, reader: str) -> str:
    found = clocks(row.due, zone=row.zone, reader=reader)
    lines = [_on_clock(found.there, row.zone)]
    if found.differ:
        lines.append(_on_clock(found.here, reader))
    if row.is_projected:
        lines.append(_("The date is not confirmed."))
    return "\n".join(lines)


def _on_clock(moment: datetime, zone: str) -> str:
    return _("%(place)s: %(moment)s") % {
        "place": place(zone),
        "moment": date_format(moment, "D j E Y, H:i"),
    }


def one_line(text: str) -> str:
    """Without anything at which a reader of the file could take a line for ended."""
    kept = "".join(" " if unicodedata.category(c) in BREAKS else c for c in text)
    words = " ".join(kept.split())
    return words if len(words) <= NAME_AT_MOST else f"{words[: NAME_AT_MOST - 1]}…"


BREAKS = {"Cc", "Zl", "Zp", "Cs"}
