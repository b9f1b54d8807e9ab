"""Counting how often, in windows."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from core.rates import Rate, is_too_often, is_used_up
from tests.factsheets.test_races import at_once

TWO = Rate(name="test", at_most=2, seconds=60)
NOW = dt.datetime(2026, 3, 1, 12, 0, 30, tzinfo=dt.UTC)


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_cache WHERE cache_key LIKE 'rate:%'")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_what_is_over_the_figure_is_too_often():
    assert [is_too_often(TWO, "who", at=NOW) for _time in range(3)] == [
        False,
        False,
        True,
    ]


@pytest.mark.django_db
def test_each_is_counted_alone_and_under_each_name_alone():
    other = Rate(name="other", at_most=2, seconds=60)
    for _time in range(2):
        is_too_often(TWO, "who", at=NOW)

    assert is_used_up(TWO, "who", at=NOW)
    assert not is_used_up(TWO, "another", at=NOW)
    assert not is_used_up(other, "who", at=NOW)


@pytest.mark.django_db
def test_looking_counts_nothing():
    looked = [is_used_up(TWO, "who", at=NOW) for _time in range(5)]

    assert looked == [False] * 5
    assert rows() == 0


@pytest.mark.django_db
def test_a_window_ends_and_what_was_counted_in_it_is_forgotten():
    for _time in range(3):
        is_too_often(TWO, "who", at=NOW)
    later = NOW + dt.timedelta(minutes=2)

    assert not is_used_up(TWO, "who", at=later)
    assert not is_too_often(TWO, "who", at=later)
    assert rows() == 1


@pytest.mark.django_db
def test_who_it_was_is_not_written_and_differs_in_each_window():
    is_too_often(TWO, "203.0.113.7", at=NOW)
    is_too_often(TWO, "203.0.113.7", at=NOW + dt.timedelta(seconds=31))

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM core_cache")
        kept = cursor.fetchall()
    assert len({key for key, _value in kept}) == 2
    assert "203.0" not in str(kept)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    said: Counter[bool] = Counter()
    at = timezone.now()
    rate = Rate(name="many", at_most=5, seconds=24 * 3600)

    at_once(*[lambda: said.update([is_too_often(rate, "who", at=at)])] * 8)

    assert said == {False: 5, True: 3}
