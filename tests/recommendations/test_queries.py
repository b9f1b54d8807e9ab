import pytest
from django.core.exceptions import FieldFetchBlocked

from recommendations import queries
from recommendations.filters import Filters
from recommendations.keys import key_of, language_of
from tests.factories.catalogue import StateFactory
from tests.factories.recommendations import RecommendationFactory

pytestmark = pytest.mark.django_db


def test_last_review_is_loaded_once_its_cycle_is_on_record(review):
    assert not queries.last_review_loaded(review)
    RecommendationFactory(demonstration=True)
    RecommendationFactory(session=21, cycle=2)
    assert not queries.last_review_loaded(review)
    RecommendationFactory()
    assert queries.last_review_loaded(review)


def test_before_the_first_review_there_is_nothing_to_load(review):
    review.cycle = 1
    assert queries.last_review_loaded(review)


def test_counts_name_recommendations_pairs_states_and_positions(review):
    norway, chile = StateFactory(), StateFactory()
    RecommendationFactory(made_by=[norway, chile])
    RecommendationFactory(made_by=[norway], position="noted")
    RecommendationFactory(made_by=[norway], position="", session=21, cycle=2)
    RecommendationFactory(demonstration=True, session=35, cycle=3)
    RecommendationFactory(state=StateFactory())

    assert queries.counts(review) == queries.Counts(
        recommendations=3, pairs=4, states=2, supported=1, noted=1, pending=0
    )
    assert queries.counts(review, cycle=2).recommendations == 1


def test_paragraphs_are_sorted_as_people_count(review):
    for number in ["76.10", "76.2", "140.1", "76.2.1"]:
        RecommendationFactory(number=number)
    listed = queries.for_listing(review).values_list("number", flat=True)
    assert list(listed) == ["76.2", "76.2.1", "76.10", "140.1"]


def test_listing_refuses_hidden_queries(review):
    RecommendationFactory(number="1")
    whole = RecommendationFactory(number="2")
    RecommendationFactory(number="3", split_part_of=whole)
    part = queries.for_listing(review).last()
    assert part.state.name
    with pytest.raises(FieldFetchBlocked):
        part.split_part_of  # noqa: B018


@pytest.mark.parametrize(
    "one", ["Ratify it", "ratify  IT.", "Ratify it;", "Ratify\nit"]
)
def test_keys_do_not_depend_on_case_spaces_and_the_stop(one):
    same = {"state": "KGZ", "session": 8, "recommender": "NOR"}
    assert key_of(wording=one, **same) == key_of(wording="Ratify it", **same)
    assert key_of(wording=one, **same) != key_of(wording="Ratify", **same)


@pytest.mark.parametrize(
    ("wording", "language"),
    [
        ("Ratify OP-CAT", "en"),
        ("Ратифицировать OP-CAT", "ru"),
        ("Өлүм жазасы", "ky"),
        ("", "en"),
    ],
)
def test_language_of_a_wording_is_that_of_its_letters(wording, language):
    assert language_of(wording) == language


def test_words_are_marked_without_case_and_as_they_stand():
    assert Filters(q="c++ tor").marked("Torture (C++)") == [
        ("Tor", True),
        ("ture (", False),
        ("C++", True),
        (")", False),
    ]
