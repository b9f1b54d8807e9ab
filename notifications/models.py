from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Job, TimestampedModel, UUIDModel
from core.words import sentences
from notifications.topics import USUALLY, Topic, When, topic_of


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def waiting(self, *, at):
        """For the letter of the morning, which may go by now."""
        return self.unread().filter(digest=None, mail_from__lte=at)

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
    # Since when the letter of the morning may carry it; None: none does.
    mail_from = models.DateTimeField(null=True, editable=False)
    digest = models.ForeignKey(
        "Digest", models.SET_NULL, null=True, editable=False, related_name="notices"
    )

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
            ),
            models.Index(
                fields=["mail_from"],
                condition=Q(digest=None, read_at=None, mail_from__isnull=False),
                name="notification_waits",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("notifications:open", args=[self.pk])

    @property
    def sentence(self):
        return sentences()[self.kind]

    @property
    def topic(self):
        return topic_of(self.kind)

    def subject(self):
        """The object, if the recipient may still see it; else None."""
        model = apps.get_model(self.subject_label)
        return (
            model._default_manager.visible_to(self.recipient)
            .filter(pk=self.subject_id)
            .first()
        )


class Digest(Job):
    """The letter of one morning, with all the notices that waited for it."""

    task_name = "notifications.send_digest"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests"
    )
    on = models.DateField()  # on the person's own calendar
    planned_at = models.DateTimeField(editable=False)

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint("person", "on", name="digest_once_a_day"),
        ]


class Letter(Job):
    """A notice to be sent by mail by itself."""

    task_name = "notifications.send_letter"

    notification = models.OneToOneField(
        Notification, models.CASCADE, related_name="letter"
    )


class Awaited(UUIDModel):
    """A job for which a person waits, until it has ended. `subject` is where what it
    made is found: what the notice will be about."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    job_label = models.CharField(max_length=60)
    job_id = models.UUIDField()
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "job_label", "job_id", name="awaited_once"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.job_label}"


def choice_of(topic: Topic):
    return models.CharField(
        topic.label, max_length=10, choices=When, default=USUALLY[topic]
    )


class Wishes(TimestampedModel):
    """How a person wants to be told by mail. Without a row: as usual."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        editable=False,
        related_name="wishes",
    )
    mentions = choice_of(Topic.MENTIONS)
    decisions = choice_of(Topic.DECISIONS)
    last_days = choice_of(Topic.LAST_DAYS)
    dates = choice_of(Topic.DATES)
    replies = choice_of(Topic.REPLIES)
    files = choice_of(Topic.FILES)
    meetings = choice_of(Topic.MEETINGS)
    rest = choice_of(Topic.REST)
    quiet_from = models.TimeField(_("no letters from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("letters")
        verbose_name_plural = _("letters")
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{topic.value}__in": When.values}),
                    name=f"wishes_{topic.value}_is_known",
                )
                for topic in Topic
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~Q(quiet_from=F("quiet_until")),
                name="wishes_quiet_hours_begin_and_end",
                violation_error_message=_(
                    "Say from when and until when: two different times, or none."
                ),
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    def when(self, topic: Topic) -> When:
        return When(getattr(self, topic.value))
