"""Dates that follow from others, wherever the clocks hang and whatever moves."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviews.chain import Point, Step, anchors_first, count, followers, out_of_order
from reviews.loading import DATA
from reviews.models import Milestone
from reviews.moments import NoSuchTime, moment

GENEVA, BISHKEK = "Europe/Zurich", "Asia/Bishkek"
TOLD = tomllib.loads((DATA / "distances.toml").read_text())["distance"]
KINDS = [kind for kind in Milestone.Kind.values if kind not in {"review", "other"}]
ZONES = st.sampled_from(sorted(available_timezones()))
DAYS = st.dates(date(2008, 1, 1), date(2040, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
MOVES = st.integers(-400, 400)


def steps_of(cycle):
    return [
        Step(
            kind=row["kind"],
            anchor=row["anchor"],
            days=row.get("days"),
            hours=row.get("hours"),
            clock=row.get("clock"),
            zone=row.get("zone", ""),
            is_ours=row["certainty"] == "ours",
        )
        for row in TOLD
        if cycle in row["cycles"]
    ]


def review_on(day, clock=time(9), zone=GENEVA, **values):
    point = Point(kind="review", due=moment(day, clock, zone), zone=zone, **values)
    return {"review": point}


def whole(day, *, cycle=4, home=BISHKEK, **values):
    points = review_on(day, **values)
    return count(points, steps_of(cycle), home=home, adding=KINDS)


# The real chain


@pytest.mark.parametrize(
    ("kind", "day", "within"),
    [
        ("window_closes", date(2019, 7, 18), 21),
        ("in_country", date(2019, 10, 24), 14),
        ("embassies", date(2019, 11, 14), 14),
        ("adoption", date(2020, 6, 22), 30),  # as planned; it was in September
        ("report", date(2020, 1, 24), 2),
    ],
)
def test_the_third_cycle_of_kyrgyzstan_is_counted_as_it_was(kind, day, within):
    found = whole(date(2020, 1, 20), cycle=3)

    assert abs(found[kind].there.date() - day) <= timedelta(days=within)


def test_the_fifth_is_counted_to_where_it_is_expected():
    """DOMAIN 2.4, scenario A: submissions about July 2029."""
    found = whole(date(2030, 1, 21))

    assert found["window_closes"].there.date() == date(2029, 7, 3)
    assert found["window_closes"].there.time() == time(23, 59)
    assert whole(date(2025, 4, 28))["next_cycle"].there.date() == date(2030, 1, 21)


@pytest.mark.parametrize("cycle", [3, 4])
def test_every_date_of_the_chain_is_counted_and_in_order(cycle):
    found = whole(date(2020, 1, 20), cycle=cycle)

    assert set(found) == {"review", *KINDS}
    assert out_of_order(found, steps_of(cycle)) == []
    assert len(anchors_first(steps_of(cycle))) == len(KINDS)
    named = sorted(found.values(), key=lambda point: point.due)
    order = [point.kind for point in named]
    assert order.index("consultations") < order.index("window_opens")
    assert order.index("factsheets") < order.index("training")
    assert order.index("statement") < order.index("pre_session")
    assert order[-1] == "next_cycle"


def test_each_counts_on_the_clocks_of_its_own_place():
    found = whole(date(2030, 1, 21))

    assert found["in_country"].zone == BISHKEK
    assert found["in_country"].there.time() == time(10)
    assert found["adoption"].zone == GENEVA


def test_what_is_counted_is_not_confirmed_but_our_own_is_as_sure_as_the_uns():
    closes = Point(
        kind="window_closes", due=datetime(2029, 7, 2, 21, 59, tzinfo=UTC), zone=GENEVA
    )
    found = count({"window_closes": closes}, steps_of(4), adding=KINDS)

    assert not found["own_cut_off"].is_projected
    assert found["window_opens"].is_projected
    assert "adoption" not in found


# Whatever moves


@given(day=DAYS, clock=TIMES, zone=ZONES, home=ZONES, days=MOVES, data=st.data())
def test_moving_the_review_moves_what_follows_and_nothing_else(
    day, clock, zone, home, days, data
):
    fixed = data.draw(st.dictionaries(st.sampled_from(KINDS), st.booleans()))
    try:
        before = whole_with(fixed, day, clock, zone, home)
        moved = before | review_on(day + timedelta(days=days), clock, zone)
    except NoSuchTime:
        assume(False)

    after = count(moved, steps_of(4), home=home)

    assert set(after) == set(before)
    held = {kind for kind in before if kind in fixed}
    behind = {kind for held_one in held for kind in followers(held_one, steps_of(4))}
    for kind in KINDS:
        if kind in held or kind in behind:
            assert after[kind] == before[kind]
            continue
        expected = before[kind].there.replace(tzinfo=None) + timedelta(days=days)
        for shown in (before[kind], after[kind]):
            # Where clocks jump over the time that was meant, it is no whole days.
            assume(shown.there.time() == meant(kind, clock))
        assert after[kind].there.replace(tzinfo=None) == expected


def whole_with(fixed, day, clock, zone, home):
    """The chain, with some dates done and some set by hand."""
    points = count(review_on(day, clock, zone), steps_of(4), home=home, adding=KINDS)
    for kind, is_done in fixed.items():
        points[kind] = replace(points[kind], is_counted=is_done, is_done=is_done)
    return points


def meant(kind, clock):
    step = next(step for step in steps_of(4) if step.kind == kind)
    return time(23, 59) if step.hours else step.clock or clock


@given(day=DAYS, zone=ZONES, home=ZONES)
def test_counting_twice_changes_nothing(day, zone, home):
    try:
        once = whole_with({}, day, time(9), zone, home)
    except NoSuchTime:
        assume(False)

    assert count(once, steps_of(4), home=home, adding=KINDS) == once
    assert count(once, steps_of(4)) == once  # where home is, they know themselves
    assert out_of_order(once, steps_of(4)) == []


@given(
    day=DAYS,
    kind=st.sampled_from(KINDS),
    days=st.integers(-4000, 4000),
    done=st.booleans(),
)
def test_a_date_in_the_wrong_place_is_told(day, kind, days, done):
    points = whole_with({kind: done}, day, time(9), GENEVA, BISHKEK)
    points[kind] = replace(points[kind], due=points[kind].due + timedelta(days=days))

    after = count(points, steps_of(4))

    said = out_of_order(after, steps_of(4))
    step = next(step for step in steps_of(4) if step.kind == kind)
    ends = (after[kind].due, after[step.anchor].due)
    is_wrong = ends[0] > ends[1] if step.is_before else ends[0] < ends[1]
    pair = (kind, step.anchor) if step.is_before else (step.anchor, kind)
    assert after[kind] == points[kind]
    assert (pair in said) == is_wrong
    assert all(after[earlier].due > after[later].due for earlier, later in said)


@given(day=DAYS, clock=TIMES, zone=ZONES, days=MOVES)
def test_a_counted_time_that_no_clock_shows_is_never_late(day, clock, zone, days):
    step = Step(kind="report", anchor="review", days=days, clock=clock)
    try:
        points = review_on(day, time(12), zone)
    except NoSuchTime:
        assume(False)

    found = count(points, [step], adding=["report"])["report"].there

    wished = datetime.combine(day + timedelta(days=days), clock)
    assert found.replace(tzinfo=None) <= wished
    if found.replace(tzinfo=None) != wished:
        with pytest.raises(NoSuchTime):
            moment(wished.date(), clock, zone)
        assert found.tzinfo == ZoneInfo(zone)


def test_steps_in_a_circle_count_nothing():
    circle = [
        Step(kind="report", anchor="adoption", days=1),
        Step(kind="adoption", anchor="report", days=1),
        Step(kind="letter", anchor="review", days=3),
    ]
    found = count(review_on(date(2030, 1, 21)), circle, adding=KINDS)

    assert set(found) == {"review", "letter"}


def test_what_is_counted_from_a_date_that_is_gone_stays():
    points = whole(date(2030, 1, 21))
    del points["review"]

    assert count(points, steps_of(4)) == points


def test_a_day_out_of_all_calendars_is_refused():
    with pytest.raises(OverflowError):
        whole(date(9999, 12, 1))
