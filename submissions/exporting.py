"""A submission, or what changed in a text, as it leaves the platform."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from proposals.models import Proposal
from submissions import word
from submissions.desk import fresh_document
from submissions.documents import Node
from submissions.models import Submission, Text, Version, Wording
from submissions.numbers import numbered


def docx_of(
    submission: Submission,
    *,
    language: str,
    user,
    names: Sequence[str] = (),
    comes_back: bool = True,
) -> bytes:
    """Every section that the reader may read, in one language. A section that has
    no words in it keeps its heading: the outline says what is missing.

    `names` are printed on the cover: of those who submit it and agreed to be named.
    `comes_back`: its paragraphs can be told apart when somebody edited the file; not
    wanted in what is sent to OHCHR.
    """
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
                document=_document(text),
                text=text.pk if text and comes_back else None,
            )
            for section in sections
            for text in [by_section.get(section.pk)]
        ]
        title = str(submission.title)
        cover = word.Cover(about=_about(submission), names=names)
    documents = (chapter.document for chapter in chapters)
    return word.render_docx(
        title,
        chapters,
        language=language,
        labels=_asked(documents, language=language, user=user),
        cover=cover,
    )


def docx_of_wording(wording: Wording, *, names: Sequence[str] = ()) -> bytes:
    """What organisations were asked to agree to, as it is handed in: nothing of the
    texts is read again. The same wording and names give the same bytes."""
    content = wording.content
    chapters = [
        word.Chapter(
            heading=f"{row['number']}. {row['heading']}",
            depth=row["depth"],
            document=row["document"],
        )
        for row in content["sections"]
    ]
    return word.render_docx(
        content["title"],
        chapters,
        language=wording.language,
        labels=content["labels"],
        cover=word.Cover(about=content["about"], names=names),
    )


def _about(submission: Submission) -> str:
    review = submission.review
    return _("Universal Periodic Review: %(state)s, cycle %(cycle)s") % {
        "state": review.state.name,
        "cycle": review.cycle,
    }


def redline_of(text: Text, before: Version, after: Version | None, *, user) -> bytes:
    """What changed from one version to another, or to the text as it is now."""
    now = after.document if after else fresh_document(text)
    language = text.language
    with override(language):
        title = str(text.section.heading)
        about = _between(before, after)
    return word.render_redline(
        title,
        before.document,
        now,
        language=language,
        about=about,
        labels=_asked([now], language=language, user=user),
    )


def _between(before: Version, after: Version | None) -> str:
    if after is None:
        return _("What changed since version %(number)d") % {"number": before.number}
    return _("What changed from version %(number)d to version %(other)d") % {
        "number": before.number,
        "other": after.number,
    }


def _document(text: Text | None) -> Node:
    return fresh_document(text) if text else {"type": "doc"}


def _asked(documents: Iterable[Node], *, language: str, user) -> dict[str, str]:
    refs = {ref for document in documents for ref in _refs(document)}
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
