"""What a text may cite: a card for what it cites already, and a list to choose from.
Whoever may not know of a thing gets no card, whoever cited it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext, pgettext_lazy

from consultations import taking
from consultations.models import Finding
from core.words import worded
from evidence.models import Evidence, Gift
from proposals import queries as proposals
from proposals.models import Proposal
from recommendations import queries as recommendations
from recommendations.models import Position, Recommendation
from reviews.models import Review
from submissions.models import Submission

KINDS = ("recommendation", "proposal", "finding", "evidence")
AT_MOST = 20
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
type Card = dict[str, Any]


def card(
    kind: str, ref: UUID, *, reader, submission: Submission, language: str
) -> Card | None:
    review = submission.review
    match kind:
        case "recommendation":
            row = recommendations.for_listing(review).filter(pk=ref).first()
            return row and _of_recommendation(row, review, language)
        case "proposal":
            own = proposals.citable(reader, review=review).filter(pk=ref).first()
            return own and _of_proposal(own, language)
        case "finding":
            known = Finding.objects.visible_to(reader).filter(review=review)
            heard = known.select_related("region").filter(pk=ref).first()
            return heard and _of_finding(heard, language)
        case "evidence":
            shelf = Evidence.objects.visible_to(reader).filter(review=review)
            piece = shelf.filter(pk=ref).first()
            return piece and _of_evidence(piece)
    return None


def choices(
    kind: str, asked: str, *, reader, submission: Submission, language: str
) -> Iterator[Card]:
    """With the label of the chip, which stands in the text: in its language, and
    without a word of the thing itself, that a reader may not know. Findings and
    evidence: what the groups that write it may rest on, as far as the reader knows."""
    review = submission.review
    words = asked.split()[:8]
    match kind:
        case "recommendation":
            for row in recommendations.found_by(review, words)[:AT_MOST]:
                with override(language):
                    label = _short_title(row)
                yield {"label": label, **_of_recommendation(row, review, language)}
        case "proposal":
            for own in proposals.citable(reader, review=review, words=words)[:AT_MOST]:
                with override(language):
                    label = _("our proposal")
                yield {"label": label, **_of_proposal(own, language)}
        case "finding":
            groups = submission.groups.all()
            found = taking.citable(reader, review=review, groups=groups, words=words)
            for heard in found[:AT_MOST]:
                with override(language):
                    label = pgettext("chip in a text", "heard at a meeting")
                yield {"label": label, **_of_finding(heard, language)}
        case "evidence":
            for piece in _shelf(reader, submission, words)[:AT_MOST]:
                with override(language):
                    label = LABELS[piece.kind]
                yield {"label": str(label), **_of_evidence(piece)}


LABELS = {
    Evidence.Kind.FIGURE: pgettext_lazy("chip in a text", "figure"),
    Evidence.Kind.LAW: pgettext_lazy("chip in a text", "law"),
    Evidence.Kind.DOCUMENT: pgettext_lazy("chip in a text", "document"),
    Evidence.Kind.LINK: pgettext_lazy("chip in a text", "source"),
    Evidence.Kind.CASE: pgettext_lazy("chip in a text", "case"),
}


def _shelf(reader, submission: Submission, words: list[str]):
    rows = Evidence.objects.visible_to(reader).filter(
        Q(group__in=submission.groups.all())
        | Exists(
            Gift.objects.filter(
                evidence=OuterRef("pk"), group__in=submission.groups.all()
            )
        ),
        review=submission.review,
        withdrawn_at=None,
    )
    for word in words:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(source__icontains=word)
            | Q(figure__icontains=word)
        )
    return rows.order_by("-created_at", "pk")


def _of_recommendation(row: Recommendation, review: Review, language: str) -> Card:
    wording = worded(row, "wording", language)
    made_by = ", ".join(str(pair.state) for pair in row.made_by.all())
    position = Position.Kind(row.position).label if row.position else ""
    return {
        "kind": "recommendation",
        "ref": str(row.pk),
        "title": _title(row),
        "wording": wording.text,
        "wording_language": wording.language,
        "status": " · ".join(str(part) for part in (made_by, position) if part),
        "url": row.url_in(review),
    }


def _title(row: Recommendation) -> str:
    if row.number:
        return _("Recommendation %(number)s") % {"number": row.number}
    return _("Recommendation of session %(session)s") % {"session": row.session}


def _short_title(row: Recommendation) -> str:
    if row.number:
        return _("rec. %(number)s") % {"number": row.number}
    return _("rec., session %(session)s") % {"session": row.session}


def _of_proposal(own: Proposal, language: str) -> Card:
    wording = worded(own, "wording", language)
    return {
        "kind": "proposal",
        "ref": str(own.pk),
        "title": own.get_kind_display(),
        "wording": wording.text,
        "wording_language": wording.language,
        "status": " · ".join([str(own.group.neutral_name), own.get_status_display()]),
        "url": own.get_absolute_url(),
    }


def _of_finding(heard: Finding, language: str) -> Card:
    wording = worded(heard, "text", language)
    parts = [heard.region, heard.get_sensitivity_display()]
    return {
        "kind": "finding",
        "ref": str(heard.pk),
        "title": str(heard.neutral_name),
        "wording": wording.text,
        "wording_language": wording.language,
        "status": " · ".join(str(part) for part in parts if part),
        "url": heard.get_absolute_url(),
    }


def _of_evidence(piece: Evidence) -> Card:
    return {
        "kind": "evidence",
        "ref": str(piece.pk),
        "title": piece.get_kind_display(),
        "wording": piece.title,
        "wording_language": piece.language,
        "status": " · ".join(
            str(part) for part in (piece.source, piece.standing) if part
        ),
        "url": piece.get_absolute_url(),
    }
