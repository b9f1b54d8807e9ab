import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.urls import reverse

from accounts.adapter import AccountAdapter, stand_in_for
from tests.factories import PASSWORD, UserFactory


def test_stand_in_is_the_same_all_day_and_another_tomorrow():
    today = stand_in_for("203.0.113.7", day="2029-05-01")

    assert today == stand_in_for("203.0.113.7", day="2029-05-01")
    assert today != stand_in_for("203.0.113.8", day="2029-05-01")
    assert today != stand_in_for("203.0.113.7", day="2029-05-02")


def test_household_of_addresses_counts_as_one():
    first, second, neighbour = (
        stand_in_for(address, day="2029-05-01")
        for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1")
    )

    assert first == second
    assert first != neighbour


@pytest.mark.django_db
def test_sign_in_keeps_no_address_anywhere(client):
    person = UserFactory()

    client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD},
        REMOTE_ADDR="203.0.113.7",
    )

    assert UserSession.objects.get().ip.startswith("fd")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_cache")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SELECT cache_key FROM core_cache")
        kept = " ".join(key for (key,) in cursor.fetchall())
    assert "203.0.113.7" not in kept
    assert person.email not in kept


def test_library_sends_no_letters_of_its_own():
    AccountAdapter().send_mail("account/email/login_code", "bob@example.org", {})

    assert mail.outbox == []
