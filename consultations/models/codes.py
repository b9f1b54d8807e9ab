"""Codes on slips of paper: what became of a contribution, or of a meeting's points.
They open nothing else."""

from django.db import models
from django.db.models import Q

from consultations.models.events import Event
from consultations.models.findings import Finding
from core.models import UUIDModel


class Code(UUIDModel):
    """Only a digest that needs the secret key is kept; the digits belong to the row
    (`consultations.digits`) and can be printed again."""

    finding = models.OneToOneField(
        Finding, models.CASCADE, null=True, related_name="code"
    )
    event = models.OneToOneField(Event, models.CASCADE, null=True, related_name="code")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finding=None, event__isnull=False)
                | Q(finding__isnull=False, event=None),
                name="code_of_a_finding_or_a_meeting",
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
