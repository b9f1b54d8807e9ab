"""The life of a job row, told with the simplest job there is."""

import threading
import time
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import PasswordLetter
from core import jobs
from core.models import Job
from factsheets.models import Rendition
from tests.factories import MembershipFactory
from tests.factories.factsheets import FactsheetFactory, measure

MOST = Job.MAX_ATTEMPTS
Waiting, Running, Ready, Failed = Job.State


@pytest.fixture
def job(db, now):
    return PasswordLetter.objects.create(due_at=now)


@pytest.fixture
def rings(monkeypatch):
    """Which jobs the broker was told of, in order."""
    heard = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, **said: heard.append((name, said))
    )
    monkeypatch.setattr(jobs, "_asks_again_at", 0.0)
    return heard


def claimed(job, at):
    return jobs.claim(PasswordLetter, str(job.pk), at=at)


def after(job):
    job.refresh_from_db()
    return job.state, job.attempts


# Claims


def test_a_claim_counts_the_attempt_and_expires(job, now):
    claim = claimed(job, now)

    assert claim == jobs.Claim(PasswordLetter, str(job.pk), 1)
    assert after(job) == (Running, 1)
    assert job.claimed_until == now + Job.CLAIM_LASTS


def test_a_claimed_job_is_nobody_elses(job, now):
    claimed(job, now)

    assert claimed(job, now + Job.CLAIM_LASTS / 2) is None
    assert after(job) == (Running, 1)


def test_a_job_is_not_claimed_before_it_is_due(job, now):
    assert claimed(job, now - timedelta(seconds=1)) is None


def test_a_dead_workers_job_can_be_claimed_when_its_claim_has_run_out(job, now):
    claimed(job, now)

    assert claimed(job, now + Job.CLAIM_LASTS).attempt == 2


def test_an_unknown_job_is_no_work(db, now):
    assert (
        jobs.claim(PasswordLetter, "5f2a7a0e-0000-4000-8000-000000000000", at=now)
        is None
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_gets_the_job(now):
    job = PasswordLetter.objects.create(due_at=now)
    start, got = threading.Barrier(2), []

    def work():
        start.wait()
        got.append(claimed(job, now))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(claim is None for claim in got) == [False, True]
    assert after(job) == (Running, 1)


# Ends


def test_finishing_records_the_moment(job, now):
    assert jobs.finish(claimed(job, now), at=now)
    assert after(job) == (Ready, 1)
    assert (job.finished_at, job.claimed_until) == (now, None)


def test_a_finished_job_is_not_claimed_again(job, now):
    jobs.finish(claimed(job, now), at=now)

    assert claimed(job, now + timedelta(days=1)) is None


def test_a_late_finisher_changes_nothing(job, now):
    late = claimed(job, now)
    later = now + Job.CLAIM_LASTS
    current = claimed(job, later)

    assert not jobs.finish(late, at=later)
    assert not jobs.fail(late, at=later)
    assert after(job) == (Running, 2)
    assert jobs.finish(current, at=later)
    assert not jobs.finish(late, at=later)


def test_what_failed_waits_longer_each_time(job, now):
    waits = []
    for _ in range(MOST - 1):
        job.refresh_from_db()
        moment = max(job.due_at, now)
        jobs.fail(claimed(job, moment), at=moment)
        job.refresh_from_db()
        waits.append((job.due_at - moment).total_seconds())

    assert waits == [2, 4, 8, 16]
    assert after(job) == (Waiting, MOST - 1)


def test_the_last_failure_is_final(job, now):
    PasswordLetter.objects.update(attempts=MOST - 1)

    jobs.fail(claimed(job, now), at=now)

    assert after(job) == (Failed, MOST)
    assert job.finished_at == now


def test_what_kills_its_worker_every_time_is_given_up(job, now):
    moment = now
    for _ in range(MOST):
        assert claimed(job, moment)
        moment += Job.CLAIM_LASTS

    assert claimed(job, moment) is None
    assert after(job) == (Failed, MOST)


def test_giving_up_spares_whoever_still_works(job, now):
    PasswordLetter.objects.update(attempts=MOST - 1)
    claimed(job, now)

    assert jobs.give_up(PasswordLetter, at=now) == 0
    assert jobs.give_up(PasswordLetter, at=now + Job.CLAIM_LASTS) == 1


def test_a_person_may_ask_again_for_what_failed(
    job, now, rings, django_capture_on_commit_callbacks
):
    PasswordLetter.objects.update(state=Failed, attempts=MOST, finished_at=now)

    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.retry(job, at=now)

    assert after(job) == (Waiting, 0)
    assert [name for name, _said in rings] == [PasswordLetter.task_name]
    assert not jobs.retry(job, at=now)  # it waits already


# Rings


def test_a_ring_says_the_id_and_nothing_else(
    job, rings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        jobs.ring(job)

    ((name, said),) = rings
    assert name == "accounts.send_password_letter"
    assert said["kwargs"] == {"job_id": str(job.pk)}
    assert said["queue"] == "short"
    job.refresh_from_db()
    assert job.rung_at


@pytest.mark.django_db(transaction=True)
def test_nobody_hears_of_what_was_rolled_back(rings):
    def order_and_fail():
        with transaction.atomic():
            jobs.ring(PasswordLetter.objects.create())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        order_and_fail()

    assert rings == []


def test_a_broker_that_is_away_is_asked_once_and_disturbs_nobody(
    job, monkeypatch, rings, django_capture_on_commit_callbacks
):
    def refuse(name, **said):
        rings.append((name, said))
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        jobs.ring(job)
        jobs.ring(job)

    assert len(rings) == 1
    job.refresh_from_db()
    assert (job.state, job.rung_at) == (Waiting, None)


def test_the_sweep_rings_for_what_nobody_took_up(job, now, rings, settings):
    settings.JOB_RING_AGAIN_AFTER = 30

    assert jobs.sweep(at=now) == 1  # never rung
    assert jobs.sweep(at=now + timedelta(seconds=29)) == 0
    assert jobs.sweep(at=now + timedelta(seconds=30)) == 1


def test_the_sweep_leaves_finished_and_future_work(job, now, rings):
    jobs.finish(claimed(job, now), at=now)
    PasswordLetter.objects.create(due_at=now + timedelta(minutes=1))

    assert jobs.sweep(at=now) == 0


def test_the_sweep_rings_again_for_a_dead_workers_job(job, now, rings):
    claimed(job, now)

    assert jobs.sweep(at=now) == 0
    assert jobs.sweep(at=now + Job.CLAIM_LASTS) == 1


def test_the_sweep_gives_up_what_is_hopeless(job, now, rings):
    PasswordLetter.objects.update(attempts=MOST)

    assert jobs.sweep(at=now) == 0
    assert after(job) == (Failed, MOST)


def test_the_sweep_stops_at_a_broker_that_refuses(job, now, monkeypatch, rings):
    PasswordLetter.objects.create(due_at=now)

    def refuse(name, **said):
        rings.append((name, said))
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", refuse)

    assert jobs.sweep(at=now) == 0
    assert len(rings) == 1


def test_the_oldest_waiting_job_is_seen(job, now):
    jobs.finish(claimed(job, now), at=now)
    assert jobs.oldest_waiting(at=now) == timedelta()

    PasswordLetter.objects.create(due_at=now - timedelta(minutes=7))
    assert jobs.oldest_waiting(at=now) == timedelta(minutes=7)


# Work


@pytest.fixture
def due(job):
    PasswordLetter.objects.update(due_at=timezone.now())
    return job


def test_work_is_done_once_however_often_it_is_rung(due):
    done = []

    for _ in range(3):
        jobs.work_on(PasswordLetter, str(due.pk), done.append)

    assert done == [due]
    assert after(due) == (Ready, 1)


def test_work_that_fails_is_put_back_and_says_why(due):
    def fail(_job):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        jobs.work_on(PasswordLetter, str(due.pk), fail)

    assert after(due) == (Waiting, 1)
    assert due.due_at > timezone.now()


@pytest.mark.django_db(transaction=True)
def test_long_work_keeps_its_claim(monkeypatch):
    monkeypatch.setattr(jobs, "RENEWED_EVERY", 0.01)
    moment = timezone.now() - Job.CLAIM_LASTS / 2
    job = PasswordLetter.objects.create(due_at=moment)
    first = claimed(job, moment)
    until = PasswordLetter.objects.get().claimed_until

    with jobs.renewed(first):
        wait_for(lambda: PasswordLetter.objects.get().claimed_until > until)

    assert "claim" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_was_lost_is_not_renewed(monkeypatch):
    monkeypatch.setattr(jobs, "RENEWED_EVERY", 0.01)
    moment = timezone.now()
    job = PasswordLetter.objects.create(due_at=moment)
    lost = claimed(job, moment)
    claimed(job, moment + Job.CLAIM_LASTS)
    until = PasswordLetter.objects.get().claimed_until

    with jobs.renewed(lost):
        wait_for(lambda: not [t for t in threading.enumerate() if t.name == "claim"])

    assert PasswordLetter.objects.get().claimed_until == until


@pytest.mark.django_db(transaction=True)
def test_work_that_hangs_loses_its_claim(monkeypatch):
    monkeypatch.setattr(jobs, "RENEWED_EVERY", 0.01)
    monkeypatch.setattr(PasswordLetter, "time_limit", 0)
    job = PasswordLetter.objects.create()
    claim = claimed(job, timezone.now())
    until = PasswordLetter.objects.get().claimed_until

    with jobs.renewed(claim):
        wait_for(lambda: not [t for t in threading.enumerate() if t.name == "claim"])

    assert PasswordLetter.objects.get().claimed_until == until


def wait_for(condition, *, seconds=10):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.01)


# Knocking at a real door


DOORS = pytest.mark.parametrize("door", ["closed_port", "mute_port", "deaf_port"])


@pytest.mark.alone
@DOORS
def test_nobody_waits_at_a_door_that_stays_shut(
    door,
    request,
    broker_at,
    job,
    django_capture_on_commit_callbacks,
    record_property,
):
    """The promise is half a second for a request, however many jobs it orders.
    The best of three counts: what else the machine does is not the question."""
    broker_at(f"redis://127.0.0.1:{request.getfixturevalue(door)}/0")

    def time_to_ring():
        jobs._asks_again_at = 0.0  # it is asked again
        with django_capture_on_commit_callbacks() as rings:
            for _ in range(8):
                jobs.ring(job)
        started = time.monotonic()
        for ring in rings:
            ring()
        return time.monotonic() - started

    took = min(time_to_ring() for _ in range(3))

    record_property("seconds for 8 rings", round(took, 3))
    assert took <= 0.5
    job.refresh_from_db()
    assert (job.state, job.rung_at) == (Waiting, None)


@pytest.mark.alone
@pytest.mark.django_db(transaction=True)
@DOORS
def test_publishing_takes_no_longer_without_a_broker(
    door, request, broker_at, client, record_property
):
    """The best of three counts: what else the machine does is not the question."""
    broker_at(f"redis://127.0.0.1:{request.getfixturevalue(door)}/0")
    rapporteur = MembershipFactory(role="rapporteur")
    MembershipFactory(group=rapporteur.group)  # who is to be told by letter
    client.force_login(rapporteur.user)
    # The first request of a process reads templates and imports the transport.
    client.get(
        reverse(
            "workspace:group", args=[rapporteur.group.review_id, rapporteur.group_id]
        )
    )
    jobs.ring(PasswordLetter.objects.create())

    took = min(time_to_publish(client, rapporteur.group) for _ in range(3))

    record_property("seconds to publish", round(took, 3))
    assert took <= 0.5
    assert Rendition.objects.filter(state=Waiting, rung_at=None).count() == 9


def time_to_publish(client, group):
    factsheet = FactsheetFactory(group=group, bilingual=True)
    measure(factsheet)
    page = reverse("factsheets:publish", args=[factsheet.review_id, factsheet.pk])
    jobs._asks_again_at = 0.0  # it is asked again
    started = time.monotonic()
    answer = client.post(page, {"languages": ["en", "ru"], "accepts_gaps": "on"})
    seconds = time.monotonic() - started
    assert answer["Location"] == factsheet.get_absolute_url()
    return seconds
