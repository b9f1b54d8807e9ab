"""Letters about accounts. Each is a job row; what is secret in it is made here,
at the moment of sending, and kept nowhere.

A worker that dies between the mail server's word and ours sends the letter
again, under the same Message-ID.
"""

from allauth.account import app_settings as allauth_settings
from allauth.account.utils import user_pk_to_url_str
from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, PasswordLetter, User
from core import jobs, mail


@shared_task(name=PasswordLetter.task_name)
def send_password_letter(*, job_id, **_future):
    claim = jobs.claim(PasswordLetter, job_id, at=timezone.now())
    if claim is None:
        return
    try:
        letter = PasswordLetter.objects.select_related("user").get(pk=job_id)
        if letter.user and letter.user.is_active:
            mail.send(
                to=letter.user.email,
                template="password",
                context={"address": password_address(letter.user)},
                language=letter.user.language,
                key=letter.pk,
            )
    except Exception:
        jobs.fail(claim, at=timezone.now())
        raise
    jobs.finish(claim, at=timezone.now())


def password_address(user: User) -> str:
    """Works once: it dies with the password it replaces."""
    key = allauth_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )
    return settings.SITE_URL + path


def deliver_invitation(model: type[Invitation], job_id: str) -> None:
    """The letter of any kind of invitation, unless it is withdrawn or used by
    now. It names no review, no group and nobody."""
    claim = jobs.claim(model, job_id, at=timezone.now())
    if claim is None:
        return
    try:
        invitation = model.objects.get(pk=job_id)
        if invitation.is_valid(at=timezone.now()):
            mail.send(
                to=invitation.email,
                template="invitation",
                context={
                    "address": invitation.secret_address(),
                    "until": invitation.expires_at,
                },
                language=invitation.language,
                # Sent again on purpose is another letter; sent twice by a
                # crash is the same one.
                key=f"{invitation.pk}.{invitation.expires_at:%Y%m%d%H%M%S}",
            )
    except Exception:
        jobs.fail(claim, at=timezone.now())
        raise
    jobs.finish(claim, at=timezone.now())
