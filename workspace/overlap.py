"""Where groups write the same, and what nobody writes about: over all sections and
proposals of a review that the person may read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Term
from core import likeness
from core.words import worded
from proposals.models import Proposal
from reviews.models import Review
from submissions import documents
from submissions.desk import fresh_documents
from submissions.models import Text
from submissions.numbers import numbered

PAIRS_AT_MOST = 30
EXCERPT = 280  # letters


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a proposal, and where it stands."""

    place: Any  # what is not compared with itself: a section, a proposal
    where: str
    language: str
    text: str
    url: str

    @property
    def excerpt(self) -> str:
        if len(self.text) <= EXCERPT:
            return self.text
        return f"{self.text[:EXCERPT].rsplit(maxsplit=1)[0]} …"


@dataclass(frozen=True, slots=True)
class Overlap:
    first: Piece
    second: Piece
    percent: int

    @property
    def pieces(self) -> tuple[Piece, Piece]:
        return self.first, self.second


def overlaps(review: Review, *, user) -> list[Overlap]:
    """The most alike first, in each language by itself."""
    pieces = [*_paragraphs(review, user=user), *_proposals(review, user=user)]
    found = []
    for language in sorted({piece.language for piece in pieces}):
        own = [piece for piece in pieces if piece.language == language]
        pairs = likeness.alike(
            [piece.text for piece in own], apart=[piece.place for piece in own]
        )
        found += [
            Overlap(own[pair.first], own[pair.second], round(pair.likeness * 100))
            for pair in pairs[:PAIRS_AT_MOST]
        ]
    return sorted(found, key=lambda row: -row.percent)[:PAIRS_AT_MOST]


def unwritten_topics(review: Review, *, user) -> list[Term]:
    """Our topics that no proposal which the person may read is about."""
    asked = Proposal.objects.visible_to(user).filter(review=review)
    return list(
        Term.objects.of("topics").exclude(pk__in=asked.values("terms")).in_order()
    )


def _texts(review: Review, *, user) -> list[Text]:
    return list(
        Text.objects.visible_to(user)
        .filter(section__submission__review=review)
        .select_related("section__submission")
        .without_blobs()
        .order_by("section__submission", "section__order", "language", "pk")
    )


def _paragraphs(review: Review, *, user) -> list[Piece]:
    texts = _texts(review, user=user)
    written = fresh_documents(texts)
    numbers: dict[Any, str] = {}
    by_submission: dict[Any, dict] = {}
    for text in texts:
        sections = by_submission.setdefault(text.section.submission_id, {})
        sections.setdefault(text.section_id, text.section)
    for sections in by_submission.values():
        numbers |= numbered(list(sections.values()))
    pieces = []
    for text in texts:
        heading = worded(text.section, "heading", text.language)
        where = f"{numbers[text.section_id]}. {heading}"
        pieces += [
            Piece(
                place=text.section_id,
                where=where,
                language=text.language,
                text=block.text,
                url=f"{text.get_absolute_url()}#{block.id}",
            )
            for block in documents.blocks(written[text.pk])
            if block.text.strip()
        ]
    return pieces


def _proposals(review: Review, *, user) -> list[Piece]:
    rows = Proposal.objects.visible_to(user).filter(review=review).for_listing()
    return [
        Piece(
            place=row.pk,
            where=_("Proposal: %(group)s") % {"group": row.group.name},
            language=language,
            text=wording,
            url=row.get_absolute_url(),
        )
        for row in rows
        for language in ("en", "ru", "ky")
        if (wording := getattr(row, f"wording_{language}"))
    ]
