"""How many were reached, as totals. This platform keeps no list of participants."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultations.models.events import Event
from core.models import UUIDModel
from reviews.models import Review

MOST = 100_000


class Dimension(models.TextChoices):
    GENDER = "gender", _("Women and men")
    REGION = "region", _("Regions")
    NEWCOMER = "newcomer", _("Newcomers")
    ORGANISATION = "organisation", _("Where they come from")
    AGE = "age", _("Age")


# Of regions: the codes of the State's own.
VALUES: dict[str, dict[str, object]] = {
    Dimension.GENDER: {
        "women": pgettext_lazy("people at a meeting", "Women"),
        "men": pgettext_lazy("people at a meeting", "Men"),
        "other": pgettext_lazy("people at a meeting", "Other, or not said"),
    },
    Dimension.NEWCOMER: {
        "new": pgettext_lazy("people at a meeting", "For the first time"),
        "known": pgettext_lazy("people at a meeting", "Not for the first time"),
    },
    Dimension.ORGANISATION: {
        "cso": pgettext_lazy("people at a meeting", "Civil society organisations"),
        "initiative": pgettext_lazy("people at a meeting", "Initiative groups"),
        "individual": pgettext_lazy("people at a meeting", "On their own"),
        "media": pgettext_lazy("people at a meeting", "Media"),
        "institution": pgettext_lazy("people at a meeting", "Ombudsman, NPM"),
        "state": pgettext_lazy("people at a meeting", "State bodies"),
        "embassy": pgettext_lazy("people at a meeting", "Embassies"),
        "abroad": pgettext_lazy("people at a meeting", "Guests from abroad"),
    },
    Dimension.AGE: {
        "under_18": pgettext_lazy("people at a meeting", "Under 18"),
        "18_29": "18–29",
        "30_59": "30–59",
        "60_over": pgettext_lazy("people at a meeting", "60 and over"),
    },
}


class HeadcountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The figures themselves are for whoever organises the meeting: others see
        sums in which small cells are left out."""
        return self.filter(event__in=Event.objects.open_to(user))


class Headcount(UUIDModel):
    """One total of a meeting: so many women, so many from Naryn."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="headcounts")
    dimension = models.CharField(max_length=12, choices=Dimension)
    value = models.CharField(max_length=20)
    count = models.PositiveIntegerField(_("how many"))

    objects = HeadcountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "event", "dimension", "value", name="headcount_once"
            ),
            models.CheckConstraint(
                condition=Q(count__lte=MOST),
                name="headcount_is_of_this_world",
                violation_error_message=_("That is more than a meeting can hold."),
            ),
            models.CheckConstraint(
                condition=~Q(value=""), name="headcount_of_something"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.dimension}"


class ShownLine(UUIDModel):
    """One dimension of a meeting that is over, with its numbers as everybody is shown
    them (`consultations.published`)."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="shown_lines")
    dimension = models.CharField(max_length=12, choices=Dimension)
    numbers = models.JSONField()  # by value, as they were shown last
    is_shown = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("event", "dimension", name="shownline_once")
        ]

    def __str__(self):
        return f"#{self.pk} {self.dimension}"


class AimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(review__in=Review.objects.visible_to(user))


class Aim(UUIDModel):
    """What the coalition wants to reach: at least half women, a tenth from Batken."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="aims")
    dimension = models.CharField(max_length=12, choices=Dimension)
    value = models.CharField(max_length=20)
    percent = models.PositiveSmallIntegerField(_("at least, per cent"))

    objects = AimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("review", "dimension", "value", name="aim_once"),
            models.CheckConstraint(
                condition=Q(percent__range=(1, 100)),
                name="aim_is_a_share",
                violation_error_message=_("Write a share from 1 to 100 per cent."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.dimension} {self.percent}"
