"""The rows that say what a text cites, in step with its document."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from consultations import taking
from evidence.models import Evidence
from groups.models import Group
from proposals.models import Proposal
from recommendations.models import Recommendation
from reviews.models import Review
from submissions import documents
from submissions.models import Citation, Text
from submissions.models.citing import KINDS

Cited = tuple[str, UUID]


def keep(text: Text, document: documents.Node, *, at: datetime) -> None:
    """Called with the text locked. What a browser wrote there that is not there, or
    that the groups of the submission may not rest on, is in no row. A finding that is
    cited for the first time is thereby taken up by these groups."""
    rows = {cited_by(row): row for row in Citation.objects.filter(text=text)}
    wanted = documents.cited(document)
    if wanted == rows.keys():
        return
    new = wanted - rows.keys()
    Citation.objects.filter(
        pk__in=[row.pk for cited, row in rows.items() if cited not in wanted]
    ).delete()
    if not new:
        return
    groups = list(
        Group.objects.filter(participations__submission__sections__texts=text)
    )
    review = Review.objects.get(submissions__sections__texts=text)
    known = _known(new, review=review, groups=groups)
    Citation.objects.bulk_create(
        [
            Citation(text=text, cited_at=at, **{f"{kind}_id": ref})
            for kind, ref in sorted(known)
        ],
        ignore_conflicts=True,
    )
    taking.take_up(
        findings=[ref for kind, ref in known if kind == "finding"],
        groups=groups,
        actor=None,
        at=at,
        via="text",
    )


def cited_by(row: Citation) -> Cited:
    return next(
        (kind, getattr(row, f"{kind}_id"))
        for kind in KINDS
        if getattr(row, f"{kind}_id")
    )


def _known(
    wanted: Iterable[Cited], *, review: Review, groups: list[Group]
) -> set[Cited]:
    """Of these, what is there for the groups of this review."""
    shelves = Evidence.objects.filter(review=review, withdrawn_at=None)
    found: dict[str, Any] = {
        "finding": taking.takeable(review, groups=groups),
        "evidence": shelves.filter(group__in=groups)
        | shelves.filter(gifts__group__in=groups),
        "proposal": Proposal.objects.filter(review=review),
        "recommendation": Recommendation.objects.filter(state=review.state_id),
    }
    known: set[Cited] = set()
    for kind, rows in found.items():
        refs = [ref for name, ref in wanted if name == kind]
        if refs:
            there = rows.filter(pk__in=refs).values_list("pk", flat=True)
            known |= {(kind, ref) for ref in there}
    return known
