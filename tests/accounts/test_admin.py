import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    keeper = UserFactory(full_name="Keeper", is_staff=True)
    client.force_login(keeper)
    return keeper


def change_page(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def test_keeper_lists_people_without_their_addresses(client, keeper):
    bob = UserFactory(full_name="Bob")

    response = client.get(reverse("admin:accounts_user_changelist"))

    assert "Bob" in response.text
    assert bob.email not in response.text


def test_keeper_closes_an_account_and_sees_nothing_secret(client, keeper):
    bob = UserFactory(full_name="Bob")

    page = client.get(change_page(bob))
    client.post(change_page(bob), {"email": "x@example.org", "is_superuser": "on"})

    changed = User.objects.get(pk=bob.pk)
    assert not changed.is_active
    assert (changed.email, changed.is_superuser) == (bob.email, False)
    assert bob.email not in page.text
    assert bob.password not in page.text
    assert 'name="password"' not in page.text
    assert Entry.objects.get().verb == "account.deactivated"


def test_keeper_opens_an_account_again(client, keeper):
    bob = UserFactory(is_active=False)

    client.post(change_page(bob), {"is_active": "on"})

    assert User.objects.get(pk=bob.pk).is_active
    assert Entry.objects.get().verb == "account.reactivated"


def test_admin_log_keeps_no_names(client, keeper):
    client.post(change_page(UserFactory(full_name="Bob")), {})

    assert not LogEntry.objects.exists()


def test_keeper_cannot_close_the_own_account(client, keeper):
    assert client.post(change_page(keeper), {}).status_code == 403

    assert User.objects.get(pk=keeper.pk).is_active


def test_nobody_is_added_or_deleted_here(client, keeper):
    bob = UserFactory()

    added = client.get(reverse("admin:accounts_user_add"))
    deleted = client.post(
        reverse("admin:accounts_user_delete", args=[bob.pk]), {"post": "yes"}
    )

    assert (added.status_code, deleted.status_code) == (403, 403)
    assert User.objects.filter(pk=bob.pk).exists()


def test_admin_has_no_door_of_its_own(client):
    asked = client.get(reverse("admin:login"))
    assert asked["Location"].startswith("/accounts/login/")

    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("admin:login"))["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:password_change"))["Location"] == reverse(
        "account_change_password"
    )


def test_admin_does_not_exist_for_others(client):
    client.force_login(UserFactory())

    assert client.get(reverse("admin:index")).status_code == 404


def test_admin_knows_nothing_that_holds_people_but_users():
    registered = {model._meta.label for model in admin.site._registry}

    assert "accounts.User" in registered
    assert registered.isdisjoint(
        {"account.EmailAddress", "usersessions.UserSession", "auth.Group"}
    )
