from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet):
    def about(self, subject):
        return self.filter(
            subject_label=subject._meta.label_lower, subject_id=subject.pk
        )

    def in_group(self, group):
        return self.filter(group_id=group.pk)

    def by(self, user):
        return self.filter(actor_id=user.pk)

    def newest_first(self):
        return self.order_by("-at", "-pk")


class Entry(models.Model):
    """One thing somebody did: a verb, identifiers, a moment. No names, no texts;
    a trigger refuses to change, delete or truncate."""

    verb = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    review_id = models.UUIDField(null=True)
    group_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    via = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(verb__regex=r"^[a-z_]+\.[a-z_]+$"),
                name="entry_verb_is_namespaced",
            )
        ]
        indexes = [
            models.Index(fields=["subject_label", "subject_id"], name="entry_subject"),
            models.Index(fields=["review_id", "-at"], name="entry_review"),
            models.Index(fields=["group_id", "-at"], name="entry_group"),
            models.Index(fields=["actor_id"], name="entry_actor"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.verb}"
