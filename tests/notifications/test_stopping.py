"""The way out that stands in every letter. Whatever reads mail opens addresses; only
a button, or the mail program's own, changes anything."""

import re

import pytest
from django.core import mail
from django.test import Client

from notifications.models import Letter, Wishes
from notifications.stopping import letter_of, token_of
from notifications.tasks import send_digest, send_letter
from notifications.topics import Topic, When
from tests.factories import (
    DigestFactory,
    LetterFactory,
    NotificationFactory,
    RoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def letter(db):
    return LetterFactory(notification__kind="comment.mentioned")


@pytest.fixture
def digest(db):
    role = RoleFactory()
    digest = DigestFactory(person=role.user)
    NotificationFactory(recipient=role.user, subject=role.review, digest=digest)
    return digest


def page_of(letter):
    return f"/n/{token_of(letter)}/"


def wish(person, topic="mentions"):
    found = Wishes.objects.filter(person=person).first() or Wishes(person=person)
    return found.when(Topic(topic))


def test_letter_has_the_way_out_in_text_and_headers(letter):
    send_letter(job_id=str(letter.pk))

    [sent] = mail.outbox
    address = f"http://localhost:8000{page_of(letter)}"
    assert f"{address}?lang={letter.notification.recipient.language}" in sent.body
    assert sent.extra_headers["List-Unsubscribe"] == f"<{address}now/>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # On the wire in one piece, or mail programs show no button.
    header = re.search(
        rb"^List-Unsubscribe: *(\S+)\r?$", sent.message().as_bytes(), re.MULTILINE
    )
    assert header[1].decode() == f"<{address}now/>"


def test_letter_of_the_morning_has_its_own_way_out(digest):
    send_digest(job_id=str(digest.pk))

    assert page_of(digest) in mail.outbox[0].body


def test_looking_changes_nothing(client, letter):
    for address in (page_of(letter), f"{page_of(letter)}now/"):
        for ask in (client.get, client.head, client.options):
            ask(address)

    assert not Wishes.objects.exists()


def test_page_says_what_changes_and_a_button_changes_it(client, letter):
    shown = client.get(page_of(letter))
    assert str(Topic.MENTIONS.label) in shown.text
    assert "Stop these letters" in shown.text
    for secret in (letter.notification.recipient.email, "Alice"):
        assert secret not in shown.text

    done = client.post(page_of(letter), follow=True)

    person = letter.notification.recipient
    assert wish(person) == When.NEVER
    assert wish(person, "decisions") == When.NOW
    assert "do not come any more" in done.text


def test_it_is_undone_on_the_page(client, letter):
    person = letter.notification.recipient
    Wishes.objects.create(person=person, mentions="morning")
    done = client.post(page_of(letter), follow=True)

    again = client.post(page_of(letter), {"before": done.context["undo"]}, follow=True)

    assert wish(person) == When.MORNING
    assert "Stop these letters" in again.text


def test_undoing_keeps_what_was_chosen_meanwhile(client, letter):
    person = letter.notification.recipient
    done = client.post(page_of(letter), follow=True)
    Wishes.objects.update(mentions="morning")

    client.post(page_of(letter), {"before": done.context["undo"]})

    assert wish(person) == When.MORNING


def test_what_was_before_cannot_be_made_up_or_brought_along(client, letter):
    other = LetterFactory(notification__kind="comment.mentioned")
    done = client.post(page_of(other), follow=True)
    client.post(page_of(letter))

    for before in ("made.up", done.context["undo"]):
        client.post(page_of(letter), {"before": before})

    assert wish(letter.notification.recipient) == When.NEVER


def test_letter_of_the_morning_stops_whatever_comes_in_the_morning(client, digest):
    Wishes.objects.create(person=digest.person, dates="now")

    client.post(page_of(digest))

    found = {topic.value: wish(digest.person, topic.value) for topic in Topic}
    at_once = {"mentions", "decisions", "last_days", "dates"}
    assert found == {
        topic.value: When.NOW if topic in at_once else When.NEVER for topic in Topic
    }


def test_one_click_of_the_mail_program_needs_no_cookie(letter):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(f"{page_of(letter)}now/", ONE_CLICK)

    assert answer.status_code == 204
    assert answer.cookies == {}
    assert wish(letter.notification.recipient) == When.NEVER


def test_one_click_twice_is_one(client, letter):
    for _time in range(2):
        assert client.post(f"{page_of(letter)}now/", ONE_CLICK).status_code == 204


def test_one_click_without_its_words_changes_nothing(client, letter):
    answer = client.post(f"{page_of(letter)}now/", {})

    assert answer["Location"] == page_of(letter)
    assert not Wishes.objects.exists()


def test_button_of_the_page_is_no_foreign_sites(letter):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(page_of(letter)).status_code == 403
    assert not Wishes.objects.exists()


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda _token: "x" * 66])
def test_address_that_was_made_up_is_not_there(client, letter, change):
    token = change(token_of(letter))

    assert letter_of(token) is None
    for address in (f"/n/{token}/", f"/n/{token}/now/"):
        assert client.get(address).status_code == 404
        assert client.post(address, ONE_CLICK).status_code == 404


def test_key_of_one_letter_opens_no_other(letter, digest):
    assert letter_of(token_of(letter)) == letter
    assert letter_of(token_of(digest)) == digest
    forged = token_of(letter).replace(letter.pk.hex, LetterFactory().pk.hex)
    assert letter_of(forged) is None


def test_letters_that_are_stopped_do_not_come(client, letter):
    client.post(page_of(letter))

    send_letter(job_id=str(letter.pk))

    assert mail.outbox == []
    assert Letter.objects.get().state == "ready"


# The page of one's own wishes

LETTERS = "/me/notices/letters/"
USUAL = {
    "mentions": "now",
    "decisions": "now",
    "last_days": "now",
    **dict.fromkeys(["dates", "replies", "files", "meetings", "rest"], "morning"),
    "quiet_from": "",
    "quiet_until": "",
}


def test_wishes_are_kept_for_oneself(client):
    person, other = UserFactory(), UserFactory()
    client.force_login(person)
    assert str(Topic.MENTIONS.label) in client.get(LETTERS).text

    for mentions in ("morning", "never"):
        client.post(
            LETTERS,
            {
                **USUAL,
                "mentions": mentions,
                "quiet_from": "22:00",
                "quiet_until": "7:00",
            },
        )

    kept = Wishes.objects.get()
    assert (kept.person, kept.mentions, kept.rest) == (person, "never", "morning")
    assert (str(kept.quiet_from), str(kept.quiet_until)) == ("22:00:00", "07:00:00")
    assert wish(other) == When.NOW


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": "22:00"},
        {"quiet_from": "22:00", "quiet_until": "22:00"},
        {"mentions": "at night"},
        {"rest": ""},
    ],
)
def test_wishes_that_make_no_sense_are_refused_with_a_sentence(client, wrong):
    client.force_login(UserFactory())

    answer = client.post(LETTERS, {**USUAL, **wrong})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Wishes.objects.exists()


def test_quiet_hours_without_an_end_are_refused_where_they_are_typed(client):
    client.force_login(UserFactory())

    answer = client.post(LETTERS, {**USUAL, "quiet_from": "22:00"})

    assert list(answer.context["form"].errors) == ["quiet_from"]
    assert 'href="#id_quiet_from"' in answer.text


def test_notices_lead_to_the_wishes(client):
    client.force_login(UserFactory())

    assert f'href="{LETTERS}"' in client.get("/me/notices/").text
