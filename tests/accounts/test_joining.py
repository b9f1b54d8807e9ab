"""The page behind the link of an invitation, into a group and to a role."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from core.models import derived_token
from groups.models import Membership
from reviews.models import Role
from tests.factories import (
    PASSWORD,
    InvitationFactory,
    MembershipFactory,
    RoleInvitationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("factory", [InvitationFactory, RoleInvitationFactory])
NEW_PERSON = {"full_name": "Judy", "password": PASSWORD, "language": "ky"}


def path_of(invitation):
    return reverse(invitation.join_route, args=[derived_token(invitation)])


def place_of(invitation):
    return getattr(invitation, "group", None) or invitation.review


@BOTH
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_consumes_nothing(client, factory, method):
    invitation = factory()

    for _time in range(3):
        getattr(client, method)(path_of(invitation))

    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert not Membership.objects.exists()
    assert not Role.objects.exists()


@BOTH
def test_new_person_gets_account_place_and_session(client, factory):
    invitation = factory(email="judy@example.org")

    response = client.post(path_of(invitation), NEW_PERSON)

    judy = User.objects.get(email="judy@example.org")
    assert response.status_code == 302
    assert response["Location"] == place_of(invitation).get_absolute_url()
    assert (judy.full_name, judy.language) == ("Judy", "ky")
    assert judy.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(judy.pk)
    invitation.refresh_from_db()
    assert invitation.used_by == judy


def test_new_member_knows_the_review_and_the_trail_says_how(client):
    invitation = InvitationFactory(role="reader")

    client.post(path_of(invitation), NEW_PERSON)

    judy = User.objects.get(full_name="Judy")
    assert list(judy.memberships.values_list("group", "role")) == [
        (invitation.group.pk, "reader")
    ]
    assert list(judy.roles.values_list("review", "role")) == [
        (invitation.group.review.pk, "member")
    ]
    assert list(Entry.objects.order_by("pk").values_list("verb", "via")) == [
        ("account.created", "invitation"),
        ("invitation.accepted", "invitation"),
        ("role.given", ""),
        ("membership.begun", "invitation"),
    ]


def test_person_of_an_institution_stays_on_their_side(client):
    invitation = InvitationFactory(group__institution=True)

    client.post(path_of(invitation), NEW_PERSON)

    assert list(Role.objects.values_list("role", flat=True)) == ["institution"]


@BOTH
def test_signed_in_person_accepts_with_their_own_account(client, factory):
    invitation = factory()
    lena = UserFactory(full_name="Lena")
    client.force_login(lena)

    shown = client.get(path_of(invitation))
    response = client.post(path_of(invitation))

    assert "You are signed in as Lena" in shown.text
    assert response["Location"] == place_of(invitation).get_absolute_url()
    invitation.refresh_from_db()
    assert invitation.used_by == lena


@BOTH
def test_known_address_is_asked_to_sign_in(client, factory):
    invitation = factory(email=UserFactory().email)

    shown = client.get(path_of(invitation))
    answer = client.post(path_of(invitation), NEW_PERSON)

    for response in (shown, answer):
        assert "Sign in to accept" in response.text
        assert f"?next={path_of(invitation)}" in response.text
    assert not User.objects.filter(full_name="Judy").exists()


@BOTH
@pytest.mark.parametrize("state", ["expired", "revoked", "used"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_invitation_that_is_over_says_so(client, factory, state, method):
    invitation = factory(**{state: True})

    response = getattr(client, method)(path_of(invitation), NEW_PERSON)

    assert response.status_code == 410
    assert "This invitation is over" in response.text
    assert not User.objects.filter(full_name="Judy").exists()


@BOTH
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_token_is_a_page_that_does_not_exist(client, factory, method):
    factory()
    guess = reverse(factory._meta.model.join_route, args=["a" * 64])

    response = getattr(client, method)(guess)

    assert response.status_code == 404
    assert response.text == client.get("/no/such/page/").text


@BOTH
def test_page_tells_nothing_of_what_one_is_invited_to(client, factory):
    invitation = factory()

    response = client.get(path_of(invitation))

    place = place_of(invitation)
    for secret in ("Group", "Coalition", "Kyrgyzstan", invitation.email, str(place.pk)):
        assert secret not in response.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"full_name": ""},
        {"full_name": "   "},
        {"full_name": "x" * 121},
        {"full_name": "a\0b"},
        {"password": "short"},
        {"password": "x" * 1_000_000},
        {"password": "password1234"},
        {"full_name": "Judith Iskakova", "password": "judith iskakova"},
        {"language": "de"},
    ],
)
def test_nonsense_makes_no_account(client, wrong):
    invitation = InvitationFactory()

    response = client.post(path_of(invitation), NEW_PERSON | wrong)

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not User.objects.exists()
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_being_a_member_already_spends_the_invitation_and_keeps_the_role(client):
    membership = MembershipFactory(role="rapporteur")
    invitation = InvitationFactory(group=membership.group, role="reader")
    client.force_login(membership.user)

    client.post(path_of(invitation))

    membership.refresh_from_db()
    invitation.refresh_from_db()
    assert membership.role == "rapporteur"
    assert invitation.used_by == membership.user


def test_too_many_attempts_are_told_to_wait(client):
    path = path_of(InvitationFactory())

    codes = [client.post(path, {"full_name": ""}).status_code for _time in range(21)]

    assert codes == [200] * 20 + [429]


@pytest.mark.django_db(transaction=True)
@BOTH
def test_double_click_of_a_signed_in_person_has_one_effect(factory):
    invitation = factory()
    user = UserFactory()
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)

    codes = at_once(lambda client: client.post(path_of(invitation)), clients)

    assert codes[0] == 302
    assert codes[1] in {302, 410}  # refused in the action, or seen before
    assert Entry.objects.filter(verb="invitation.accepted").count() == 1
    assert Membership.objects.count() + Role.objects.exclude(role="member").count() == 1


@pytest.mark.django_db(transaction=True)
@BOTH
def test_double_click_of_a_new_person_makes_one_account(factory):
    invitation = factory()

    at_once(
        lambda client: client.post(path_of(invitation), NEW_PERSON),
        [Client(), Client(), Client()],
    )

    assert User.objects.count() == 1
    assert Entry.objects.filter(verb="invitation.accepted").count() == 1


def at_once(ask, clients):
    def answer(client):
        try:
            return ask(client).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as pool:
        return sorted(pool.map(answer, clients))
