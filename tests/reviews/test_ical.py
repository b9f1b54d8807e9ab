"""The file of dates, read back by a parser that is not the one that wrote it."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reviews.ical import Entry, calendar_file, one_line
from reviews.zones import timezone_text

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
BISHKEK, GENEVA = "Asia/Bishkek", "Europe/Zurich"


def entry(due=AT, **values) -> Entry:
    fields = {
        "id": f"{due:%Y%m%d%H%M}",
        "name": "Pre-session",
        "due": due,
        "zone": GENEVA,
        "is_projected": False,
        "sequence": 0,
        "changed_at": AT,
        "address": "https://review.example.org/r/1/people/dates/#d-1",
    }
    return Entry(**fields | values)


def written(*entries, name="Review", reader=BISHKEK) -> bytes:
    return calendar_file(name, entries, reader=reader)


def read(text: bytes) -> list:
    return list(vobject.readOne(text.decode()).contents.get("vevent", []))


def moments(text: bytes) -> list[datetime]:
    return [event.dtstart.value.astimezone(UTC) for event in read(text)]


@pytest.mark.parametrize(
    "zone", [GENEVA, BISHKEK, "America/New_York", "Africa/Casablanca", "Asia/Kathmandu"]
)
@pytest.mark.parametrize(
    "begins", [datetime(2027, 3, 25, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)]
)
def test_every_half_hour_of_the_weeks_of_changing_clocks_comes_back(zone, begins):
    dues = [begins + AN_HOUR / 2 * step for step in range(2 * 24 * 7)]

    found = moments(written(*[entry(due, zone=zone) for due in dues]))

    assert found == dues


def test_what_is_done_before_its_day_rings_no_alarm():
    done, open_one = read(written(entry(is_done=True), entry(AT + AN_HOUR)))

    assert "valarm" not in done.contents
    assert len(open_one.valarm_list) == 2


def test_a_time_that_clocks_show_twice_comes_back_both_times():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in Geneva

    text = written(entry(first), entry(first + AN_HOUR))

    assert moments(text) == [first, first + AN_HOUR]
    assert b"DTSTART;TZID=Europe/Zurich:20261025T023000" in text
    assert b"DTSTART:20261025T013000Z" in text


def test_each_zone_that_is_used_is_described_once():
    text = written(entry(), entry(zone=BISHKEK), entry(AT + AN_HOUR, zone=GENEVA))

    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(text).walk("VTIMEZONE")]

    assert zones == [BISHKEK, GENEVA]


def test_clocks_are_put_forward_by_the_clock_before():
    text = timezone_text(GENEVA, 2027, 2027).decode()

    assert "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\n" in text
    assert "DTSTART:20271031T030000\r\n" in text


@pytest.mark.parametrize("year", [1, 1900, 9999])
def test_years_beyond_all_calendars_are_told_without_a_zone(year):
    due = datetime(year, 6, 1, 12, tzinfo=UTC)

    assert moments(written(entry(due, zone=BISHKEK))) == [due]


def test_what_a_date_says():
    text = written(entry(is_projected=True, sequence=4), reader=BISHKEK)
    (event,) = read(text)

    assert event.uid.value == "202611260930@dates.invalid"
    assert event.sequence.value == "4"
    assert event.summary.value == "Pre-session (not confirmed)"
    assert event.status.value == "TENTATIVE"
    assert event.dtstamp.value == AT
    assert event.url.value == "https://review.example.org/r/1/people/dates/#d-1"
    assert event.description.value == (
        "Geneva: Thu 26 November 2026, 10:30\n"
        "Bishkek: Thu 26 November 2026, 15:30\n"
        "The date is not confirmed."
    )
    assert [alarm.trigger.value for alarm in event.valarm_list] == [
        timedelta(days=-7),
        timedelta(days=-1),
    ]


def test_a_confirmed_date_says_so_and_one_clock_is_enough_where_both_agree():
    (event,) = read(written(entry(), reader="Europe/Berlin"))

    assert event.status.value == "CONFIRMED"
    assert event.summary.value == "Pre-session"
    assert event.description.value == "Geneva: Thu 26 November 2026, 10:30"


def test_it_speaks_the_language_that_is_asked_for():
    with translation.override("ru"):
        (event,) = read(written(entry()))

    assert "26 ноября 2026" in event.description.value


def test_what_was_written_for_one_is_not_told_another():
    """One date, of which nothing differs but who reads it."""
    one = entry()
    for _again in range(2):
        for language, reader in (
            ("en", BISHKEK),
            ("ru", BISHKEK),
            ("en", "America/New_York"),
        ):
            with translation.override(language):
                (event,) = read(written(one, reader=reader))
                (alone,) = read(written(entry(sequence=7), reader=reader))
            assert event.description.value == alone.description.value
            assert ("New York" in event.description.value) == ("New" in reader)
            assert ("Женева" in event.description.value) == (language == "ru")


def test_a_name_that_looks_like_the_end_ends_nothing():
    (event,) = read(written(entry(), name="END:VCALENDAR"))

    assert event.summary.value == "Pre-session"


def test_the_same_dates_are_the_same_bytes():
    rows = [entry(AT + AN_HOUR * step, zone=zone) for step in (1, 2) for zone in ZONES]

    assert written(*rows) == written(*rows)


ZONES = (GENEVA, BISHKEK)
HOSTILE = [
    "one\r\nATTENDEE:mailto:x@example.org",
    "a\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\x00i",
    'comma, semicolon; colon: quote" backslash\\ \\n END:VEVENT',
    "x" * 10_000,
    "ы" * 10_000,
    "👩‍👩‍👧" * 500,
    "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_one_property(name):
    text = written(entry(name=name), name=name)
    (event,) = read(text)

    assert event.summary.value == one_line(name)
    assert len(event.contents["summary"]) == 1
    assert {*event.contents} == PROPERTIES
    assert text.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


PROPERTIES = {
    *("uid", "sequence", "dtstamp", "last-modified", "dtstart", "summary"),
    *("description", "status", "class", "transp", "url", "valarm"),
}


@given(st.text(max_size=300))
def test_whatever_a_date_is_called_it_is_one_event(name):
    (event,) = read(written(entry(name=name)))

    assert {*event.contents} == PROPERTIES
    assert event.summary.value == one_line(name)
    assert event.dtstart.value == AT


def test_without_a_date_it_is_a_calendar_all_the_same():
    text = written(name="Review: Kyrgyzstan, cycle 5")

    assert read(text) == []
    assert b"X-WR-CALNAME:Review: Kyrgyzstan\\, cycle 5\r\n" in text
