"""The pages on which several apps meet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factsheets.models import Factsheet
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
)
from tests.factories.factsheets import FactsheetFactory, publish
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)

pytestmark = pytest.mark.django_db

FRONT = "/"
START = "/start/"


@pytest.fixture
def home(cast):
    return reverse("workspace:review", args=[cast.review.pk])


@pytest.fixture
def opened(cast):
    cast.review.is_public = True
    cast.review.coalition_name_en = "Open Valley"
    cast.review.save()
    return cast.review


def group_page(group):
    return reverse("workspace:group", args=[group.review_id, group.pk])


def public_page(review):
    return reverse("workspace:public-review", args=[review.pk])


def words_on(response):
    return " ".join(response.text.split())


def read(client, person, address):
    client.force_login(person)
    return client.get(address)


# The front


def test_front_lists_only_what_is_open_to_everybody(client, opened):
    closed = ReviewFactory(coalition_name_en="Closed valley")
    page = client.get(FRONT).text

    assert "Open Valley" in page
    assert public_page(opened) in page
    assert "Closed valley" not in page
    assert str(closed.pk) not in page


def test_front_does_not_say_what_it_is_about(client, cast):
    page = client.get(FRONT).text

    for word in ("Kyrgyzstan", "rights", "coalition", "Coalition", "UPR", "United"):
        assert word not in page


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_front_in_each_language(client, language):
    page = client.get(FRONT, {"lang": language})

    assert f'<html lang="{language}"' in page.text
    assert page["Content-Language"] == language


def test_front_leads_those_signed_in_on(client, cast, home):
    answer = client.get(FRONT)
    assert answer.status_code == 200

    client.force_login(cast.bob)
    chain = client.get(FRONT, follow=True).redirect_chain
    assert [target for target, _code in chain] == [START, home]


def test_start_offers_a_choice_between_several(client, cast):
    other = RoleFactory(
        user=cast.bob, review=ReviewFactory(coalition_name_en="Two")
    ).review
    page = read(client, cast.bob, START).text

    for review in (cast.review, other):
        assert reverse("workspace:review", args=[review.pk]) in page


def test_start_of_somebody_without_a_review_is_no_error(client, cast):
    assert read(client, cast.ivan, START).status_code == 200


def test_start_is_for_those_signed_in(client):
    assert client.get(START).status_code == 302


# The review home


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("alice", 200),
        ("bob", 200),
        ("carol", 200),
        ("dan", 200),
        ("eve", 200),
        ("frank", 200),
        ("grace", 200),
        ("heidi", 404),
        ("ivan", 404),
    ],
)
def test_home_is_for_those_with_a_part_in_it(client, cast, home, name, status):
    assert read(client, cast[name], home).status_code == status


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("alice", {"Women’s rights", "Environment", "Ombudsman", "Equality"}),
        ("bob", {"Women’s rights", "Environment", "Ombudsman", "Equality"}),
        ("eve", {"Women’s rights", "Environment", "Ombudsman", "Equality"}),
        ("grace", {"Women’s rights", "Environment", "Ombudsman", "The hidden theme"}),
        ("frank", {"Ombudsman"}),
    ],
)
def test_home_names_groups_as_the_reader_may_know_them(
    client, cast, home, name, groups
):
    known = {
        "Women’s rights",
        "Environment",
        "Ombudsman",
        "Equality",
        "The hidden theme",
        "Far away",
    }
    page = read(client, cast[name], home).text

    assert {group for group in known if group in page} == groups


def test_home_counts_the_work_only_where_it_is_open(client, cast, home):
    for group in (cast.first, cast.confidential):
        FactsheetFactory(group=group)
        ProposalFactory.create_batch(5, group=group)

    page = words_on(read(client, cast.alice, home))

    assert page.count("<span>Draft</span>") == 1
    assert page.count('#asks">5</a>') == 1


def hints(page):
    return [hint["kind"] for hint in page.context["hints"]]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("alice", ["load-record", "open-public-page", "start-submission"]),
        ("bob", ["start-factsheet", "start-submission"]),
        ("carol", ["start-factsheet"]),
        ("dan", []),
        ("eve", []),
        ("frank", ["start-factsheet", "start-submission"]),
        ("grace", ["start-factsheet", "start-submission"]),
    ],
)
def test_home_says_what_to_do_next(client, cast, home, name, first):
    assert hints(read(client, cast[name], home)) == first


def test_home_has_nothing_to_say_when_all_is_done(client, cast, home, opened):
    RecommendationFactory()
    SubmissionFactory(review=cast.review, groups=[cast.first])

    assert hints(read(client, cast.alice, home)) == []


def test_home_says_three_things_at_most_and_reading_first(client, cast, home):
    for status in ("draft", "review", "draft", "draft", "published", "withdrawn"):
        sheet = FactsheetFactory(group=cast.first)
        Factsheet.objects.filter(pk=sheet.pk).update(status=status)

    assert hints(read(client, cast.bob, home)) == [
        "factsheet-review",
        "factsheet-draft",
        "start-factsheet",
    ]


def test_home_hints_at_nothing_of_other_groups(client, cast, home):
    FactsheetFactory(group=cast.second, title_en="Of the second")
    MembershipFactory(group=cast.second, user=cast.bob, role="reader")

    assert hints(read(client, cast.bob, home)) == [
        "start-factsheet",
        "start-submission",
    ]


def test_home_leads_back_to_where_one_wrote(client, cast, home):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])
    here, there = SectionFactory.create_batch(2, submission=submission)
    write_words(text_of(here), "Mine", author=cast.bob)
    write_words(text_of(there), "Hers, later", author=cast.carol)

    page = read(client, cast.bob, home)

    assert hints(page) == ["go-on-writing", "start-factsheet"]
    assert page.context["hints"][0]["url"] == text_of(here).get_absolute_url()


def test_home_leads_to_a_section_that_is_ones_own(client, cast, home):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    SectionFactory(submission=submission)
    own = SectionFactory(submission=submission, owner=cast.bob)

    hint = read(client, cast.bob, home).context["hints"][0]

    assert hint["kind"] == "begin-writing"
    assert hint["url"] == text_of(own).get_absolute_url()


def test_home_tells_nothing_of_submissions_of_others(client, cast, home):
    SubmissionFactory(
        review=cast.review, groups=[cast.confidential], title_en="Behind the door"
    )
    seen = {
        name: "Behind the door" in read(client, cast[name], home).text
        for name in ("alice", "bob", "eve", "frank", "grace")
    }

    assert seen == dict.fromkeys(seen, False) | {"grace": True}


def test_home_counts_the_record(client, cast, home):
    RecommendationFactory.create_batch(2)
    RecommendationFactory(position="noted")
    RecommendationFactory(demonstration=True)

    assert "3 recommendations in the record" in words_on(read(client, cast.bob, home))


# A group


@pytest.mark.parametrize(
    ("group", "readers"),
    [
        ("first", {"alice", "bob", "carol", "dan", "eve", "grace"}),
        ("institution", {"alice", "bob", "carol", "dan", "eve", "grace", "frank"}),
        ("confidential", {"alice", "bob", "carol", "dan", "eve", "grace"}),
        ("elsewhere", {"heidi"}),
    ],
)
def test_a_group_is_known_on_its_side_of_the_wall(client, cast, group, readers):
    address = group_page(getattr(cast, group))
    people = ("alice", "bob", "carol", "dan", "eve", "frank", "grace", "heidi", "ivan")
    codes = {name: read(client, cast[name], address).status_code for name in people}

    assert codes == {name: 200 if name in readers else 404 for name in people}


def test_a_group_shows_its_work_to_itself_and_what_is_out_to_others(client, cast):
    FactsheetFactory(group=cast.first, title_en="Still a draft")
    publish(
        FactsheetFactory(group=cast.first, bilingual=True, title_en="Out in the open")
    )
    ProposalFactory(group=cast.first, wording_en="What we will ask")
    seen = {}
    for name in ("alice", "bob", "carol", "eve"):
        page = read(client, cast[name], group_page(cast.first)).text
        seen[name] = [
            words in page
            for words in ("Still a draft", "Out in the open", "What we will ask")
        ]

    assert seen == {
        "alice": [True, True, True],
        "bob": [True, True, True],
        "carol": [False, True, False],
        "eve": [False, True, False],
    }


def test_a_group_offers_writing_to_those_who_write(client, cast):
    new = reverse("proposals:new", args=[cast.review.pk, cast.first.pk])
    reader = MembershipFactory(group=cast.first, role="reader").user
    offered = [
        new in read(client, person, group_page(cast.first)).text
        for person in (cast.bob, reader, cast.alice)
    ]

    assert offered == [True, False, False]


def test_a_group_of_another_review_is_missing_here(client, cast):
    address = reverse("workspace:group", args=[cast.review.pk, cast.elsewhere.pk])

    assert read(client, cast.alice, address).status_code == 404


# The public page of a review


def test_public_review_lists_what_is_published(client, opened, cast):
    cast.first.review = opened
    publish(FactsheetFactory(group=cast.first, review=opened, bilingual=True))
    FactsheetFactory(group=cast.first, title_en="Still a draft")
    page = client.get(public_page(opened)).text

    assert "Protection from violence" in page
    assert "Nobody came back to see." in page
    assert "Still a draft" not in page


def test_public_review_shows_the_words_that_were_published(client, opened, cast):
    sheet = FactsheetFactory(group=cast.first, bilingual=True)
    publish(sheet)
    Factsheet.objects.filter(pk=sheet.pk).update(title_en="Written later")

    assert "Written later" not in client.get(public_page(opened)).text


def test_public_review_names_no_group_and_nobody(client, opened, cast):
    sheet = FactsheetFactory(group=cast.confidential, bilingual=True)
    publish(sheet, actor=cast.grace)
    page = client.get(public_page(opened)).text

    for word in ("hidden theme", "Equality", "Grace"):
        assert word not in page


@pytest.mark.parametrize(
    ("language", "said", "text_in"),
    [
        ("en", "Protection from violence", "en"),
        ("ru", "Защита", "ru"),
        ("ky", "Protection", "en"),
    ],
)
def test_public_review_in_each_language(client, opened, cast, language, said, text_in):
    publish(FactsheetFactory(group=cast.first, bilingual=True))
    page = client.get(public_page(opened), {"lang": language}).text

    assert f'<html lang="{language}"' in page
    assert f'<article class="ruled stack-tight" lang="{text_in}">' in page
    assert said in page


def test_public_review_of_a_closed_review_does_not_exist(client, cast):
    assert client.get(public_page(cast.review)).status_code == 404
    assert read(client, cast.alice, public_page(cast.review)).status_code == 404


def test_public_review_leaves_out_what_is_withdrawn(client, opened, cast):
    sheet = FactsheetFactory(group=cast.first, bilingual=True)
    publish(sheet)
    Factsheet.objects.filter(pk=sheet.pk).update(status="withdrawn")

    assert "Protection from violence" not in client.get(public_page(opened)).text


def test_public_review_is_found_by_search_engines_only_if_it_may(client, opened):
    closed = client.get(public_page(opened))
    assert closed["X-Robots-Tag"] == "noindex, nofollow"
    assert 'content="noindex, nofollow"' in closed.text

    opened.may_be_indexed = True
    opened.save()
    answer = client.get(public_page(opened))
    assert "X-Robots-Tag" not in answer
    assert 'content="all"' in answer.text


def test_public_review_may_be_kept_only_for_strangers(client, opened, cast):
    assert "max-age=300" in client.get(public_page(opened))["Cache-Control"]
    assert "no-store" in read(client, cast.bob, public_page(opened))["Cache-Control"]


# The rest


def test_more_leads_coordinators_to_people_and_settings(client, cast):
    address = reverse("workspace:more", args=[cast.review.pk])
    people = f'href="{reverse("reviews:people", args=[cast.review.pk])}"'
    settings = reverse("reviews:settings", args=[cast.review.pk])

    assert settings in read(client, cast.alice, address).text
    page = read(client, cast.bob, address).text
    assert settings not in page
    assert people not in page
    assert read(client, cast.heidi, address).status_code == 404


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_about_pages_are_for_everybody(client, name):
    assert client.get(reverse(f"workspace:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("workspace:review", "Home"),
        ("factsheets:list", "Factsheets"),
        ("recommendations:list", "Recommendations"),
        ("groups:list", "Groups"),
        ("proposals:list", "Proposals"),
        ("workspace:more", "More"),
    ],
)
def test_each_section_says_where_one_is(client, cast, name, section):
    page = read(client, cast.bob, reverse(name, args=[cast.review.pk]))

    current = [row["label"] for row in page.context["sections"] if row["current"]]
    assert current == [section]
    assert page.text.count('aria-current="page"') == 1


def test_no_sections_outside_a_review(client, cast):
    assert "sections" not in (
        read(client, cast.bob, reverse("accounts:me")).context or {}
    )


# In few queries


@pytest.fixture
def queries(client):
    def of(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return of


@pytest.mark.parametrize(
    ("page", "name", "most"),
    [
        ("home", "alice", 15),
        ("home", "bob", 12),
        ("home", "eve", 12),
        ("group", "alice", 12),
        ("group", "bob", 12),
        ("group", "eve", 12),
    ],
)
def test_a_page_asks_as_much_for_many_rows_as_for_one(
    client, queries, cast, home, page, name, most
):
    def add():
        MembershipFactory(group=GroupFactory(review=cast.review), user=cast.bob)
        ProposalFactory(group=cast.first)
        RecommendationFactory()
        publish(FactsheetFactory(group=cast.first, bilingual=True), actor=cast.bob)
        FactsheetFactory(group=cast.first)
        submission = SubmissionFactory(review=cast.review, groups=[cast.first])
        section = SectionFactory(submission=submission, owner=cast.bob)
        write_words(text_of(section), "Some words", author=cast.bob)

    address = home if page == "home" else group_page(cast.first)
    client.force_login(cast[name])
    add()
    one = queries(address)
    add()
    add()

    assert queries(address) == one <= most


def test_public_review_asks_as_much_for_many_rows_as_for_one(queries, opened, cast):
    def add():
        publish(FactsheetFactory(group=cast.first, bilingual=True))

    add()
    one = queries(public_page(opened))
    add()
    add()

    assert queries(public_page(opened)) == one <= 4


def test_front_asks_as_much_for_many_reviews_as_for_one(queries, opened):
    one = queries(FRONT)
    ReviewFactory.create_batch(2, is_public=True)

    assert queries(FRONT) == one <= 2


@pytest.mark.parametrize(
    ("days", "kind", "is_hinted"),
    [
        (20, "window_closes", False),
        (13, "window_closes", True),
        (13, "own_cut_off", False),
        (11, "own_cut_off", True),
        (1, "other", False),
    ],
)
def test_two_weeks_before_home_asks_the_coordinator_to_file(
    client, cast, days, kind, is_hinted
):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    MilestoneFactory(
        review=cast.review, kind=kind, due=timezone.now() + timedelta(days=days)
    )
    address = reverse("submissions:filing", args=[cast.review.pk, submission.pk])

    client.force_login(cast.alice)
    assert (address in client.get(cast.review.get_absolute_url()).text) is is_hinted
    client.force_login(cast.bob)
    assert address not in client.get(cast.review.get_absolute_url()).text
