"""Work on texts that nobody waits for."""

from celery import shared_task
from django.utils import timezone

from core import files, jobs
from submissions import copying, history, pdf
from submissions.models import CopyJob, Printout


@shared_task(name=CopyJob.task_name)
def write_copy(*, job_id, **_future):
    jobs.work_on(CopyJob, job_id, copy)


def copy(job: CopyJob) -> None:
    copying.write_copy(job.text_id, at=timezone.now())


@shared_task(name=Printout.task_name)
def print_whole(*, job_id, **_future):
    jobs.work_on(Printout, job_id, draw)


def draw(printout: Printout) -> dict:
    content = pdf.render(pdf.Paper.from_json(printout.content))
    return {"file": files.store(content, content_type="application/pdf")}


# Expiring before the next one is due, so that they do not pile up.
@shared_task(
    name="submissions.keep_daily", soft_time_limit=850, time_limit=880, expires=3000
)
def keep_daily(**_future):
    history.keep_daily(at=timezone.now())
