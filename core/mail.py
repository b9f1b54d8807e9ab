"""One letter: neutral subject, plain text, in the person's language, with a
link that leads through sign-in. Called from tasks only."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


def send(*, to: str, template: str, context: dict, language: str, key) -> None:
    """Send `email/<template>.txt` to one address.

    `key` makes the Message-ID, so that a letter sent twice after a crash can
    be recognised as one. Raises whatever the mail server says.
    """
    with translation.override(language):
        body = render_to_string(
            f"email/{template}.txt", {"site_url": settings.SITE_URL, **context}
        )
        subject = _("A message for you")
    host = settings.SITE_URL.partition("://")[2].partition(":")[0] or "localhost"
    EmailMessage(
        subject=subject,
        body=body,
        to=[to],
        headers={
            "Message-ID": f"<{key}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    ).send()
