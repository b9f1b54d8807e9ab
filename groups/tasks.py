from celery import shared_task
from django.utils import timezone

from accounts.tasks import write_invitation
from core import jobs
from groups import reminding
from groups.models import Invitation


@shared_task(name=Invitation.task_name)
def send_invitation(*, job_id, **_future):
    jobs.work_on(Invitation, job_id, write_invitation)


# Expiring before the next one is due, so that they do not pile up.
@shared_task(name="groups.remind", expires=800)
def remind(**_future):
    reminding.remind(at=timezone.now())
