"""Two clicks at once, on real connections."""

import pytest
from django.utils import timezone

from reviews.models import Review
from tests.factsheets.test_races import at_once
from workspace import practice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", range(3))
def test_two_clicks_begin_one_and_two_clicks_end_it(cast, turn):
    def begin():
        practice.begin(actor=cast.bob, at=timezone.now())

    def end():
        practice.end(actor=cast.bob, at=timezone.now())

    at_once(begin, begin)
    assert Review.objects.filter(practice_of=cast.bob).count() == 1

    at_once(end, end)
    assert not Review.objects.filter(is_practice=True).exists()
