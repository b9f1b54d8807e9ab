from celery import shared_task

from accounts.tasks import deliver_invitation
from groups.models import Invitation


@shared_task(name=Invitation.task_name)
def send_invitation(*, job_id, **_future):
    deliver_invitation(Invitation, job_id)
