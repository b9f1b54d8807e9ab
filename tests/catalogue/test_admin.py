"""Staff may better names; nobody adds or deletes facts by hand."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from catalogue.models import (
    Cycle,
    Region,
    Session,
    State,
    Term,
    TermMapping,
    Treaty,
    Turn,
    Vocabulary,
)
from tests.factories.catalogue import StateFactory, TermFactory

pytestmark = pytest.mark.django_db
MODELS = [
    Cycle,
    Region,
    Session,
    State,
    Term,
    TermMapping,
    Treaty,
    Turn,
    Vocabulary,
]


def request_of(user, method="get", data=None):
    request = getattr(RequestFactory(), method)("/", data)
    request.user = user
    return request


@pytest.fixture
def staff():
    return get_user_model().objects.create_user(
        "keeper@example.org", full_name="Keeper", is_staff=True
    )


@pytest.mark.parametrize("model", MODELS)
def test_catalogue_admin_is_for_staff(model, staff):
    page = admin.site.get_model_admin(model)

    assert page.has_view_permission(request_of(staff))
    assert not page.has_view_permission(request_of(get_user_model()()))
    assert not page.has_change_permission(request_of(AnonymousUser()))
    assert not page.has_delete_permission(request_of(staff))


@pytest.mark.parametrize("model", MODELS)
def test_catalogue_admin_lists_and_searches(model, staff):
    TermFactory()
    StateFactory()
    page = admin.site.get_model_admin(model)

    response = page.changelist_view(request_of(staff))
    response.render()

    assert response.status_code == 200


def test_state_admin_offers_names_and_locks_codes(staff):
    page = admin.site.get_model_admin(State)

    form = page.get_form(request_of(staff), StateFactory())

    assert list(form.base_fields) == [
        f"{field}_{code}"
        for field in ("name", "formal_name")
        for code in ("en", "ru", "ky")
    ]


def test_state_admin_form_refuses_a_missing_name(staff):
    page = admin.site.get_model_admin(State)
    state = StateFactory()
    form_class = page.get_form(request_of(staff), state)

    form = form_class({"name_en": "A", "name_ru": "А", "name_ky": ""}, instance=state)

    assert list(form.errors) == ["name_ky"]
