"""What a group was given to read."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Group


class InboxQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the groups whose work the person may read."""
        return self.filter(pk__in=Group.objects.open_to(user).values("pk"))


class Inbox(Group):
    """The findings of a group, taken together: where a notice leads that some wait.
    Every group has one."""

    objects = InboxQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("inbox")
        verbose_name_plural = _("inboxes")

    def get_absolute_url(self):
        query = {"group": self.pk}
        return reverse("findings:list", args=[self.review_id], query=query)

    @property
    def neutral_name(self):
        return _("The findings of a group")
