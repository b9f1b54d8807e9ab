"""The life of a job row. The database is the truth, the broker a doorbell:
losing it delays work by at most one sweep and loses nothing.

A worker holds a job by a claim that runs out by itself half a minute after the
worker's last sign of life, so that one that was killed keeps nobody waiting.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from celery import current_app
from django.db import DatabaseError, InterfaceError, connection, models, transaction
from django.db.models import F
from django.utils import timezone
from kombu import Connection

from core.models import Job, concrete_jobs

log = logging.getLogger("core.jobs")


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to finish one attempt. It expires by itself."""

    model: type[Job]
    pk: str
    attempt: int

    def mine(self) -> models.QuerySet:
        return self.model._default_manager.filter(
            pk=self.pk, state=Job.State.RUNNING, attempts=self.attempt
        )


def ring(job: Job) -> None:
    """Say, once the transaction is committed, that there is work.

    Never raises to the person and never keeps them waiting: if the broker is
    away, the sweep rings again.
    """
    transaction.on_commit(lambda: _ring_now(job), robust=True)


# A person is waiting for the page: knock once, briefly. Left to itself, Celery
# would knock for six seconds.
KNOCK = {
    "max_retries": 0,
    "connect_retries_timeout": 0.15,
    "socket_connect_timeout": 0.15,
    "socket_timeout": 0.15,
}
NOBODY_HOME = 5  # seconds in which a broker that did not answer is not asked again
_asks_again_at = 0.0  # of this process


def _ring_now(job: Job) -> None:
    global _asks_again_at  # noqa: PLW0603 -- one doorbell in the process
    if time.monotonic() < _asks_again_at:
        return
    with _doorbell() as bell:
        if _send(job, bell):
            _note_rung(job, at=timezone.now())
        else:
            _asks_again_at = time.monotonic() + NOBODY_HOME


def _doorbell() -> Connection:
    return current_app.connection_for_write(transport_options=KNOCK)


def broker_answers() -> bool:
    """Whether a ring would be taken now. Raises whatever the broker says if not."""
    with _doorbell() as bell:
        bell.ensure_connection(max_retries=0, timeout=0.15)
        return bell.connected


def _note_rung(job: Job, *, at: datetime) -> None:
    type(job)._default_manager.filter(pk=job.pk).update(rung_at=at)


def _send(job: Job, bell: Connection) -> bool:
    try:
        current_app.send_task(
            job.task_name,
            kwargs={"job_id": str(job.pk)},
            connection=bell,
            queue=job.queue,
            time_limit=job.time_limit,
            soft_time_limit=job.time_limit - 10,
            retry=False,
        )
    except Exception as error:  # noqa: BLE001 -- whatever the broker says, the row waits
        log.warning(
            "the broker did not take the ring",
            extra={
                "job": job.task_name,
                "job_id": str(job.pk),
                "code": type(error).__name__,
            },
        )
        return False
    return True


def work_on[J: Job](
    model: type[J], job_id: str, do: Callable[[J], Mapping[str, Any] | None]
) -> None:
    """The body of every task: claim the job, do it, record what was made.

    Safe to call twice, late, or after a crash: whoever has the claim works, the
    others return. `do` returns the fields that the job made; whatever it raises
    puts the job back to be tried later, and propagates to the log.
    """
    claimed = claim(model, job_id, at=timezone.now())
    if claimed is None:
        return
    try:
        with renewed(claimed):
            made = do(cast("J", model._default_manager.get(pk=job_id)))
    except Exception:
        fail(claimed, at=timezone.now())
        raise
    finish(claimed, at=timezone.now(), **(made or {}))


def claim(model: type[Job], job_id: str, *, at: datetime) -> Claim | None:
    """Take the job if it is free, counting the attempt in the same statement.

    None means that another worker has it, that it is done, or that it has been
    tried as often as allowed (then it is marked as failed).
    """
    rows = model._default_manager.filter(pk=job_id)
    with transaction.atomic():
        locked = (
            rows.claimable(at=at)
            .filter(attempts__lt=model.MAX_ATTEMPTS)
            .select_for_update(skip_locked=True)
            .values_list("attempts", flat=True)
            .first()
        )
        if locked is not None:
            rows.update(
                state=Job.State.RUNNING,
                attempts=F("attempts") + 1,
                claimed_until=at + model.CLAIM_LASTS,
                updated_at=at,
            )
            return Claim(model, job_id, locked + 1)
    give_up(model, at=at, job_id=job_id)
    return None


RENEWED_EVERY = 10  # seconds; well within `Job.CLAIM_LASTS`


@contextmanager
def renewed(claim: Claim) -> Iterator[None]:
    """Keep the claim while the block runs, but no longer than the time limit of
    the job: what hangs is given up like what died."""
    done = threading.Event()
    thread = threading.Thread(
        target=_renew, args=(claim, done), name="claim", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(claim: Claim, done: threading.Event) -> None:
    """Most jobs are done before the first renewal and cost no connection."""
    gives_up_at = time.monotonic() + claim.model.time_limit
    while not done.wait(RENEWED_EVERY) and time.monotonic() < gives_up_at:
        try:
            until = timezone.now() + claim.model.CLAIM_LASTS
            if not claim.mine().update(claimed_until=until):
                return
        except (DatabaseError, InterfaceError) as error:
            log.warning("a claim was not renewed", extra={"code": type(error).__name__})
        finally:
            connection.close()  # this thread's own


def finish(claim: Claim, *, at: datetime, **made) -> bool:
    """Record what the job made, if the attempt is still ours."""
    return bool(
        claim.mine().update(
            state=Job.State.READY,
            finished_at=at,
            claimed_until=None,
            updated_at=at,
            **made,
        )
    )


def fail(claim: Claim, *, at: datetime) -> bool:
    """Put the job back to be tried later, or give it up after the last attempt."""
    last = claim.attempt >= claim.model.MAX_ATTEMPTS
    wait = timedelta(seconds=min(2**claim.attempt, 60))
    return bool(
        claim.mine().update(
            state=Job.State.FAILED if last else Job.State.WAITING,
            claimed_until=None,
            rung_at=None,
            due_at=at + wait,
            finished_at=at if last else None,
            updated_at=at,
        )
    )


def give_up(model: type[Job], *, at: datetime, job_id: str | None = None) -> int:
    """Mark what killed its worker too often. Returns how many."""
    rows = model._default_manager.hopeless(at=at)
    if job_id:
        rows = rows.filter(pk=job_id)
    return rows.update(
        state=Job.State.FAILED, claimed_until=None, finished_at=at, updated_at=at
    )


def retry(job: Job, *, at: datetime) -> bool:
    """A person asks again for what had failed."""
    again = (
        type(job)
        ._default_manager.filter(pk=job.pk, state=Job.State.FAILED)
        .update(
            state=Job.State.WAITING,
            attempts=0,
            due_at=at,
            rung_at=None,
            finished_at=None,
            updated_at=at,
        )
    )
    if again:
        ring(job)
    return bool(again)


LOOKED_AT_AGAIN = timedelta(minutes=10)


def retry_when_seen(job: Job, *, at: datetime) -> None:
    """Somebody looks at what was given up. Not tried anew at every look: pages that
    wait look every few seconds, and whoever has a link may leave one open for days."""
    if job.state != Job.State.FAILED:
        return
    if job.finished_at is None or job.finished_at <= at - LOOKED_AT_AGAIN:
        retry(job, at=at)


def sweep(*, at: datetime, limit: int = 500) -> int:
    """Ring again for every job that nobody has taken up. Returns how many rings
    were sent; stops at the first one the broker refuses."""
    rung = 0
    with _doorbell() as bell:
        for model in concrete_jobs():
            give_up(model, at=at)
            waiting = model._default_manager.to_ring(at=at).order_by("due_at", "pk")
            for job in waiting[:limit]:
                if not _send(job, bell):
                    return rung
                _note_rung(job, at=at)
                rung += 1
    return rung


def oldest_waiting(*, at: datetime) -> timedelta:
    """How long the most patient job has been due."""
    due = [
        model._default_manager.filter(state=Job.State.WAITING, due_at__lte=at)
        .order_by("due_at", "pk")
        .values_list("due_at", flat=True)
        .first()
        for model in concrete_jobs()
    ]
    return max((at - moment for moment in due if moment), default=timedelta())
