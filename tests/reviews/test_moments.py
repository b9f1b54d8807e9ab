"""One moment on two clocks, wherever they hang."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.moments import NoSuchTime, clocks, moment

ZONES = st.sampled_from(sorted(available_timezones()))
DAYS = st.dates(date(2005, 1, 1), date(2049, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def test_the_window_closes_on_the_next_day_in_bishkek():
    """A real one: session 47, DOMAIN 6b."""
    opens = moment(date(2024, 2, 27), time(0, 0), "Europe/Zurich")
    closes = moment(date(2024, 4, 8), time(23, 59), "Europe/Zurich")

    read = clocks(closes, zone="Europe/Zurich", reader="Asia/Bishkek")

    assert opens < closes
    assert (read.there.date(), read.there.time()) == (date(2024, 4, 8), time(23, 59))
    assert (read.here.date(), read.here.time()) == (date(2024, 4, 9), time(3, 59))
    assert read.days_differ
    assert read.differ


def test_a_time_over_which_clocks_are_put_forward_is_none():
    with pytest.raises(NoSuchTime):
        moment(date(2026, 3, 29), time(2, 30), "Europe/Zurich")


def test_of_a_time_that_comes_twice_the_earlier_counts():
    found = moment(date(2026, 10, 25), time(2, 30), "Europe/Zurich")

    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(day=DAYS, clock=TIMES, zone=ZONES, reader=ZONES)
def test_a_moment_is_shown_where_it_counts_as_it_was_typed(day, clock, zone, reader):
    try:
        due = moment(day, clock, zone)
    except NoSuchTime:
        return
    read = clocks(due, zone=zone, reader=reader)

    assert (read.there.date(), read.there.time()) == (day, clock)
    assert read.there == read.here == due
    assert abs(read.here.date() - day) <= timedelta(days=2)
    assert read.differ == (read.there.utcoffset() != read.here.utcoffset())


@given(day=DAYS, clock=TIMES, zone=ZONES)
def test_a_time_is_refused_only_where_no_clock_shows_it(day, clock, zone):
    """Asked minute by minute of the zone itself, around the day."""
    try:
        moment(day, clock, zone)
    except NoSuchTime:
        there = ZoneInfo(zone)
        start = datetime.combine(day, clock, tzinfo=UTC) - timedelta(hours=27)
        shown = {
            (start + timedelta(minutes=n)).astimezone(there).replace(tzinfo=None)
            for n in range(54 * 60)
        }
        assert datetime.combine(day, clock) not in shown
