from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation as BaseInvitation
from accounts.models import Organisation
from core.models import UUIDModel
from core.words import worded
from reviews.models import Review, Role


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Groups the person may know of: their own, and, on the coalition's
        side of the wall, all of the review (a confidential one under its
        neutral name). Says in `opened` whether their work may be read."""
        if not user.is_authenticated:
            return self.none()
        inside = Role.objects.filter(user=user, role__in=Role.INSIDE).values("review")
        own = Membership.objects.filter(user=user).values("group")
        return self.annotate(opened=is_open_to(user)).filter(
            Q(pk__in=own) | Q(review__in=inside)
        )

    def open_to(self, user):
        """Groups whose work the person may read."""
        if not user.is_authenticated:
            return self.none()
        return self.annotate(opened=is_open_to(user)).filter(opened=True)

    def for_listing(self):
        """By the name shown outside: the order must not betray the other one."""
        shown = Case(
            When(is_confidential=True, then="neutral_name_en"), default="name_en"
        )
        return self.order_by("kind", "order", shown, "pk")


def is_open_to(user, group="pk"):
    """Expression: a member, or a coordinator of the review unless the group is
    confidential."""
    outer = OuterRef(group)
    member = Membership.objects.filter(group=outer, user=user)
    led = Group.objects.filter(
        pk=outer,
        is_confidential=False,
        review__roles__user=user,
        review__roles__role=Role.Kind.COORDINATOR,
    ).exclude(kind=Group.Kind.INSTITUTION)
    return Exists(member) | Exists(led)


class Group(UUIDModel):
    """People who prepare one theme; or a partner institution, which works with
    the same tools behind a wall of its own."""

    class Kind(models.TextChoices):
        THEMATIC = "thematic", _("Thematic group")
        INSTITUTION = "institution", _("Institution")

    review = models.ForeignKey(Review, models.PROTECT, related_name="groups")
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.THEMATIC
    )
    is_confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Closed to coordinators who are not in it."),
    )
    name_en = models.CharField(_("name, English"), max_length=120, blank=True)
    name_ru = models.CharField(_("name, Russian"), max_length=120, blank=True)
    name_ky = models.CharField(_("name, Kyrgyz"), max_length=120, blank=True)
    neutral_name_en = models.CharField(
        _("name outside, English"), max_length=120, blank=True
    )
    neutral_name_ru = models.CharField(
        _("name outside, Russian"), max_length=120, blank=True
    )
    neutral_name_ky = models.CharField(
        _("name outside, Kyrgyz"), max_length=120, blank=True
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("organisation"),
    )
    order = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="", name_ru="", name_ky=""),
                name="group_has_a_name",
                violation_error_message=_("Write the name in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False)
                | ~Q(neutral_name_en="", neutral_name_ru="", neutral_name_ky=""),
                name="group_confidential_has_neutral_name",
                violation_error_message=_(
                    "A confidential group needs a neutral name for outside."
                ),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("workspace:group", args=[self.review_id, self.pk])

    @property
    def name(self):
        """The name that this reader may see. Without the word of `visible_to`
        a confidential group shows its neutral one."""
        if self.is_confidential and not getattr(self, "opened", False):
            return worded(self, "neutral_name")
        return worded(self, "name")

    @property
    def neutral_name(self):
        return worded(self, "neutral_name") if self.is_confidential else self.name

    @property
    def is_walled(self) -> bool:
        """The rest of the coalition does not know what it does."""
        return self.is_confidential or self.kind == self.Kind.INSTITUTION

    @property
    def names_outside(self) -> list[str]:
        """In every language, as those see them who are not in the group."""
        field = "neutral_name" if self.is_confidential else "name"
        return [getattr(self, f"{field}_{code}") for code, _name in settings.LANGUAGES]


class MembershipQuerySet(models.QuerySet):
    def of(self, user, *, group):
        return self.filter(user=user, group=group)

    def visible_to(self, user):
        """Who is in a group is known to those to whom its work is open."""
        return self.filter(group__in=Group.objects.open_to(user).values("pk"))


class Membership(UUIDModel):
    class Role(models.TextChoices):
        RAPPORTEUR = "rapporteur", _("Rapporteur")
        DRAFTER = "drafter", _("Drafter")
        READER = "reader", _("Reader")
        TRANSLATOR = "translator", _("Translator")

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.READER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                "group",
                "user",
                name="membership_once_per_group",
                violation_error_message=_("This person is already in the group."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.role}"


class Invitation(BaseInvitation):
    """An invitation into a group."""

    task_name = "groups.send_invitation"
    join_route = "join_group"

    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=Membership.Role,
        default=Membership.Role.DRAFTER,
    )

    def get_absolute_url(self):
        return reverse("groups:people", args=[self.group.review_id, self.group_id])

    @property
    def send_again_url(self):
        return self._url("groups:send_again")

    @property
    def revoke_url(self):
        return self._url("groups:revoke")

    def _url(self, name):
        return reverse(name, args=[self.group.review_id, self.group_id, self.pk])
