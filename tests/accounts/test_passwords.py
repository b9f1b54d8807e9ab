import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import deactivate_user
from accounts.models import PasswordLetter
from accounts.tasks import send_password_letter
from audit.models import Entry
from core.models import Job
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = "another four quiet words"


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def work_done(queries):
    """What the database was asked to do, without the values."""
    return [
        re.findall(r'^(\w+)|(?:FROM|INTO|UPDATE) "(\w+)"', query["sql"])
        for query in queries
    ]


@pytest.mark.parametrize("other", ["unknown", "closed"])
def test_asking_reveals_nothing(other):
    known = UserFactory().email
    unknown = "nobody@example.org"
    if other == "closed":
        unknown = UserFactory(is_active=False).email
    ask(Client(), "warm.up@example.org")
    clients = {known: Client(), unknown: Client()}
    answers, work = {}, {}

    for email, client in clients.items():
        with CaptureQueriesContext(connection) as queries:
            answers[email] = ask(client, email)
        work[email] = work_done(queries)

    for response in answers.values():
        assert response.status_code == 302
        assert response["Location"] == reverse("account_reset_password_done")
    assert answers[known].content == answers[unknown].content
    assert answers[known].headers.keys() == answers[unknown].headers.keys()
    assert work[known] == work[unknown]
    assert PasswordLetter.objects.filter(user=None).count() == 2


def test_letter_leads_to_a_new_password(client):
    person = UserFactory(language="en")
    ask(client, person.email.upper())

    send_password_letter(job_id=str(PasswordLetter.objects.get().pk))

    [letter] = mail.outbox
    assert letter.to == [person.email]
    assert letter.subject == "A message for you"
    assert person.full_name not in letter.body
    address = re.search(r"http://localhost:8000(\S+)", letter.body)[1]
    form = client.get(client.get(address)["Location"])
    assert form.status_code == 200
    again = client.get(address)["Location"]
    client.post(again, {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert Entry.objects.filter(verb="account.password_changed").count() == 1
    assert "This link works no longer" in Client().get(address).text


@pytest.mark.parametrize("whom", ["nobody", "closed"])
def test_letter_to_nobody_is_not_sent(client, whom):
    person = UserFactory()
    ask(client, person.email if whom == "closed" else "nobody@example.org")
    if whom == "closed":
        type(person).objects.update(is_active=False)
    letter = PasswordLetter.objects.get()

    send_password_letter(job_id=str(letter.pk))

    assert mail.outbox == []
    letter.refresh_from_db()
    assert letter.state == Job.State.READY


def test_letter_is_sent_once_under_double_delivery(client):
    ask(client, UserFactory().email)
    letter = PasswordLetter.objects.get()

    for _time in range(2):
        send_password_letter(job_id=str(letter.pk))

    assert len(mail.outbox) == 1


def test_letter_of_a_failing_mail_server_is_tried_again(client, settings):
    ask(client, UserFactory().email)
    letter = PasswordLetter.objects.get()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }

    with pytest.raises(OSError, match="refused"):
        send_password_letter(job_id=str(letter.pk))

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Job.State.WAITING, 1)


def sign_in(person, password=PASSWORD):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client


def is_in(client):
    return client.get(reverse("accounts:me")).status_code == 200


def test_sign_in_by_address_in_any_case():
    UserFactory(email="bob@example.org")
    client = Client()

    client.post(
        reverse("account_login"), {"login": "Bob@Example.ORG", "password": PASSWORD}
    )

    assert is_in(client)


def test_new_password_ends_the_other_sessions():
    person = UserFactory()
    phone, laptop = sign_in(person), sign_in(person)
    assert is_in(phone)

    laptop.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert is_in(laptop)
    assert not is_in(phone)
    assert is_in(sign_in(person, NEW))


def test_sign_out_everywhere_else():
    person = UserFactory()
    phone, laptop = sign_in(person), sign_in(person)

    listed = laptop.get(reverse("usersessions_list"))
    laptop.post(reverse("usersessions_list"))

    assert len(listed.context["sessions"]) == 2
    assert is_in(laptop)
    assert not is_in(phone)


def test_closed_account_is_out_at_once_and_its_sessions_never_return(now):
    person, keeper = UserFactory(), UserFactory()
    phone = sign_in(person)

    deactivate_user(user=person, actor=keeper, at=now)
    assert not is_in(phone)
    type(person).objects.update(is_active=True)

    assert not is_in(phone)


def test_nobody_signs_up_without_an_invitation(client):
    response = client.post(
        reverse("account_signup"),
        {"email": "mallory@example.org", "password1": PASSWORD},
    )

    assert "Joining is by invitation" in response.text
    assert "mallory@example.org" not in response.text
