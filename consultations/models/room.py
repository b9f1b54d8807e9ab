"""Drafts taken to the room: is it so here?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultations.models.events import Event
from consultations.models.findings import Finding
from core.models import UUIDModel
from core.words import worded

AT_MOST = 12  # of a meeting
TOLD_TO_THE_ROOM = (Finding.Sensitivity.OPEN, Finding.Sensitivity.COALITION)


class TabledQuerySet(models.QuerySet):
    def told(self):
        """But for findings that by now fewer may know than the coalition."""
        told = Q(finding__sensitivity__in=TOLD_TO_THE_ROOM)
        return self.filter(Q(finding=None) | told)


class Tabled(UUIDModel):
    """What is put before the people of a meeting, in the words in which it was put.
    For a draft of an app above, that app points here."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tabled")
    order = models.PositiveSmallIntegerField()
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="tabled"
    )
    text_en = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    text_ky = models.TextField(blank=True)
    tabled_at = models.DateTimeField()

    objects = TabledQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "order"],
                name="tabled_in_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                "event",
                "finding",
                name="tabled_finding_once",
                violation_error_message=_("It is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(order__range=(1, AT_MOST)),
                name="tabled_twelve_at_most",
                violation_error_message=_("A meeting takes up to twelve."),
            ),
            models.CheckConstraint(
                condition=~Q(text_en="", text_ru="", text_ky=""),
                name="tabled_says_something",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.order}"

    @property
    def text(self):
        return worded(self, "text")


class Reaction(UUIDModel):
    """What people of a meeting said to one of these: so many hands, or one phone."""

    class Answer(models.TextChoices):
        TRUE = "true", pgettext_lazy("a draft in the room", "True here")
        NOT = "not", pgettext_lazy("a draft in the room", "Not so here")
        DIFFERENT = "different", pgettext_lazy("a draft in the room", "Different here")

    tabled = models.ForeignKey(Tabled, models.CASCADE, related_name="reactions")
    answer = models.CharField(max_length=10, choices=Answer)
    count = models.PositiveIntegerField(default=1)
    remark = models.CharField(_("in one line"), max_length=200, blank=True)
    remark_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True
    )
    # Of one phone; None: hands that were counted.
    client_key = models.UUIDField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reacted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "tabled", "client_key", name="reaction_once_per_phone"
            ),
            models.UniqueConstraint(
                "tabled",
                "answer",
                condition=Q(client_key=None),
                name="reaction_hands_once_per_answer",
            ),
            models.CheckConstraint(
                condition=Q(client_key=None, entered_by__isnull=False)
                | Q(client_key__isnull=False, entered_by=None, count=1),
                name="reaction_by_hands_or_by_phone",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.answer}"
