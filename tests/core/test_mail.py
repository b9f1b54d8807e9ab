import email.policy

import pytest
from django.core import mail as outbox

from core import mail

ADDRESS = "https://review.example.org/me/notices/1/"


def send(language="en", key="a-key"):
    mail.send(
        to="bob@example.org",
        template="notice",
        context={"address": ADDRESS},
        language=language,
        key=key,
    )
    return outbox.outbox[-1]


def test_a_letter_says_nothing_in_its_subject():
    assert send().subject == "A message for you"


def test_a_letter_goes_to_one_person_in_plain_text_with_its_link():
    letter = send()

    assert letter.recipients() == ["bob@example.org"]
    assert ADDRESS in letter.body
    assert not getattr(letter, "alternatives", [])
    assert letter.attachments == []


def test_a_letter_sent_twice_can_be_recognised():
    first, again, other = send(), send(), send(key="another")

    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"] != other.extra_headers["Message-ID"]


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_a_letter_is_in_the_language_of_its_reader(language):
    assert send(language).extra_headers["Content-Language"] == language


def test_a_long_address_in_a_header_stays_in_one_piece_on_the_wire():
    address = f"<https://review.example.org/{'n' * 150}/>"
    mail.send(
        to="bob@example.org",
        template="notice",
        context={"address": ADDRESS},
        language="ru",
        key="a-key",
        headers={"List-Unsubscribe": address},
    )

    letter = outbox.outbox[-1]
    for policy, end in ((email.policy.default, "\n"), (email.policy.SMTP, "\r\n")):
        wire = letter.message(policy=policy).as_bytes()
        assert f"{end}List-Unsubscribe: {address}{end}".encode() in wire
    assert letter.message()["Content-Language"] == "ru"
