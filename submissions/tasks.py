"""Work on texts that nobody waits for."""

from celery import shared_task
from django.utils import timezone

from core import crypto, jobs, mail
from submissions import copying, history
from submissions.models import CopyJob, SignOnLetter, Submission


@shared_task(name=CopyJob.task_name)
def write_copy(*, job_id, **_future):
    jobs.work_on(CopyJob, job_id, copy)


def copy(job: CopyJob) -> None:
    copying.write_copy(job.text_id, at=timezone.now())


@shared_task(name=SignOnLetter.task_name)
def send_sign_on_letter(*, job_id, **_future):
    jobs.work_on(SignOnLetter, job_id, write_letter)


def write_letter(letter: SignOnLetter) -> None:
    """Neutral, with the link, unless nothing is asked any more. It names nobody."""
    sign_on = letter.sign_on
    at = timezone.now()
    link = sign_on.links.valid(at=at).order_by("-created_at", "pk").first()
    is_told = letter.kind == SignOnLetter.Kind.RECORDED
    is_asked = (
        sign_on.is_waiting and sign_on.submission.stage == Submission.Stage.SIGN_ON
    )
    if link is None or not (is_told or is_asked):
        return
    mail.send(
        to=crypto.reveal(sign_on, "contact"),
        template="sign_on",
        context={
            "address": link.secret_address(),
            "until": link.expires_at,
            "kind": letter.kind,
        },
        language=sign_on.language,
        key=letter.pk,
    )


# Expiring before the next one is due, so that they do not pile up.
@shared_task(
    name="submissions.keep_daily", soft_time_limit=850, time_limit=880, expires=3000
)
def keep_daily(**_future):
    history.keep_daily(at=timezone.now())
