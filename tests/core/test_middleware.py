"""Language, silence and what a browser may keep."""

import time

import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/accounts/login/"


@pytest.fixture
def me(client):
    person = UserFactory(language="ky")
    client.force_login(person)
    return reverse("accounts:me")


def language(response):
    return response["Content-Language"]


def test_a_browser_is_answered_in_its_language(client):
    assert language(client.get(PAGE, headers={"accept-language": "ru"})) == "ru"
    assert language(client.get(PAGE, headers={"accept-language": "fr"})) == "en"


def test_the_language_of_the_person_comes_before_the_browsers(client, me):
    assert language(client.get(me, headers={"accept-language": "ru"})) == "ky"


def test_a_language_once_asked_for_is_kept_by_the_browser(client, me):
    asked = client.get(me, {"lang": "ru"})

    assert language(asked) == language(client.get(me)) == "ru"
    cookie = asked.cookies["language"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_unknown_language_is_not_kept(client):
    response = client.get(PAGE, {"lang": "xx"})

    assert language(response) == "en"
    assert "language" not in response.cookies


def test_caches_know_that_language_matters(client):
    assert {"Cookie", "Accept-Language"} <= set(client.get(PAGE)["Vary"].split(", "))


def test_half_an_hour_of_silence_signs_out(client, me, settings):
    client.get(me)
    session = client.session
    session["seen"] = int(time.time()) - settings.SESSION_QUIET_AFTER - 1
    session.save()

    assert client.get(me).status_code == 302
    assert "_auth_user_id" not in client.session


def test_whoever_is_active_stays_signed_in(client, me, settings):
    client.get(me)
    session = client.session
    before = session["seen"] = int(time.time()) - settings.SESSION_QUIET_AFTER + 60
    session.save()

    assert client.get(me).status_code == 200
    assert client.session["seen"] > before


def test_reading_on_writes_no_session(client, me):
    client.get(me)
    seen = client.session["seen"]

    client.get(me)

    assert client.session["seen"] == seen


def test_a_page_for_everybody_is_kept_by_nobody_else(client):
    assert "private" in client.get("/about/data/")["Cache-Control"]


def test_every_request_has_a_number_of_its_own(client):
    first, second = (client.get(PAGE)["X-Request-ID"] for _ in range(2))

    assert first != second


@pytest.mark.parametrize(
    "key", [r"\000aaaaaaaa", "aaaa", "a" * 5000, "ключ-из-букв", "' OR 1=1 --"]
)
def test_a_session_that_we_never_gave_out_is_none(client, key):
    cookie = f'session="{key}"'.encode().decode("latin-1")

    assert client.get("/me/", headers={"cookie": cookie}).status_code == 302
