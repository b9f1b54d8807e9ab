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
    jobs.work_on(PasswordLetter, job_id, write_password_letter)


def write_password_letter(letter: PasswordLetter) -> None:
    if letter.user and letter.user.is_active:
        mail.send(
            to=letter.user.email,
            template="password",
            context={"address": password_address(letter.user)},
            language=letter.user.language,
            key=letter.pk,
        )


def password_address(user: User) -> str:
    """Works once: it dies with the password it replaces."""
    key = allauth_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )
    return settings.SITE_URL + path


def write_invitation(invitation: Invitation) -> None:
    """The letter of any kind of invitation, unless it is withdrawn or used by
    now. It names no review, no group and nobody."""
    if invitation.is_valid(at=timezone.now()):
        mail.send(
            to=invitation.email,
            template="invitation",
            context={
                "address": invitation.secret_address(),
                "until": invitation.expires_at,
            },
            language=invitation.language,
            # Sent again on purpose is another letter; sent twice by a crash is
            # the same one.
            key=f"{invitation.pk}.{invitation.expires_at:%Y%m%d%H%M%S}",
        )
