from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.models import Session, State, Term
from core.lexemes import Lexemes, in_languages
from core.models import UUIDModel
from core.words import Worded, worded


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The record is public knowledge; its pages are for signed-in members
        of a review, which the page loads first."""
        return self.all() if user.is_authenticated else self.none()

    def of_record(self):
        """What every count is made of: no demonstration wording."""
        return self.filter(is_demonstration=False)

    def to_state(self, state):
        return self.filter(state=state)

    def pickable_to(self, state):
        """The State's record, and demonstration wording only for sessions whose
        real recommendations are not loaded."""
        real = Recommendation.objects.of_record().to_state(state)
        return self.to_state(state).filter(
            Q(is_demonstration=False) | ~Q(session__in=real.values("session"))
        )

    def with_position(self):
        """Annotate `position`, the State's latest word (a `Position.Kind`)."""
        current = Position.objects.current().filter(recommendation=OuterRef("pk"))
        return self.annotate(position=Subquery(current.values("kind")))

    def with_year(self):
        """Annotate `year`, that of the session; None if the calendar lacks it."""
        session = Session.objects.filter(number=OuterRef("session"))
        return self.annotate(year=Subquery(session.values("year")))

    def in_record_order(self):
        """Newest session first; by paragraph where the UN's numbers are known,
        else as UPR Info does: by the text."""
        return self.order_by("-session", "number_key", "wording_en", "pk")

    def for_listing(self):
        """All a row shows, in four queries; one more in a template is an error."""
        made_by = MadeBy.objects.select_related("state").by_name()
        return (
            self.with_position()
            .with_year()
            .select_related("state")
            .prefetch_related(
                Prefetch("made_by", made_by.fetch_mode(models.FETCH_RAISE)),
                Prefetch(
                    "terms", Term.objects.in_order().fetch_mode(models.FETCH_RAISE)
                ),
            )
            .in_record_order()
            .fetch_mode(models.FETCH_RAISE)
        )

    def for_reading(self):
        """One recommendation with its whole history, for its own page."""
        made_by = MadeBy.objects.select_related("state", "batch").by_name()
        return (
            self.with_position()
            .with_year()
            .select_related("state", "split_part_of")
            .prefetch_related(
                Prefetch("made_by", made_by),
                Prefetch("positions", Position.objects.in_order()),
                Prefetch("parts", Recommendation.objects.in_record_order()),
                "terms",
            )
        )


class Recommendation(UUIDModel):
    """One recommendation to a State under review, in the words of the record.

    Where a UN document numbers it, that paragraph. Each row of UPR Info makes
    one without number; a person may join them to a paragraph later.
    """

    class ActionCategory(models.IntegerChoices):
        """UPR Info's five, by what the State is asked to do."""

        MINIMAL = 1, pgettext_lazy("action category", "Minimal action")
        CONTINUING = 2, pgettext_lazy("action category", "Continuing action")
        CONSIDERING = 3, pgettext_lazy("action category", "Considering action")
        GENERAL = 4, pgettext_lazy("action category", "General action")
        SPECIFIC = 5, pgettext_lazy("action category", "Specific action")

    state = models.ForeignKey(
        State,
        models.PROTECT,
        related_name="recommendations",
        verbose_name=_("State under review"),
    )
    session = models.PositiveSmallIntegerField(_("session of the Working Group"))
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    number = models.CharField(
        _("paragraph"),
        max_length=20,
        blank=True,
        help_text=_("As printed in the report, such as 140.106: text, not a number."),
    )
    number_key = models.GeneratedField(  # 76.2 before 76.10
        expression=Func(
            Func(
                "number",
                Value(r"(\d+)"),
                Value(r"00000\1"),
                Value("g"),
                function="regexp_replace",
            ),
            Value(r"0*(\d{6})"),
            Value(r"\1"),
            Value("g"),
            function="regexp_replace",
        ),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    wording_en = models.TextField(_("wording, English"), blank=True)
    wording_ru = models.TextField(_("wording, Russian"), blank=True)
    wording_ky = models.TextField(_("wording, Kyrgyz"), blank=True)
    terms = models.ManyToManyField(
        Term, related_name="recommendations", blank=True, verbose_name=_("issues")
    )
    action_category = models.PositiveSmallIntegerField(
        _("action category"), choices=ActionCategory, null=True, blank=True
    )
    split_part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("When the State answered the parts of one paragraph apart."),
    )
    is_demonstration = models.BooleanField(
        _("demonstration wording"), default=False, editable=False
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["state", "session", "number"],
                condition=~Q(number=""),
                name="recommendation_number_once_per_review",
                violation_error_message=_("This paragraph is already in the record."),
            ),
            models.CheckConstraint(
                condition=~Q(wording_en="", wording_ru="", wording_ky=""),
                name="recommendation_has_wording",
                violation_error_message=_("Give the wording in one language at least."),
            ),
            models.CheckConstraint(
                condition=Q(session__gte=1, cycle__gte=1),
                name="recommendation_session_from_one",
                violation_error_message=_("Sessions and cycles are counted from 1."),
            ),
            models.CheckConstraint(
                condition=Q(action_category=None) | Q(action_category__range=(1, 5)),
                name="recommendation_action_category_known",
                violation_error_message=_("Action categories are 1 to 5."),
            ),
            models.CheckConstraint(
                condition=~Q(split_part_of=F("id")),
                name="recommendation_not_part_of_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-session"], name="recommendation_by_state"),
            GinIndex(
                Lexemes("number", *in_languages("wording")),
                name="recommendation_by_words",
            ),
        ]

    def __str__(self):
        return (
            f"#{self.pk} {self.state_id} session {self.session} {self.number}".strip()
        )

    def url_in(self, review) -> str:
        """Its page within a review: the record belongs to all of them."""
        return reverse("recommendations:detail", args=[review.pk, self.pk])

    @property
    def neutral_name(self):
        return _("Recommendation")

    @property
    def wording(self) -> Worded:
        """In the reader's language, else in whichever there is."""
        return worded(self, "wording")

    @property
    def is_untranslated(self) -> bool:
        """The reader gets another language than asked for: the page says so."""
        return self.wording.language != get_language()


class MadeByQuerySet(models.QuerySet):
    def by_name(self):
        """In the alphabet of the reader."""
        language = get_language() or "en"
        return self.order_by(f"state__sort_key_{language}", "pk")


class MadeBy(models.Model):
    """A recommendation × a State that made it: the unit every count names.

    The key digest is how an importer knows the pair again (`recommendations.keys`);
    it stays when a person corrects the wording or joins equal texts.
    """

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="made_by"
    )
    state = models.ForeignKey(
        State,
        models.PROTECT,
        related_name="recommendations_made",
        verbose_name=_("recommending State"),
    )
    batch = models.ForeignKey(
        "ImportBatch", models.PROTECT, null=True, related_name="made_by"
    )
    external_ids = models.JSONField(_("numbers elsewhere"), default=dict, blank=True)
    key_digest = models.CharField(max_length=64, editable=False)
    key_ordinal = models.PositiveSmallIntegerField(default=1, editable=False)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = MadeByQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommending State")
        verbose_name_plural = _("recommending States")
        constraints = [
            models.UniqueConstraint(
                "recommendation", "state", name="madeby_state_once_per_recommendation"
            ),
            models.UniqueConstraint(
                "key_digest", "key_ordinal", name="madeby_key_is_unique"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state_id} on {self.recommendation_id}"


class PositionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(superseded_at=None)

    def in_order(self):
        return self.order_by("recorded_at", "pk")


class Position(models.Model):
    """What the State answered, and where it said so.

    States change their answer, sometimes at mid-term, and many answers bear no
    date: so the history is in the order in which it was recorded, and the one
    nothing has superseded is the State's word today.
    """

    class Kind(models.TextChoices):
        SUPPORTED = "supported", pgettext_lazy("position of the State", "Supported")
        NOTED = "noted", pgettext_lazy("position of the State", "Noted")
        PENDING = "pending", pgettext_lazy("position of the State", "Pending")

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="positions"
    )
    kind = models.CharField(_("position of the State"), max_length=10, choices=Kind)
    source = models.CharField(_("source"), max_length=100, blank=True)
    source_paragraph = models.CharField(
        _("paragraph of the source"), max_length=100, blank=True
    )
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(
                "recommendation",
                condition=Q(superseded_at=None),
                name="position_one_is_current",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["supported", "noted", "pending"]),
                name="position_kind_known",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind} on {self.recommendation_id}"
