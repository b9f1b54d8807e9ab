from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core import jobs, mail
from notifications.models import Letter


@shared_task(name=Letter.task_name)
def send_letter(*, job_id, **_future):
    """One letter per notice: unless it was read meanwhile, its subject became
    invisible, or the account was closed. It does not say what the notice says."""
    claim = jobs.claim(Letter, job_id, at=timezone.now())
    if claim is None:
        return
    try:
        letter = Letter.objects.select_related("notification__recipient").get(pk=job_id)
        if is_still_due(letter.notification):
            notice = letter.notification
            mail.send(
                to=notice.recipient.email,
                template="notice",
                context={"address": settings.SITE_URL + notice.get_absolute_url()},
                language=notice.recipient.language,
                key=letter.pk,
            )
    except Exception:
        jobs.fail(claim, at=timezone.now())
        raise
    jobs.finish(claim, at=timezone.now())


def is_still_due(notice):
    return (
        notice.read_at is None
        and notice.recipient.is_active
        and notice.subject() is not None
    )
