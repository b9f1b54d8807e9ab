from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from notifications.actions import UnknownKind, mark_all_read, notify
from notifications.models import Letter, Notification
from notifications.queries import newest, unread_count
from tests.factories import NotificationFactory, ReviewFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def tell(people, review, now, **more):
    return notify(
        recipients=people, kind="comment.mentioned", subject=review, at=now, **more
    )


def test_notify_tells_each_person_once(now):
    review, people = ReviewFactory(), UserFactory.create_batch(2)

    first = tell(people, review, now)
    second = tell([*people, UserFactory()], review, now)

    assert (len(first), len(second)) == (2, 1)
    assert Notification.objects.count() == Letter.objects.count() == 3


def test_notify_tells_the_same_person_named_twice_once(now):
    person = UserFactory()

    assert len(tell([person, person], ReviewFactory(), now)) == 1


def test_notify_tells_again_on_the_next_rung(now):
    review, person = ReviewFactory(), UserFactory()

    for rung in ("day 7", "day 1", "day 1"):
        tell([person], review, now, rung=rung)

    assert Notification.objects.count() == 2


def test_notify_on_screen_only(now):
    tell([UserFactory()], ReviewFactory(), now, by_mail=False)

    assert not Letter.objects.exists()


def test_notify_nobody(now):
    assert tell([], ReviewFactory(), now) == []


@pytest.mark.parametrize("kind", ["no.sentence", "review.opened"])
def test_notify_has_a_sentence_that_names_nobody(now, kind):
    with pytest.raises(UnknownKind):
        notify(
            recipients=[UserFactory()],
            kind=kind,
            subject=ReviewFactory(),
            at=now,
        )


def test_notify_rings_for_each_letter_after_the_commit(
    now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tell(UserFactory.create_batch(2), ReviewFactory(), now)

    assert Letter.objects.filter(rung_at=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_rival_processes_tell_once(now):
    review, person = ReviewFactory(), UserFactory()

    def go(_worker):
        try:
            return len(tell([person], review, now))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(go, range(4))) == [0, 0, 0, 1]
    assert Letter.objects.count() == 1


def test_notice_of_what_became_invisible_is_neither_listed_nor_counted():
    role = RoleFactory()
    NotificationFactory(recipient=role.user, subject=role.review)
    assert (len(newest(role.user)), unread_count(role.user)) == (1, 1)

    role.delete()

    assert (len(newest(role.user)), unread_count(role.user)) == (0, 0)


def test_mark_all_read_marks_ones_own(now):
    mine, other = NotificationFactory(), NotificationFactory()

    assert mark_all_read(user=mine.recipient, at=now) == 1

    other.refresh_from_db()
    assert other.read_at is None
    assert unread_count(mine.recipient) == 0
