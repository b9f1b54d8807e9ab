"""Chapters become a file."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document as DocumentType

from core import word
from core.words import clean
from submissions import documents
from submissions.documents import Node
from submissions.word.template import blank
from submissions.word.writing import Writer

A_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Chapter:
    """`text`: whose document it is, if the file is to be known again when it comes
    back (see bookmarks)."""

    heading: str
    depth: int
    document: Node
    text: UUID | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says besides the title. `names`: who submits, and only
    those who agreed to be named."""

    about: str = ""
    names: Sequence[str] = ()


def render_docx(
    title: str,
    chapters: Iterable[Chapter],
    *,
    language: str,
    labels: Mapping[str, str] | None = None,
    cover: Cover | None = None,
) -> bytes:
    """`labels` says what proposals ask for, by their `ref`."""

    def write(document: DocumentType) -> None:
        document.add_heading(clean(title), level=0)
        if cover:
            _write_cover(document, cover)
        writer = Writer(document, labels or {})
        for place, chapter in enumerate(chapters):
            heading = document.add_heading(clean(chapter.heading), level=chapter.depth)
            if cover and not place:
                heading.paragraph_format.page_break_before = True
            settled = documents.settled(chapter.document)
            if chapter.text:
                writer.bookmarks.begin_text(heading._p, chapter.text, settled)
            writer.write(settled, depth=chapter.depth, comes_back=bool(chapter.text))
        writer.finish()

    return drawn(write, title=title, language=language)


def drawn(write: Callable[[DocumentType], None], *, title: str, language: str) -> bytes:
    with override(language):
        document = blank(language)
        word.say_nothing(document, title=clean(title), language=language, at=A_DAY)
        write(document)
        made = word.saved(document)
    del document
    gc.collect(1)  # a document is a knot that counts for nothing; see factsheets.word
    return made


def _write_cover(document: DocumentType, cover: Cover) -> None:
    """The first page has no number; SUB-14 wants all the names on it."""
    document.sections[0].different_first_page_header_footer = True
    if cover.about:
        document.add_paragraph(clean(cover.about), style="Cover Line")
    if cover.names:
        document.add_paragraph(_("Submitted by"), style="Cover Label")
    for name in cover.names:
        document.add_paragraph(clean(name), style="Cover Name")
