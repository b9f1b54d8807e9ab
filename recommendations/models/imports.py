from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import UUIDModel
from recommendations.models.record import MadeBy


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Where the record comes from is as public as the record."""
        return self.all() if user.is_authenticated else self.none()

    def newest_first(self):
        return self.order_by("-started_at", "pk")


class ImportBatch(UUIDModel):
    """One reading of one file into the record, with what became of its rows."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("import", "Running")
        DONE = "done", pgettext_lazy("import", "Done")
        REFUSED = "refused", pgettext_lazy("import", "Refused")

    file_name = models.CharField(_("file"), max_length=120)
    file_digest = models.CharField(_("fingerprint"), max_length=64, editable=False)
    format = models.CharField(_("format"), max_length=20)
    is_demonstration = models.BooleanField(_("demonstration wording"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.RUNNING, editable=False
    )
    refusal = models.TextField(_("why it was refused"), blank=True)
    started_at = models.DateTimeField(_("started"), db_default=Now())
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running") | Q(finished_at__isnull=False),
                name="importbatch_finished_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") ^ ~Q(refusal=""),
                name="importbatch_refused_has_reason",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    @property
    def neutral_name(self):
        return _("Import")


class ImportRow(models.Model):
    """One row as it stood in the file, and what was done with it. `before` keeps
    what a change replaced."""

    class Outcome(models.TextChoices):
        CREATED = "created", pgettext_lazy("row of an import", "Created")
        CHANGED = "changed", pgettext_lazy("row of an import", "Changed")
        UNCHANGED = "unchanged", pgettext_lazy("row of an import", "Unchanged")
        REJECTED = "rejected", pgettext_lazy("row of an import", "Rejected")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="import_rows")
    number = models.PositiveIntegerField(_("row"))
    raw = models.JSONField(_("as in the file"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    target = models.ForeignKey(
        MadeBy, models.SET_NULL, null=True, related_name="import_rows"
    )
    before = models.JSONField(_("before"), null=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [
            models.UniqueConstraint(
                "batch", "number", name="importrow_number_once_per_batch"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(reason=""),
                name="importrow_rejected_has_reason",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.outcome}"
