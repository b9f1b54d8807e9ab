from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts import openings
from accounts.models import Opening
from audit.models import Entry
from core.models import digest_of
from tests.factories.comments import link_to
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(db):
    return SubmissionFactory()


def test_open_to_link_keeps_the_digest_alone(submission, cast, now):
    opening, token = link_to(submission, by=cast.bob, at=now)

    assert opening.link_digest == digest_of(token)
    assert len(token) == 43  # 256 bits
    assert token not in str(Opening.objects.values().get())
    assert (opening.opened_by, opening.user) == (cast.bob, None)


def test_a_link_opens_again_and_again_until_its_last_moment(submission, now):
    opening, token = link_to(submission, at=now, days=2)
    end = now + timedelta(days=2)

    for at in (now, now, end - timedelta(seconds=1)):
        assert Opening.objects.opened_with(token, at=at) == opening
    assert Opening.objects.opened_with(token, at=end) is None
    assert Opening.objects.opened_with("x" * 43, at=now) is None


def test_withdraw_is_effective_at_once_and_once(submission, cast, now):
    opening, token = link_to(submission)

    for _click in range(2):
        openings.withdraw(opening=opening, actor=cast.bob, at=now)

    assert opening.withdrawn_at == now
    assert Opening.objects.opened_with(token, at=now) is None
    assert Entry.objects.filter(verb="opening.withdrawn").count() == 1


@pytest.mark.parametrize(
    ("days", "label"), [(0, "Adviser"), (-1, "Adviser"), (181, "Adviser"), (5, "  ")]
)
def test_open_to_link_refuses(submission, now, days, label):
    with pytest.raises(openings.CannotOpen):
        link_to(submission, at=now, days=days, label=label)

    assert not Opening.objects.exists()


def test_the_trail_names_nobody(submission, cast, now):
    link_to(submission, by=cast.bob, label="Secretname")

    entry = Entry.objects.get(verb="opening.made")
    assert entry.actor_id == cast.bob.pk
    assert "Secretname" not in str(Entry.objects.values())


def test_a_link_says_for_whom(submission):
    opening, _token = link_to(submission)

    with pytest.raises(IntegrityError, match="says_for_whom"), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(label="")


def test_what_a_person_was_shown_ends_with_her_role(submission, cast, now):
    role = cast.eve.roles.get()
    opening = openings.open_to_person(
        subject=submission,
        level="comment",
        until=now + timedelta(days=1),
        person=cast.eve,
        through=role,
        actor=cast.bob,
        at=now,
    )
    assert (opening.user, opening.link_digest) == (cast.eve, None)
    assert opening.through_id == role.pk

    openings.withdraw_through(uuid4(), actor=cast.alice, at=now)
    assert opening in Opening.objects.current()
    openings.withdraw_through(role.pk, actor=cast.alice, at=now)

    assert opening not in Opening.objects.current()
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["opening.given", "opening.ended"]
