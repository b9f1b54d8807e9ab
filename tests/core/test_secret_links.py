"""Addresses that are their own key, told with the share link of a factsheet."""

from datetime import timedelta

import pytest

from core.models import derived_token, digest_of
from factsheets.models import ShareLink
from tests.factories.factsheets import FactsheetFactory, publish, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(now):
    return share(publish(FactsheetFactory(bilingual=True)), days=1, at=now)


def opened(token, at):
    return ShareLink.objects.opened_with(token, at=at)


def test_a_token_opens_its_link_however_often(made, now):
    link, token = made

    assert [opened(token, now) for _ in range(3)] == [link] * 3


def test_a_token_has_256_bits_and_is_kept_nowhere(made):
    link, token = made

    assert len(token) == 43
    assert token not in {str(value) for value in vars(link).values()}
    assert link.token_digest == digest_of(token)


@pytest.mark.parametrize(
    "change", [str.swapcase, lambda token: token[:-1], lambda token: token + "="]
)
def test_nearly_the_token_opens_nothing(made, now, change):
    _link, token = made

    assert opened(change(token), now) is None


def test_a_link_runs_out_to_the_second(made):
    link, token = made

    assert opened(token, link.expires_at - timedelta(microseconds=1)) == link
    assert opened(token, link.expires_at) is None


def test_a_revoked_link_opens_nothing(made, now):
    link, token = made
    ShareLink.objects.filter(pk=link.pk).update(revoked_at=now)

    assert opened(token, now) is None


def test_a_derived_token_can_be_written_again_with_the_key_only(made, settings):
    link, _token = made
    token = link.derive_token()

    assert derived_token(link) == token
    assert link.token_digest == digest_of(token)
    settings.SECRET_KEY = "another key"
    assert derived_token(link) != token


def test_a_link_keeps_its_token_while_the_key_is_rotated(made, settings):
    link, _token = made
    token = link.derive_token()

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert derived_token(link) == token
