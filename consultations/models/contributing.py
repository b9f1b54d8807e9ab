"""The address, printed as a QR code, at which somebody without an account says
what is wrong."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Region
from consultations.models.events import Event
from core.models import SecretLink, SecretLinkQuerySet, derived_token
from groups.models import Group
from reviews.models import Review, Role


class ContributionLinkQuerySet(SecretLinkQuerySet):
    def visible_to(self, user):
        """Who organises the meeting; for a region, the coordinators."""
        if not user.is_authenticated:
            return self.none()
        led = Role.objects.filter(user=user, role=Role.Kind.COORDINATOR)
        return self.filter(
            Q(event__in=Event.objects.open_to(user))
            | Q(event=None, review__in=led.values("review"))
        )

    def in_order(self):
        return self.order_by("-created_at", "pk")


class ContributionLink(SecretLink):
    """Of one meeting, or of one region (None: from anywhere). Its token belongs to
    the row, so that the code can be printed again."""

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="contribution_links", editable=False
    )
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        related_name="contribution_links",
        editable=False,
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )
    groups = models.ManyToManyField(
        Group, blank=True, related_name="+", verbose_name=_("read by these groups")
    )
    label = models.CharField(_("what it is for"), max_length=80)
    takes_photos = models.BooleanField(_("photos may be added"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ContributionLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("address for contributions")
        verbose_name_plural = _("addresses for contributions")
        constraints = [
            models.CheckConstraint(
                condition=Q(event=None) | Q(region=None),
                name="contributionlink_of_a_meeting_or_a_region",
            ),
            models.CheckConstraint(
                condition=~Q(label=""),
                name="contributionlink_says_what_for",
                violation_error_message=_("Say what it is for."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("voices:link", args=[self.review_id, self.pk])

    def secret_path(self) -> str:
        return reverse("contribute:page", args=[derived_token(self)])

    @property
    def neutral_name(self):
        return _("An address for contributions")
