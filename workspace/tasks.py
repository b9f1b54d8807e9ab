"""What a worker makes for pages of several apps."""

from celery import shared_task

from core import files, jobs
from workspace import situation_paper
from workspace.models import SituationPrint
from workspace.situation import Situation


@shared_task(name=SituationPrint.task_name)
def print_situation(*, job_id, **_future):
    jobs.work_on(SituationPrint, job_id, draw)


def draw(row: SituationPrint) -> dict:
    content = situation_paper.render(Situation.from_json(row.content))
    return {"file": files.store(content, content_type="application/pdf")}
