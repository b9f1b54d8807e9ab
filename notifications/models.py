from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Job, UUIDModel
from core.words import sentences


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def newest_first(self):
        return self.order_by("-noticed_at", "-pk")

    def unread_first(self):
        is_unread = IsNull(F("read_at"), True)
        return self.order_by(is_unread.desc(), "-noticed_at", "-pk")


class Notification(UUIDModel):
    """One thing told to one person once: unique per person, kind, subject and
    rung of the ladder."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    rung = models.CharField(max_length=40, blank=True)
    noticed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                "recipient",
                "kind",
                "subject_label",
                "subject_id",
                "rung",
                name="notification_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["recipient", "-noticed_at"], name="notification_newest"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("notifications:open", args=[self.pk])

    @property
    def sentence(self):
        return sentences()[self.kind]

    def subject(self):
        """The object, if the recipient may still see it; else None."""
        model = apps.get_model(self.subject_label)
        return (
            model._default_manager.visible_to(self.recipient)
            .filter(pk=self.subject_id)
            .first()
        )


class Letter(Job):
    """A notice to be sent by mail."""

    task_name = "notifications.send_letter"

    notification = models.OneToOneField(
        Notification, models.CASCADE, related_name="letter"
    )
