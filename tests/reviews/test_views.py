import pytest
from django.urls import reverse

from reviews.models import Role, RoleInvitation
from tests.factories import RoleFactory, RoleInvitationFactory

pytestmark = pytest.mark.django_db

INVITE = {"email": "new@example.org", "role": "adviser", "language": "en"}
SETTINGS = {"coalition_name_en": "Renamed", "session": "63"}
STATUS = [
    # who        GET  POST
    ("anonymous", 302, 302),
    ("ivan", 404, 404),
    ("heidi", 404, 404),
    ("bob", 403, 403),
    ("carol", 403, 403),
    ("dan", 403, 403),
    ("eve", 403, 403),
    ("frank", 403, 403),
    ("grace", 403, 403),
    ("alice", 200, 302),
]


def enter(client, cast, who):
    if who != "anonymous":
        client.force_login(cast[who])
    return client


def address(name, cast, *args):
    return reverse(f"reviews:{name}", args=[cast.review.pk, *args])


@pytest.mark.parametrize(("who", "get", "post"), STATUS)
@pytest.mark.parametrize("page", ["people", "settings"])
def test_pages_by_role(client, cast, who, get, post, page):
    enter(client, cast, who)
    data = INVITE if page == "people" else SETTINGS

    assert client.get(address(page, cast)).status_code == get
    assert client.post(address(page, cast), data).status_code == post
    cast.review.refresh_from_db()
    assert RoleInvitation.objects.exists() is (who == "alice" and page == "people")
    assert (cast.review.coalition_name_en == "Renamed") is (
        who == "alice" and page == "settings"
    )


@pytest.mark.parametrize(("who", "_get", "post"), STATUS)
@pytest.mark.parametrize(
    "name",
    ["end_role", "send_again", "revoke", "open_public_page", "close_public_page"],
)
def test_verbs_by_role(client, cast, who, _get, post, name):
    invitation = RoleInvitationFactory(review=cast.review)
    targets = {
        "end_role": [cast.eve.roles.get().pk],
        "send_again": [invitation.pk],
        "revoke": [invitation.pk],
    }
    enter(client, cast, who)

    response = client.post(address(name, cast, *targets.get(name, [])))

    assert response.status_code == post
    assert client.get(address(name, cast, *targets.get(name, []))).status_code != 200


@pytest.mark.parametrize("name", ["end_role", "send_again", "revoke"])
def test_ids_of_another_review_are_not_found(client, cast, name):
    stranger = cast.heidi.roles.get() if name == "end_role" else RoleInvitationFactory()
    client.force_login(cast.alice)

    assert client.post(address(name, cast, stranger.pk)).status_code == 404
    stranger.refresh_from_db()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nonsense"},
        {"email": "x" * 1_000_000},
        {"role": "member"},
        {"role": "god"},
        {"language": "xx"},
        {"region": "999999"},
    ],
)
def test_people_refuses_nonsense(client, cast, wrong):
    client.force_login(cast.alice)

    response = client.post(address("people", cast), INVITE | wrong)

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not RoleInvitation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": "-1"},
        {"session": "many"},
        {"coalition_name_en": "x" * 1_000_000},
        {"contact_email": "nonsense"},
        {"contact_phone": "9" * 41},
    ],
)
def test_settings_refuse_nonsense(client, cast, wrong):
    client.force_login(cast.alice)

    response = client.post(address("settings", cast), SETTINGS | wrong)

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    cast.review.refresh_from_db()
    assert cast.review.coalition_name_en != "Renamed"


def test_settings_cannot_open_the_public_page_or_move_the_review(client, cast):
    client.force_login(cast.alice)

    client.post(address("settings", cast), SETTINGS | {"is_public": "on", "cycle": 1})

    cast.review.refresh_from_db()
    assert (cast.review.is_public, cast.review.cycle) == (False, 5)


def test_link_is_shown_once_where_no_mail_is_sent(client, cast, settings):
    settings.SMTP_URL = ""
    client.force_login(cast.alice)
    client.post(address("people", cast), INVITE)
    link = RoleInvitation.objects.get().secret_address()

    assert link in client.get(address("people", cast)).text
    assert link not in client.get(address("people", cast)).text


def test_link_is_never_shown_where_mail_is_sent(client, cast, settings):
    settings.SMTP_URL = "smtp://mail.example.org"
    client.force_login(cast.alice)

    client.post(address("people", cast), INVITE)

    link = RoleInvitation.objects.get().secret_address()
    assert link not in client.get(address("people", cast)).text


def test_ending_the_own_role_leads_away(client, cast):
    RoleFactory(review=cast.review)
    client.force_login(cast.alice)

    response = client.post(address("end_role", cast, cast.alice.roles.get().pk))

    assert response["Location"] == "/"
    assert not Role.objects.filter(user=cast.alice).exists()


def test_people_costs_the_same_however_many(client, queries_of):
    role = RoleFactory()
    RoleInvitationFactory(review=role.review)
    client.force_login(role.user)
    page = reverse("reviews:people", args=[role.review.pk])
    with_one = queries_of(client, page)

    RoleFactory.create_batch(2, review=role.review, role="adviser")
    RoleInvitationFactory.create_batch(2, review=role.review)

    assert queries_of(client, page) == with_one
