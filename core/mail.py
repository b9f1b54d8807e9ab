"""One letter: neutral subject, plain text, in the person's language, with a
link that leads through sign-in. Called from tasks only."""

import email.policy
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


class InOnePiece(email.policy.EmailPolicy):
    """Addresses in `List-…` headers stand as they are. Python encodes what is longer
    than a line, and no mail program finds an address in that."""

    def fold(self, name, value):
        if name.lower().startswith("list-"):
            return f"{name}: {value}{self.linesep}"
        return super().fold(name, value)

    def fold_binary(self, name, value):
        if name.lower().startswith("list-"):
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


class Message(EmailMessage):
    def message(self, *, policy=email.policy.default):
        return super().message(policy=InOnePiece() + policy)


def send(
    *,
    to: str,
    template: str,
    context: dict,
    language: str,
    key,
    headers: Mapping[str, str] | None = None,
) -> None:
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
    Message(
        subject=subject,
        body=body,
        to=[to],
        headers={
            "Message-ID": f"<{key}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
            **(headers or {}),
        },
    ).send()
