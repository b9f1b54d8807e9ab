"""What a group has to decide: the question, who was asked, what they said, and what
came of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import UUIDModel
from core.words import Worded
from groups.models.group import Group

QUESTION_AT_MOST = 300
OPTION_AT_MOST = 160
OPTIONS = (2, 6)
WHY_AT_MOST = 1000


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the groups whose work the person may read."""
        return self.filter(group__in=Group.objects.open_to(user).values("pk"))

    def open(self):
        return self.filter(state=Decision.State.OPEN)

    def for_page(self):
        return self.select_related("group__review__state", "asked_by", "decided_by")

    def newest_first(self):
        """What is open stands first."""
        return self.order_by("-state", "-asked_at", "pk")


class Decision(UUIDModel):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a decision", "Open")
        DECIDED = "decided", pgettext_lazy("state of a decision", "Decided")

    group = models.ForeignKey(
        Group, models.CASCADE, related_name="decisions", editable=False
    )
    question = models.CharField(_("question"), max_length=QUESTION_AT_MOST)
    options = ArrayField(models.CharField(max_length=OPTION_AT_MOST))
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, editable=False
    )
    due_on = models.DateField(_("answers by"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(editable=False)
    state = models.CharField(
        max_length=8, choices=State, default=State.OPEN, editable=False
    )
    # Which of the options; none of them: what came of it stands in `why`.
    result = models.PositiveSmallIntegerField(null=True, editable=False)
    why = models.TextField(_("why"), max_length=WHY_AT_MOST, blank=True, editable=False)
    why_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, blank=True, editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(question=""),
                name="decision_asks_something",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=Q(options__len__range=OPTIONS),
                name="decision_has_two_to_six_options",
                violation_error_message=_("Offer two to six answers."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None, decided_by=None, why="")
                | Q(state="decided", decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(why=""),
                name="decision_decided_says_why",
                violation_error_message=_("Write why it was decided so."),
            ),
            models.CheckConstraint(
                condition=Q(result=None)
                | Q(state="decided", result__lt=F("options__len")),
                name="decision_result_is_an_option",
                violation_error_message=_("Choose one of the answers."),
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="decision_of_group")]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self):
        return reverse("groups:decision", args=[self.group.review_id, self.pk])

    @property
    def review(self):
        return self.group.review

    @property
    def asks(self):
        return Worded(self.question, self.language)

    @property
    def outcome(self):
        said = "" if self.result is None else self.options[self.result]
        return Worded(said, self.language)

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def neutral_name(self):
        return _("A decision")


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who answered what is said inside the group alone: a coordinator to whom its
        work is open reads how many, and not who."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(decision__group__memberships__user=user)

    def of(self, user, *, decision):
        return self.filter(user=user, decision=decision)


class Voice(UUIDModel):
    """Somebody who was asked, and the answer: a member of the group, who answers
    herself, or an organisation, for which it is noted."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="voices")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    answer = models.PositiveSmallIntegerField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    # For an organisation: who noted it.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, organisation="")
                | Q(user=None) & ~Q(organisation=""),
                name="voice_of_one",
            ),
            models.UniqueConstraint("decision", "user", name="voice_once_per_person"),
            models.UniqueConstraint(
                "decision",
                "organisation",
                condition=Q(user=None),
                name="voice_once_per_organisation",
                violation_error_message=_("This organisation is named twice."),
            ),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="voice_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(noted_by=None) | Q(user=None),
                name="voice_noted_for_an_organisation",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {'answered' if self.answered_at else 'asked'}"
