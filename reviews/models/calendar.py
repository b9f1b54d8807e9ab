"""The dates of a review, each in the zone in which it counts."""

from datetime import UTC
from zoneinfo import available_timezones

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import UUIDModel
from reviews.models.review import Review, Role

GENEVA = "Europe/Zurich"
ZONES = available_timezones()


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The dates of a review are for everybody who knows of it."""
        return self.filter(review__in=Review.objects.visible_to(user))

    def in_order(self):
        return self.order_by("due", "kind", "pk")

    def for_listing(self):
        """With its people. Who has left the review watches nothing any more:
        `is_watched` says whether the owner is still there."""
        still = Role.objects.filter(
            review=OuterRef("review"), user=OuterRef("owner"), role__in=Role.INSIDE
        )
        return self.select_related("owner", "done_by").annotate(
            is_watched=Exists(still.filter(user__is_active=True))
        )


class Milestone(UUIDModel):
    """A moment that the coalition works towards. `zone` is where its clock hangs:
    23:59 in Geneva is the next day in Bishkek."""

    class Kind(models.TextChoices):
        CONSULTATIONS = "consultations", _("Regional consultations")
        WINDOW_OPENS = "window_opens", _("The UN takes submissions from")
        TRANSLATION = "translation", _("Translations are ready")
        SIGN_ON = "sign_on", _("The list of members closes")
        OWN_CUT_OFF = "own_cut_off", _("Our own cut-off")
        WINDOW_CLOSES = "window_closes", _("The UN takes submissions until")
        NATIONAL_REPORT = "national_report", _("The State hands in its report")
        FACTSHEETS = "factsheets", _("Factsheets are ready")
        TRAINING = "training", _("Training for whoever speaks to diplomats")
        MATERIALS = "materials", _("Materials go out")
        IN_COUNTRY = "in_country", _("In-country pre-session")
        EMBASSIES = "embassies", _("Seminar for embassies")
        APPLICATION = "application", _("Application for the Geneva pre-session")
        STATEMENT = "statement", _("Text of our statement goes to UPR Info")
        PRE_SESSION = "pre_session", _("Pre-session")
        UN_DOCUMENTS = "un_documents", _("The UN’s documents are published")
        QUESTIONS = "questions", _("States send their questions")
        REVIEW = "review", _("The review in the Working Group")
        REPORT = "report", _("The Working Group adopts its report")
        ADDENDUM = "addendum", _("The State answers what it left open")
        ADOPTION = "adoption", _("The outcome is adopted")
        LETTER = "letter", _("Letter of the High Commissioner")
        MID_TERM = "mid_term", _("Mid-term report")
        BRIEFING = "briefing", _("Mid-term briefing")
        NEXT_CYCLE = "next_cycle", _("The next cycle’s review")
        OTHER = "other", _("Another date")

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="milestones", editable=False
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    name = models.CharField(_("called"), max_length=120, blank=True)
    due = models.DateTimeField(_("when"))
    zone = models.CharField(_("time zone"), max_length=40, default=GENEVA)
    is_projected = models.BooleanField(_("date not confirmed"), default=False)
    source = models.CharField(_("where it is said"), max_length=200, blank=True)
    # Follows from another date by a distance of the cycle, until set by hand.
    is_counted = models.BooleanField(default=False, editable=False)
    # How often the moment was changed: what calendars call SEQUENCE.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who watches it"),
    )

    is_watched: bool  # where `for_listing` has loaded it

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints = [
            models.UniqueConstraint(
                "review",
                "kind",
                condition=~Q(kind="other"),
                name="milestone_once_per_review",
                violation_error_message=_(
                    "This date is there already. Change that one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="other", name=""),
                name="milestone_other_has_a_name",
                violation_error_message=_("Say what happens on this date."),
            ),
            models.CheckConstraint(
                condition=Q(is_counted=False) | ~Q(kind__in=["review", "other"]),
                name="milestone_counted_from_another",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="milestone_done_by_somebody",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return f"{reverse('reviews:dates', args=[self.review_id])}#d-{self.pk}"

    @property
    def called(self):
        return self.name or self.get_kind_display()

    @property
    def watcher(self):
        """Who watches it and is still there: of rows loaded `for_listing`."""
        return self.owner if self.is_watched else None

    @property
    def neutral_name(self):
        return _("A date")

    @property
    def moment_told(self):
        """With which the rungs of its reminders begin."""
        return f"{self.due.astimezone(UTC):%Y-%m-%dT%H:%M}/"

    def still_reminds(self, rung):
        return self.done_at is None and rung.startswith(self.moment_told)
