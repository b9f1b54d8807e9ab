from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Opening
from catalogue.models import Term
from consultations.models import Finding, Tabled
from core.lexemes import Lexemes, in_languages
from core.models import UUIDModel
from core.translations import InStep, is_filled
from core.words import worded
from evidence.models import Evidence
from groups.models import Group, is_open_to
from recommendations.models import Recommendation
from reviews.models import Review

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the groups whose work the person may read, and those that were
        opened to her. Says in `is_group_open` whether it is the former."""
        if not user.is_authenticated:
            return self.none()
        opened = Opening.objects.subjects(Proposal, user=user)
        return self.annotate(is_group_open=is_open_to(user, "group_id")).filter(
            Q(is_group_open=True) | Q(pk__in=opened)
        )

    def worked_on_by(self, user):
        """Those of open groups: not what was only opened to the person."""
        if not user.is_authenticated:
            return self.none()
        return self.visible_to(user).filter(is_group_open=True)

    def adopted_or_agreed(self):
        return self.exclude(status=Proposal.Status.DRAFT)

    def for_page(self):
        return self.select_related("review__state", "group")

    def for_listing(self):
        return self.select_related("group").order_by("group_id", "created_at", "pk")


class Proposal(InStep, UUIDModel):
    """What the coalition asks for: a recommendation that a State could make, or
    a question it could send in advance."""

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        QUESTION = "question", _("Advance question")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("status of a proposal", "Draft")
        AGREED = "agreed", pgettext_lazy("status of a proposal", "Agreed in the group")
        ADOPTED = (
            "adopted",
            pgettext_lazy("status of a proposal", "Adopted by the coalition"),
        )

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="proposals", editable=False
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="proposals", editable=False
    )
    kind = models.CharField(
        _("kind"), max_length=15, choices=Kind, default=Kind.RECOMMENDATION
    )
    wording_en = models.TextField(_("wording, English"), blank=True, max_length=1000)
    wording_ru = models.TextField(_("wording, Russian"), blank=True, max_length=1000)
    wording_ky = models.TextField(_("wording, Kyrgyz"), blank=True, max_length=1000)
    source_language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, default="ru", editable=False
    )
    status = models.CharField(
        max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    terms = models.ManyToManyField(
        Term, blank=True, verbose_name=_("topics"), related_name="+"
    )
    follows = models.ManyToManyField(
        Recommendation,
        blank=True,
        verbose_name=_("follows these recommendations"),
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=~Q(wording_en="", wording_ru="", wording_ky=""),
                name="proposal_has_wording",
                violation_error_message=_(
                    "Write the wording in at least one language."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "status"], name="proposal_of_group"),
            GinIndex(
                Lexemes(*in_languages("wording")),
                name="proposal_by_words",
                fastupdate=False,
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.status}"

    def get_absolute_url(self):
        return reverse("proposals:detail", args=[self.review_id, self.pk])

    @property
    def wording(self):
        return worded(self, "wording")

    @property
    def neutral_name(self):
        return _("A proposal")

    @property
    def in_step_with(self):
        """The language in which it was written first, as long as it stands in it."""
        if is_filled(self.text_of("wording", self.source_language)):
            return self.source_language
        return self.wording.language

    def block_keys(self):
        return ("wording",)

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT


class FindingLink(UUIDModel):
    """What was heard stands behind what we ask for."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="finding_links", editable=False
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="+", editable=False
    )
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    linked_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "proposal",
                "finding",
                name="findinglink_once",
                violation_error_message=_("It stands behind this proposal already."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class EvidenceLink(UUIDModel):
    """A piece of evidence stands behind what we ask for."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="evidence_links", editable=False
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="+", editable=False
    )
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    linked_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "proposal",
                "evidence",
                name="evidencelink_once",
                violation_error_message=_("It stands behind this proposal already."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class TabledProposal(UUIDModel):
    """A proposal taken to the room of a meeting, which keeps its words of that day."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="tabled", editable=False
    )
    tabled = models.OneToOneField(
        Tabled, models.CASCADE, related_name="+", editable=False
    )
    tabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    def __str__(self):
        return f"#{self.pk}"
