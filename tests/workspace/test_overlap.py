"""What groups write twice, and what none of them asks for."""

import pytest
from django.urls import reverse

from catalogue.actions import load_catalogue
from catalogue.models import Term
from core import likeness
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from workspace.overlap import overlaps, unwritten_topics

pytestmark = pytest.mark.django_db
SHELTERS = (
    "The State has opened shelters in two regions only, and women from Naryn and"
    " Batken travel six hundred kilometres to find a safe bed for the night."
)
AGAIN = (
    "Shelters were opened by the State in only two regions: women of Batken and Naryn"
    " travel six hundred kilometres before they find a safe bed."
)
WATER = (
    "Rural schools of the south draw drinking water from open canals; pupils carry"
    " buckets, and hepatitis returns every autumn with the harvest."
)


# Likeness


def test_the_same_in_other_words_is_found_and_the_rest_is_not():
    pairs = likeness.alike([SHELTERS, WATER, AGAIN], apart="abc")

    assert [(pair.first, pair.second) for pair in pairs] == [(0, 2)]
    assert likeness.ALIKE <= pairs[0].likeness <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("shelters", "shelter"), ("приютов", "приюты"), ("баткенде", "баткендин")],
)
def test_forms_of_a_word_are_one_word(one, other):
    assert likeness.stems(one) == likeness.stems(other)


def test_what_stands_in_one_place_is_not_compared():
    assert likeness.alike([SHELTERS, AGAIN], apart="aa") == []


def test_of_a_few_words_nothing_is_said():
    assert likeness.alike(["Who we are", "Who we are"], apart="ab") == []


def test_many_texts_take_no_time():
    texts = [f"{SHELTERS} {number} {WATER}" for number in range(300)]

    assert likeness.alike(texts, apart=range(300)) == likeness.alike(
        texts, apart=range(300)
    )


# Over a review


@pytest.fixture
def written(cast):
    first = SubmissionFactory(review=cast.review, groups=[cast.first])
    second = SubmissionFactory(review=cast.review, groups=[cast.second])
    for submission, words in ((first, SHELTERS), (second, AGAIN), (first, WATER)):
        section = SectionFactory(submission=submission)
        write_words(text_of(section, "en"), words)
    return first, second


@pytest.fixture
def in_both(cast):
    person = MembershipFactory(group=cast.first).user
    MembershipFactory(group=cast.second, user=person)
    return person


def test_two_groups_that_write_the_same_are_shown_to_who_reads_both(
    cast, written, in_both
):
    [found] = overlaps(cast.review, user=in_both)

    assert {found.first.text, found.second.text} == {SHELTERS, AGAIN}
    assert all("#b" in piece.url for piece in found.pieces)


def test_who_reads_one_of_them_learns_nothing_of_the_other(cast, written):
    alone = MembershipFactory(group=cast.first).user

    assert overlaps(cast.review, user=alone) == []


def test_a_proposal_beside_a_paragraph(cast, written):
    alone = MembershipFactory(group=cast.first).user
    ProposalFactory(group=cast.first, wording_en=AGAIN)

    [found] = overlaps(cast.review, user=alone)

    assert {piece.text for piece in found.pieces} == {SHELTERS, AGAIN}


def test_topics_that_no_proposal_is_about(cast):
    load_catalogue()
    asked, closed, free = Term.objects.of("topics").in_order()[:3]
    ProposalFactory(group=cast.first).terms.add(asked)
    ProposalFactory(group=cast.confidential).terms.add(closed)

    topics = unwritten_topics(cast.review, user=cast.bob)

    assert asked not in topics
    assert {closed, free} <= set(topics)  # what she may not read is nobody's here


def test_the_page_says_both_places_and_escapes_them(client, cast, written, in_both):
    group = GroupFactory(review=cast.review)
    MembershipFactory(group=group, user=in_both)
    ProposalFactory(group=group, wording_en=f"{WATER} <b>bold</b>")
    client.force_login(in_both)

    page = client.get(reverse("workspace:overlap", args=[cast.review.pk])).text

    assert "Nearly the same" in page
    assert "<b>bold</b>" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_however_much_is_written(
    client, cast, rows, django_assert_max_num_queries
):
    for _row in range(rows):
        submission = SubmissionFactory(review=cast.review, groups=[cast.first])
        write_words(text_of(SectionFactory(submission=submission), "en"), SHELTERS)
        ProposalFactory(group=cast.first, wording_en=AGAIN)
    client.force_login(cast.bob)

    with django_assert_max_num_queries(10):
        client.get(reverse("workspace:overlap", args=[cast.review.pk]))
