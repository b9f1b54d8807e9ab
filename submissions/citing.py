"""What a text may cite: a card for what it cites already, and a list to choose from.
Whoever may not know of a thing gets no card, whoever cited it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.words import worded
from proposals import queries as proposals
from proposals.models import Proposal
from recommendations import queries as recommendations
from recommendations.models import Position, Recommendation
from reviews.models import Review

KINDS = ("recommendation", "proposal")  # findings and evidence are not there yet
AT_MOST = 20
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
type Card = dict[str, Any]


def card(kind: str, ref: UUID, *, reader, review: Review, language: str) -> Card | None:
    if kind == "recommendation":
        row = recommendations.for_listing(review).filter(pk=ref).first()
        return row and _of_recommendation(row, review, language)
    if kind == "proposal":
        own = proposals.citable(reader, review=review).filter(pk=ref).first()
        return own and _of_proposal(own, language)
    return None


def choices(
    kind: str, asked: str, *, reader, review: Review, language: str
) -> Iterator[Card]:
    """With the label of the chip, which stands in the text: in its language, and
    without a word of the proposal itself, that a reader may not know."""
    words = asked.split()[:8]
    if kind == "recommendation":
        for row in recommendations.found_by(review, words)[:AT_MOST]:
            with override(language):
                label = _short_title(row)
            yield {
                "label": label,
                **_of_recommendation(row, review, language),
            }
    else:
        for own in proposals.citable(reader, review=review, words=words)[:AT_MOST]:
            with override(language):
                label = _("our proposal")
            yield {"label": label, **_of_proposal(own, language)}


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
