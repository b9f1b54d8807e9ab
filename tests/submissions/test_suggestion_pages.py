"""The plain form, the lists, and deciding on them, asked at their addresses."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.translations import digest
from submissions import copying, queries, suggesting
from submissions.models import Suggestion, Text
from tests.factories import GroupFactory, MembershipFactory, RoleFactory, UserFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.test_suggesting import (
    FIRST,
    SECOND,
    agree,
    group_of,
    member,
    paragraph,
    standing,
    suggest,
)
from tests.submissions.test_suggesting import text as text  # noqa: PLC0414
from tests.submissions.writing import lines, write

pytestmark = pytest.mark.django_db


def address(name, text, query=""):
    review_id = text.section.submission.review_id
    return reverse(f"submissions:{name}", args=[review_id, text.pk]) + query


def desk_address(review):
    return reverse("submissions:decisions", args=[review.pk])


def signed_in(user, **more) -> Client:
    client = Client(**more)
    client.force_login(user)
    return client


def as_json(client, url, body):
    raw = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(
        url,
        raw,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )


# Suggesting


def test_the_form_shows_the_paragraph_as_it_stands_in_its_language(text):
    client = signed_in(member(text))
    page = client.get(address("suggest", text, f"?block={FIRST}")).text
    assert '<blockquote class="words as-it-stands" lang="ru">' in page
    assert page.count("В шести районах нет убежища.") == 2
    assert digest("В шести районах нет убежища.") in page


@pytest.mark.parametrize("query", ["?block=bzzzzzzzzzz", "?block=%00", "?block=🙂"])
def test_the_form_of_no_paragraph_is_not_there(text, query):
    assert signed_in(member(text)).get(address("suggest", text, query)).status_code == (
        404
    )


def test_the_form_hands_in_a_suggestion(text):
    person = member(text)
    response = signed_in(person).post(
        address("suggest", text),
        {
            "block": FIRST,
            "base": digest("В шести районах нет убежища."),
            "words": "В девяти районах\r\nнет убежища.",
            "note": "Подсчёт",
        },
    )
    row = Suggestion.objects.get()
    assert response.headers["Location"] == f"{address('suggestions', text)}#s-{row.pk}"
    assert (row.author, row.inserted, row.note) == (person, "девяти", "Подсчёт")


def test_the_form_hands_in_a_new_paragraph(text):
    client = signed_in(member(text))
    page = client.get(address("suggest", text, f"?after={FIRST}")).text
    assert f'name="after" value="{FIRST}"' in page
    client.post(address("suggest", text), {"after": FIRST, "words": "Новый."})
    assert lines(text)[1] == "Новый."


def test_the_form_keeps_what_was_typed_when_others_wrote_meanwhile(text, now):
    person = member(text)
    base = digest("В шести районах нет убежища.")
    suggest(text, member(text), "В девяти районах нет убежища.", now)
    sent = {"block": FIRST, "base": base, "words": "В десяти районах."}

    page = signed_in(person).post(address("suggest", text), sent)

    stands = "В девяти районах нет убежища."
    assert stands in page.text
    assert "В десяти районах.</textarea>" in page.text
    assert digest(stands) in page.text
    sent["base"] = digest(stands)
    signed_in(person).post(address("suggest", text), sent)
    assert Suggestion.objects.filter(author=person).count() == 1


def test_the_form_offers_a_new_paragraph_when_its_own_is_gone(text):
    sent = {"block": "bzzzzzzzzzz", "base": "x", "words": "Слова остаются."}
    page = signed_in(member(text)).post(address("suggest", text), sent).text
    assert "Слова остаются.</textarea>" in page
    assert 'name="block" value=' not in page


def test_json_hands_in_and_tells(text):
    client = signed_in(member(text))
    body = {
        "block": FIRST,
        "base": digest("В шести районах нет убежища."),
        "words": "Иначе.",
    }
    answer = as_json(client, address("suggest", text), body)
    row = Suggestion.objects.get()
    assert (answer.status_code, answer.json()) == (
        200,
        {"suggestion": str(row.pk), "block": FIRST},
    )
    again = as_json(client, address("suggest", text), body)
    assert again.status_code == 409
    assert again.json() == {
        "error": "changed",
        "sentence": "This paragraph was changed while you were writing.",
        "yours": "Иначе.",
        "theirs": "Иначе.",
        "base": digest("Иначе."),
    }


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe"),
        *({}, {"words": ""}, {"block": FIRST}, {"words": {"a": 1}, "block": [[]]}),
        {"block": FIRST, "base": 3, "words": "\ud800"},
        {"words": "я" * 20_000},
        {"words": "a", "note": "я" * 600},
        {"words": "a\x00b"},
        {"block": "../../", "words": "a"},
    ],
)
def test_json_that_is_not_a_suggestion_is_refused(text, body):
    answer = as_json(signed_in(member(text)), address("suggest", text), body)
    assert answer.status_code in {409, 422}
    assert answer.json()["sentence"]
    assert Text.objects.get(pk=text.pk).head == 1


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from([FIRST, SECOND, "⟦1⟧", "\ud800", "\x00", "\n\n"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
bodies = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(
        st.sampled_from(
            ["block", "after", "base", "words", "note", "ids", "decision", "reason"]
        )
        | st.text(max_size=5),
        values,
        max_size=7,
    ),
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=bodies, base=st.booleans())
def test_no_body_breaks_suggesting_or_deciding(text, body, base):
    if base and isinstance(body, dict):
        body = {**body, "block": SECOND, "base": digest("Ехать семь часов.")}
    person = text.section.submission.groups.get().memberships.first()
    client = signed_in(
        person.user if person else member(text, "rapporteur"),
        raise_request_exception=False,
    )
    for name in ("suggest", "decide"):
        answer = as_json(client, address(name, text), body)
        assert answer.status_code in {200, 409, 422}
    assert lines(text)


@pytest.mark.parametrize(
    ("role", "status"),
    [("rapporteur", 200), ("drafter", 200), ("translator", 200), ("reader", 200)],
)
def test_members_may_suggest(text, role, status):
    client = signed_in(member(text, role))
    assert client.get(address("suggest", text)).status_code == status


def test_strangers_find_no_form(text):
    for person in (UserFactory(), member(text_of(SectionFactory()), "rapporteur")):
        client = signed_in(person)
        for name in ("suggest", "suggestions"):
            assert client.get(address(name, text)).status_code == 404
        answer = client.post(address("decide", text), {"decision": "accept"})
        assert answer.status_code == 404


# Lists


def test_the_list_tells_who_when_which_words_and_why(text, now):
    author = member(text)
    suggest(text, author, "В девяти районах нет убежища.", now, note="Подсчёт <b>")
    page = signed_in(member(text, "rapporteur")).get(address("suggestions", text)).text
    assert author.full_name in page
    assert "В <del>шести</del><ins>девяти</ins> районах" in page
    assert "Подсчёт &lt;b&gt;" in page
    assert "Paragraph 1" in page
    assert "Take it in" in page


def test_the_list_offers_to_take_back_only_what_is_ones_own(text, now):
    author = member(text)
    suggest(text, author, "Иначе.", now)
    for person, offers in ((author, True), (member(text, "drafter"), False)):
        page = signed_in(person).get(address("suggestions", text)).text
        assert ("Take it back" in page) is offers
        assert "Take it in" not in page


def test_the_list_offers_nothing_in_an_agreed_section(text, now):
    suggest(text, member(text), "Иначе.", now)
    agree(text)
    page = signed_in(member(text, "rapporteur")).get(address("suggestions", text)).text
    assert "Take it in" not in page


def test_the_list_alone_is_a_fragment(text, now):
    suggest(text, member(text), "Иначе.", now)
    page = signed_in(member(text)).get(address("suggestions", text, "?fragment")).text
    assert "<html" not in page
    assert "data-suggestion=" in page


def test_an_empty_list_says_what_to_do(text):
    page = signed_in(member(text)).get(address("suggestions", text)).text
    assert "Nothing is suggested here" in page


def test_the_list_names_nobody_of_a_group_closed_to_the_reader(text, now):
    hidden = GroupFactory(
        review=text.section.submission.review,
        confidential=True,
        neutral_name_en="Equality",
    )
    text.section.submission.participations.create(group=hidden)
    author = MembershipFactory(
        group=hidden, role="drafter", user__full_name="Planted Name"
    ).user
    suggest(text, author, "Иначе.", now)
    rapporteur = member(text, "rapporteur")
    for url in (
        address("suggestions", text),
        desk_address(text.section.submission.review),
    ):
        page = signed_in(rapporteur).get(url).text
        assert "Planted" not in page
        assert "Equality" in page
    own = MembershipFactory(group=hidden, role="rapporteur").user
    assert "Planted Name" in signed_in(own).get(address("suggestions", text)).text


def more_suggestions(text, now, count):
    for number in range(count):
        submission = SubmissionFactory(
            review=text.section.submission.review, groups=[group_of(text)]
        )
        other = text_of(SectionFactory(submission=submission))
        write(other, [paragraph("Слово.", FIRST)])
        suggest(other, member(text), f"Дело {number}.", now)
        copying.write_copy(other.pk, at=now)


@pytest.mark.parametrize("count", [1, 3])
def test_decisions_cost_as_many_queries_however_many(text, now, queries_of, count):
    more_suggestions(text, now, count)
    client = signed_in(member(text, "rapporteur"))
    cost = queries_of(client, desk_address(text.section.submission.review))
    assert cost == 9


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_as_many_queries_however_many(text, now, queries_of, count):
    for number in range(count):
        suggesting.suggest_paragraph(
            text_id=text.pk,
            after="",
            words=f"{number}",
            author=member(text),
            at=now,
        )
    client = signed_in(member(text, "rapporteur"))
    assert queries_of(client, address("suggestions", text)) == 8


def test_decisions_hold_what_i_may_decide_and_nothing_else(text, now):
    mine, review = text, text.section.submission.review
    elsewhere = text_of(SectionFactory(submission=SubmissionFactory(review=review)))
    write(elsewhere, [paragraph("Чужое.", FIRST)])
    suggest(mine, member(mine), "Моё дело.", now)
    suggest(elsewhere, member(elsewhere), "Чужое дело.", now)
    copying.write_copy(mine.pk, at=now)
    copying.write_copy(elsewhere.pk, at=now)

    def page(person):
        return signed_in(person).get(desk_address(review)).text

    rapporteur = page(member(mine, "rapporteur"))
    assert "дело" in rapporteur
    assert "Чужое" not in rapporteur
    both = page(RoleFactory(review=review, role="coordinator").user)
    assert "Моё" in both
    assert "Чужое" in both
    assert "Nothing waits for you" in page(member(mine, "drafter"))
    stranger = signed_in(UserFactory()).get(desk_address(review))
    assert stranger.status_code == 404


@pytest.mark.parametrize("is_copied", [True, False])
def test_suggestions_stand_in_the_order_in_which_one_reads(text, now, is_copied):
    suggest(text, member(text), "Ехать восемь часов.", now, block=SECOND)
    suggest(text, member(text), "В девяти районах нет убежища.", now)
    if is_copied:
        copying.write_copy(text.pk, at=now)
    client = signed_in(member(text, "rapporteur"))
    review = text.section.submission.review
    for url in (desk_address(review), address("suggestions", text)):
        page = client.get(url).text
        is_in_order = page.index("девяти") < page.index("восемь")
        assert is_in_order or (not is_copied and url == desk_address(review))


def test_decisions_show_words_before_the_copy_is_written(text, now):
    suggest(text, member(text), "В девяти районах нет убежища.", now)
    review = text.section.submission.review
    page = signed_in(member(text, "rapporteur")).get(desk_address(review)).text
    assert "<del>шести</del><ins>девяти</ins>" in page


# Deciding


def test_a_form_decides_and_comes_back(text, now):
    row = suggest(text, member(text), "Иначе.", now)
    client = signed_in(member(text, "rapporteur"))
    sent = {"ids": [row.pk], "decision": "reject", "reason": "Нет", "from": "decisions"}
    response = client.post(address("decide", text), sent)
    review = text.section.submission.review
    assert response.headers["Location"] == f"{desk_address(review)}#t-{text.pk}"
    assert (standing(row).state, standing(row).reason) == ("rejected", "Нет")
    again = client.post(address("decide", text), sent, follow=True).text
    assert "This suggestion was decided or taken back already." in again


def test_json_decides_and_tells(text, now):
    rows = [
        suggest(text, member(text), "Иначе.", now),
        suggest(text, member(text), "Совсем иначе.", now, block=SECOND),
    ]
    client = signed_in(member(text, "rapporteur"))
    body = {"ids": [str(row.pk) for row in rows], "decision": "accept"}
    answer = as_json(client, address("decide", text), body)
    assert answer.status_code == 200
    assert answer.json() == {
        "decided": sorted(body["ids"]),
        "late": 0,
        "sentence": "2 suggestions were taken into the text.",
    }
    assert as_json(client, address("decide", text), body).status_code == 409


def test_who_may_not_decide_is_told_so(text, now):
    row = suggest(text, member(text), "Иначе.", now)
    client = signed_in(member(text, "drafter"))
    sent = {"ids": [str(row.pk)], "decision": "accept"}
    assert client.post(address("decide", text), sent).status_code == 403
    answer = as_json(client, address("decide", text), sent)
    assert (answer.status_code, answer.json()["error"]) == (403, "not_yours")
    assert standing(row).state == "open"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decision": "accept"},
        {"decision": "perhaps", "ids": str(uuid4())},
        {"decision": "accept", "ids": "x"},
        {"decision": "accept", "ids": str(uuid4()), "reason": "я" * 501},
    ],
)
def test_an_unclear_decision_changes_nothing(text, sent):
    client = signed_in(member(text, "rapporteur"))
    assert client.post(address("decide", text), sent).status_code == 302
    assert as_json(client, address("decide", text), sent).status_code == 422


@pytest.mark.parametrize("name", ["suggest", "decide"])
def test_a_request_of_another_site_is_refused(text, name):
    client = signed_in(member(text, "rapporteur"), enforce_csrf_checks=True)
    answer = client.post(address(name, text), {"words": "a", "decision": "accept"})
    assert answer.status_code == 403


# Names of several submissions at once


def test_names_across_submissions_are_those_of_each(text):
    review = text.section.submission.review
    hidden = GroupFactory(review=review, confidential=True, neutral_name_en="Equality")
    sealed = SubmissionFactory(review=review, groups=[hidden, group_of(text)])
    person = MembershipFactory(group=hidden, role="drafter").user
    leader = RoleFactory(review=review, role="adviser").user
    member_only = RoleFactory(review=review, role="member").user
    reader = member(text, "rapporteur")
    people = {person.pk, leader.pk, member_only.pk, None, uuid4()}
    submissions = {sealed.pk: people, text.section.submission_id: people}

    names = queries.names_across(reader, submissions)

    assert names[sealed.pk][person.pk].full == "Equality"
    assert names[sealed.pk][leader.pk].full == leader.full_name
    assert names[sealed.pk][member_only.pk].full == "Somebody who left"
    in_the_open = names[text.section.submission_id]
    assert in_the_open[person.pk].full == person.full_name
    assert set(in_the_open) == people
