"""Translation packets: what is missing or stale in another language, gathered for
one person, with a day by which it is needed. And what a person has put away."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Opening
from core.models import Job, JobQuerySet, StoredFile, TimestampedModel, UUIDModel
from groups.models import Group, Membership
from reviews.models import Review, Role
from submissions.models import Participation, Submission

SENDING = [Membership.Role.RAPPORTEUR, Membership.Role.TRANSLATOR]
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none is taken for another
CODE = 10


def new_code() -> str:
    """By which a row of a file is known again: fifty bits that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _letter in range(CODE))


def sends_for_group(user, group="group"):
    """Expression: she answers for the group or translates for it, or coordinates
    and it is open to her."""
    outer = OuterRef(group)
    seats = Membership.objects.filter(group=outer, user=user, role__in=SENDING)
    led = Group.objects.filter(
        pk=outer,
        is_confidential=False,
        review__roles__user=user,
        review__roles__role=Role.Kind.COORDINATOR,
    ).exclude(kind=Group.Kind.INSTITUTION)
    return Exists(seats) | Exists(led)


def sends_for_submission(user):
    """Expression: the same for the groups of the submission that a packet is about."""
    about = OuterRef("subject_id")
    seats = Participation.objects.filter(
        submission=about,
        group__memberships__user=user,
        group__memberships__role__in=SENDING,
    )
    led = Participation.objects.filter(
        submission=about,
        group__is_confidential=False,
        group__kind=Group.Kind.THEMATIC,
        group__review__roles__user=user,
        group__review__roles__role=Role.Kind.COORDINATOR,
    )
    return Q(subject_label=Submission._meta.label_lower) & (Exists(seats) | Exists(led))


class PacketQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is asked to translate it; and of those who write what is in it,
        whoever may send it. Says in `is_ours` whether it is the latter."""
        if not user.is_authenticated:
            return self.none()
        ours = sends_for_group(user) | sends_for_submission(user)
        asked = Opening.objects.subjects(Packet, user=user)
        return self.annotate(is_ours=ours).filter(Q(is_ours=True) | Q(pk__in=asked))

    def asked_of(self, user):
        """Those that wait for the person."""
        if not user.is_authenticated:
            return self.none()
        asked = Opening.objects.subjects(Packet, user=user)
        return self.filter(pk__in=asked).unfinished()

    def unfinished(self):
        return self.filter(done_at=None, closed_at=None)

    def for_page(self):
        return self.select_related(
            "review__state", "group", "opening", "reader", "made_by"
        )

    def by_due_day(self):
        return self.order_by("due_on", "made_at", "pk")


class Packet(UUIDModel):
    """Texts on their way to a translator and back. Whom it is for, the opening says:
    a person, or the holder of a secret link."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    # Of a joint submission: none, and those see it who may send it.
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    subject_label = models.CharField(max_length=60)  # what was sent
    subject_id = models.UUIDField()
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opening = models.OneToOneField(Opening, models.PROTECT, null=True, related_name="+")
    source_language = models.CharField(
        _("from"), max_length=2, choices=settings.LANGUAGES
    )
    language = models.CharField(_("into"), max_length=2, choices=settings.LANGUAGES)
    due_on = models.DateField(_("by when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PacketQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation packet")
        verbose_name_plural = _("translation packets")
        constraints = [
            models.CheckConstraint(
                condition=~Q(language=models.F("source_language")),
                name="packet_has_two_languages",
                violation_error_message=_("Choose two different languages."),
            ),
        ]
        indexes = [
            models.Index(fields=["review", "due_on"], name="packet_of_review"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.source_language}-{self.language}"

    def get_absolute_url(self):
        return reverse("workspace:packet", args=[self.review_id, self.pk])

    @property
    def neutral_name(self):
        return _("A translation packet")

    @property
    def is_open(self):
        return self.closed_at is None

    def is_with_somebody(self, *, at: datetime) -> bool:
        """Whether whoever it is for can still open it."""
        return bool(self.opening and self.opening.is_current(at=at))


class PacketItem(models.Model):
    """One text of a packet: as both sides were when it was sent, and what came.

    What is shown and written is the text as it stands; this is by what a change
    is noticed, and what waits for an answer.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a text in a packet", "Waits")
        ASKS = "asks", pgettext_lazy("state of a text in a packet", "Asks you")
        DONE = "done", pgettext_lazy("state of a text in a packet", "In review")
        GONE = "gone", pgettext_lazy("state of a text in a packet", "Taken out")

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE, default=new_code, unique=True)
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    block = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    source_text = models.TextField()
    source_digest = models.CharField(max_length=16)
    target_text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=State, default=State.WAITING, editable=False
    )
    text = models.TextField(blank=True, editable=False)  # the last that was kept
    offered = models.TextField(blank=True, editable=False)  # waits for an answer
    saved_at = models.DateTimeField(null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("packet", "order", name="packetitem_in_order"),
            models.UniqueConstraint(
                fields=["packet", "subject_label", "subject_id", "block"],
                name="packetitem_once",
            ),
            models.CheckConstraint(
                condition=~Q(source_text=""), name="packetitem_has_a_source"
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject_id"],
                condition=Q(state="waiting"),
                name="packetitem_waiting",
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    @property
    def is_finished(self):
        return self.state in {self.State.DONE, self.State.GONE}


class SituationPrintQuerySet(JobQuerySet):
    def visible_to(self, user):
        """Whoever coordinates the review (`workspace.report_situation`)."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(review__in=Review.objects.led_by(user))


class SituationPrint(Job):
    """The situation report of a review in one language, as a PDF. Asked twice for
    the same words, made once; older ones are forgotten."""

    LANGUAGES = ("en", "ru")

    task_name = "workspace.print_situation"

    review = models.ForeignKey(Review, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64, editable=False)  # of words and design
    content = models.JSONField(editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = SituationPrintQuerySet.as_manager()

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                "review",
                "language",
                "digest",
                name="situationprint_once_per_content",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False),
                name="situationprint_ready_has_file",
            ),
        ]

    def get_absolute_url(self):
        return reverse("workspace:situation", args=[self.review_id])


class FirstSteps(models.Model):
    """Whether the cards for who begins stand on a person's page, as she chose last.
    Without a row she has not chosen."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    is_shown = models.BooleanField()

    def __str__(self):
        return f"#{self.pk} {'shown' if self.is_shown else 'put away'}"


class PutAway(TimestampedModel):
    """The coordinators of a review do not want to be led through its set-up any more.
    How far it is, is read from what is there and kept nowhere."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="+")
    put_away_at = models.DateTimeField()

    class Meta:
        verbose_name = _("set-up that was put away")
        verbose_name_plural = _("set-ups that were put away")

    def __str__(self):
        return f"#{self.pk}"
