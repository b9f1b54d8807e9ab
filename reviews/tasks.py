from celery import shared_task

from accounts.tasks import deliver_invitation
from reviews.models import RoleInvitation


@shared_task(name=RoleInvitation.task_name)
def send_invitation(*, job_id, **_future):
    deliver_invitation(RoleInvitation, job_id)
