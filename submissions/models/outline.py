"""A submission, who takes part in it, and its outline."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Opening
from core.lexemes import Lexemes, in_languages
from core.models import UUIDModel
from core.words import worded
from groups.models import Group, Membership
from reviews.models import Review, Role

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def takes_part(user, submission="pk"):
    """Expression: the person is in one of the groups that write it."""
    return Exists(
        Membership.objects.filter(
            user=user, group__participations__submission=OuterRef(submission)
        )
    )


def leads(user, submission="pk"):
    """Expression: a coordinator of the review, and a group takes part that is not
    closed to her. What only confidential groups or institutions write is theirs."""
    return Exists(
        Participation.objects.filter(
            submission=OuterRef(submission),
            group__is_confidential=False,
            group__kind=Group.Kind.THEMATIC,
            group__review__roles__user=user,
            group__review__roles__role=Role.Kind.COORDINATOR,
        )
    )


def concludes(user, submission="pk"):
    """Expression: the person takes it through sign-on, freezes and files it. A
    coordinator who leads it; where nobody can lead it, because only confidential
    groups or an institution write it, their rapporteurs."""
    takes_part_openly = Participation.objects.filter(
        submission=OuterRef(submission),
        group__is_confidential=False,
        group__kind=Group.Kind.THEMATIC,
    )
    answers = Membership.objects.filter(
        user=user,
        role=Membership.Role.RAPPORTEUR,
        group__participations__submission=OuterRef(submission),
    )
    return leads(user, submission) | (Exists(answers) & ~Exists(takes_part_openly))


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may read its work knows of it; so does, of the submission alone,
        whoever had a text of it opened."""
        if not user.is_authenticated:
            return self.none()
        opened = Opening.objects.subjects(Submission, user=user)
        return self.annotate(opened=takes_part(user) | leads(user)).filter(
            Q(opened=True) | Q(pk__in=opened) | Q(pk__in=_texts_opened(user))
        )

    def open_to(self, user):
        """Submissions whose work the person may read: groups taking part, and
        coordinators to whom one of these groups is open."""
        if not user.is_authenticated:
            return self.none()
        return self.annotate(opened=takes_part(user) | leads(user)).filter(opened=True)

    def led_by(self, user):
        """Those that a coordinator answers for."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(leads(user))

    def concluded_by(self, user):
        """Those that the person takes through sign-on, freezes and files."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(concludes(user))

    def for_listing(self):
        return self.select_related("review__state").order_by("-created_at", "pk")


def _texts_opened(user):
    from submissions.models.drafting import Text  # noqa: PLC0415 -- circular import

    texts = Opening.objects.subjects(Text, user=user)
    return Text.objects.filter(pk__in=texts).values("section__submission")


class Submission(UUIDModel):
    """A text that one or several groups hand in together."""

    class Stage(models.TextChoices):
        """How far the whole is. What may be done to its texts follows from it."""

        DRAFTING = "drafting", pgettext_lazy("stage of a submission", "Drafting")
        REVIEW = "review", pgettext_lazy("stage of a submission", "Review")
        SIGN_ON = "sign_on", pgettext_lazy("stage of a submission", "Sign-on")
        FROZEN = "frozen", pgettext_lazy("stage of a submission", "Frozen")
        FILED = "filed", pgettext_lazy("stage of a submission", "Filed")

    CLOSED = (Stage.FROZEN, Stage.FILED)  # no word of it changes any more

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="submissions", editable=False
    )
    groups = models.ManyToManyField(
        Group, through="Participation", related_name="submissions"
    )
    title_en = models.CharField(_("title, English"), max_length=200, blank=True)
    title_ru = models.CharField(_("title, Russian"), max_length=200, blank=True)
    title_ky = models.CharField(_("title, Kyrgyz"), max_length=200, blank=True)
    source_language = models.CharField(
        _("language it is written in"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="ru",
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=settings.LANGUAGES),
        verbose_name=_("working languages"),
    )
    is_joint = models.BooleanField(
        _("two or more organisations hand it in"),
        default=True,
        help_text=_("The UN reads more words of it."),
    )
    word_budget = models.PositiveIntegerField(
        _("words at most"),
        null=True,
        blank=True,
        help_text=_("Left empty, as many as the UN reads."),
    )
    stage = models.CharField(
        max_length=10, choices=Stage, default=Stage.DRAFTING, editable=False
    )
    staged_at = models.DateTimeField(null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_en="", title_ru="", title_ky=""),
                name="submission_has_a_title",
                violation_error_message=_("Write the title in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=LANGUAGES),
                name="submission_languages_are_known",
                violation_error_message=_(
                    "Choose from the languages that are offered."
                ),
            ),
            models.CheckConstraint(
                # `source_language = ANY(languages)`, as Django can say it
                condition=Q(languages__contains=[models.F("source_language")]),
                name="submission_written_in_its_languages",
                violation_error_message=_(
                    "The language it is written in is one of its languages."
                ),
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    def get_absolute_url(self):
        return reverse("submissions:detail", args=[self.review_id, self.pk])

    @property
    def title(self):
        return worded(self, "title")

    @property
    def neutral_name(self):
        return _("A submission")

    @property
    def is_closed(self) -> bool:
        return self.stage in self.CLOSED


class Participation(UUIDModel):
    """A group takes part in writing a submission."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="participations"
    )
    group = models.ForeignKey(Group, models.PROTECT, related_name="participations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "submission",
                "group",
                name="participation_once",
                violation_error_message=_("This group takes part already."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the submission; a text that was opened shows its section."""
        from submissions.models.drafting import Text  # noqa: PLC0415 -- circular import

        if not user.is_authenticated:
            return self.none()
        texts = Text.objects.filter(pk__in=Opening.objects.subjects(Text, user=user))
        whole = Opening.objects.subjects(Submission, user=user)
        return self.filter(
            Q(submission__in=Submission.objects.open_to(user).values("pk"))
            | Q(submission__in=whole)
            | Q(pk__in=texts.values("section"))
        )

    def in_order(self):
        return self.order_by("order", "created_at", "pk")


class Section(UUIDModel):
    """One heading of the outline: what belongs there, who answers for it, how
    many words it may have, how far it is."""

    class Status(models.TextChoices):
        EMPTY = "empty", pgettext_lazy("status of a section", "Empty")
        DRAFTING = "drafting", pgettext_lazy("status of a section", "Being written")
        READY = "ready", pgettext_lazy("status of a section", "Ready to be read")
        AGREED = "agreed", pgettext_lazy("status of a section", "Agreed")

    class Part(models.TextChoices):
        """Parts that the UN asks for, whatever they are called."""

        MEMBERS = "members", pgettext_lazy("part of a submission", "Who hands it in")
        SUMMARY = "summary", pgettext_lazy("part of a submission", "Summary, key words")

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="sections", editable=False
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("group that writes it"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answers for it"),
    )
    order = models.PositiveSmallIntegerField(_("place"), default=0)
    depth = models.PositiveSmallIntegerField(_("level"), default=1)
    heading_en = models.CharField(_("heading, English"), max_length=200, blank=True)
    heading_ru = models.CharField(_("heading, Russian"), max_length=200, blank=True)
    heading_ky = models.CharField(_("heading, Kyrgyz"), max_length=200, blank=True)
    guidance_en = models.TextField(
        _("what belongs here, English"), max_length=1000, blank=True
    )
    guidance_ru = models.TextField(
        _("what belongs here, Russian"), max_length=1000, blank=True
    )
    guidance_ky = models.TextField(
        _("what belongs here, Kyrgyz"), max_length=1000, blank=True
    )
    word_budget = models.PositiveIntegerField(_("words at most"), null=True, blank=True)
    part = models.CharField(
        _("what it is for the UN"), max_length=10, choices=Part, blank=True, default=""
    )
    status = models.CharField(
        max_length=10, choices=Status, default=Status.EMPTY, editable=False
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                condition=~Q(heading_en="", heading_ru="", heading_ky=""),
                name="section_has_a_heading",
                violation_error_message=_(
                    "Write the heading in at least one language."
                ),
            ),
            models.CheckConstraint(
                condition=Q(depth__gte=1, depth__lte=3),
                name="section_depth_from_one_to_three",
                violation_error_message=_("Headings have three levels."),
            ),
        ]
        indexes = [
            models.Index(fields=["submission", "order"], name="section_in_order"),
            GinIndex(
                Lexemes(*in_languages("heading")),
                name="section_by_words",
                fastupdate=False,
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.status}"

    def get_absolute_url(self):
        outline = reverse(
            "submissions:detail", args=[self.submission.review_id, self.submission_id]
        )
        return f"{outline}#s-{self.pk}"

    @property
    def heading(self):
        return worded(self, "heading")

    @property
    def guidance(self):
        return worded(self, "guidance")

    @property
    def neutral_name(self):
        return _("A section")

    @property
    def is_agreed(self):
        return self.status == self.Status.AGREED
