"""The golden thread: whoever may know of two things may follow what ties them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from consultations.models import Finding
from proposals import linking
from proposals.models import FindingLink
from submissions.models import Citation
from tests.factories import MembershipFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.factsheets import AskFactory, FactsheetFactory, publish
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import SectionFactory, text_of
from tests.workspace.thread_cast import weave

pytestmark = pytest.mark.django_db

KINDS = ("event", "finding", "evidence", "proposal", "section", "factsheet")
NAMES = {
    "event": "Meeting in the hall",
    "finding": "Айылда акушерка жок",
    "evidence": "Births at home",
    "proposal": "A midwife in every village",
    "section": "Birth",
    "factsheet": "Mothers",
}


@pytest.fixture
def woven(cast):
    return weave(cast.first, by=cast.bob)


def address(thing, kind):
    review = thing.submission.review_id if kind == "section" else thing.review_id
    return reverse("workspace:thread", args=[review, kind, thing.pk])


def open_as(client, user, thing, kind):
    client.force_login(user)
    return client.get(address(thing, kind))


def knots(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {
        stage.kind: [knot.name.text for knot in stage.knots]
        for stage in response.context["stages"]
        if stage.knots
    }


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("event", set(KINDS)),
        ("finding", set(KINDS)),
        ("evidence", set(KINDS)),
        ("proposal", {"event", "finding", "evidence", "proposal", "factsheet"}),
        ("section", {"event", "finding", "evidence", "section"}),
        ("factsheet", {"event", "finding", "evidence", "proposal", "factsheet"}),
    ],
)
def test_it_leads_both_ways(client, cast, woven, kind, shown):
    found = knots(open_as(client, cast.bob, getattr(woven, kind), kind))

    state = found.pop("state", None)
    assert found == {name: [NAMES[name]] for name in KINDS if name in shown}
    assert state == ([woven.state.name] if "proposal" in shown else None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_knot_but_this_one_leads_on(client, cast, woven, kind):
    page = open_as(client, cast.bob, getattr(woven, kind), kind)
    ways = set(re.findall(r'href="(/r/[^"]+/thread/[^"]+)"', page.text))
    ways = {way for way in ways if "lang=" not in way}

    assert ways
    assert address(getattr(woven, kind), kind) not in ways
    assert all(client.get(way).status_code == 200 for way in ways)
    assert page.text.count('aria-current="true"') == 2  # and the language


def test_a_section_shows_the_proposals_that_it_cites_and_what_is_behind_them(
    client, cast, woven
):
    other = SectionFactory(submission=woven.submission, heading_en="Asks")
    Citation.objects.create(
        text=text_of(other), proposal=woven.proposal, cited_at=timezone.now()
    )
    found = knots(open_as(client, cast.bob, other, "section"))
    below = knots(open_as(client, cast.bob, woven.proposal, "proposal"))

    assert found["proposal"] == [NAMES["proposal"]]
    assert found["finding"] == [NAMES["finding"]]
    assert found["event"] == [NAMES["event"]]
    assert below["section"] == ["Asks"]


def test_a_meeting_in_whose_room_it_was_stands_above_it(client, cast, now):
    proposal = ProposalFactory(group=cast.first)
    event = EventFactory(review=cast.review, title="In the room")
    linking.take_to_meeting(
        proposal=proposal, event=event, version=1, actor=cast.bob, at=now
    )

    up = knots(open_as(client, cast.bob, proposal, "proposal"))
    down = knots(open_as(client, cast.bob, event, "event"))

    assert up["event"] == ["In the room"]
    assert down["proposal"] == [proposal.wording_en]


def test_what_was_merged_is_one_point(client, cast, woven):
    twin = FindingFactory(
        event=EventFactory(review=cast.review, title="Elsewhere"),
        groups=[cast.first],
        text_ky="Төрөт үйү жабык",
        merged_into=woven.finding,
    )
    found = knots(open_as(client, cast.bob, twin, "finding"))

    assert found["finding"] == ["Төрөт үйү жабык", NAMES["finding"]]
    assert found["proposal"] == [NAMES["proposal"]]
    assert set(found["event"]) == {"Elsewhere", NAMES["event"]}


# Who may know


def seat(group, role):
    return MembershipFactory(group=group, role=role).user


def test_a_confidential_finding_is_told_of_in_its_group_and_nowhere_else(client, cast):
    woven = weave(cast.first, by=cast.bob, sensitivity="confidential")
    drafter = seat(cast.first, "drafter")
    asked = {
        (name, kind): open_as(client, user, getattr(woven, kind), kind)
        for name, user in (("drafter", drafter), ("coordinator", cast.alice))
        for kind in ("proposal", "section", "factsheet", "event", "evidence")
    }
    for (name, kind), page in asked.items():
        found = knots(page)
        assert NAMES["finding"] not in page.text
        assert "finding" not in found
        is_told = name == "drafter" and kind in {"proposal", "section", "factsheet"}
        said = re.search(r"1 confidential finding\s*<", page.text)
        assert bool(said) == is_told, (name, kind)
        # Nor does what is behind it show.
        if kind != "event":
            assert "event" not in found
        else:
            assert "proposal" not in found

    assert open_as(client, drafter, woven.finding, "finding").status_code == 404
    assert (
        NAMES["finding"] in open_as(client, cast.bob, woven.proposal, "proposal").text
    )


def test_a_meeting_behind_a_wall_is_not_named_where_its_point_is_known(client, cast):
    woven = weave(cast.first, by=cast.bob, host=cast.confidential)
    found = knots(open_as(client, cast.bob, woven.finding, "finding"))

    assert "event" not in found
    assert found["proposal"] == [NAMES["proposal"]]


def test_others_see_of_a_known_finding_nothing_that_a_group_writes(client, cast):
    woven = weave(cast.first, by=cast.bob, sensitivity="coalition")
    for user in (cast.carol, cast.eve, cast.grace):
        page = open_as(client, user, woven.finding, "finding")
        assert set(knots(page)) == {"event", "finding"}
        for kind in ("proposal", "section", "factsheet", "evidence"):
            assert NAMES[kind] not in page.text


def test_a_published_factsheet_shows_to_others_its_title_and_nothing_behind_it(
    client, cast, woven
):
    publish(woven.factsheet)
    page = open_as(client, cast.carol, woven.factsheet, "factsheet")

    assert knots(page) == {"factsheet": ["Mothers"]}


@pytest.mark.parametrize(("opened", "shown"), [("ru", True), ("en", False)])
def test_whoever_was_asked_about_one_language_learns_nothing_of_the_other(
    client, cast, opened, shown
):
    """The point is cited in Russian."""
    woven = weave(cast.first, by=cast.bob, sensitivity="coalition")
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text_of(woven.section, opened).pk,
        user=cast.eve,
        level=Opening.Level.READ,
        until=timezone.now() + timedelta(days=3),
    )
    found = knots(open_as(client, cast.eve, woven.finding, "finding"))

    assert ("section" in found) == shown


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["frank", "heidi", "ivan"])
def test_the_thread_of_what_one_may_not_know_is_not_there(
    client, cast, woven, kind, name
):
    assert open_as(client, cast[name], getattr(woven, kind), kind).status_code == 404


def test_there_is_no_thread_of_other_kinds_or_of_another_review(client, cast, woven):
    client.force_login(cast.bob)
    ids = [cast.review.pk, "user", cast.bob.pk]
    assert client.get(reverse("workspace:thread", args=ids)).status_code == 404
    ids = [cast.elsewhere.review_id, "proposal", woven.proposal.pk]
    assert client.get(reverse("workspace:thread", args=ids)).status_code == 404


def test_who_was_asked_about_a_proposal_sees_no_more_of_the_group(client, cast, woven):
    Opening.objects.create(
        subject_label="proposals.proposal",
        subject_id=woven.proposal.pk,
        user=cast.eve,
        level=Opening.Level.READ,
        until=timezone.now() + timedelta(days=3),
    )
    found = knots(open_as(client, cast.eve, woven.proposal, "proposal"))

    assert set(found) == {"proposal", "state"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_thread_asks_no_more_for_three_than_for_one(
    client, cast, woven, kind, queries_of, now
):
    client.force_login(cast.bob)
    where = address(getattr(woven, kind), kind)

    def tie(number):
        """More of everything, tied to the one that is looked at."""
        event = EventFactory(review=cast.review)
        finding = FindingFactory(
            event=woven.event if kind == "event" else event, groups=[cast.first]
        )
        proposal = ProposalFactory(group=cast.first)
        for point in (finding, woven.finding):
            for ask in (proposal, woven.proposal):
                FindingLink.objects.get_or_create(
                    proposal=ask,
                    finding=point,
                    defaults={"linked_by": cast.bob, "linked_at": now},
                )
        linking.take_to_meeting(
            proposal=proposal, event=event, version=1, actor=cast.bob, at=now
        )
        linking.take_to_meeting(
            proposal=woven.proposal, event=event, version=1, actor=cast.bob, at=now
        )
        for section in (SectionFactory(submission=woven.submission), woven.section):
            for cited in ({"finding": finding}, {"proposal": proposal}):
                Citation.objects.create(text=text_of(section), cited_at=now, **cited)
        Citation.objects.get_or_create(
            text=text_of(woven.section),
            proposal=woven.proposal,
            defaults={"cited_at": now},
        )
        for sheet in (FactsheetFactory(group=cast.first), woven.factsheet):
            AskFactory(factsheet=sheet, proposal=proposal)

    tie(1)
    one = queries_of(client, where)
    tie(2)
    tie(3)

    assert queries_of(client, where) == one


def test_a_meeting_shows_a_hundred_points_and_no_more(client, cast, woven):
    Finding.objects.bulk_create(
        FindingFactory.build_batch(
            120,
            event=woven.event,
            review=cast.review,
            host=None,
            entered_by=cast.bob,
            sensitivity="open",
        )
    )
    found = knots(open_as(client, cast.bob, woven.event, "event"))

    assert len(found["finding"]) == 100


def test_a_section_and_a_factsheet_do_not_lead_to_each_other(client, cast, woven):
    kinds = {
        kind: [
            stage.kind
            for stage in open_as(client, cast.bob, getattr(woven, kind), kind).context[
                "stages"
            ]
        ]
        for kind in ("section", "factsheet")
    }

    assert "factsheet" not in kinds["section"]
    assert "section" not in kinds["factsheet"]
    assert "state" not in kinds["section"]  # it cites no proposal
