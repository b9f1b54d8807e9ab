"""Files that take longer than anybody looks at a page: whoever ordered one may go, and
is told when it has ended."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db import models, transaction

from accounts.models import User
from core.models import Job
from notifications.models import Awaited
from notifications.telling import notify

WATCHED_FOR = timedelta(seconds=60)  # what comes sooner is seen on the page


def await_file(*, job: Job, subject: models.Model, person: User, at: datetime) -> None:
    """Tell the person when the job has ended. Asked again, by a page that looks every
    few seconds, it is one wish; of what is there already nobody needs to hear."""
    if job.is_pending:
        awaited = Awaited(
            person=person,
            job_label=job._meta.label_lower,
            job_id=job.pk,
            subject_label=subject._meta.label_lower,
            subject_id=subject.pk,
            since=at,
        )
        Awaited.objects.bulk_create([awaited], ignore_conflicts=True)


def was_fetched(*, job: Job, person: User) -> None:
    """Whoever has the file need not hear of it."""
    Awaited.objects.filter(
        person=person, job_label=job._meta.label_lower, job_id=job.pk
    ).delete()


def tell_of_ended(*, at: datetime) -> int:
    """Returns how many were told. What was forgotten meanwhile is no news."""
    told = 0
    for awaited in Awaited.objects.select_related("person").order_by("since", "pk"):
        job = _found(awaited.job_label, awaited.job_id)
        if job is None or not job.is_pending:
            told += _tell(awaited, job, at=at)
    return told


@transaction.atomic
def _tell(awaited: Awaited, job: Job | None, *, at: datetime) -> int:
    """Of two who do this at once, one tells."""
    gone, _rows = Awaited.objects.filter(pk=awaited.pk).delete()
    subject = _found(awaited.subject_label, awaited.subject_id)
    if not gone or job is None or subject is None:
        return 0
    failed = job.state == Job.State.FAILED
    if not failed and (job.finished_at or at) <= awaited.since + WATCHED_FOR:
        return 0
    return len(
        notify(
            recipients=[awaited.person],
            kind="file.failed" if failed else "file.ready",
            subject=subject,
            at=at,
            rung=f"{awaited.job_id}",
        )
    )


def _found(label: str, pk):
    return apps.get_model(label)._default_manager.filter(pk=pk).first()
