"""Two clicks, and two coordinators, at once, on real connections."""

from uuid import uuid4

import pytest
from django.utils import timezone

from core.exceptions import ActionRefused
from groups.founding import copy_groups
from groups.models import Group, Invitation, RoadmapItem
from groups.queries import groups_to_copy
from reviews.actions import open_own_review
from reviews.models import Review, RoleInvitation
from tests.factories import GroupFactory, ReviewFactory, RoleFactory
from tests.factories.roadmaps import StepFactory
from tests.factsheets.test_races import at_once
from workspace import people_list

pytestmark = pytest.mark.django_db(transaction=True)


def opening(cast, key):
    return lambda: open_own_review(
        review=Review(pk=key, state=cast.review.state, cycle=6),
        actor=cast.alice,
        at=timezone.now(),
    )


@pytest.mark.parametrize("turn", range(3))
def test_a_double_click_opens_one_review(cast, turn):
    key = uuid4()

    opened = at_once(opening(cast, key), opening(cast, key))

    assert [review.pk for review in opened] == [key, key]
    assert Review.objects.get(cycle=6).roles.count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_of_two_pages_sent_at_once_one_is_refused(cast, turn):
    answers = at_once(opening(cast, uuid4()), opening(cast, uuid4()))

    assert sum(isinstance(answer, ActionRefused) for answer in answers) == 1
    assert Review.objects.filter(cycle=6).count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_groups_are_made_once(cast, turn):
    new = ReviewFactory(cycle=6)
    other = RoleFactory(review=new).user
    for person in (cast.alice, other):
        RoleFactory(review=new, user=person, role="adviser")
    RoleFactory(review=cast.review, user=other)
    StepFactory(group=cast.first)

    def copying(person):
        return lambda: copy_groups(
            review=new,
            sources=groups_to_copy(cast.review, user=person),
            with_steps=True,
            actor=person,
            at=timezone.now(),
        )

    founded = at_once(copying(cast.alice), copying(other))

    assert sorted(one.groups + one.known for one in founded) == [3, 3]
    assert Group.objects.filter(review=new).count() == 3
    assert RoadmapItem.objects.filter(group__review=new).count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_nobody_gets_two_letters(cast, turn):
    GroupFactory(review=cast.review, name_en="Water")
    text = (
        "a@example.org, Water\nb@example.org\nc@example.org, Environment\n"
        "d@example.org, coordinator"
    )
    checked = people_list.check(
        people_list.read(text),
        review=cast.review,
        user=cast.alice,
        role="adviser",
        language="en",
    )

    def sending():
        return people_list.send(
            checked.wanted, review=cast.review, actor=cast.alice, at=timezone.now()
        )

    assert sum(at_once(sending, sending)) == 4
    assert RoleInvitation.objects.count() == Invitation.objects.count() == 2
