"""Five cards for who begins: by her part, until she puts them away or has begun."""

import pytest
from django.urls import reverse

from audit.actions import record
from groups import steps
from groups.models import RoadmapItem
from tests.factories import MembershipFactory, RoleFactory
from workspace import first_steps
from workspace.models import FirstSteps

pytestmark = pytest.mark.django_db

PAGE = "/me/work/"
CARDS = "/me/work/cards/"


def shows_cards(client, person):
    client.force_login(person)
    return "What is expected of you" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("name", "says", "leads_to"),
    [
        ("alice", "You keep the dates", "reviews:dates"),
        ("bob", "You answer for your group", "workspace:roadmap"),
        ("carol", "You write your group’s texts", "workspace:group"),
        ("dan", "You hold meetings", "consultations:list"),
        ("eve", "You are asked what you think", "workspace:review"),
        ("frank", "You answer for your group", "workspace:roadmap"),
    ],
)
def test_cards_say_what_is_expected_of_each_part(cast, name, says, leads_to):
    cards = first_steps.cards_for(cast[name])

    assert len(cards) == 5
    assert str(cards[0].text).startswith(says)
    groups = {"bob": cast.first, "carol": cast.second, "frank": cast.institution}
    place = [cast.review.pk, *([groups[name].pk] if name in groups else [])]
    assert cards[1].url == reverse(leads_to, args=place)


@pytest.mark.parametrize("where", ["review", "group"])
def test_translators_are_told_of_packets(cast, where):
    if where == "review":
        person = RoleFactory(review=cast.review, role="translator").user
    else:
        person = MembershipFactory(group=cast.first, role="translator").user

    assert str(first_steps.cards_for(person)[0].text).startswith("You get texts")


def test_of_several_parts_the_one_that_asks_most_counts(cast):
    MembershipFactory(group=cast.first, user=cast.eve, role="reader")
    assert first_steps.part_of(cast.eve).role == "adviser"

    RoleFactory(review=cast.review, user=cast.eve, role="coordinator")
    assert first_steps.part_of(cast.eve).role == "coordinator"


def test_whoever_is_in_no_review_has_no_cards(cast):
    assert list(first_steps.cards_for(cast.ivan)) == []


def test_coming_in_is_not_yet_work_and_the_first_step_is(client, cast, now):
    record("invitation.accepted", subject=cast.bob, actor=cast.bob, at=now)
    record("membership.begun", subject=cast.bob, actor=cast.bob, at=now)
    record("group.changed", subject=cast.first, actor=cast.alice, at=now)
    assert shows_cards(client, cast.bob)

    steps.add_step(
        step=RoadmapItem(group=cast.first, what="Book the room"),
        language="en",
        actor=cast.bob,
        at=now,
    )

    assert not shows_cards(client, cast.bob)


def test_cards_are_put_away_for_good_and_brought_back(client, cast):
    assert shows_cards(client, cast.bob)

    assert client.post(CARDS, {"do": "away"}).url == PAGE
    client.post(CARDS, {"do": "away"})
    assert not shows_cards(client, cast.bob)
    assert "Show the first steps again" in client.get(PAGE).text
    assert shows_cards(client, cast.carol), "each puts away her own"

    client.force_login(cast.bob)
    client.post(CARDS, {"do": "back"})
    assert shows_cards(client, cast.bob)
    assert FirstSteps.objects.count() == 1


def test_brought_back_they_stay_though_there_was_work(client, cast, now):
    record("group.changed", subject=cast.first, actor=cast.bob, at=now)
    client.force_login(cast.bob)
    client.post(CARDS, {"do": "back"})

    assert shows_cards(client, cast.bob)


@pytest.mark.parametrize("do", ["", "other"])
def test_what_says_nothing_changes_nothing(client, cast, do):
    client.force_login(cast.bob)

    assert client.post(CARDS, {"do": do}).url == PAGE
    assert not FirstSteps.objects.exists()
