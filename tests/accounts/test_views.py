import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.backends import Backend
from accounts.models import User
from audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ME = "/me/"
GOOD = {"full_name": "Bob B.", "language": "ky", "time_zone": "Europe/Zurich"}


def test_me_changes_ones_own_details(client):
    bob, carol = UserFactory(full_name="Bob"), UserFactory(full_name="Carol")
    client.force_login(bob)

    response = client.post(ME, {**GOOD, "id": carol.pk, "email": "x@example.org"})

    bob.refresh_from_db()
    carol.refresh_from_db()
    assert response["Location"] == "/me/?lang=ky"  # wins over the browser's cookie
    assert (bob.full_name, bob.language, bob.time_zone) == tuple(GOOD.values())
    assert bob.email != "x@example.org"
    assert carol.full_name == "Carol"
    assert Entry.objects.get().verb == "account.changed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"full_name": ""},
        {"full_name": "x" * 1_000_000},
        {"language": "xx"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
    ],
)
def test_me_refuses_nonsense(client, wrong):
    bob = UserFactory(full_name="Bob")
    client.force_login(bob)

    response = client.post(ME, GOOD | wrong)

    bob.refresh_from_db()
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert bob.full_name == "Bob"


def test_me_offers_a_zone_that_is_not_on_the_short_list(client):
    client.force_login(UserFactory(time_zone="Pacific/Auckland"))

    assert "Pacific/Auckland" in client.get(ME).text


def test_me_asks_strangers_to_sign_in(client):
    assert client.get(ME)["Location"] == "/accounts/login/?next=%2Fme%2F"


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_me_opens_in_every_language(client, language):
    client.force_login(UserFactory(language=language))

    response = client.get(ME)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text


def asked_in(response):
    return "/accounts/login/" in response.get("Location", "")


def test_an_account_that_was_closed_is_signed_in_nowhere(client):
    bob = UserFactory()
    client.force_login(bob)
    assert client.get(ME).status_code == 200

    bob.is_active = False
    bob.save()

    assert asked_in(client.get(ME))


def test_a_session_whose_time_is_over_is_none(client):
    client.force_login(UserFactory())
    Session.objects.update(expire_date=timezone.now())

    assert asked_in(client.get(ME))


def test_a_new_password_ends_every_session(client):
    bob = UserFactory()
    client.force_login(bob)

    bob.set_password("another one, and long")
    bob.save()

    assert asked_in(client.get(ME))


def test_the_person_is_loaded_whole(client):
    bob = UserFactory()

    with CaptureQueriesContext(connection) as queries:
        found = Backend().get_user(str(bob.pk))
        values = [getattr(found, field.attname) for field in User._meta.fields]

    assert found == bob
    assert values == [getattr(bob, field.attname) for field in User._meta.fields]
    assert len(queries) == 1
