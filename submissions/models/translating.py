"""Which block of a translation says which block of the source."""

from django.conf import settings
from django.db import models

from submissions.models.drafting import Text


class Twin(models.Model):
    """A block of a translation, and the block of the source that it says: made when
    a translation is handed in. By the digest of the source it was made from, it is
    known whether both still are in step."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="twins")
    source_block = models.CharField(max_length=24)
    block = models.CharField(max_length=24)
    source_digest = models.CharField(max_length=16, blank=True)  # empty: not written
    is_agreed = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "text", "source_block", name="twin_once_for_a_source"
            ),
            models.UniqueConstraint("text", "block", name="twin_says_one_source"),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def mark(self) -> dict:
        return {"from": self.source_digest, "agreed": self.is_agreed}
