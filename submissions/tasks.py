"""Work on texts that nobody waits for."""

from celery import shared_task
from django.utils import timezone

from core import jobs
from submissions import copying, history
from submissions.models import CopyJob


@shared_task(name=CopyJob.task_name)
def write_copy(*, job_id, **_future):
    jobs.work_on(CopyJob, job_id, copy)


def copy(job: CopyJob) -> None:
    copying.write_copy(job.text_id, at=timezone.now())


# Expiring before the next one is due, so that they do not pile up.
@shared_task(
    name="submissions.keep_daily", soft_time_limit=850, time_limit=880, expires=3000
)
def keep_daily(**_future):
    history.keep_daily(at=timezone.now())
