"""The letter of the morning: one a day, late rather than lost, never by night."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from core import jobs
from core.models import Job
from notifications.actions import notify
from notifications.digests import gather
from notifications.models import Digest, Letter, Notification, Wishes
from notifications.tasks import put_off_while_quiet, send_digest, send_letter
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db
# Bishkek is six hours ahead: 07:00 there is 01:00 of this clock.
EVENING = datetime(2026, 3, 26, 14, tzinfo=UTC)
MORNING = datetime(2026, 3, 27, 1, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def tell(role, kind="factsheet.to_read", *, at=EVENING, rung=""):
    [notice] = notify(
        recipients=[role.user], kind=kind, subject=role.review, at=at, rung=rung
    )
    return notice


def wishes_for(role, **values):
    return Wishes.objects.create(person=role.user, **values)


def send(digest):
    send_digest(job_id=str(digest.pk), some_future_argument=1)
    digest.refresh_from_db()


@pytest.fixture
def role(db):
    return RoleFactory(user__language="ru", user__time_zone="Asia/Bishkek")


def test_what_can_wait_comes_in_one_letter_in_the_morning(role):
    for rung in "123":
        tell(role, rung=rung)

    assert gather(at=MORNING - A_MINUTE) == []
    [digest] = gather(at=MORNING)
    assert gather(at=MORNING + A_MINUTE) == []

    assert not Letter.objects.exists()
    assert digest.notices.count() == 3
    assert (str(digest.on), digest.planned_at) == ("2026-03-27", MORNING)


def test_what_cannot_wait_comes_at_once_and_by_itself(role):
    for kind in ("comment.mentioned", "decision.wanted", "milestone.last_day"):
        tell(role, kind)

    assert list(Letter.objects.values_list("due_at", flat=True)) == [EVENING] * 3
    assert gather(at=MORNING) == []


def test_each_topic_comes_as_its_reader_wishes(role):
    wishes_for(role, mentions="morning", rest="now", replies="never")

    mention = tell(role, "comment.mentioned")
    rest = tell(role)
    reply = tell(role, "comment.replied")

    [digest] = gather(at=MORNING)
    assert [*digest.notices.all()] == [mention]
    assert Letter.objects.get().notification == rest
    assert Notification.objects.filter(pk=reply.pk, read_at=None).exists()


def test_letter_at_once_waits_for_the_end_of_quiet_hours(role):
    wishes_for(role, quiet_from=time(20), quiet_until=time(9))  # it is 20:00 there

    tell(role, "comment.mentioned")

    assert Letter.objects.get().due_at == MORNING + timedelta(hours=2)


def test_letter_of_the_morning_waits_for_the_end_of_quiet_hours(role):
    wishes_for(role, quiet_from=time(20), quiet_until=time(9))
    tell(role)

    [digest] = gather(at=MORNING)

    nine = MORNING + timedelta(hours=2)
    assert (digest.due_at, digest.planned_at) == (nine, nine)


def test_letter_that_is_retried_by_night_waits_too(role, now):
    """Whatever the hour is now: quiet from an hour ago for two."""
    tell(role, "comment.mentioned", at=now)
    letter = Letter.objects.get()
    clock = timezone.now().astimezone(UTC)
    role.user.time_zone = "UTC"
    role.user.save()
    begins, ends = clock - timedelta(hours=1), clock + timedelta(hours=1)
    wishes_for(role, quiet_from=begins.time(), quiet_until=ends.time())

    Letter.objects.update(due_at=begins)
    send_letter(job_id=str(letter.pk))

    assert mail.outbox == []
    letter.refresh_from_db()
    assert (letter.state, letter.due_at, letter.attempts) == ("waiting", ends, 0)

    put_off_while_quiet(Letter, str(letter.pk), at=ends)
    assert Letter.objects.claimable(at=ends).exists()


def test_server_that_was_down_in_the_morning_sends_later_and_says_so(role):
    tell(role)

    [digest] = gather(at=MORNING + timedelta(hours=8))
    send(digest)

    assert digest.planned_at == MORNING
    [letter] = mail.outbox
    assert digest.state == Job.State.READY
    assert is_called_late(letter)


def is_called_late(letter):
    return "This letter comes late" in letter.body or "опозда" in letter.body


def test_letter_in_time_does_not_call_itself_late(role):
    now = timezone.now()
    tell(role, at=now)
    Notification.objects.update(mail_from=now)

    [digest] = gather(at=now)
    send(digest)

    assert not is_called_late(mail.outbox[0])


def test_what_is_told_by_day_waits_for_tomorrow(role):
    tell(role, rung="1")
    gather(at=MORNING)

    tell(role, at=MORNING + timedelta(hours=3), rung="2")

    assert gather(at=MORNING + timedelta(hours=9)) == []
    [digest] = gather(at=MORNING + timedelta(days=1))
    assert digest.notices.get().rung == "2"


def test_what_comes_when_todays_letter_went_waits_for_tomorrow(role):
    tell(role, rung="1")
    [digest] = gather(at=MORNING)
    send(digest)
    tell(role, rung="2")  # noticed in the evening, in the table only now

    assert gather(at=MORNING + A_MINUTE) == []
    [later] = gather(at=MORNING + timedelta(days=1))

    assert later.notices.get().rung == "2"


def test_what_comes_before_todays_letter_went_goes_with_it(role):
    tell(role, rung="1")
    gather(at=MORNING)
    tell(role, rung="2")

    [digest] = gather(at=MORNING + A_MINUTE)

    assert digest.notices.count() == 2
    assert Digest.objects.count() == 1


@pytest.mark.parametrize("why", ["read", "invisible", "closed", "unwanted"])
def test_letter_of_which_nothing_is_left_is_not_sent(role, why, now):
    tell(role)
    [digest] = gather(at=MORNING)
    if why == "read":
        Notification.objects.update(read_at=now)
    elif why == "invisible":
        role.delete()
    elif why == "unwanted":
        wishes_for(role, rest="never")
    else:
        role.user.is_active = False
        role.user.save()

    send(digest)

    assert mail.outbox == []
    assert digest.state == Job.State.READY


def test_letter_counts_and_names_nobody(role):
    role.user.full_name = "Alice"
    role.user.save()
    first, second = tell(role, rung="1"), tell(role, "comment.replied", rung="2")
    [digest] = gather(at=MORNING)

    send(digest)

    [letter] = mail.outbox
    assert letter.to == [role.user.email]
    for notice in (first, second):
        assert letter.body.count(f"/me/notices/{notice.pk}/") == 1
    for secret in ("Alice", role.review.coalition_name_en, str(role.review.pk)):
        assert secret not in letter.body + letter.subject
    assert not getattr(letter, "alternatives", [])
    assert letter.extra_headers["Message-ID"] == f"<{digest.pk}@localhost>"
    assert letter.extra_headers["Content-Language"] == "ru"


def test_long_letter_ends_with_the_way_to_the_list(role):
    notices = [tell(role, rung=str(number)) for number in range(22)]
    [digest] = gather(at=MORNING)

    send(digest)

    body = mail.outbox[0].body
    assert sum(str(notice.pk) in body for notice in notices) == 20
    assert "http://localhost:8000/me/notices/\n" in body


# What the mail server does not take


def given_up(letter, at):
    type(letter).objects.filter(pk=letter.pk).update(
        state=Job.State.FAILED, attempts=5, finished_at=at
    )


def test_letter_that_was_given_up_is_offered_again_within_a_day(role):
    tell(role, "comment.mentioned", rung="now")
    tell(role, rung="morning")
    [digest] = gather(at=MORNING)
    letter = Letter.objects.get()
    for row in (letter, digest):
        given_up(row, MORNING)

    gather(at=MORNING + timedelta(minutes=59))
    assert {*Letter.objects.values_list("state", flat=True)} == {"failed"}
    gather(at=MORNING + timedelta(hours=1))

    for row in (letter, digest):
        row.refresh_from_db()
        assert (row.state, row.attempts) == ("waiting", 0)


def test_what_a_letter_that_is_lost_held_goes_with_a_later_one(role):
    notice = tell(role)
    [digest] = gather(at=MORNING)
    given_up(digest, MORNING + timedelta(hours=23))

    [later] = gather(at=MORNING + timedelta(days=1))

    assert later != digest
    assert later.notices.get() == notice


def test_letter_at_once_is_not_offered_for_ever(role):
    tell(role, "comment.mentioned")
    given_up(Letter.objects.get(), EVENING)

    gather(at=EVENING + timedelta(days=1))

    assert Letter.objects.get().state == "failed"


# Rivals


@pytest.mark.django_db(transaction=True)
def test_rival_gatherers_make_one_letter():
    role = RoleFactory()
    for rung in "123":
        tell(role, rung=rung)

    def go(_worker):
        try:
            gather(at=MORNING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(go, range(4)))

    assert Digest.objects.get().notices.count() == 3


@pytest.mark.django_db(transaction=True)
def test_gatherer_leaves_a_letter_alone_that_is_being_sent():
    role = RoleFactory()
    tell(role, rung="1")
    [digest] = gather(at=MORNING)
    assert jobs.claim(Digest, str(digest.pk), at=MORNING)

    tell(role, rung="2")

    assert gather(at=MORNING + A_MINUTE) == []
    assert Notification.objects.get(rung="2").digest is None
