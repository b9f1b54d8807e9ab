"""What was, and what somebody would have otherwise."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import UUIDModel
from submissions.models.drafting import Text


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the text in which they stand."""
        return self.filter(text__in=Text.objects.visible_to(user).values("pk"))

    def open(self):
        return self.filter(state=Suggestion.State.OPEN)

    def for_listing(self):
        return self.select_related("author", "decided_by").order_by(
            "suggested_at", "pk"
        )


class Suggestion(UUIDModel):
    """Words that somebody would put in or take out. In the document they are
    marks that name this row's key; the author is who sent the update that
    brought the key, whatever the marks say."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a suggestion", "Open")
        ACCEPTED = "accepted", pgettext_lazy("state of a suggestion", "Accepted")
        REJECTED = "rejected", pgettext_lazy("state of a suggestion", "Not taken")
        GONE = "gone", pgettext_lazy("state of a suggestion", "Taken back")

    text = models.ForeignKey(Text, models.CASCADE, related_name="suggestions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Others whose updates named the key later: the words are not the author's alone.
    also = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    suggested_at = models.DateTimeField()
    # As of the stable copy, so that a list can be read without the document.
    block = models.CharField(max_length=24, blank=True)
    inserted = models.TextField(blank=True)
    deleted = models.TextField(blank=True)
    note = models.CharField(_("why"), max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "rejected"])
                | Q(decided_at__isnull=False),
                name="suggestion_decided_at_a_moment",
            )
        ]
        indexes = [
            models.Index(
                fields=["text", "suggested_at"],
                condition=Q(state="open"),
                name="suggestion_open",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self):
        return f"{self.text.get_absolute_url()}#s-{self.pk}"

    @property
    def neutral_name(self):
        return _("A suggestion")


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the text: for members and coordinators, not for guests."""
        return self.filter(text__in=Text.objects.worked_on_by(user).values("pk"))

    def newest_first(self):
        return self.order_by("-number", "pk")


class Version(UUIDModel):
    """The text as it stood, for looking back, comparing and restoring."""

    class Kind(models.TextChoices):
        NAMED = "named", _("Kept by a person")
        STATUS = "status", _("The section changed its status")
        DAILY = "daily", _("The day's work")
        BEFORE = "before", _("Before a large change")

    text = models.ForeignKey(Text, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NAMED)
    label = models.CharField(_("name of the version"), max_length=120, blank=True)
    document = models.JSONField()
    word_count = models.PositiveIntegerField(default=0)
    head = models.PositiveBigIntegerField()  # of the text, then
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint("text", "number", name="version_numbered_once")
        ]

    def __str__(self):
        return f"#{self.pk} {self.number}"

    def get_absolute_url(self):
        return reverse(
            "submissions:version",
            args=[self.text.section.submission.review_id, self.text_id, self.pk],
        )

    @property
    def neutral_name(self):
        return _("A version")
