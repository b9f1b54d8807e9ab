"""What a text cites, as rows: so that it can be followed back from there."""

from django.db import models
from django.db.models import Q

from consultations.models import Finding
from core.models import UUIDModel
from evidence.models import Evidence
from proposals.models import Proposal
from recommendations.models import Recommendation
from submissions.models.drafting import Text

KINDS = ("finding", "evidence", "proposal", "recommendation")


def is_of_one_kind() -> Q:
    found = Q()
    for kind in KINDS:
        others = {f"{other}__isnull": other != kind for other in KINDS}
        found |= Q(**others)
    return found


class CitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may read the text knows what it cites; who may know of that is asked
        of the thing itself."""
        return self.filter(text__in=Text.objects.visible_to(user).values("pk"))


class Citation(UUIDModel):
    """A text cites one of these. Kept in step with the document by its stable copy."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="citations")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, related_name="+"
    )
    cited_at = models.DateTimeField()

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_of_one_kind(), name="citation_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["text", *KINDS], name="citation_once", nulls_distinct=False
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"
