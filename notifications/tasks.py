from celery import shared_task
from django.conf import settings

from core import jobs, mail
from notifications.models import Letter, Notification


@shared_task(name=Letter.task_name)
def send_letter(*, job_id, **_future):
    jobs.work_on(Letter, job_id, write_letter)


def write_letter(letter: Letter) -> None:
    """One letter per notice: unless it was read meanwhile, its subject became
    invisible, or the account was closed. It does not say what the notice says."""
    notice = letter.notification
    if is_still_due(notice):
        mail.send(
            to=notice.recipient.email,
            template="notice",
            context={"address": settings.SITE_URL + notice.get_absolute_url()},
            language=notice.recipient.language,
            key=letter.pk,
        )


def is_still_due(notice: Notification) -> bool:
    return (
        notice.read_at is None
        and notice.recipient.is_active
        and notice.subject() is not None
    )
