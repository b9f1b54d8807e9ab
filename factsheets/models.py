from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Opening
from core.models import (
    Job,
    JobQuerySet,
    SecretLink,
    SecretLinkQuerySet,
    StoredFile,
    UUIDModel,
)
from core.translations import InStep, is_filled
from groups.models import Group, is_open_to
from proposals.models import Proposal
from recommendations.models import Recommendation
from reviews.models import Review

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class FactsheetQuerySet(models.QuerySet):
    def open_to(self, user):
        """Factsheets whose work the person may read: of an open group, or opened
        to this person alone."""
        if not user.is_authenticated:
            return self.none()
        opened = Opening.objects.subjects(Factsheet, user=user)
        return self.filter(is_open_to(user, "group_id") | Q(pk__in=opened))

    def worked_on_by(self, user):
        """Those of open groups: not what was only opened to the person."""
        if not user.is_authenticated:
            return self.none()
        return self.visible_to(user).filter(is_group_open=True)

    def visible_to(self, user):
        """Also the published ones of the person's reviews. Says in `opened`
        whether their work may be read, in `is_group_open` that of the group."""
        if not user.is_authenticated:
            return self.none()
        of_group = is_open_to(user, "group_id")
        opened = of_group | Q(pk__in=Opening.objects.subjects(Factsheet, user=user))
        reviews = Review.objects.visible_to(user).values("pk")
        published = Q(status=Factsheet.Status.PUBLISHED, review__in=reviews)
        return self.annotate(opened=opened, is_group_open=of_group).filter(
            Q(opened=True) | published
        )

    def public(self):
        """Published, in a review whose public page is open."""
        return self.filter(status=Factsheet.Status.PUBLISHED, review__is_public=True)

    def with_current_edition(self):
        newest = Edition.objects.filter(factsheet=OuterRef("pk")).order_by("-number")
        return self.annotate(
            edition_id=Subquery(newest.values("pk")[:1]),
            edition_number=Subquery(newest.values("number")[:1]),
            **{
                f"published_title_{code}": Subquery(
                    newest.values(f"content__{code}__title")[:1]
                )
                for code in LANGUAGES
            },
        )

    def for_page(self):
        """With all its page needs but the rows of `factsheets.queries`."""
        return self.select_related("review__state", "group__organisation", "logo")

    def for_listing(self):
        return (
            self.with_current_edition()
            .select_related("review__state")
            .order_by("-updated_at", "pk")
        )


class Factsheet(InStep, UUIDModel):
    """One page for one theme, in up to three languages. What people write is
    here; what diplomats see is an `Edition`."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("status of a factsheet", "Draft")
        REVIEW = "review", pgettext_lazy("status of a factsheet", "In review")
        PUBLISHED = "published", pgettext_lazy("status of a factsheet", "Published")
        WITHDRAWN = "withdrawn", pgettext_lazy("status of a factsheet", "Withdrawn")

    TEXTS = {  # block → most characters; modeltranslation adds the languages
        "title": 120,
        "key_message": 300,
        "key_figures": 300,
        "past_intro": 500,
        "chart_title": 120,
        "chart_lead": 200,
        "chart_whole": 80,
        "chart_part": 80,
        "situation": 1500,
        "challenges": 2000,
        "framework": 600,
        "contact": 300,
        "sources": 1000,
    }
    NEEDED = ("title", "key_message")

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="factsheets", editable=False
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="factsheets", editable=False
    )
    source_language = models.CharField(
        _("written first in"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    key_message = models.TextField(_("key message"), blank=True)
    key_figures = models.TextField(_("figures beside it"), blank=True)
    past_intro = models.TextField(_("what was asked before, in short"), blank=True)
    chart_title = models.CharField(_("chart: title"), max_length=120, blank=True)
    chart_lead = models.CharField(_("chart: what it shows"), max_length=200, blank=True)
    chart_whole = models.CharField(
        _("chart: the whole bar is"), max_length=80, blank=True
    )
    chart_part = models.CharField(
        _("chart: the dark part is"), max_length=80, blank=True
    )
    chart_rows = models.TextField(_("chart: figures"), blank=True)
    situation = models.TextField(_("situation"), blank=True)
    challenges = models.TextField(_("what stands in the way"), blank=True)
    framework = models.TextField(_("national framework"), blank=True)
    contact = models.TextField(_("contact"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    shows_legal_notice = models.BooleanField(
        _("show the organisation’s legal notice"), default=False
    )
    logo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    proposals = models.ManyToManyField(Proposal, through="Ask", related_name="+")

    objects = FactsheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("factsheet")
        verbose_name_plural = _("factsheets")
        indexes = [
            models.Index(fields=["review", "status"], name="factsheet_of_review"),
            models.Index(fields=["group", "status"], name="factsheet_of_group"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.status}"

    def get_absolute_url(self):
        return reverse("factsheets:detail", args=[self.review_id, self.pk])

    @property
    def neutral_name(self):
        return _("A factsheet")

    @property
    def is_published(self):
        return self.status == self.Status.PUBLISHED

    @property
    def in_step_with(self):
        return self.source_language

    def block_keys(self):
        return self.TEXTS

    def languages(self) -> list[str]:
        """Those in which the page can stand on its own."""
        return [
            code
            for code in LANGUAGES
            if all(is_filled(self.text_of(key, code)) for key in self.NEEDED)
        ]


class Level(models.TextChoices):
    """What became of a recommendation, as the page says it."""

    UNKNOWN = "unknown", _("Not assessed")
    NONE = "none", _("Not implemented")
    PART = "part", _("Partly implemented")
    FULL = "full", _("Fully implemented")


class ChosenQuerySet(models.QuerySet):
    def on_page(self):
        """In their order, without those that were taken off again."""
        return self.filter(place__isnull=False).order_by("place", "pk")


class ChosenRecommendation(UUIDModel):
    """A past recommendation on the page: its short headline, and what became of
    it, per language. Taken off, it keeps them and has no place."""

    factsheet = models.ForeignKey(Factsheet, models.CASCADE, related_name="chosen")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(null=True)
    headline = models.CharField(_("in a few words"), max_length=120, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=240, blank=True)
    level = models.CharField(
        _("implemented"), max_length=10, choices=Level, default=Level.UNKNOWN
    )

    objects = ChosenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "factsheet", "recommendation", name="chosen_recommendation_once"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.level}"


class Ask(UUIDModel):
    """A proposal on the page, with its number."""

    MOST = 4

    factsheet = models.ForeignKey(Factsheet, models.CASCADE, related_name="asks")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("factsheet", "proposal", name="ask_once"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.place}"


class EditionQuerySet(models.QuerySet):
    def current(self):
        """The newest of its factsheet, unless withdrawn."""
        newest = Edition.objects.filter(factsheet=OuterRef("factsheet")).order_by(
            "-number"
        )
        return self.filter(
            pk=Subquery(newest.values("pk")[:1]), withdrawn_at__isnull=True
        )


class Edition(UUIDModel):
    """What was published: every fact shown, frozen. It may be withdrawn, never
    changed."""

    factsheet = models.ForeignKey(Factsheet, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(editable=False)
    content = models.JSONField(editable=False)  # language → Facts, `factsheets.facts`
    logo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint("factsheet", "number", name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("published_at")),
                name="edition_withdrawn_after_published",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.number}"

    @property
    def languages(self) -> list[str]:
        return [code for code in LANGUAGES if code in self.content]

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None


class Rendition(Job):
    """One PDF: edition × language set × design. Asked twice, rendered once."""

    SETS = ("en", "ru", "ky", "en-ru")

    task_name = "factsheets.render"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="renditions")
    languages = models.CharField(
        max_length=5, choices=[(name, name) for name in SETS], editable=False
    )
    address = models.CharField(max_length=300, editable=False)  # behind the QR code
    design = models.CharField(max_length=64, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                "edition", "languages", "design", name="rendition_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False),
                name="rendition_ready_has_file",
            ),
        ]

    @property
    def language_list(self):
        return self.languages.split("-")


class Proof(Job):
    """The page as it would print today, in one language: a PDF, its picture,
    and how many lines stand over the page. Asked twice for the same words, made
    once; older proofs of the factsheet are dropped."""

    task_name = "factsheets.proof"

    factsheet = models.ForeignKey(Factsheet, models.CASCADE, related_name="proofs")
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, editable=False
    )
    digest = models.CharField(max_length=64, editable=False)  # of facts and design
    content = models.JSONField(editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    lines_over = models.PositiveSmallIntegerField(default=0, editable=False)
    unprintable = models.CharField(max_length=100, blank=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                "factsheet", "language", "digest", name="proof_once_per_content"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | Q(file__isnull=False, picture__isnull=False),
                name="proof_ready_has_files",
            ),
        ]

    @property
    def fits(self):
        return (
            self.state == self.State.READY
            and not self.lines_over
            and not self.unprintable
        )


class ShareLinkQuerySet(SecretLinkQuerySet):
    def visible_to(self, user):
        return self.filter(
            edition__factsheet__in=Factsheet.objects.open_to(user).values("pk")
        )


class ShareLink(SecretLink):
    """Lets a diplomat read one edition that is not public, until a day."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="share_links")
    label = models.CharField(
        _("for whom"),
        max_length=80,
        blank=True,
        help_text=_("A word for yourselves, such as the embassy. Not shown to it."),
    )
    is_printed = models.BooleanField(default=False, editable=False)  # behind the QR

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "edition",
                condition=Q(is_printed=True, revoked_at=None),
                name="sharelink_one_printed",
            )
        ]
