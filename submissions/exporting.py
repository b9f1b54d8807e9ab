"""A whole submission as it leaves the platform."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import override

from proposals.models import Proposal
from submissions import word
from submissions.desk import fresh_document
from submissions.models import Submission, Text
from submissions.numbers import numbered

Node = dict[str, Any]


def docx_of(submission: Submission, *, language: str, user) -> bytes:
    """Every section that the reader may read, in one language. A section that has
    no words in it keeps its heading: the outline says what is missing."""
    texts = Text.objects.visible_to(user).filter(
        section__submission=submission, language=language
    )
    by_section = {text.section_id: text for text in texts}
    sections = list(submission.sections.in_order())
    numbers = numbered(sections)
    with override(language):
        chapters = [
            word.Chapter(
                heading=f"{numbers[section.pk]}. {section.heading}",
                depth=section.depth,
                document=_document(by_section.get(section.pk)),
            )
            for section in sections
        ]
        title = str(submission.title)
    return word.render_docx(
        title,
        chapters,
        language=language,
        labels=_asked(chapters, language=language, user=user),
    )


def _document(text: Text | None) -> Node:
    return fresh_document(text) if text else {"type": "doc"}


def _asked(chapters: list[word.Chapter], *, language: str, user) -> dict[str, str]:
    refs = {ref for chapter in chapters for ref in _refs(chapter.document)}
    if not refs:
        return {}
    rows = Proposal.objects.visible_to(user).filter(pk__in=refs)
    return {str(row.pk): getattr(row, f"wording_{language}") for row in rows}


def _refs(node: Node) -> Iterator[str]:
    for child in node.get("content", []):
        if child["type"] == "proposal":
            yield from _key(str(child["attrs"].get("ref")))
        yield from _refs(child)


def _key(ref: str) -> Iterator[str]:
    try:
        yield str(UUID(ref))
    except ValueError:  # whatever a browser sent
        return
