"""Whoever ordered a file that takes its time is told once when it has ended."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from core import files
from core.models import Job
from notifications.awaiting import await_file, tell_of_ended
from notifications.models import Awaited, Notification
from submissions.models import Printout
from tests.factories import RoleFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(db):
    return RoleFactory().user


@pytest.fixture
def submission(person):
    return SubmissionFactory(review=person.roles.get().review)


@pytest.fixture
def job(submission):
    return Printout.objects.create(
        submission=submission, language="en", digest="d" * 64, content={}
    )


def ordered(job, submission, person, at):
    await_file(job=job, subject=submission, person=person, at=at)


def ended(job, state, at):
    job.state, job.finished_at = state, at
    if state == Job.State.READY:
        job.file = stored()
    job.save()


def stored():
    return files.store(b"%PDF-1.7", content_type="application/pdf")


def told():
    return list(Notification.objects.values_list("recipient", "kind", "subject_id"))


def test_file_that_took_its_time_is_told_once(job, submission, person, now):
    for _look in range(3):
        ordered(job, submission, person, now)
    assert tell_of_ended(at=now) == 0

    ended(job, Job.State.READY, now + 2 * A_MINUTE)
    for _time in range(2):
        tell_of_ended(at=now + 3 * A_MINUTE)

    assert told() == [(person.pk, "file.ready", submission.pk)]
    assert not Awaited.objects.exists()


def test_file_that_came_while_its_reader_looked_is_no_news(
    job, submission, person, now
):
    ordered(job, submission, person, now)
    ended(job, Job.State.READY, now + A_MINUTE)

    assert tell_of_ended(at=now + 2 * A_MINUTE) == 0
    assert not Awaited.objects.exists()


def test_file_that_could_not_be_made_is_told_however_soon(job, submission, person, now):
    ordered(job, submission, person, now)
    ended(job, Job.State.FAILED, now)

    tell_of_ended(at=now)

    assert told() == [(person.pk, "file.failed", submission.pk)]


def test_file_that_is_there_is_not_waited_for(job, submission, person, now):
    ended(job, Job.State.READY, now)

    ordered(job, submission, person, now)

    assert not Awaited.objects.exists()


def test_each_of_two_who_wait_is_told(job, submission, person, now):
    other = RoleFactory(review=submission.review).user
    for who in (person, other):
        ordered(job, submission, who, now)
    ended(job, Job.State.READY, now + 2 * A_MINUTE)

    assert tell_of_ended(at=now + 2 * A_MINUTE) == 2


@pytest.mark.parametrize("what", ["job", "subject"])
def test_what_was_removed_meanwhile_is_no_news(what, job, submission, person, now):
    ordered(job, submission, person, now)
    if what == "job":
        job.delete()
    else:
        Awaited.objects.update(subject_id=job.pk)
        ended(job, Job.State.FAILED, now)

    assert tell_of_ended(at=now) == 0
    assert not Awaited.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rivals_tell_once(now):
    person = RoleFactory().user
    submission = SubmissionFactory(review=person.roles.get().review)
    job = Printout.objects.create(
        submission=submission, language="en", digest="d" * 64, content={}
    )
    ordered(job, submission, person, now)
    ended(job, Job.State.FAILED, now)

    def go(_worker):
        try:
            return tell_of_ended(at=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(go, range(4))) == [0, 0, 0, 1]


def test_page_that_waits_for_a_pdf_remembers_who_waits(client, person, submission):
    client.force_login(person)

    answer = client.get(
        f"/r/{submission.review_id}/submissions/{submission.pk}/print/en.pdf"
    )

    assert answer.status_code == 202
    [row] = Awaited.objects.all()
    assert (row.person, row.subject_id) == (person, submission.pk)
