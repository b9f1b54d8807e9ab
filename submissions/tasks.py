"""Work on texts that nobody waits for."""

from celery import shared_task
from django.utils import timezone

from core import jobs
from submissions import copying
from submissions.models import CopyJob


@shared_task(name=CopyJob.task_name)
def write_copy(*, job_id, **_future):
    jobs.work_on(CopyJob, job_id, copy)


def copy(job: CopyJob) -> None:
    copying.write_copy(job.text_id, at=timezone.now())
