"""Who may know of a meeting and of what was said there (DESIGN 5, issue 5)."""

import pytest

from consultations.models import Event, Finding
from evidence.models import Evidence, Gift
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    ReviewFactory,
    RoleFactory,
    UserFactory,
)
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.evidence import EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(db):
    return ReviewFactory()


@pytest.fixture
def receiving(review):
    return GroupFactory(review=review)


@pytest.fixture
def people(review, receiving):
    seat = MembershipFactory
    return {
        "rapporteur": seat(group=receiving, role="rapporteur").user,
        "drafter": seat(group=receiving, role="drafter").user,
        "other": seat(group__review=review, role="rapporteur").user,
        "facilitator": RoleFactory(review=review, role="facilitator").user,
        "coordinator": RoleFactory(review=review).user,
        "adviser": RoleFactory(review=review, role="adviser").user,
        "institution": seat(
            group=GroupFactory(review=review, institution=True), role="rapporteur"
        ).user,
        "author": RoleFactory(review=review, role="facilitator").user,
        "stranger": UserFactory(),
    }


def who_sees(rows, people):
    return {name for name, user in people.items() if rows.visible_to(user).exists()}


INSIDE = {"rapporteur", "drafter", "other", "facilitator", "coordinator", "adviser"}
INSIDE |= {"author"}


@pytest.mark.parametrize(
    ("sensitivity", "expected"),
    [
        ("open", INSIDE),
        ("coalition", INSIDE),
        ("group", {"rapporteur", "drafter", "facilitator", "coordinator"}),
        ("confidential", {"rapporteur", "author"}),
    ],
)
def test_a_finding_is_known_by_its_sensitivity(
    review, receiving, people, sensitivity, expected
):
    FindingFactory(
        event=EventFactory(review=review, facilitators=[people["facilitator"]]),
        groups=[receiving],
        sensitivity=sensitivity,
        entered_by=people["author"],
    )

    assert who_sees(Finding.objects, people) == expected


@pytest.mark.parametrize(
    ("sensitivity", "expected"),
    [
        ("open", {"host", "rapporteur", "drafter"}),
        ("group", {"host", "rapporteur", "drafter"}),
        ("confidential", {"rapporteur", "author"}),
    ],
)
@pytest.mark.parametrize("wall", ["confidential", "institution"])
def test_what_was_heard_behind_a_wall_stays_there_but_where_it_was_routed(
    review, receiving, people, wall, sensitivity, expected
):
    host = GroupFactory(review=review, **{wall: True})
    people["host"] = MembershipFactory(group=host, role="drafter").user
    FindingFactory(
        event=EventFactory(host=host),
        groups=[receiving],
        sensitivity=sensitivity,
        entered_by=people["author"],
    )

    assert who_sees(Finding.objects, people) == expected


def test_who_left_the_review_knows_nothing_of_it(review, receiving, people):
    FindingFactory(
        event=EventFactory(review=review, facilitators=[people["facilitator"]]),
        groups=[receiving],
        sensitivity="confidential",
        entered_by=people["author"],
    )
    for name in ("author", "facilitator"):
        people[name].roles.all().delete()

    assert who_sees(Finding.objects, people) == {"rapporteur"}
    assert "facilitator" not in who_sees(Event.objects, people)


@pytest.mark.parametrize(
    ("host", "knowing", "organising"),
    [
        ("nobody", INSIDE, {"facilitator", "coordinator"}),
        (
            "receives it",
            INSIDE,
            {"facilitator", "coordinator", "rapporteur", "drafter"},
        ),
        ("confidential", {"facilitator", "host"}, {"facilitator", "host"}),
        ("institution", {"facilitator", "host"}, {"facilitator", "host"}),
    ],
)
def test_a_meeting_is_known_to_the_coalition_but_behind_walls(
    review, receiving, people, host, knowing, organising
):
    held_by = {"nobody": None, "receives it": receiving}
    if host not in held_by:
        held_by[host] = GroupFactory(review=review, **{host: True})
        people["host"] = MembershipFactory(group=held_by[host]).user
    EventFactory(
        host=held_by[host],
        **({} if held_by[host] else {"review": review}),
        facilitators=[people["facilitator"]],
    )

    assert who_sees(Event.objects, people) == knowing
    ours = {n for n, user in people.items() if Event.objects.open_to(user).exists()}
    assert ours == organising


def test_evidence_is_known_where_it_lies_and_where_it_was_given(review, people, now):
    shelf, reader = GroupFactory(review=review), GroupFactory(review=review)
    people["reader"] = MembershipFactory(group=reader, role="reader").user
    people["owner"] = MembershipFactory(group=shelf, role="reader").user
    evidence = EvidenceFactory(group=shelf)
    assert who_sees(Evidence.objects, people) == {"owner", "coordinator"}

    Gift.objects.create(
        evidence=evidence, group=reader, given_by=people["owner"], given_at=now
    )

    assert who_sees(Evidence.objects, people) == {"owner", "coordinator", "reader"}
    assert not Evidence.objects.visible_to(people["reader"]).get().is_own
