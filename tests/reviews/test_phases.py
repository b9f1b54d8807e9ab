"""The four phases, told from the dates of a review."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.phases import Phase, Standing, Turns, standing

CLOSES = datetime(2024, 10, 11, 21, 59, tzinfo=UTC)
REVIEW = datetime(2025, 4, 28, 7, tzinfo=UTC)
ADOPTION = datetime(2025, 9, 26, 8, tzinfo=UTC)
FOURTH = Turns(window_closes=CLOSES, review=REVIEW, adoption=ADOPTION)
TODAY = datetime(2026, 11, 26, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "phase", "cycle"),
    [
        (CLOSES - 366 * A_DAY, Phase.FOLLOW_UP, 3),
        (CLOSES - 365 * A_DAY, Phase.DRAFTING, 4),
        (CLOSES - A_DAY, Phase.DRAFTING, 4),
        (CLOSES, Phase.ADVOCACY, 4),
        (REVIEW - A_DAY, Phase.ADVOCACY, 4),
        (REVIEW, Phase.REVIEW, 4),
        (ADOPTION - A_DAY, Phase.REVIEW, 4),
        (ADOPTION, Phase.FOLLOW_UP, 4),
        (TODAY, Phase.FOLLOW_UP, 4),
    ],
)
def test_each_phase_begins_with_its_date(at, phase, cycle):
    assert standing(FOURTH, cycle=4, at=at) == Standing(phase=phase, cycle=cycle)


def test_kyrgyzstan_follows_up_its_fourth_cycle_while_the_fifth_is_far():
    fifth = Turns(window_closes=datetime(2029, 3, 30, tzinfo=UTC))

    assert standing(fifth, cycle=5, at=TODAY) == Standing(
        phase=Phase.FOLLOW_UP, cycle=4
    )


def test_before_a_first_cycle_one_prepares():
    first = Turns(window_closes=TODAY + 900 * A_DAY)

    assert standing(first, cycle=1, at=TODAY) == Standing(phase=Phase.DRAFTING, cycle=1)


@pytest.mark.parametrize(
    ("turns", "missing"),
    [
        (Turns(), ("window_closes", "review", "adoption")),
        (Turns(review=REVIEW), ("adoption",)),
        (Turns(window_closes=CLOSES), ("review", "adoption")),
        (Turns(review=TODAY + A_DAY), ("window_closes",)),
        (Turns(adoption=TODAY + A_DAY), ("window_closes", "review")),
        (Turns(window_closes=CLOSES, adoption=TODAY + A_DAY), ("review",)),
    ],
)
def test_what_is_not_entered_is_not_guessed(turns, missing):
    assert standing(turns, cycle=4, at=TODAY) == Standing(
        phase=None, cycle=None, missing=missing
    )


@pytest.mark.parametrize(
    ("turns", "phase"),
    [
        (Turns(adoption=ADOPTION), Phase.FOLLOW_UP),
        (Turns(window_closes=CLOSES, review=TODAY + A_DAY), Phase.ADVOCACY),
        (Turns(review=REVIEW, adoption=TODAY + A_DAY), Phase.REVIEW),
    ],
)
def test_enough_dates_are_enough(turns, phase):
    assert standing(turns, cycle=4, at=TODAY) == Standing(phase=phase, cycle=4)


def test_dates_in_a_wrong_order_are_said_to_be():
    found = standing(
        Turns(window_closes=TODAY + A_DAY, review=REVIEW), cycle=4, at=TODAY
    )

    assert found == Standing(phase=Phase.REVIEW, cycle=4, is_out_of_order=True)


MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 -- hypothesis adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)
SOME = st.builds(
    Turns,
    window_closes=st.none() | MOMENTS,
    review=st.none() | MOMENTS,
    adoption=st.none() | MOMENTS,
)
CYCLES = st.integers(min_value=1, max_value=9)


def place(found: Standing) -> tuple[int, int]:
    return found.cycle, found.phase


@given(SOME, CYCLES, MOMENTS, MOMENTS)
def test_time_only_leads_forward(turns, cycle, one, other):
    earlier, later = sorted((one, other))

    before = standing(turns, cycle=cycle, at=earlier)
    after = standing(turns, cycle=cycle, at=later)

    if before.phase and after.phase:
        assert place(before) <= place(after)


@given(SOME, CYCLES, MOMENTS)
def test_a_phase_is_known_or_what_would_tell_it(turns, cycle, at):
    found = standing(turns, cycle=cycle, at=at)

    assert (found.phase is None) == bool(found.missing)
    assert all(getattr(turns, kind) is None for kind in found.missing)
    if found.phase:
        assert 1 <= found.cycle <= cycle


@given(st.lists(MOMENTS, min_size=3, max_size=3), CYCLES, MOMENTS)
def test_with_all_dates_in_order_the_phase_is_known(moments, cycle, at):
    closes, review, adoption = sorted(moments)

    found = standing(
        Turns(window_closes=closes, review=review, adoption=adoption),
        cycle=cycle,
        at=at,
    )

    assert found.phase is not None
    assert not found.is_out_of_order


@given(st.lists(MOMENTS, min_size=3, max_size=3), CYCLES, MOMENTS, st.data())
def test_a_date_more_never_contradicts_what_was_known(moments, cycle, at, data):
    """Of dates in order, any part tells the same phase as all of them, or none."""
    kinds = ("window_closes", "review", "adoption")
    whole = dict(zip(kinds, sorted(moments), strict=True))
    part = data.draw(st.sets(st.sampled_from(kinds)))

    known = standing(Turns(**{kind: whole[kind] for kind in part}), cycle=cycle, at=at)

    if known.phase:
        assert known == standing(Turns(**whole), cycle=cycle, at=at)
