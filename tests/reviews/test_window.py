"""The UN's window on two clocks: what is left, and what is asked for when."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reviews.models import Milestone
from reviews.moments import NoSuchTime, moment
from reviews.queries import Window, shown, window_of
from tests.factories import MilestoneFactory, ReviewFactory

ZONES = st.sampled_from(sorted(available_timezones()))
GENEVA = "Europe/Zurich"
# Session 47, DOMAIN 6b.
OPENS = moment(date(2024, 2, 27), time(0, 0), GENEVA)
CLOSES = moment(date(2024, 4, 8), time(23, 59), GENEVA)
BISHKEK = SimpleNamespace(time_zone="Asia/Bishkek")


def window(at, *, closes=CLOSES, zone=GENEVA, reader=BISHKEK, own_hours=48):
    def row(kind, due):
        milestone = Milestone(kind=kind, due=due, zone=zone)
        return shown(milestone, reader=reader, at=at)

    return Window(
        at=at,
        opens=row("window_opens", closes - timedelta(days=41)),
        own=row("own_cut_off", closes - timedelta(hours=own_hours)),
        closes=row("window_closes", closes),
    )


@pytest.mark.django_db
def test_the_window_of_session_47_as_bishkek_reads_it():
    review = ReviewFactory()
    for kind, due in {
        "window_opens": OPENS,
        "own_cut_off": CLOSES - timedelta(hours=48),
        "window_closes": CLOSES,
    }.items():
        MilestoneFactory(review=review, kind=kind, name="", due=due)

    found = window_of(review, reader=BISHKEK, at=datetime(2024, 4, 1, tzinfo=UTC))

    clock = found.closes.clocks
    assert (clock.there.date(), clock.there.time()) == (date(2024, 4, 8), time(23, 59))
    assert (clock.here.date(), clock.here.time()) == (date(2024, 4, 9), time(3, 59))
    assert (found.own.clocks.here.date(), found.closes.days) == (date(2024, 4, 7), 8)
    assert found.is_open
    assert found.asks_now


@pytest.mark.django_db
def test_without_dates_nothing_is_asked_and_nothing_over():
    found = window_of(ReviewFactory(), reader=BISHKEK, at=CLOSES)

    assert not any([found.is_open, found.is_over, found.asks_now, found.is_late_for_us])
    assert (found.closes, found.hours, found.asks_from) == (None, None, None)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(days=14, minutes=1), "open"),
        (timedelta(days=14), "open asks"),
        (timedelta(hours=48, seconds=1), "open asks"),
        (timedelta(hours=48), "open asks late"),
        (timedelta(seconds=1), "open asks late"),
        (timedelta(0), "asks over"),
        (-timedelta(days=1), "asks over"),
    ],
)
def test_to_the_second_what_holds(before, expected):
    found = window(CLOSES - before)
    said = {
        "open": found.is_open,
        "asks": found.asks_now,
        "late": found.is_late_for_us,
        "over": found.is_over,
    }

    assert " ".join(word for word, holds in said.items() if holds) == expected


@settings(max_examples=150, deadline=None)
@given(
    day=st.dates(date(2010, 1, 1), date(2045, 12, 31)),
    clock=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    zone=ZONES,
    reader=ZONES,
    seconds=st.integers(-40 * 86_400, 40 * 86_400),
)
def test_over_zones_and_changes_of_the_clock(day, clock, zone, reader, seconds):
    """Whoever reads it wherever: open, over and the hours left are the same; the days
    left are those of the reader's own calendar."""
    try:
        closes = moment(day, clock, zone)
    except NoSuchTime:
        assume(False)
    at = closes - timedelta(seconds=seconds)
    here = window(
        at, closes=closes, zone=zone, reader=SimpleNamespace(time_zone=reader)
    )
    there = window(at, closes=closes, zone=zone, reader=SimpleNamespace(time_zone=zone))

    assert here.is_over == there.is_over == (seconds <= 0)
    assert here.hours == there.hours
    if here.hours is not None:
        assert timedelta(hours=here.hours) <= closes - at
        assert closes - at < timedelta(hours=here.hours + 1)
    assert here.asks_now == (seconds <= 14 * 86_400)
    today = at.astimezone(ZoneInfo(reader)).date()
    assert here.closes.clocks.here.date() == today + timedelta(days=here.closes.days)
    assert here.closes.clocks.there.date() == day
    assert here.closes.clocks.here == here.closes.clocks.there == closes
    # Counted back in hours that pass, not on a clock that is put back meanwhile.
    own = here.own.milestone.due
    assert closes - own == timedelta(hours=48)
