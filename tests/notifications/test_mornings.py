from datetime import UTC, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from notifications.mornings import after_quiet, next_morning

BISHKEK, GENEVA, NEW_YORK = "Asia/Bishkek", "Europe/Zurich", "America/New_York"


def moment(text, zone="UTC"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("at", "zone", "morning"),
    [
        ("2026-11-26 06:59", BISHKEK, "2026-11-26 07:00"),
        ("2026-11-26 07:00", BISHKEK, "2026-11-27 07:00"),
        ("2026-11-26 23:30", BISHKEK, "2026-11-27 07:00"),
        # The night in which clocks are put forward, and the one in which back.
        ("2027-03-27 20:00", GENEVA, "2027-03-28 07:00"),
        ("2027-10-30 20:00", GENEVA, "2027-10-31 07:00"),
        ("2027-03-13 08:00", NEW_YORK, "2027-03-14 07:00"),
        # A day that Samoa never had.
        ("2011-12-29 12:00", "Pacific/Apia", "2011-12-31 07:00"),
    ],
)
def test_morning_is_the_first_seven_o_clock_there(at, zone, morning):
    assert next_morning(moment(at, zone), zone=zone) == moment(morning, zone)


def test_morning_after_the_clocks_were_put_forward_is_an_hour_nearer():
    before = moment("2027-03-27 07:00", GENEVA)
    assert next_morning(before, zone=GENEVA).astimezone(UTC) == moment(
        "2027-03-28 05:00"
    )


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 -- given one
    zone=st.sampled_from([BISHKEK, GENEVA, NEW_YORK, "Asia/Kathmandu", "UTC"]),
)
def test_morning_is_always_at_seven_and_within_a_day(at, zone):
    at = at.replace(tzinfo=UTC)

    found = next_morning(at, zone=zone)

    assert found.astimezone(ZoneInfo(zone)).time() == time(7)
    assert 0 < (found - at).total_seconds() <= 25 * 3600


def quiet(begins, ends):
    return SimpleNamespace(
        quiet_from=begins and time.fromisoformat(begins),
        quiet_until=ends and time.fromisoformat(ends),
    )


@pytest.mark.parametrize(
    ("at", "hours", "until"),
    [
        ("2026-11-26 21:59", ("22:00", "08:00"), "2026-11-26 21:59"),
        ("2026-11-26 22:00", ("22:00", "08:00"), "2026-11-27 08:00"),
        ("2026-11-27 03:00", ("22:00", "08:00"), "2026-11-27 08:00"),
        ("2026-11-27 08:00", ("22:00", "08:00"), "2026-11-27 08:00"),
        ("2026-11-26 13:30", ("13:00", "14:00"), "2026-11-26 14:00"),
        ("2026-11-26 14:30", ("13:00", "14:00"), "2026-11-26 14:30"),
        ("2026-11-26 03:00", (None, None), "2026-11-26 03:00"),
    ],
)
def test_quiet_hours_end_on_the_readers_clock(at, hours, until):
    found = after_quiet(moment(at, BISHKEK), quiet=quiet(*hours), zone=BISHKEK)

    assert found == moment(until, BISHKEK)


def test_quiet_hours_over_the_night_in_which_clocks_change():
    at = moment("2027-03-27 23:00", GENEVA)

    found = after_quiet(at, quiet=quiet("22:00", "08:00"), zone=GENEVA)

    assert found.astimezone(UTC) == moment("2027-03-28 06:00")


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 -- given one
    begins=st.times(),
    ends=st.times(),
    zone=st.sampled_from([BISHKEK, GENEVA, NEW_YORK]),
)
def test_nothing_is_quiet_when_quiet_hours_are_over(at, begins, ends, zone):
    assume(begins != ends)
    hours = SimpleNamespace(quiet_from=begins, quiet_until=ends)
    at = at.replace(tzinfo=UTC)

    found = after_quiet(at, quiet=hours, zone=zone)

    assert found >= at
    assert after_quiet(found, quiet=hours, zone=zone) == found
