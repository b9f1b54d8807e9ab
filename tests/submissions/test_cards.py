"""What the editor asks about things that a text cites."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    UserFactory,
)
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return GroupFactory(name_en="Shelter", neutral_name_en="A group")


@pytest.fixture
def text(group):
    submission = SubmissionFactory(review=group.review, groups=[group])
    return text_of(SectionFactory(submission=submission))


@pytest.fixture
def drafter(group):
    return MembershipFactory(group=group, role="drafter").user


@pytest.fixture
def recommendation(group):
    return RecommendationFactory(
        state=group.review.state, number="140.61", bilingual=True
    )


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name, text) -> str:
    return reverse(
        f"submissions:{name}", args=[text.section.submission.review_id, text.pk]
    )


def ask(user, name, text, **query):
    return signed_in(user).get(address(name, text), query)


def test_card_of_a_recommendation_has_the_wording_in_the_language_of_the_text(
    drafter, text, recommendation
):
    found = ask(drafter, "cards", text, kind="recommendation", ref=recommendation.pk)

    state = recommendation.made_by.get().state
    assert found.json() == {
        "kind": "recommendation",
        "ref": str(recommendation.pk),
        "title": "Recommendation 140.61",
        "wording": "Ратифицировать протокол.",
        "wording_language": "ru",
        "status": f"{state} · Supported",
        "url": recommendation.url_in(text.section.submission.review),
    }


def test_card_of_a_proposal_shows_its_wording_as_it_stands_now(drafter, text, group):
    proposal = ProposalFactory(group=group)
    before = ask(drafter, "cards", text, kind="proposal", ref=proposal.pk).json()
    proposal.wording_ru = "Открыть приют в каждой области"
    proposal.save(update_fields=["wording_ru"])
    after = ask(drafter, "cards", text, kind="proposal", ref=proposal.pk).json()

    assert before["wording"] != after["wording"]
    assert after["wording"] == "Открыть приют в каждой области"
    assert after["wording_language"] == "ru"
    assert after["title"] == "Recommendation"
    assert after["status"] == "Shelter · Draft"


def test_card_comes_in_another_language_when_asked(drafter, text, group):
    proposal = ProposalFactory(group=group, wording_en="Open a shelter")
    english = ask(
        drafter, "cards", text, kind="proposal", ref=proposal.pk, language="en"
    )
    nonsense = ask(
        drafter, "cards", text, kind="proposal", ref=proposal.pk, language="xx"
    )

    assert english.json()["wording"] == "Open a shelter"
    assert nonsense.json()["wording_language"] == "ru"


@pytest.mark.parametrize("kind", ["", "user"])
def test_card_of_a_kind_that_does_not_exist_is_not_there(
    drafter, text, recommendation, kind
):
    assert (
        ask(drafter, "cards", text, kind=kind, ref=recommendation.pk).status_code == 404
    )


@pytest.mark.parametrize("ref", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_card_of_nothing_is_not_there(drafter, text, ref):
    assert ask(drafter, "cards", text, kind="proposal", ref=ref).status_code == 404


def test_card_of_a_closed_groups_proposal_is_as_if_it_were_not_there(
    drafter, text, group
):
    sealed = GroupFactory(review=group.review, confidential=True)
    proposal = ProposalFactory(group=sealed)
    missing = "00000000-0000-4000-8000-000000000000"
    closed = ask(drafter, "cards", text, kind="proposal", ref=proposal.pk)
    absent = ask(drafter, "cards", text, kind="proposal", ref=missing)

    assert closed.status_code == absent.status_code == 404
    # The links to the other languages repeat what was asked.
    asked, other = str(proposal.pk).encode(), missing.encode()
    assert closed.content.replace(asked, other) == absent.content


def test_card_of_another_reviews_proposal_or_state_is_not_there(text, drafter):
    own = ProposalFactory(group=MembershipFactory(user=drafter).group)
    foreign = RecommendationFactory(state__iso3="XAA", state__kyrgyzstan=False)

    assert ask(drafter, "cards", text, kind="proposal", ref=own.pk).status_code == 404
    answer = ask(drafter, "cards", text, kind="recommendation", ref=foreign.pk)
    assert answer.status_code == 404


def test_reader_by_opening_gets_cards_of_the_record_but_may_not_choose(
    text, recommendation
):
    reader = UserFactory()
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=reader,
        level=Opening.Level.READ,
        until=timezone.now() + timedelta(days=3),
    )

    found = ask(reader, "cards", text, kind="recommendation", ref=recommendation.pk)
    assert found.status_code == 200
    assert ask(reader, "picker", text, kind="recommendation").status_code == 403


def test_stranger_gets_neither_cards_nor_choices(text, recommendation):
    stranger = UserFactory()

    for name in ("cards", "picker"):
        query = {"kind": "recommendation", "ref": recommendation.pk}
        assert ask(stranger, name, text, **query).status_code == 404


def test_picker_finds_by_number_and_by_words_of_any_language(
    drafter, text, recommendation
):
    RecommendationFactory(state=text.section.submission.review.state, number="140.7")

    def found(asked):
        answer = ask(drafter, "picker", text, kind="recommendation", q=asked)
        return [one["ref"] for one in answer.json()["results"]]

    assert found("140.61") == [str(recommendation.pk)]
    assert found("РАТИФ протокол") == [str(recommendation.pk)]
    assert len(found("")) == 2
    assert found("nowhere") == []


def test_picker_labels_the_chip_in_the_language_of_the_text(
    drafter, text, recommendation, group
):
    proposal = ProposalFactory(group=group, wording_ru="Тайная формулировка")
    chips = ask(drafter, "picker", text, kind="recommendation", language="en").json()
    ours = ask(drafter, "picker", text, kind="proposal", language="en").json()

    assert chips["results"][0]["label"] == "rec. 140.61"
    assert ours["results"][0]["ref"] == str(proposal.pk)
    assert ours["results"][0]["label"] == "our proposal"


def test_picker_offers_proposals_only_of_groups_that_are_open(drafter, text, group):
    own = ProposalFactory(group=group)
    ProposalFactory(group=GroupFactory(review=group.review))

    found = ask(drafter, "picker", text, kind="proposal").json()["results"]
    assert [one["ref"] for one in found] == [str(own.pk)]


def test_picker_offers_no_kind_that_does_not_exist(drafter, text):
    assert ask(drafter, "picker", text, kind="user").status_code == 404


def test_picker_offers_twenty(drafter, text, group):
    ProposalFactory.create_batch(22, group=group)

    found = ask(drafter, "picker", text, kind="proposal").json()["results"]
    assert len(found) == 20


@pytest.mark.parametrize("kind", ["recommendation", "proposal"])
def test_picker_asks_no_more_for_three_than_for_one(drafter, text, group, kind):
    def make():
        if kind == "proposal":
            return ProposalFactory(group=group)
        return RecommendationFactory(state=group.review.state)

    client, at = signed_in(drafter), address("picker", text)
    make()
    client.get(at, {"kind": kind})  # the session's first request writes
    with CaptureQueriesContext(connection) as one:
        client.get(at, {"kind": kind})
    make()
    make()
    with CaptureQueriesContext(connection) as three:
        client.get(at, {"kind": kind})

    assert len(three) == len(one)
    assert len(one) <= 12
