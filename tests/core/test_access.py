"""The first wall: every view says who may reach it, or nobody may."""

import pytest
from django.http import HttpResponse
from django.urls import include, path

from core.access import (
    Policy,
    access,
    declared_policy,
    every_view_declares_its_access,
    walk,
)
from tests.factories import UserFactory
from upr_platform.urls import THIRD_PARTY_ACCESS  # noqa: F401 -- part of a URLconf


def view(policy=None):
    def shown(request, **_ids):
        return HttpResponse("shown")

    return access(policy)(shown) if policy else shown


urlpatterns = [
    path("for-anyone/", view("public")),
    path("for-holders/", view("link")),
    path("for-people/", view("signed_in")),
    path("for-keepers/", view("staff")),
    path("for-nobody/", view(), name="forgotten"),
    path("", include("upr_platform.urls")),
]
handler404 = "core.errors.not_found"

here = pytest.mark.urls("tests.core.test_access")


@pytest.fixture
def browsers(client, db):
    """Browsers in which nobody, somebody and a keeper are signed in."""

    def of(who):
        if who != "nobody":
            client.force_login(UserFactory(is_staff=who == "keeper"))
        return client

    return of


@here
@pytest.mark.parametrize(
    ("who", "answers"),
    [
        # for anyone, holders, people, keepers, nobody
        ("nobody", [200, 200, 302, 302, 404]),
        ("somebody", [200, 200, 200, 404, 404]),
        ("keeper", [200, 200, 200, 200, 404]),
    ],
)
def test_a_policy_lets_in_whom_it_says(browsers, who, answers):
    browser = browsers(who)
    pages = ["anyone", "holders", "people", "keepers", "nobody"]

    assert [browser.get(f"/for-{page}/").status_code for page in pages] == answers


@here
@pytest.mark.django_db
def test_signing_in_leads_back(client):
    response = client.get("/for-people/?a=1&b=2")

    assert (
        response["Location"] == "/accounts/login/?next=%2Ffor-people%2F%3Fa%3D1%26b%3D2"
    )


@here
@pytest.mark.django_db
def test_signing_in_leads_back_to_no_form(client):
    """A POST cannot be repeated by following a link."""
    assert client.post("/for-people/")["Location"] == "/accounts/login/?next=%2F"


@here
@pytest.mark.django_db
def test_a_script_is_told_in_its_own_words(client):
    response = client.post("/for-people/", headers={"accept": "application/json"})

    assert (response.status_code, response.json()) == (401, {"error": "signed_out"})


@here
def test_a_forgotten_view_is_an_error_at_start():
    (error,) = every_view_declares_its_access(None)

    assert error.id == "core.E001"
    assert "forgotten" in error.msg


def test_every_view_of_ours_says_who_may_reach_it():
    assert every_view_declares_its_access(None) == []


def test_an_unknown_policy_is_refused():
    with pytest.raises(ValueError, match="everybody"):
        access("everybody")


def test_the_table_names_third_parties():
    nameless = view()

    assert declared_policy(nameless, "account_login", []) == Policy.PUBLIC
    assert declared_policy(nameless, "admin:index", ["admin"]) == Policy.STAFF
    assert declared_policy(nameless, "else:where", ["else"]) is None
    assert declared_policy(view("link"), "account_login", []) == Policy.LINK


def test_the_walk_finds_nested_addresses():
    names = {name for _route, name, *_rest in walk()}

    assert {"workspace:front", "factsheets:edit", "admin:index", "healthz"} <= names
