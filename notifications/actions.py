"""Telling people, and their having read it. Reading is nobody else's business
and leaves no entry in the trail."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from accounts.models import User
from core import jobs
from core.words import sentences
from notifications.models import Letter, Notification


class UnknownKind(KeyError):
    """No app's `verbs.py` has a sentence for this kind that stands alone: a
    notice names nobody."""


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    kind: str,
    subject: models.Model,
    at: datetime,
    rung: str = "",
    by_mail: bool = True,
) -> list[Notification]:
    """Tell each person this once, on screen and, unless said otherwise, by mail.

    Told again, by a second click or a rival process, the same person hears
    nothing more. Returns the notices that are new.
    """
    if "%(" in str(sentences().get(kind, "%(")):
        raise UnknownKind(kind)
    drafts = [
        Notification(
            recipient=person,
            kind=kind,
            subject_label=subject._meta.label_lower,
            subject_id=subject.pk,
            rung=rung,
            noticed_at=at,
        )
        for person in recipients
    ]
    Notification.objects.bulk_create(drafts, ignore_conflicts=True)
    # Ids are ours: those that are in the table now are those that were new.
    new = list(Notification.objects.filter(pk__in=[draft.pk for draft in drafts]))
    if by_mail:
        letters = [Letter(notification=notice, due_at=at) for notice in new]
        for letter in Letter.objects.bulk_create(letters):
            jobs.ring(letter)
    return new


def mark_read(*, notification: Notification, at: datetime) -> None:
    Notification.objects.unread().filter(pk=notification.pk).update(
        read_at=at, updated_at=at
    )


def mark_all_read(*, user: User, at: datetime) -> int:
    """Returns how many were unread."""
    return (
        Notification.objects.visible_to(user)
        .unread()
        .filter(noticed_at__lte=at)
        .update(read_at=at, updated_at=at)
    )
