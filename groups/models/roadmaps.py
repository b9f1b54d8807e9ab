"""What a group still has to do, who does it, and by when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Opening
from core.models import UUIDModel
from core.words import Worded
from groups.models.group import Group, is_open_to
from reviews.models import Milestone

WHAT_AT_MOST = 200


class RoadmapQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the groups whose work the person may read, and those that were
        opened to her. Says in `opened` whether it is the former."""
        if not user.is_authenticated:
            return self.none()
        shown = Opening.objects.subjects(Roadmap, user=user)
        return self.annotate(opened=is_open_to(user)).filter(
            Q(opened=True) | Q(pk__in=shown)
        )

    def worked_on_by(self, user):
        """Those of open groups: not what was only opened to the person."""
        if not user.is_authenticated:
            return self.none()
        return self.visible_to(user).filter(opened=True)

    def for_page(self):
        return self.select_related("review__state")


class Roadmap(Group):
    """The steps of a group, taken together: what a workshop hands in, and what is
    shown to somebody who is asked about it. Every group has one."""

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")

    def get_absolute_url(self):
        return reverse("workspace:roadmap", args=[self.review_id, self.pk])

    @property
    def neutral_name(self):
        return _("A roadmap")


class RoadmapItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=Roadmap.objects.visible_to(user).values("pk"))

    def in_order(self):
        return self.order_by("order", "created_at", "pk")

    def to_do(self):
        return self.filter(done_at=None)


class RoadmapItem(UUIDModel):
    """One step: what is to be done, by whom, by when, and what it waits for."""

    group = models.ForeignKey(
        Group, models.CASCADE, related_name="roadmap_items", editable=False
    )
    what = models.CharField(_("what is to be done"), max_length=WHAT_AT_MOST)
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, editable=False
    )
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    milestone = models.ForeignKey(
        Milestone,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("towards which date of the review"),
    )
    blocked_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("waits for"),
    )
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = RoadmapItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="roadmapitem_says_what",
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(blocked_by=None) | ~Q(blocked_by=models.F("pk")),
                name="roadmapitem_waits_for_another",
                violation_error_message=_("A step does not wait for itself."),
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="roadmapitem_done_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["group", "order"], name="roadmapitem_in_order")]

    def __str__(self):
        return f"#{self.pk} {'done' if self.done_at else 'to do'}"

    def get_absolute_url(self):
        page = reverse("workspace:roadmap", args=[self.group.review_id, self.group_id])
        return f"{page}#i-{self.pk}"

    @property
    def called(self):
        return Worded(self.what, self.language)

    @property
    def neutral_name(self):
        return _("A step")

    @property
    def day_told(self):
        """With which the rungs of its reminders begin."""
        if self.due_on is None and self.milestone:
            return self.milestone.moment_told
        return f"{self.due_on}/"

    def still_reminds(self, rung):
        return self.done_at is None and rung.startswith(self.day_told)
