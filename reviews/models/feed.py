"""The private address at which a calendar on a telephone finds the dates."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import SecretLink, SecretLinkQuerySet
from reviews.models.review import Review, Role


class FeedQuerySet(SecretLinkQuerySet):
    def visible_to(self, user):
        """One's own, in reviews of which one knows."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user, review__in=Review.objects.visible_to(user))

    def valid(self, *, at):
        """It stops at once when the person leaves the review or the account is
        closed."""
        roles = Role.objects.filter(review=OuterRef("review"), user=OuterRef("user"))
        return super().valid(at=at).filter(Exists(roles), user__is_active=True)


class Feed(SecretLink):
    """The dates of a review for the calendar of one person. Whoever holds the
    address reads them: what the dates are called and when they are, no people."""

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="feeds", editable=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("address for a calendar")
        verbose_name_plural = _("addresses for calendars")
        constraints = [
            models.UniqueConstraint(
                "review",
                "user",
                condition=Q(revoked_at=None),
                name="feed_one_open_per_person",
            )
        ]

    def get_absolute_url(self):
        return reverse("reviews:feed", args=[self.review_id])

    @property
    def neutral_name(self):
        return _("An address for a calendar")
