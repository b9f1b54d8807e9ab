"""What the holder of a link sees and does, asked at its address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from accounts.openings import withdraw
from comments import actions
from comments.models import Comment, Thread
from groups.models import Membership
from submissions.models import Text
from submissions.models.drafting import Level
from tests.factories import MembershipFactory
from tests.factories.comments import answer, link_to, say, write
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast):
    return SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.second, cast.confidential]
    )


@pytest.fixture
def text(submission):
    text = text_of(SectionFactory(submission=submission, heading_ru="Убежища"))
    write(text, "В девяти районах из сорока", "Ехать семь часов")
    return text


@pytest.fixture
def other(submission):
    text = text_of(SectionFactory(submission=submission, heading_ru="Скрытое"))
    write(text, "Слова другого раздела")
    return text


def home(token):
    return reverse("guest:home", args=[token])


def of(token, text, name="text"):
    return reverse(f"guest:{name}", args=[token, text.pk])


def reply_url(token, thread):
    return reverse("guest:reply", args=[token, thread.pk])


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_link_to_one_text_shows_the_fresh_document(client, text):
    _opening, token = link_to(text)
    write(text, "Только что написано")

    page = page_of(client, home(token))

    assert '<h1 lang="ru">Убежища</h1>' in page
    assert "В девяти районах из сорока" in page
    assert "Только что написано" in page
    assert "noindex" in page


def test_a_guest_has_no_session_no_navigation_and_leaves_no_trace(client, text):
    _opening, token = link_to(text)

    response = client.get(home(token))

    assert "session" not in response.cookies
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert 'class="sections' not in response.content.decode()
    assert "/r/" not in response.content.decode()


def test_a_link_to_one_text_tells_nothing_of_another(client, text, other, cast):
    _opening, token = link_to(text)
    there, _token = link_to(other, label="Other")
    thread = say(other, there, "Скрытый вопрос")

    page = page_of(client, home(token))

    assert "Скрыт" not in page
    assert str(other.pk) not in page
    assert client.get(of(token, other)).status_code == 404
    assert client.post(of(token, other, "comment"), {"body": "x"}).status_code == 404
    assert client.post(reply_url(token, thread), {"body": "x"}).status_code == 404
    assert Comment.objects.count() == 1


def test_a_link_to_the_submission_lists_its_texts(client, submission, text, other):
    _opening, token = link_to(submission)
    elsewhere = text_of(SectionFactory())

    page = page_of(client, home(token))

    assert all(of(token, row) in page for row in (text, other))
    assert "Слова другого" in page_of(client, of(token, other))
    assert client.get(of(token, elsewhere)).status_code == 404


def test_a_guest_is_told_what_the_link_is_and_until_when(client, text, now):
    _opening, token = link_to(text, days=10, at=now)
    _opening, reading = link_to(text, level="read", label="Reader")

    page = page_of(client, home(token))

    assert "works until" in page
    assert "You may read it and comment" in page
    assert "You may read it and comment" not in page_of(client, home(reading))


@pytest.mark.parametrize(
    ("what", "status"), [("unknown", 404), ("withdrawn", 404), ("over", 410)]
)
def test_a_link_that_is_no_more(client, text, cast, what, status):
    ago = timezone.now() - timedelta(days=3)
    opening, token = link_to(text, days=1 if what == "over" else 30, at=ago)
    if what == "withdrawn":
        withdraw(opening=opening, actor=cast.bob, at=timezone.now())
    if what == "unknown":
        token = "x" * 43

    answers = [
        client.get(home(token)),
        client.get(of(token, text)),
        client.post(of(token, text, "comment"), {"body": "Late"}),
        client.post(reply_url(token, text), {"body": "Late"}),
    ]

    assert [row.status_code for row in answers] == [status] * 4
    assert not any("девяти" in row.content.decode() for row in answers)
    assert not Thread.objects.exists()


def test_a_guest_comments_on_a_paragraph(client, text, cast):
    opening, token = link_to(text, by=cast.bob)
    block = "b0000000001"
    form = page_of(client, f"{of(token, text)}?block={block}")

    response = client.post(
        of(token, text, "comment"), {"body": "Сколько?", "block": block}
    )

    thread = Thread.objects.get()
    assert "Ехать семь часов</blockquote>" in form
    assert response.url == f"{of(token, text)}#c-{thread.pk}"
    assert (thread.block, thread.quote) == (block, "Ехать семь часов")
    assert thread.comments.get().guest == opening
    assert "Сколько?" in page_of(client, of(token, text))


def test_a_guest_cannot_put_words_into_the_text_by_a_quote(client, text):
    _opening, token = link_to(text)

    client.post(
        of(token, text, "comment"),
        {"body": "?", "block": "b0000000001", "quote": "Forged", "start": "AA"},
    )
    client.post(of(token, text, "comment"), {"body": "?", "quote": "Forged"})

    assert "Forged" not in [thread.quote for thread in Thread.objects.all()]


def test_a_guest_sees_answers_by_role_and_nobodys_name(client, text, cast):
    opening, token = link_to(text)
    thread = say(text, opening)
    answer(thread, cast.bob, "@Carol knows", people=[cast.carol])
    answer(thread, cast.grace, "Nine.")
    answer(thread, cast.alice, "Thank you")
    Membership.objects.filter(user=cast.carol).delete()

    page = page_of(client, of(token, text))

    for name in ("Alice", "Bob", "Carol", "Grace", "Equality", "Women’s"):
        assert name not in page
    assert page.count("<b>Rapporteur</b>") == 2  # Bob and Grace
    assert page.count("<b>One of the authors</b>") == 1  # who coordinates
    assert "@One of the authors" in page  # who left
    assert "<b>You</b>" in page


def test_a_guest_sees_nothing_of_what_others_say(client, text, cast):
    _opening, token = link_to(text)
    say(text, cast.bob, "Among ourselves")
    other, _token = link_to(text, label="Rival reader")
    thread = say(text, other, "By another guest")

    page = page_of(client, of(token, text))

    assert "Among ourselves" not in page
    assert "another guest" not in page
    assert "Rival" not in page
    assert client.post(reply_url(token, thread), {"body": "x"}).status_code == 404


def test_a_guest_goes_on_in_an_own_thread_and_sees_it_settled(client, text, cast):
    opening, token = link_to(text)
    thread = say(text, opening)
    answer(thread, cast.bob, "Nine.")

    response = client.post(reply_url(token, thread), {"body": "Thank you"})
    actions.resolve(thread=thread, actor=cast.bob, at=timezone.now())

    assert response.url == f"{of(token, text)}#c-{thread.pk}"
    page = page_of(client, of(token, text))
    assert "Thank you" in page
    assert "1 settled thread" in page
    assert "/resolve/" not in page


@pytest.mark.parametrize("where", ["comment", "reply"])
def test_what_was_refused_is_shown_with_what_was_typed(client, text, where):
    opening, token = link_to(text)
    thread = say(text, opening)
    address = (
        of(token, text, "comment") if where == "comment" else reply_url(token, thread)
    )

    response = client.post(address, {"body": "y" * 2001, "block": "b0000000001"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "y" * 2001 in page
    assert "2001 characters of 2000" in page
    assert "Ехать семь часов</blockquote>" in page if where == "comment" else True
    assert Comment.objects.count() == 1


def test_a_link_to_read_takes_no_comments(client, text):
    opening, token = link_to(text)
    thread = say(text, opening)
    Opening.objects.update(level="read")

    assert client.post(of(token, text, "comment"), {"body": "x"}).status_code == 403
    assert client.post(reply_url(token, thread), {"body": "x"}).status_code == 403
    assert "<textarea" not in page_of(client, of(token, text))
    assert Comment.objects.count() == 1


def test_a_forged_form_from_elsewhere_changes_nothing(text):
    _opening, token = link_to(text)
    browser = Client(enforce_csrf_checks=True)
    browser.get(home(token))
    key = browser.cookies["csrf"].value
    address = of(token, text, "comment")

    forged = browser.post(address, {"body": "Forged"})
    abroad = browser.post(
        address,
        {"body": "Forged", "csrfmiddlewaretoken": key},
        headers={"Origin": "https://evil.example"},
    )
    own = browser.post(
        address,
        {"body": "Mine", "csrfmiddlewaretoken": key},
        headers={"Origin": "http://testserver"},
    )

    assert [forged.status_code, abroad.status_code, own.status_code] == [403, 403, 302]
    assert [row.body for row in Comment.objects.all()] == ["Mine"]


def test_who_is_signed_in_and_follows_a_link_is_a_guest_there(client, text, cast):
    _opening, token = link_to(text)
    client.force_login(cast.ivan)

    page = page_of(client, home(token))
    client.post(of(token, text, "comment"), {"body": "As a guest"})

    assert "Ivan" not in page
    assert Comment.objects.get().author is None


def test_opening_a_link_asks_the_same_however_much_was_said(client, text, cast):
    opening, token = link_to(text)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page_of(client, of(token, text))
        return len(queries)

    answer(say(text, opening, "0"), cast.bob)
    one = asked()
    for number in "12":
        answer(say(text, opening, number), cast.carol)

    assert asked() == one <= 12


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_texts_asks_the_same_however_many(client, submission, count):
    _opening, token = link_to(submission)
    SectionFactory.create_batch(count, submission=submission)

    with CaptureQueriesContext(connection) as queries:
        page_of(client, home(token))

    assert len(queries) <= 4


# What an opening does to texts


@pytest.mark.parametrize("level", ["read", "comment"])
@pytest.mark.parametrize("whole", [True, False])
def test_visible_to_whom_it_was_opened_with_the_level(text, cast, level, whole, other):
    subject = text.section.submission if whole else text
    opening = Opening.objects.create(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        user=cast.ivan,
        level=level,
        until=timezone.now() + timedelta(days=1),
    )

    seen = Text.objects.visible_to(cast.ivan)

    expected = Level.COMMENT if level == "comment" else Level.READ
    assert {row.level for row in seen} == {expected}
    assert seen.filter(pk=other.pk).exists() is whole
    assert not any(row.decides for row in seen)
    Opening.objects.filter(pk=opening.pk).update(level="read")
    assert Text.objects.visible_to(cast.ivan).get(pk=text.pk).level == Level.READ
    withdraw(opening=opening, actor=cast.bob, at=timezone.now())
    assert not Text.objects.visible_to(cast.ivan).exists()


def test_an_opening_takes_nothing_from_a_member(text, cast):
    reader = MembershipFactory(group=cast.first, role="reader").user
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=reader,
        until=timezone.now() + timedelta(days=1),
    )

    assert Text.objects.visible_to(reader).get(pk=text.pk).level == Level.SUGGEST


@pytest.mark.parametrize("level", ["read", "comment"])
def test_opened_by_a_link_with_the_level_of_the_link(text, other, level, cast):
    one, _token = link_to(text, level=level)
    whole, _token = link_to(text.section.submission, level=level)
    elsewhere, _token = link_to(cast.first, level=level)  # of another kind

    expected = Level.COMMENT if level == "comment" else Level.READ
    assert [(row.pk, row.level) for row in Text.objects.opened_by(one)] == [
        (text.pk, expected)
    ]
    assert {row.level for row in Text.objects.opened_by(whole)} == {expected}
    assert {text, other} < set(Text.objects.opened_by(whole))
    assert not Text.objects.opened_by(elsewhere).exists()
