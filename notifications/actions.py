"""Telling people, their having read it, and how they wish to be told. Neither is
anybody else's business and leaves an entry in the trail."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from notifications.models import Notification, Wishes
from notifications.telling import UnknownKind, notify
from notifications.topics import Topic

__all__ = ["UnknownKind", "keep_wishes", "mark_all_read", "mark_read", "notify"]


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


@transaction.atomic
def keep_wishes(*, wishes: Wishes, at: datetime) -> Wishes:
    """How a person wants to be told by mail, as set on `wishes`. What has no letter
    yet follows them when it is written."""
    names = [topic.value for topic in Topic] + ["quiet_from", "quiet_until"]
    Wishes.objects.update_or_create(
        pk=wishes.pk, defaults={name: getattr(wishes, name) for name in names}
    )
    return wishes
