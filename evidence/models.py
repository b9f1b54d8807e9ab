"""What stands behind a claim. A case is told without names, and has no papers:
papers name people."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.lexemes import Lexemes
from core.models import StoredFile, UUIDModel
from core.words import Worded
from groups.models import Group, is_open_to
from reviews.models import Review

TITLE_AT_MOST = 200
TEXT_AT_MOST = 3000


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What lies on the shelves of groups whose work the person may read, and
        what was given to them. Says in `is_own` whether it is the former."""
        if not user.is_authenticated:
            return self.none()
        given = Gift.objects.filter(evidence=OuterRef("pk")).filter(
            is_open_to(user, "group_id")
        )
        return self.annotate(is_own=is_open_to(user, "group_id")).filter(
            Q(is_own=True) | Exists(given)
        )

    def of_group(self, group):
        """On its shelf, or given to it."""
        given = Gift.objects.filter(evidence=OuterRef("pk"), group=group)
        return self.filter(Q(group=group) | Exists(given))

    def for_page(self):
        return self.select_related("review__state", "group", "file")

    def for_listing(self):
        return self.select_related("group", "file").order_by("-created_at", "pk")


class Evidence(UUIDModel):
    class Kind(models.TextChoices):
        FIGURE = "figure", pgettext_lazy("evidence", "Figure")
        LAW = "law", pgettext_lazy("evidence", "Law")
        DOCUMENT = "document", pgettext_lazy("evidence", "Document")
        LINK = "link", pgettext_lazy("evidence", "Link")
        CASE = "case", pgettext_lazy("evidence", "Case, without names")

    class Showing(models.TextChoices):
        UNDECIDED = "undecided", pgettext_lazy("evidence", "Not decided yet")
        SAFE = "safe", pgettext_lazy("evidence", "May be shown to everybody")
        KEPT = "kept", pgettext_lazy("evidence", "Stays with us")

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="evidence", editable=False
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="evidence", editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=TITLE_AT_MOST)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    figure = models.CharField(_("figure"), max_length=80, blank=True)
    text = models.TextField(_("what it says"), max_length=TEXT_AT_MOST, blank=True)
    source = models.CharField(_("who says so"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    dated_on = models.DateField(_("of which day"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", editable=False
    )
    showing = models.CharField(
        _("may it be shown?"),
        max_length=10,
        choices=Showing,
        default=Showing.UNDECIDED,
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="evidence_has_a_title",
                violation_error_message=_("Write a title."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="figure") | ~Q(figure="", text=""),
                name="evidence_figure_has_one",
                violation_error_message=_("Write the figure."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="link") | ~Q(url=""),
                name="evidence_link_has_an_address",
                violation_error_message=_("Write the address."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="case") | Q(file=None),
                name="evidence_case_has_no_papers",
                violation_error_message=_("A case has no papers: they name people."),
            ),
            models.CheckConstraint(
                condition=~Q(showing="safe") | ~Q(source=""),
                name="evidence_shown_has_a_source",
                violation_error_message=_(
                    "Say whose figure or paper it is before it is shown."
                ),
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__regex=r"^https?://[^\s]+$"),
                name="evidence_address_is_of_the_web",
                violation_error_message=_("Write an address that begins with https://"),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "kind"], name="evidence_of_group"),
            GinIndex(
                Lexemes("title", "figure", "text", "source"),
                name="evidence_by_words",
                fastupdate=False,
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("evidence:detail", args=[self.review_id, self.pk])

    @property
    def called(self):
        return Worded(self.title, self.language)

    @property
    def neutral_name(self):
        return _("A piece of evidence")

    @property
    def standing(self):
        """What has to be said beside it, wherever it is linked; nothing while it
        holds."""
        return pgettext("evidence", "Withdrawn") if self.withdrawn_at else ""


class Gift(UUIDModel):
    """A piece of evidence given to another group, one way: it reads it and cites
    it; it is not told what else lies on that shelf."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="gifts")
    group = models.ForeignKey(Group, models.CASCADE, related_name="gifts")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        constraints = [
            models.UniqueConstraint(
                "evidence",
                "group",
                name="gift_once",
                violation_error_message=_("This group has it already."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
