"""What an adversary tried: each of these told somebody something, or lost a point."""

import pytest
import rules
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from consultations import contributing_doors as doors
from consultations import room, room_public, sorting, triage
from consultations.contributing_doors import Rate
from consultations.models import Enquiry, Event, Finding, Reaction, Route, Tabled
from consultations.sorting import CannotMerge
from consultations.triage import CannotSort
from evidence.actions import change_evidence
from groups.actions import remove_member
from groups.queries import trail_visible_to
from proposals import linking
from tests.consultations.test_contributing import said, send
from tests.factories import MembershipFactory
from tests.factories.consultations import (
    ContributionLinkFactory,
    EventFactory,
    FindingFactory,
    TabledFactory,
)
from tests.factories.evidence import EvidenceFactory
from tests.factories.proposals import ProposalFactory
from workspace.fate import fate_of_meeting

pytestmark = pytest.mark.django_db


def page_of(client, user, finding):
    client.force_login(user)
    return client.get(finding.get_absolute_url())


def tell(finding, sensitivity, *, by, at):
    finding.refresh_from_db()
    return sorting.say_who_may_know(
        finding=finding,
        sensitivity=sensitivity,
        version=finding.version,
        was_asked=True,
        may_widen=True,
        actor=by,
        at=at,
    )


# Who was put out


def leader_who_was_put_out(cast, now):
    """Kept the door of a confidential group’s meeting; still sits in another group."""
    seat = MembershipFactory(group=cast.confidential, role="drafter")
    MembershipFactory(group=cast.second, user=seat.user)
    event = EventFactory(host=cast.confidential, facilitators=[seat.user])
    finding = FindingFactory(event=event, groups=[cast.confidential])
    assert Event.objects.organised_by(seat.user).contains(event)
    remove_member(membership=seat, actor=cast.grace, at=now)
    return seat.user, event, finding


def test_who_is_put_out_of_a_confidential_group_leads_its_meetings_no_more(cast, now):
    person, event, finding = leader_who_was_put_out(cast, now)

    assert not Event.objects.visible_to(person).filter(pk=event.pk).exists()
    assert not Event.objects.organised_by(person).filter(pk=event.pk).exists()
    assert not Finding.objects.visible_to(person).filter(pk=finding.pk).exists()


def test_nor_does_the_policy_say_so(cast, now):
    person, event, finding = leader_who_was_put_out(cast, now)

    assert not rules.has_perm("consultations.organise_event", person, event)
    assert not rules.has_perm("consultations.change_finding", person, finding)


def test_who_was_called_from_outside_to_lead_leads(cast):
    event = EventFactory(host=cast.confidential, facilitators=[cast.dan])
    assert Event.objects.organised_by(cast.dan).contains(event)


# A point that is merged


@pytest.fixture
def merged(cast, now):
    """One that was merged into another, both known to the group."""
    event = EventFactory(review=cast.review)
    one, other = (FindingFactory(event=event, groups=[cast.first]) for _two in range(2))
    sorting.merge_finding(finding=one, into=other, actor=cast.bob, at=now)
    return one, other


def test_what_more_may_know_stands_by_itself_when_the_other_is_narrowed(
    cast, now, merged
):
    one, other = merged

    tell(other, "confidential", by=cast.bob, at=now)

    one.refresh_from_db()
    assert one.merged_into is None
    assert Finding.objects.visible_to(cast.alice).standing().contains(one)
    assert Entry.objects.filter(verb="finding.parted", subject_id=one.pk).exists()


def test_what_as_few_may_know_stays_merged(cast, now, merged):
    one, other = merged
    tell(one, "confidential", by=cast.bob, at=now)

    tell(other, "confidential", by=cast.bob, at=now)

    one.refresh_from_db()
    assert one.merged_into == other


def test_what_was_merged_is_not_given_on_past_the_other(cast, now, merged):
    one, _other = merged

    with pytest.raises(CannotSort, match="Give that one"):
        triage.give_finding(finding=one, groups=[cast.second], actor=cast.bob, at=now)

    assert not Route.objects.filter(finding=one, group=cast.second).exists()


# What a group does with it


def test_what_another_group_does_with_it_is_on_no_page_of_others(client, cast):
    finding = FindingFactory(
        event=EventFactory(review=cast.review),
        groups=[cast.first, cast.confidential],
        sensitivity="coalition",
    )
    finding.routes.update(state="aside", read_at=timezone.now(), reason="Canaryreason")

    seen = {
        name: page_of(client, cast[name], finding).text.count("Canaryreason")
        for name in ("carol", "alice", "bob", "grace")
    }

    assert seen == {"carol": 0, "alice": 1, "bob": 1, "grace": 1}
    assert "Set aside" not in page_of(client, cast.carol, finding).text


def test_what_was_answered_back_stays_with_the_groups(client, cast):
    """Though the finding itself may be known to everybody by now."""
    finding = FindingFactory(
        event=EventFactory(review=cast.review),
        groups=[cast.first],
        sensitivity="open",
    )
    asked = {"finding": finding, "asked_by": cast.bob, "asked_at": timezone.now()}
    Enquiry.objects.create(
        **asked, text="Who?", answer="Canaryanswer", answered_at=timezone.now()
    )

    seen = {
        name: "Canaryanswer" in page_of(client, cast[name], finding).text
        for name in ("bob", "alice", "carol", "dan", "eve")
    }

    assert {name for name, is_shown in seen.items() if is_shown} == {"bob", "alice"}


def test_a_code_of_a_meeting_does_not_count_what_is_confidential(cast):
    event = EventFactory(review=cast.review)
    told = FindingFactory(event=event, groups=[cast.first])
    before = fate_of_meeting(event)
    secret = FindingFactory(
        event=event, groups=[cast.first], sensitivity="confidential"
    )
    secret.routes.update(state="taken", read_at=timezone.now())

    assert fate_of_meeting(event) == before
    assert before.received == 1
    assert told.routes.count() == 1


def test_coordinators_are_not_told_that_something_confidential_was_put_behind(
    cast, now
):
    event = EventFactory(review=cast.review)
    proposal = ProposalFactory(group=cast.first)
    told = {}
    for kind in ("group", "confidential"):
        finding = FindingFactory(event=event, groups=[cast.first], sensitivity=kind)
        before = {who: trail_visible_to(cast[who]).count() for who in ("alice", "bob")}
        linking.unlink_finding(
            link=linking.link_finding(
                proposal=proposal, finding=finding, actor=cast.bob, at=now
            ),
            actor=cast.bob,
            at=now,
        )
        told[kind] = {
            who: trail_visible_to(cast[who]).count() - before[who] for who in before
        }

    assert told == {
        "group": {"alice": 3, "bob": 3},  # linked, taken up, taken away
        "confidential": {"alice": 0, "bob": 3},
    }


# In the room


def phone_of(event):
    link = ContributionLinkFactory(event=event)
    return link.secret_path() + "room/"


def test_what_is_narrowed_is_on_no_phone_any_more(client, cast, now):
    event = EventFactory(review=cast.review, facilitators=[cast.dan])
    finding = FindingFactory(
        event=event, groups=[cast.first], sensitivity="coalition", text_ky="Канарчык"
    )
    tabled = room.put_finding_on_table(
        event=event, finding=finding, actor=cast.dan, at=now
    )
    Reaction.objects.create(
        tabled=tabled,
        answer="different",
        remark="Канарчыккаңкоо",
        entered_by=cast.dan,
        reacted_at=now,
    )
    address = phone_of(event)
    table = reverse("room:table", args=[event.review_id, event.pk])
    client.force_login(cast.dan)
    assert "Канарчык" in Client().get(address).text
    assert "Канарчыккаңкоо" in client.get(table).text

    tell(finding, "group", by=cast.bob, at=now)

    assert "Канарчык" not in Client().get(address).text
    assert "Канарчык" not in client.get(table).text
    answered = Client().post(address, {f"answer-{tabled.pk}": "true"})
    assert answered.status_code == 422
    assert Reaction.objects.count() == 1


def test_what_was_narrowed_meanwhile_is_not_put_to_the_room(cast, now):
    event = EventFactory(review=cast.review)
    seen = FindingFactory(event=event, groups=[cast.first], sensitivity="coalition")
    tell(Finding.objects.get(pk=seen.pk), "group", by=cast.bob, at=now)

    with pytest.raises(room.CannotTable, match="said to few"):
        room.put_finding_on_table(event=event, finding=seen, actor=cast.dan, at=now)
    assert not Tabled.objects.exists()


@pytest.mark.parametrize("wall", ["confidential", "institution"])
def test_what_was_heard_behind_a_wall_goes_to_no_room_outside(cast, now, wall):
    own = EventFactory(host=cast[wall])
    finding = FindingFactory(event=own, groups=[cast[wall]], sensitivity="open")

    with pytest.raises(room.CannotTable, match="said to few"):
        room.put_finding_on_table(
            event=EventFactory(review=cast.review),
            finding=finding,
            actor=cast.dan,
            at=now,
        )
    room.put_finding_on_table(event=own, finding=finding, actor=cast.dan, at=now)


# A machine that goes on asking


def test_what_is_refused_to_one_line_is_not_taken_from_the_others(monkeypatch):
    link = ContributionLinkFactory()
    monkeypatch.setattr(doors, "A_LINE", Rate(name="t1", at_most=1, seconds=86400))
    monkeypatch.setattr(doors, "A_DAY", Rate(name="t2", at_most=3, seconds=86400))
    flood = [send(link, **said(link)).status_code for _time in range(6)]

    honest = Client(REMOTE_ADDR="203.0.113.9").post(link.secret_path(), said(link))

    assert flood == [200, 429, 429, 429, 429, 429]
    assert honest.status_code == 200


def test_one_line_cannot_use_up_the_day_of_an_address():
    assert doors.A_LINE_A_DAY.at_most * 2 < doors.A_DAY.at_most
    assert doors.A_LINE_A_DAY.at_most >= doors.A_LINE.at_most
    assert doors.PICTURES_OF_A_LINE.at_most * 2 <= doors.PICTURES.at_most


def test_one_line_may_write_to_an_address_only_so_often_a_day(monkeypatch):
    monkeypatch.setattr(doors, "A_LINE_A_DAY", Rate(name="t", at_most=1, seconds=86400))
    link, other = ContributionLinkFactory(), ContributionLinkFactory()

    answers = [send(one, **said(one)).status_code for one in (link, link, other)]

    assert answers == [200, 429, 200]


def test_a_phone_that_goes_on_sending_closes_the_room_for_nobody_else(monkeypatch):
    event = EventFactory()
    draft = TabledFactory(event=event)
    for name, most in (("OF_ONE_LINE", 1), ("OF_ONE_ADDRESS", 3)):
        monkeypatch.setattr(
            room_public, name, Rate(name=name, at_most=most, seconds=86400)
        )
    address, answer = phone_of(event), {f"answer-{draft.pk}": "true"}
    flood = [Client().post(address, answer).status_code for _time in range(5)]

    honest = Client(REMOTE_ADDR="203.0.113.9").post(address, answer)

    assert flood == [200, 429, 429, 429, 429]
    assert honest.status_code == 200


def test_the_address_of_a_room_is_told_to_no_other_site():
    answer = Client().get(phone_of(EventFactory()))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_merging_into_what_was_given_further_is_possible_and_back_is_not(cast, now):
    event = EventFactory(review=cast.review)
    one = FindingFactory(event=event, groups=[cast.first])
    other = FindingFactory(event=event, groups=[cast.first, cast.second])

    with pytest.raises(CannotMerge):
        sorting.merge_finding(finding=other, into=one, actor=cast.alice, at=now)
    sorting.merge_finding(finding=one, into=other, actor=cast.alice, at=now)


# Whose wall it is


def may(user, finding) -> set[str]:
    verbs = ("route", "widen")
    return {
        v for v in verbs if rules.has_perm(f"consultations.{v}_finding", user, finding)
    }


def test_a_reader_behind_the_wall_who_answers_for_another_group_gives_nothing_on(cast):
    seat = MembershipFactory(group=cast.confidential, role="reader")
    MembershipFactory(group=cast.second, user=seat.user, role="rapporteur")
    finding = FindingFactory(
        event=EventFactory(host=cast.confidential),
        groups=[cast.confidential, cast.second],
    )

    assert may(seat.user, finding) == set()
    assert may(cast.grace, finding) == {"route", "widen"}


def test_what_an_open_group_heard_is_given_on_by_whoever_answers_for_it(cast):
    answers = MembershipFactory(group=cast.second, role="rapporteur").user
    finding = FindingFactory(event=EventFactory(host=cast.first), groups=[cast.second])

    assert may(answers, finding) == {"route", "widen"}
    assert may(cast.alice, finding) == {"route"}


def test_coordinators_organise_no_meeting_of_a_group_that_is_closed_to_them(cast):
    for host in (cast.confidential, cast.institution):
        event = EventFactory(host=host)
        assert not rules.has_perm("consultations.organise_event", cast.alice, event)
    event = EventFactory(host=cast.first)
    assert rules.has_perm("consultations.organise_event", cast.alice, event)


def test_what_is_confidential_is_not_taken_back_from_the_last_who_know_it(cast, now):
    finding = FindingFactory(
        event=EventFactory(review=cast.review),
        groups=[cast.first],
        sensitivity="confidential",
    )
    finding.routes.update(routed_by=cast.bob)

    with pytest.raises(CannotSort, match="nobody would know of it"):
        triage.ungive_finding(route=finding.routes.get(), actor=cast.bob, at=now)
    assert finding.routes.exists()


def test_what_seems_the_same_is_looked_for_in_what_one_may_know(cast):
    """Else fewer would be suggested where something unknown says the same."""
    said = {"event": EventFactory(review=cast.review), "text_ky": "Айылда жол жок"}
    finding = FindingFactory(**said, groups=[cast.first])
    known = FindingFactory(**said, groups=[cast.first])
    elsewhere = FindingFactory(**said, groups=[cast.second])
    secret = FindingFactory(**said, groups=[cast.first], sensitivity="confidential")

    assert set(sorting.like(finding, user=cast.bob)) == {known, secret}
    assert set(sorting.like(finding, user=cast.alice)) == {known, elsewhere}


def test_another_paper_is_looked_at_anew_before_it_is_shown(cast, now):
    evidence = EvidenceFactory(group=cast.first, showing="safe")

    changed = change_evidence(
        evidence=evidence,
        version=1,
        paper=(b"%PDF-1.7 another", "application/pdf"),
        actor=cast.bob,
        at=now,
    )

    assert changed.showing == "undecided"
