"""The home of a group: what waits for its rapporteur, and who may see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import MembershipFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.roadmaps import DecisionFactory, StepFactory

pytestmark = pytest.mark.django_db


def home(client, user, group):
    client.force_login(user)
    return client.get(reverse("workspace:group", args=[group.review_id, group.pk]))


def states(page) -> dict[str, int]:
    return {str(row.label): row.count for row in page.context["inbox"]}


@pytest.fixture
def event(cast):
    return EventFactory(review=cast.review)


def test_the_inbox_counts_what_the_reader_may_know(client, cast, event, now):
    def heard(state, **more):
        finding = FindingFactory(event=event, groups=[cast.first], **more)
        read_at = None if state == "sent" else now
        reason = "Too broad" if state == "aside" else ""
        finding.routes.update(state=state, read_at=read_at, reason=reason)
        return finding

    first = heard("sent")
    for state in ("sent", "read", "taken", "aside"):
        heard(state)
    heard("sent", sensitivity="confidential")
    heard("sent", merged_into=first)
    FindingFactory(event=event, groups=[cast.second])
    drafter = MembershipFactory(group=cast.first).user

    assert states(home(client, cast.bob, cast.first)) == {
        "Waits to be read": 3,
        "Read": 1,
        "Taken up": 1,
        "Set aside": 1,
    }
    assert states(home(client, drafter, cast.first))["Waits to be read"] == 2
    page = home(client, cast.bob, cast.first).text
    where = f"/r/{cast.review.pk}/findings/?group={cast.first.pk}&amp;state=sent"
    assert f'href="{where}"' in page


def test_people_are_named_inside_alone(client, cast):
    for name in ("bob", "alice"):
        assert "Bob" in home(client, cast[name], cast.first).text
    for name in ("carol", "eve", "grace"):
        assert "Bob" not in home(client, cast[name], cast.first).text
    page = home(client, cast.alice, cast.confidential).text
    assert "Grace" not in page


def test_coming_meetings_stand_there_the_next_one_first(client, cast):
    today = timezone.localdate()

    def meet(title, days, **more):
        row = {"review": cast.review, **more}
        event = EventFactory(title=title, starts_on=today + timedelta(days=days), **row)
        event.groups.add(cast.first)
        return event

    meet("Later", 9)
    meet("Sooner", 2, host=cast.first)
    meet("Past", -3)
    over = meet("Over", 1)
    over.closed_at = timezone.now()
    over.save(update_fields=["closed_at"])
    EventFactory(review=cast.review, title="Of others", starts_on=today)
    meet("Hidden", 3, host=cast.confidential)
    shown = {
        name: [
            event.title
            for event in home(client, cast[name], cast.first).context["meetings"]
        ]
        for name in ("bob", "carol")
    }

    assert shown == {"bob": ["Sooner", "Later"], "carol": ["Sooner", "Later"]}


def test_an_empty_home_says_what_to_do_first(client, cast):
    page = home(client, cast.bob, cast.first).text

    for said in (
        "No finding was given to the group yet.",
        "No meeting is planned.",
        "Nothing on the roadmap yet",
        "No proposal yet.",
        "No factsheet to read yet",
    ):
        assert said in page


@pytest.mark.parametrize("name", ["bob", "alice", "carol"])
def test_a_home_asks_no_more_for_three_than_for_one(
    client, cast, event, queries_of, name
):
    client.force_login(cast[name])
    where = reverse("workspace:group", args=[cast.review.pk, cast.first.pk])

    def add():
        FindingFactory(event=event, groups=[cast.first])
        ProposalFactory(group=cast.first)
        MembershipFactory(group=cast.first)
        StepFactory(group=cast.first)
        DecisionFactory(group=cast.first)
        EventFactory(host=cast.first, starts_on=timezone.localdate())

    add()
    one = queries_of(client, where)
    add()
    add()

    assert queries_of(client, where) == one
