from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from catalogue.models import Region, State
from core.models import UUIDModel
from core.words import worded


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reviews in which the person has any role. Joining a group gives one."""
        if not user.is_authenticated:
            return self.none()
        mine = Role.objects.filter(user=user).values("review")
        return self.filter(pk__in=mine)

    def led_by(self, user):
        """Those that the person coordinates."""
        led = Role.objects.filter(user=user, role=Role.Kind.COORDINATOR)
        return self.filter(pk__in=led.values("review"))

    def public(self):
        return self.filter(is_public=True)

    def real(self):
        """All but those that somebody practises in: what lists and figures count."""
        return self.filter(is_practice=False)

    def for_listing(self):
        return self.select_related("state").order_by("-cycle", "created_at", "pk")


class Review(UUIDModel):
    """One State's review in one cycle, prepared by one coalition. It scopes
    everything but the catalogue, people and the UN record."""

    state = models.ForeignKey(State, models.PROTECT, verbose_name=_("State"))
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    session = models.PositiveSmallIntegerField(_("session"), null=True, blank=True)
    is_projected = models.BooleanField(_("date not confirmed"), default=True)
    coalition_name_en = models.CharField(
        _("coalition, English"), max_length=120, blank=True
    )
    coalition_name_ru = models.CharField(
        _("coalition, Russian"), max_length=120, blank=True
    )
    coalition_name_ky = models.CharField(
        _("coalition, Kyrgyz"), max_length=120, blank=True
    )
    contact_email = models.EmailField(_("e-mail for diplomats"), blank=True)
    contact_phone = models.CharField(
        _("telephone for diplomats"), max_length=40, blank=True
    )
    is_public = models.BooleanField(
        _("public page is open"), default=False, editable=False
    )
    may_be_indexed = models.BooleanField(
        _("search engines may find the public page"), default=False
    )
    is_demo = models.BooleanField(default=False, editable=False)
    # To try everything: invented, one person's alone, and nothing leaves it.
    is_practice = models.BooleanField(default=False, editable=False)
    practice_of = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="practice",
    )

    is_led: bool  # by who asks, where `queries.load_review` has loaded it

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(cycle__gte=1),
                name="review_cycle_from_one",
                violation_error_message=_("Cycles are counted from 1."),
            ),
            models.CheckConstraint(
                condition=Q(is_practice=True, practice_of__isnull=False)
                | Q(is_practice=False, practice_of=None),
                name="review_practice_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(is_practice=True, is_public=True),
                name="review_practice_is_not_public",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state_id} {self.cycle}"

    def get_absolute_url(self):
        return reverse("workspace:review", args=[self.pk])

    @property
    def coalition_name(self):
        return worded(self, "coalition_name")

    @property
    def neutral_name(self):
        return _("Review")


class RoleQuerySet(models.QuerySet):
    def of(self, user, *, review):
        return self.filter(user=user, review=review)

    def visible_to(self, user):
        """One's own, and in the reviews one coordinates those that were given by
        invitation. Who is a member follows from groups and shows there: a list
        of all members, less those of the groups one may read, would name the
        people of a confidential one."""
        if not user.is_authenticated:
            return self.none()
        led = Role.objects.filter(user=user, role=Role.Kind.COORDINATOR)
        return self.filter(
            Q(user=user) | Q(review__in=led.values("review"), role__in=Role.INVITED)
        )


class Role(UUIDModel):
    """What a person is in a review as a whole.

    *Member* and *institution* follow from membership in a group
    (`reviews.actions.admit`): so that “may I know that this review exists” is
    answered here, without looking up to the groups.
    """

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinator")
        ADVISER = "adviser", _("Adviser")
        FACILITATOR = "facilitator", _("Facilitator")
        TRANSLATOR = "translator", _("Translator")
        MEMBER = "member", _("Member of a group")
        INSTITUTION = "institution", _("Partner institution")

    INVITED = [Kind.COORDINATOR, Kind.ADVISER, Kind.FACILITATOR, Kind.TRANSLATOR]
    INSIDE = [*INVITED, Kind.MEMBER]  # on the coalition's side of the wall

    review = models.ForeignKey(Review, models.CASCADE, related_name="roles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles"
    )
    role = models.CharField(_("role"), max_length=15, choices=Kind)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                "review",
                "user",
                "role",
                name="role_once_per_review",
                violation_error_message=_("This person already has this role."),
            ),
            models.CheckConstraint(
                condition=Q(region=None) | Q(role="facilitator"),
                name="role_region_for_facilitators",
                violation_error_message=_("Only a facilitator has a region."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.role}"

    @property
    def is_ended_by_hand(self):
        """The others end with the membership from which they follow."""
        return self.role in self.INVITED


class RoleInvitation(Invitation):
    """An invitation to a role in a review."""

    task_name = "reviews.send_invitation"
    join_route = "join_review"

    review = models.ForeignKey(Review, models.CASCADE, related_name="invitations")
    role = models.CharField(
        _("role"),
        max_length=15,
        choices=[(kind.value, kind.label) for kind in Role.INVITED],
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )

    def get_absolute_url(self):
        return reverse("reviews:people", args=[self.review_id])

    @property
    def send_again_url(self):
        return reverse("reviews:send_again", args=[self.review_id, self.pk])

    @property
    def revoke_url(self):
        return reverse("reviews:revoke", args=[self.review_id, self.pk])
