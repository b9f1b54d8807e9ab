"""What was given is taken back while nothing rests on it."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from evidence import actions
from evidence.models import Evidence, Gift
from proposals import linking
from proposals.models import EvidenceLink
from submissions.models import Citation, Participation
from tests.factories import MembershipFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.evidence import EvidenceFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.workspace.thread_cast import link_evidence
from workspace.gifts import CannotTakeBack, take_gift_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(cast, now):
    evidence = EvidenceFactory(group=cast.first, title="Roads of Naryn")
    actions.give_evidence(
        evidence=evidence, groups=[cast.second], actor=cast.bob, at=now
    )
    return evidence


def back(evidence, group):
    return reverse(
        "workspace:gift-back", args=[evidence.review_id, evidence.pk, group.pk]
    )


def test_a_gift_is_taken_back(client, cast, given):
    client.force_login(cast.bob)
    assert back(given, cast.second) in client.get(given.get_absolute_url()).text

    once, again = (client.post(back(given, cast.second)) for _twice in range(2))

    assert (once.status_code, again.status_code) == (302, 404)
    assert not Gift.objects.exists()
    assert not Evidence.objects.visible_to(cast.carol).exists()
    assert Entry.objects.filter(verb="evidence.taken_back").count() == 1


@pytest.mark.parametrize(("who", "status"), [("carol", 403), ("alice", 403)])
def test_only_who_may_give_it_takes_it_back(client, cast, given, who, status):
    client.force_login(cast[who])

    assert client.post(back(given, cast.second)).status_code == status
    assert "Take it back" not in client.get(given.get_absolute_url()).text
    assert Gift.objects.exists()


def cited_in(evidence, *groups):
    submission = SubmissionFactory(review=evidence.review, groups=list(groups))
    section = SectionFactory(submission=submission)
    Citation.objects.create(
        text=text_of(section), evidence=evidence, cited_at=evidence.created_at
    )
    return submission


def put_behind_proposal(cast, evidence):
    proposal = ProposalFactory(group=cast.second, wording_en="A secret draft")
    link_evidence(proposal, evidence, by=cast.carol)


def put_in_text(cast, evidence):
    cited_in(evidence, cast.second)


def put_behind_finding(cast, evidence):
    event = EventFactory(review=cast.review)
    finding = FindingFactory(event=event, groups=[cast.second])
    finding.evidence.add(evidence)


@pytest.mark.parametrize(
    ("put", "what"),
    [
        (put_behind_proposal, "a proposal"),
        (put_in_text, "a text of a submission"),
        (put_behind_finding, "a finding"),
    ],
)
def test_what_rests_on_it_is_said_by_its_kind(client, cast, given, put, what):
    put(cast, given)
    client.force_login(cast.bob)

    page = client.post(back(given, cast.second), follow=True).text

    assert f"in that group this rests on it: {what}." in page
    assert "A secret draft" not in page
    assert Gift.objects.exists()
    assert not Entry.objects.filter(verb="evidence.taken_back").exists()


def test_all_that_rests_on_it_is_said_at_once(cast, given, now):
    for put in (put_behind_proposal, put_in_text, put_behind_finding):
        put(cast, given)

    with pytest.raises(
        CannotTakeBack, match="a proposal, a text of a submission and a finding"
    ):
        take_gift_back(evidence=given, group=cast.second, actor=cast.bob, at=now)


def test_what_others_rest_on_it_does_not_hold_it_there(cast, given, now):
    """On the shelf where it lies, and where its own group writes along."""
    own = ProposalFactory(group=cast.first)
    link_evidence(own, given, by=cast.bob)
    together = cited_in(given, cast.first)
    Participation.objects.create(submission=together, group=cast.second)
    event = EventFactory(review=cast.review)
    both = FindingFactory(event=event, groups=[cast.first, cast.second])
    both.evidence.add(given)

    take_gift_back(evidence=given, group=cast.second, actor=cast.bob, at=now)

    assert not Gift.objects.exists()


def test_taken_back_it_is_put_behind_nothing_there(cast, given, now):
    take_gift_back(evidence=given, group=cast.second, actor=cast.bob, at=now)

    with pytest.raises(linking.CannotLink):
        linking.link_evidence(
            proposal=ProposalFactory(group=cast.second),
            evidence=given,
            actor=cast.carol,
            at=now,
        )


@pytest.mark.django_db(transaction=True)
def test_taken_back_and_put_behind_something_at_once_only_one_wins(cast, given, now):
    proposal = ProposalFactory(group=cast.second)
    start, refused = threading.Barrier(2), []

    def run(act):
        try:
            start.wait()
            act()
        except (CannotTakeBack, linking.CannotLink) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=[act])
        for act in (
            lambda: take_gift_back(
                evidence=given, group=cast.second, actor=cast.bob, at=now
            ),
            lambda: linking.link_evidence(
                proposal=proposal, evidence=given, actor=cast.carol, at=now
            ),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert EvidenceLink.objects.exists() == Gift.objects.exists()


# Withdrawn


def test_withdrawn_it_says_so_wherever_it_is_linked(client, cast, now):
    reader = MembershipFactory(group=cast.first, role="reader").user
    evidence = EvidenceFactory(group=cast.first, title="Roads of Naryn")
    finding = FindingFactory(
        event=EventFactory(review=cast.review), groups=[cast.first]
    )
    finding.evidence.add(evidence)
    proposal = ProposalFactory(group=cast.first)
    link_evidence(proposal, evidence, by=cast.bob)
    client.force_login(reader)
    pages = [
        finding.get_absolute_url(),
        proposal.get_absolute_url(),
        evidence.get_absolute_url(),
        reverse("evidence:shelf", args=[cast.review.pk, cast.first.pk]),
        *(
            reverse("workspace:thread", args=[cast.review.pk, kind, row.pk])
            for kind, row in (("finding", finding), ("proposal", proposal))
        ),
    ]
    for page in pages:
        assert "Withdrawn" not in client.get(page).text

    actions.withdraw_evidence(evidence=evidence, actor=cast.bob, at=now)

    for page in pages:
        shown = client.get(page).text
        assert "Roads of Naryn" in shown
        assert "Withdrawn" in shown
