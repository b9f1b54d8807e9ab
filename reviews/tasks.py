from celery import shared_task

from accounts.tasks import write_invitation
from core import jobs
from reviews.models import RoleInvitation


@shared_task(name=RoleInvitation.task_name)
def send_invitation(*, job_id, **_future):
    jobs.work_on(RoleInvitation, job_id, write_invitation)
