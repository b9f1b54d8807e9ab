from celery import shared_task

from accounts.tasks import write_invitation
from core import jobs
from groups.models import Invitation


@shared_task(name=Invitation.task_name)
def send_invitation(*, job_id, **_future):
    jobs.work_on(Invitation, job_id, write_invitation)
