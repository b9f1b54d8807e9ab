"""What a form asks before it leaves its page (static/js/send.js)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_here_tells_a_page_whether_the_same_person_is_signed_in(client):
    one, other = UserFactory(), UserFactory()
    marks = []
    for person in (one, other, one):
        client.force_login(person)
        said = client.get(reverse("accounts:here")).json()
        marks.append(said["who"])
        page = client.get(reverse("accounts:me")).text
        assert f'data-who="{said["who"]}"' in page
        assert str(person.pk) not in page + str(said)

    assert marks[0] == marks[2] != marks[1]


def test_here_gives_a_token_that_a_form_is_taken_with():

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(language="en"))
    token = strict.get(reverse("accounts:here")).json()["token"]
    details = {"full_name": "Aizada", "language": "en", "time_zone": "Asia/Bishkek"}

    without = strict.post(reverse("accounts:me"), details)
    taken = strict.post(
        reverse("accounts:me"), {**details, "csrfmiddlewaretoken": token}
    )

    assert (without.status_code, taken.status_code) == (403, 302)


def test_who_is_signed_out_is_told_so_in_json(client):
    answer = client.get(
        reverse("accounts:here"), headers={"Accept": "application/json"}
    )

    assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})


def test_a_page_that_leads_nowhere_asks_for_nobody(client):
    client.force_login(UserFactory())

    assert "data-who" not in client.get("/nowhere/").text
