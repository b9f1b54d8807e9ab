import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connections

from core.models import Job
from notifications.tasks import send_letter
from tests.factories import LetterFactory, NotificationFactory, RoleFactory

pytestmark = pytest.mark.django_db


def test_letter_says_nothing_and_leads_through_sign_in():
    role = RoleFactory(
        user__language="ru",
        user__full_name="Alice",
        review__coalition_name_en="The Coalition",
    )
    letter = LetterFactory(
        notification__recipient=role.user, notification__subject=role.review
    )

    send_letter(job_id=str(letter.pk), some_future_argument=1)

    [sent] = mail.outbox
    notice = letter.notification
    assert sent.to == [role.user.email]
    assert f"http://localhost:8000/me/notices/{notice.pk}/" in sent.body
    for secret in ("Alice", "Coalition", "Kyrgyzstan", str(role.review.pk)):
        assert secret not in sent.body + sent.subject
    letter.refresh_from_db()
    assert letter.state == Job.State.READY


@pytest.mark.parametrize("why", ["read", "invisible", "closed"])
def test_letter_that_is_no_longer_due_is_not_sent(why, now):
    role = RoleFactory()
    notice = NotificationFactory(recipient=role.user, subject=role.review)
    letter = LetterFactory(notification=notice)
    if why == "read":
        notice.read_at = now
        notice.save()
    elif why == "invisible":
        role.delete()
    else:
        role.user.is_active = False
        role.user.save()

    send_letter(job_id=str(letter.pk))

    assert mail.outbox == []
    letter.refresh_from_db()
    assert letter.state == Job.State.READY


class Mailbox:
    """A mail server that keeps what it takes; `grumpy` refuses that often."""

    def __init__(self, grumpy=0):
        self.grumpy = grumpy
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- its name
        if self.grumpy:
            self.grumpy -= 1
            return "451 Not now"
        self.letters.append(envelope)
        return "250 Taken"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def mail_server(settings):
    mailbox, port = Mailbox(), free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": "127.0.0.1",
                "port": port,
                "timeout": 5,
            },
        }
    }
    yield mailbox
    controller.stop()


@pytest.mark.django_db(transaction=True)
def test_mail_server_gets_one_letter_under_double_delivery(mail_server):
    letter = LetterFactory()

    def deliver(_worker):
        try:
            send_letter(job_id=str(letter.pk))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(deliver, range(4)))
    deliver(0)

    [envelope] = mail_server.letters
    assert envelope.rcpt_tos == [letter.notification.recipient.email]
    assert f"Message-ID: <{letter.pk}@localhost>".encode() in envelope.content
    assert b"Subject: A message for you" in envelope.content


@pytest.mark.django_db(transaction=True)
def test_letter_refused_is_sent_later_and_once(mail_server):
    mail_server.grumpy = 1
    letter = LetterFactory()

    with pytest.raises(OSError, match="Not now"):
        send_letter(job_id=str(letter.pk))
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Job.State.WAITING, 1)

    type(letter).objects.update(due_at=letter.created_at)  # its wait is over
    send_letter(job_id=str(letter.pk))

    assert len(mail_server.letters) == 1
