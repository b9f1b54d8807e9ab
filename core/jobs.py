"""The life of a job row. The database is the truth, the broker a doorbell:
losing it delays work by at most one sweep and loses nothing."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from core.models import Job, concrete_jobs

log = logging.getLogger("core.jobs")


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to finish one attempt. It expires by itself."""

    model: type[Job]
    pk: object
    attempt: int

    def mine(self) -> models.QuerySet:
        return self.model._default_manager.filter(
            pk=self.pk, state=Job.State.RUNNING, attempts=self.attempt
        )


def ring(job: Job) -> None:
    """Say, once the transaction is committed, that there is work.

    Never raises to the person: if the broker is away, the sweep rings again.
    """
    transaction.on_commit(lambda: _ring_now(job), robust=True)


def _ring_now(job: Job) -> None:
    type(job)._default_manager.filter(pk=job.pk).update(rung_at=timezone.now())
    _send(job)


def _send(job: Job) -> bool:
    try:
        current_app.send_task(
            job.task_name,
            kwargs={"job_id": str(job.pk)},
            queue=job.queue,
            time_limit=job.time_limit,
            soft_time_limit=job.time_limit - 10,
            retry=False,
            retry_policy={"max_retries": 0},
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


def sweep(*, at: datetime, limit: int = 500) -> int:
    """Ring again for every job that nobody has taken up. Returns how many rings
    were sent; stops at the first one the broker refuses."""
    rung = 0
    for model in concrete_jobs():
        give_up(model, at=at)
        for job in model._default_manager.to_ring(at=at).order_by("due_at", "pk")[
            :limit
        ]:
            if not _send(job):
                return rung
            model._default_manager.filter(pk=job.pk).update(rung_at=at)
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
