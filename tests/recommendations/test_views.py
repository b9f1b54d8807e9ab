import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from recommendations.models import Position
from tests.factories import ReviewFactory
from tests.factories.catalogue import (
    SessionFactory,
    StateFactory,
    TermFactory,
    TermMappingFactory,
)
from tests.factories.recommendations import (
    ImportBatchFactory,
    MadeByFactory,
    PositionFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(review):
    return reverse("recommendations:list", args=[review.pk])


@pytest.fixture
def reader(client, bob):
    client.force_login(bob)
    return client


def words_on(response):
    return " ".join(response.text.split())


def test_list_of_another_review_is_as_if_missing(client, carol, url):
    client.force_login(carol)
    missing = reverse("recommendations:list", args=[carol.pk])
    assert [client.get(url).status_code, client.get(missing).status_code] == [404, 404]


def test_list_sends_anonymous_to_sign_in(client, url):
    assert client.get(url).status_code == 302


def test_list_refuses_to_be_posted_to(reader, url):
    assert reader.post(url).status_code == 405


def test_detail_of_another_state_is_as_if_missing(reader, review):
    elsewhere = RecommendationFactory(state=StateFactory())
    assert reader.get(elsewhere.url_in(review)).status_code == 404


def test_empty_record_says_how_to_load_it(reader, url):
    page = words_on(reader.get(url))
    assert "No past recommendations to Kyrgyzstan are loaded" in page
    assert "bin/manage import_recommendations" in page


def test_list_counts_recommendations_pairs_and_states(reader, url):
    norway, chile = StateFactory(name_en="Norway"), StateFactory(name_en="Chile")
    RecommendationFactory(made_by=[norway, chile])
    RecommendationFactory(made_by=[norway])
    RecommendationFactory(state=StateFactory())

    page = words_on(reader.get(url))

    assert "2 recommendations, made by 2 States" in page
    assert "3 pairs of a recommendation and a State" in page


def test_demonstration_wording_is_marked_and_in_no_count(reader, url):
    RecommendationFactory(demonstration=True, wording_en="Paraphrased")

    page = words_on(reader.get(url))

    assert "Paraphrased" in page
    assert "demonstration wording" in page
    assert "Demonstration wording, in no count" in page
    assert "No past recommendations to Kyrgyzstan are loaded" in page


def test_real_rows_of_a_session_hide_its_demonstration_wording(reader, url):
    RecommendationFactory(demonstration=True, wording_en="Paraphrased")
    RecommendationFactory(demonstration=True, wording_en="Later", session=21, cycle=2)
    RecommendationFactory(wording_en="Real")

    page = words_on(reader.get(url))

    assert "Real" in page
    assert "Later" in page
    assert "Paraphrased" not in page


@pytest.fixture
def various(review):
    """Four recommendations that differ in everything the list can filter."""
    norway = StateFactory(iso3="XNO", name_en="Norway")
    torture = TermFactory(key="torture")
    issue = TermFactory(vocabulary__key="upr-info-issues", key="detention")
    TermMappingFactory(source=torture, target=issue)
    return {
        "first": RecommendationFactory(
            wording_en="First of all", made_by=[norway], terms=[issue]
        ),
        "second": RecommendationFactory(
            wording_en="Second one", position="noted", action_category=4
        ),
        "third": RecommendationFactory(wording_en="Third", bilingual=True),
        "fourth": RecommendationFactory(wording_en="Fourth", session=21, cycle=2),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?", {"first", "second", "third", "fourth"}),
        ("?q=of+FIRST", {"first"}),
        ("?q=протокол", {"third"}),
        ("?position=noted", {"second"}),
        ("?position=noted&position=supported&cycle=2", {"fourth"}),
        ("?cycle=2", {"fourth"}),
        ("?by=XNO", {"first"}),
        ("?topic=torture", {"first"}),
        ("?action=4", {"second"}),
        ("?russian=1", {"third"}),
        ("?cycle=7", set()),
        ("?by=XNO&position=noted", set()),
        (
            "?position=nonsense&cycle=x&by='&q=%00",
            {"first", "second", "third", "fourth"},
        ),
        ("?page=nonsense", {"first", "second", "third", "fourth"}),
    ],
)
def test_list_filters_by_the_address(reader, url, various, query, names):
    response = reader.get(url + query)
    shown = {row.pk for row in response.context["rows"]}
    assert shown == {various[name].pk for name in names}


def test_facets_count_what_ticking_them_would_show(reader, url, various):
    found = reader.get(url + "?position=noted").context["found"]
    counts = {
        facet.name: {option.value: option.count for option in facet.options}
        for facet in found.facets
    }
    assert counts["position"] == {"supported": 3, "noted": 1}
    assert counts["cycle"] == {"1": 1}
    assert counts["action"] == {"4": 1}
    assert "topic" not in counts
    assert sum(counts["by"].values()) == 1


def test_facets_of_topics_and_states_count_over_the_whole_list(reader, url, various):
    found = reader.get(url).context["found"]
    counts = {
        facet.name: {option.value: option.count for option in facet.options}
        for facet in found.facets
    }
    assert counts["topic"] == {"torture": 1}
    assert counts["by"]["XNO"] == 1
    assert counts["russian"] == {"1": 1}


def test_chips_take_one_filter_away_and_keep_the_others(reader, url, various):
    found = reader.get(url + "?q=one&position=noted&action=4").context["found"]
    assert [chip.query for chip in found.chips] == [
        "?q=one&action=4",
        "?q=one&position=noted",
    ]


def test_pages_keep_the_filters(reader, url):
    RecommendationFactory.create_batch(21)
    response = reader.get(url + "?position=supported&q=ratify")
    assert "?position=supported&amp;q=ratify&amp;page=2" in response.text
    assert len(reader.get(url + "?page=2").context["rows"]) == 1


def test_list_marks_words_and_escapes_the_rest(reader, url):
    RecommendationFactory(wording_en="End <b>torture</b> now")
    page = reader.get(url + "?q=Torture").text
    assert "&lt;b&gt;<mark>torture</mark>&lt;/b&gt;" in page


def test_reader_of_russian_gets_russian_or_is_told_english_only(client, bob, url):
    RecommendationFactory(bilingual=True, wording_en="Ratify the protocol")
    RecommendationFactory(wording_en="Abolish the death penalty")
    client.force_login(bob)
    page = words_on(client.get(url + "?lang=ru", follow=True))
    assert 'lang="ru">Ратифицировать протокол.' in page
    assert 'lang="en">Abolish the death penalty' in page
    assert "Ratify the protocol" not in page


def test_english_only_is_said_of_what_lacks_the_readers_language(review):
    english, both = RecommendationFactory(), RecommendationFactory(bilingual=True)
    with translation.override("ru"):
        assert [english.is_untranslated, both.is_untranslated] == [True, False]


def test_detail_shows_history_source_and_year(reader, review):
    SessionFactory(number=8, year=2010)
    recommendation = RecommendationFactory(position="")
    batch = ImportBatchFactory(file_name="sessions.xls")
    MadeByFactory(recommendation=recommendation, state__name_en="Norway", batch=batch)
    PositionFactory(
        recommendation=recommendation,
        kind=Position.Kind.NOTED,
        superseded_at=batch.finished_at,
    )
    PositionFactory(
        recommendation=recommendation, source_paragraph="A/HRC/15/2/Add.1, para. 3"
    )

    page = words_on(reader.get(recommendation.url_in(review)))

    assert "Cycle 1, session 8 of 2010" in page
    assert "from the file sessions.xls" in page
    assert page.index("Noted") < page.index("A/HRC/15/2/Add.1, para. 3")


def test_list_asks_as_much_for_three_as_for_one(reader, url):
    reader.get(url)  # the session is written once
    counts = []
    for more in [1, 2]:
        issue = TermFactory(vocabulary__key="upr-info-issues")
        TermMappingFactory(target=issue)
        for _number in range(more):
            RecommendationFactory(
                made_by=[StateFactory(), StateFactory()], terms=[issue]
            )
        with CaptureQueriesContext(connection) as captured:
            response = reader.get(url + "?position=supported")
        counts.append((len(response.context["rows"]), len(captured)))
    assert [rows for rows, _queries in counts] == [1, 3]
    assert counts[0][1] == counts[1][1] <= 12


def test_detail_asks_as_much_for_three_states_as_for_one(reader, review):
    one = RecommendationFactory()
    three = RecommendationFactory(made_by=StateFactory.create_batch(3))
    reader.get(one.url_in(review))  # the session is written once
    counts = []
    for recommendation in [one, three]:
        with CaptureQueriesContext(connection) as captured:
            reader.get(recommendation.url_in(review))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_two_reviews_of_a_state_share_the_record(reader, review, bob):
    other = ReviewFactory(state=review.state)
    recommendation = RecommendationFactory()
    assert reader.get(recommendation.url_in(review)).status_code == 200
    assert reader.get(recommendation.url_in(other)).status_code == 404
