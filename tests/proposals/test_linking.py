"""What stands behind a proposal, and proposals taken to a room."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from audit.models import Entry
from consultations import room
from consultations.models import Reaction, Tabled
from evidence.models import Gift
from proposals import linking
from proposals.models import EvidenceLink, FindingLink, TabledProposal
from tests.factories import MembershipFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.evidence import EvidenceFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(cast):
    return ProposalFactory(group=cast.first, wording_en="Open shelters by 2030")


@pytest.fixture
def event(cast):
    return EventFactory(review=cast.review)


@pytest.fixture
def as_bob(client, cast):
    client.force_login(cast.bob)
    return client


def url(proposal, name="detail", *more):
    return reverse(f"proposals:{name}", args=[proposal.review_id, proposal.pk, *more])


def link(proposal, finding, cast, now):
    return linking.link_finding(
        proposal=proposal, finding=finding, actor=cast.bob, at=now
    )


# Actions


def test_a_finding_behind_a_proposal_is_taken_up_by_its_group(
    cast, proposal, event, now
):
    finding = FindingFactory(event=event, groups=[cast.first, cast.second])
    link(proposal, finding, cast, now)
    link(proposal, finding, cast, now)

    assert FindingLink.objects.get().finding == finding
    states = dict(finding.routes.values_list("group", "state"))
    assert states == {cast.first.pk: "taken", cast.second.pk: "sent"}
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert sorted(verbs) == ["finding.taken", "proposal.finding_linked"]


def test_what_the_coalition_may_know_stands_behind_it_and_is_given_to_nobody(
    cast, proposal, event, now
):
    finding = FindingFactory(event=event, sensitivity="coalition")
    link(proposal, finding, cast, now)

    assert FindingLink.objects.count() == 1
    assert not finding.routes.exists()


def test_what_was_told_to_another_group_is_not_carried_over(cast, proposal, event, now):
    MembershipFactory(group=cast.second, user=cast.bob, role="rapporteur")
    findings = [
        FindingFactory(event=event, groups=[cast.second]),
        FindingFactory(event=event, groups=[cast.second], sensitivity="confidential"),
        FindingFactory(event=EventFactory(host=cast.confidential), sensitivity="open"),
        FindingFactory(sensitivity="open"),
    ]
    for finding in findings:
        with pytest.raises(linking.CannotLink, match="not given"):
            link(proposal, finding, cast, now)

    assert not FindingLink.objects.exists()


def test_taken_away_it_stays_taken_up(cast, proposal, event, now):
    finding = FindingFactory(event=event, groups=[cast.first])
    row = link(proposal, finding, cast, now)
    for _time in range(2):
        linking.unlink_finding(link=row, actor=cast.bob, at=now)

    assert not FindingLink.objects.exists()
    assert finding.routes.get().state == "taken"
    assert Entry.objects.filter(verb="proposal.finding_unlinked").count() == 1


def test_evidence_that_is_not_on_the_shelf_is_not_put_behind_it(cast, proposal, now):
    for evidence in (
        EvidenceFactory(group=cast.first, withdrawn_at=now),
        EvidenceFactory(group=cast.second),
    ):
        with pytest.raises(linking.CannotLink, match="shelf"):
            linking.link_evidence(
                proposal=proposal, evidence=evidence, actor=cast.bob, at=now
            )

    assert not EvidenceLink.objects.exists()


def test_the_room_keeps_the_words_of_that_day(cast, proposal, event, now):
    taken = linking.take_to_meeting(
        proposal=proposal, event=event, version=1, actor=cast.bob, at=now
    )
    proposal.wording_en = "Close shelters"
    proposal.save(update_fields=["wording_en"])

    assert taken.tabled.text_en == "Open shelters by 2030"
    assert taken.tabled.text_ky == "Open shelters by 2030 кыргызча"


def test_it_is_taken_to_a_meeting_once_and_as_it_was_read(cast, proposal, event, now):
    terms = {"proposal": proposal, "event": event, "actor": cast.bob, "at": now}
    with pytest.raises(room.CannotTable, match="Read it again"):
        linking.take_to_meeting(version=7, **terms)
    linking.take_to_meeting(version=1, **terms)
    with pytest.raises(room.CannotTable, match="already"):
        linking.take_to_meeting(version=1, **terms)

    assert Tabled.objects.count() == 1


# The page of a proposal


def page_for(client, user, proposal):
    client.force_login(user)
    return client.get(url(proposal)).text


def test_findings_stand_there_for_those_who_may_know_them(
    client, cast, proposal, event, now
):
    drafter = MembershipFactory(group=cast.first, role="drafter").user
    known = FindingFactory(event=event, groups=[cast.first], text_ky="Суу жок")
    secret = FindingFactory(
        event=event, groups=[cast.first], sensitivity="confidential", text_ky="Купуя"
    )
    for finding in (known, secret):
        link(proposal, finding, cast, now)
    pages = {
        user: page_for(client, user, proposal)
        for user in (cast.bob, drafter, cast.alice)
    }

    assert all("Суу жок" in page for page in pages.values())
    assert {user for user, page in pages.items() if "Купуя" in page} == {cast.bob}
    told = {user for user, page in pages.items() if "1 confidential finding" in page}
    assert told == {drafter}  # a coordinator is not of the group


def test_who_was_only_asked_about_it_hears_of_no_finding_of_the_group(
    client, cast, proposal, event, now
):
    link(
        proposal,
        FindingFactory(event=event, groups=[cast.first], text_ky="Суу жок"),
        cast,
        now,
    )
    Opening.objects.create(
        subject_label="proposals.proposal",
        subject_id=proposal.pk,
        user=cast.eve,
        level=Opening.Level.READ,
        until=timezone.now() + timedelta(days=3),
    )
    page = page_for(client, cast.eve, proposal)

    assert "Open shelters by 2030" in page
    assert "Суу жок" not in page
    assert "confidential" not in page
    assert client.get(url(proposal, "meeting")).status_code == 403


def test_what_rooms_said_stands_beside_it(client, cast, proposal, now):
    for name, answer in (("Naryn", "true"), ("Batken", "different")):
        event = EventFactory(
            review=cast.review, region=RegionFactory(name_en=name), title=f"In {name}"
        )
        taken = linking.take_to_meeting(
            proposal=proposal, event=event, version=1, actor=cast.bob, at=now
        )
        Reaction.objects.create(
            tabled=taken.tabled,
            answer=answer,
            client_key=uuid4(),
            remark="Жол жок",
            remark_language="ky",
            reacted_at=now,
        )
    page = " ".join(page_for(client, cast.bob, proposal).split())

    assert "Naryn: confirmed" in page
    assert "Batken: different" in page
    assert '<li lang="ky">Жол жок</li>' in page
    assert "in other words than it has now" not in page


def test_rooms_behind_a_wall_say_nothing_to_who_may_not_know_of_them(
    client, cast, proposal, now
):
    event = EventFactory(host=cast.confidential, title="Hidden meeting")
    linking.take_to_meeting(
        proposal=proposal, event=event, version=1, actor=cast.bob, at=now
    )

    assert "Hidden meeting" not in page_for(client, cast.bob, proposal)


def test_the_page_asks_no_more_for_three_than_for_one(
    as_bob, cast, proposal, event, now, queries_of
):
    def add():
        link(proposal, FindingFactory(event=event, groups=[cast.first]), cast, now)
        EvidenceLink.objects.create(
            proposal=proposal,
            evidence=EvidenceFactory(group=cast.first),
            linked_by=cast.bob,
            linked_at=now,
        )
        linking.take_to_meeting(
            proposal=proposal,
            event=EventFactory(review=cast.review),
            version=1,
            actor=cast.bob,
            at=now,
        )

    add()
    one = queries_of(as_bob, url(proposal))
    add()
    add()

    assert queries_of(as_bob, url(proposal)) == one


# Choosing


def test_a_writer_chooses_what_stands_behind_it(as_bob, cast, proposal, event):
    finding = FindingFactory(event=event, groups=[cast.first], text_ky="Суу жок")
    evidence = EvidenceFactory(group=cast.first, title="Yearbook")
    page = as_bob.get(url(proposal, "link")).text
    assert "Суу жок" in page
    assert "Document: Yearbook" in page

    for data in (
        {"kind": "finding", "finding": finding.pk},
        {"kind": "evidence", "evidence": evidence.pk},
    ):
        answer = as_bob.post(url(proposal, "link"), data)
        assert answer.url == url(proposal, "link")

    assert FindingLink.objects.get().finding == finding
    assert EvidenceLink.objects.get().evidence == evidence


def test_only_what_the_group_may_rest_on_is_offered(as_bob, cast, proposal, event, now):
    MembershipFactory(group=cast.second, user=cast.bob)
    ours = FindingFactory(event=event, groups=[cast.first], text_ky="Биздики")
    FindingFactory(event=event, groups=[cast.second], text_ky="Башканыкы")
    FindingFactory(
        event=event, groups=[cast.first], merged_into=ours, text_ky="Кошулган"
    )
    given = EvidenceFactory(group=cast.second, title="Given")
    EvidenceFactory(group=cast.second, title="Kept there")
    EvidenceFactory(group=cast.first, title="Withdrawn one", withdrawn_at=now)
    Gift.objects.create(
        evidence=given, group=cast.first, given_by=cast.carol, given_at=now
    )
    page = as_bob.get(url(proposal, "link")).text

    for words in ("Биздики", "Document: Given"):
        assert words in page
    for words in ("Башканыкы", "Кошулган", "Kept there", "Withdrawn one"):
        assert words not in page


def test_of_many_findings_the_newest_are_offered_and_words_find_the_others(
    as_bob, cast, proposal, event
):
    old = FindingFactory(
        event=event,
        groups=[cast.first],
        text_ky="Көпүрө бузук",
        entered_at=timezone.now() - timedelta(days=9),
    )
    for number in range(8):
        FindingFactory(event=event, groups=[cast.first], text_ky=f"Суу жок {number}")
    page = as_bob.get(url(proposal, "link")).text
    assert "Көпүрө бузук" not in page
    assert "9 findings in all" in page

    found = as_bob.get(url(proposal, "link"), {"q": "бузук көпүрө"}).text
    assert "Көпүрө бузук" in found
    assert "Суу жок" not in found
    nothing = as_bob.get(url(proposal, "link"), {"q": "мост"}).text
    assert "Nothing was found by these words." in nothing

    data = {"kind": "finding", "finding": old.pk}
    assert as_bob.post(url(proposal, "link"), data).status_code == 302


def test_what_is_not_offered_is_not_linked_by_its_id(as_bob, cast, proposal, event):
    other = FindingFactory(event=event, groups=[cast.second])
    data = {"kind": "finding", "finding": other.pk}

    assert as_bob.post(url(proposal, "link"), data).status_code == 422
    assert not FindingLink.objects.exists()


def test_a_writer_takes_it_away(as_bob, cast, proposal, event, now):
    row = link(proposal, FindingFactory(event=event, groups=[cast.first]), cast, now)
    evidence = linking.link_evidence(
        proposal=proposal,
        evidence=EvidenceFactory(group=cast.first),
        actor=cast.bob,
        at=now,
    )
    for one in (row, evidence):
        assert as_bob.post(url(proposal, "unlink", one.pk)).status_code == 302

    assert not FindingLink.objects.exists()
    assert not EvidenceLink.objects.exists()
    assert as_bob.post(url(proposal, "unlink", row.pk)).status_code == 404


def test_nobody_takes_away_what_she_may_not_know_of(client, cast, proposal, event, now):
    secret = FindingFactory(
        event=event, groups=[cast.first], sensitivity="confidential"
    )
    row = link(proposal, secret, cast, now)
    client.force_login(MembershipFactory(group=cast.first, role="drafter").user)

    assert client.post(url(proposal, "unlink", row.pk)).status_code == 404
    assert FindingLink.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 403), ("carol", 404), ("frank", 404), ("ivan", 404)]
)
def test_who_does_not_write_it_puts_nothing_behind_it(
    client, cast, proposal, name, status
):
    client.force_login(cast[name])

    assert client.get(url(proposal, "link")).status_code == status
    assert client.post(url(proposal, "unlink", uuid4())).status_code == status


# To a room


def test_who_organises_a_meeting_takes_it_there(client, cast, proposal):
    event = EventFactory(review=cast.review, title="Autumn", facilitators=[cast.bob])
    EventFactory(review=cast.review, title="Of others")
    client.force_login(cast.bob)
    page = client.get(url(proposal, "meeting")).text
    assert "Autumn" in page
    assert "Of others" not in page

    answer = client.post(url(proposal, "meeting"), {"event": event.pk, "version": 1})

    assert answer.url == reverse("room:table", args=[cast.review.pk, event.pk])
    assert TabledProposal.objects.get().proposal == proposal


def test_a_reader_of_the_group_that_holds_it_does_not_take_it_there(
    client, cast, proposal
):
    reader = MembershipFactory(group=cast.first, role="reader").user
    event = EventFactory(host=cast.first)
    client.force_login(reader)

    data = {"event": event.pk, "version": 1}
    assert client.post(url(proposal, "meeting"), data).status_code == 422
    assert not Tabled.objects.exists()


def test_words_that_were_changed_meanwhile_are_not_taken(client, cast, proposal):
    event = EventFactory(host=cast.first)
    client.force_login(cast.bob)
    page = client.post(url(proposal, "meeting"), {"event": event.pk, "version": 9})

    assert page.status_code == 422
    assert "Read it again" in page.text
    assert not Tabled.objects.exists()
