"""How it is looked for: by an index wherever much is written, and of each kind alone as
of all together."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.workspace.search_cast import EVERYTHING, plant_everywhere
from workspace.search import search, search_kind
from workspace.searchable import BY_NAME, KINDS
from workspace.stems import sought

pytestmark = pytest.mark.django_db

BY_WORDS = {
    "finding": ["finding_by_words"],
    "proposal": ["proposal_by_words"],
    "section": ["section_by_words", "text_by_words"],
    "recommendation": ["recommendation_by_words"],
    "evidence": ["evidence_by_words"],
    "comment": ["comment_by_words"],
}


@pytest.mark.parametrize("name", BY_WORDS)
def test_words_are_looked_for_by_the_index_of_the_model(cast, name):
    kind = BY_NAME[name]
    model = kind.rows(cast.alice, cast.review).model
    with connection.cursor() as cursor:  # a few rows are read faster than any index
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")

    plan = model.objects.filter(kind.words(sought("walrus"))).values("pk").explain()

    assert sorted(set(re.findall(r"Scan on (\w+_by_words)", plan))) == BY_WORDS[name]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("who", ["alice", "bob", "frank", "grace"])
def test_one_kind_is_found_as_it_is_among_all(cast, kind, who):
    plant_everywhere(cast)
    RecommendationFactory(state=cast.review.state, wording_en=EVERYTHING)
    asked = sought(EVERYTHING)

    found = search(cast.review, user=cast[who], asked=asked)
    page, results = search_kind(
        cast.review, kind, user=cast[who], asked=asked, page="1"
    )

    (among_all,) = [of.results for of in found if of.kind == kind] or [[]]
    assert [one.url for one in results][:5] == [one.url for one in among_all]
    assert page.paginator.count == len(results)


def test_a_page_that_there_is_not_is_the_last(client, cast):
    plant_everywhere(cast)
    client.force_login(cast.alice)
    where = reverse("workspace:search", args=[cast.review.pk])

    page = client.get(where, {"q": EVERYTHING, "kind": "proposal", "page": "9"})

    assert page.context["page"].number == 1
    assert len(page.context["results"]) == 2


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("приюты", True),  # in the heading
        ("женщин", True),  # in the text
        ("приют женщины", True),  # each in another
        ("женщина закон", True),
        ("приют моржи", False),
        ("школа женщина", False),  # another section's heading
    ],
)
def test_a_section_is_found_by_its_heading_and_its_text_together(cast, typed, is_found):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    section = SectionFactory(submission=submission, heading_ru="Приют")
    text = write_words(text_of(section), "Закон для женщин")
    write_words(
        text_of(SectionFactory(submission=submission, heading_ru="Школа")), "Дети"
    )

    found = search(cast.review, user=cast.bob, asked=sought(typed))

    urls = [one.url for of in found if of.kind.name == "section" for one in of.results]
    assert (text.get_absolute_url() in urls) == is_found
    assert is_found or urls == []
