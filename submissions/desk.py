"""What the page of one text shows: the document, and where it stands among the
others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from core.words import Worded, worded
from submissions import documents, pending, rendering, schema, store, words
from submissions.models import Section, Text
from submissions.models.drafting import Level
from submissions.numbers import numbered

LANGUAGE_NAMES = dict(settings.LANGUAGES)
STATUS_MARKS = {
    Section.Status.EMPTY: "missing",
    Section.Status.DRAFTING: "draft",
    Section.Status.READY: "review",
    Section.Status.AGREED: "agreed",
}


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A section in the outline, in the language that is open."""

    number: str
    heading: Worded
    url: str
    words: int
    budget: int | None
    is_here: bool
    is_inner: bool

    @property
    def is_over(self) -> bool:
        return bool(self.budget and self.words > self.budget)


@dataclass(frozen=True, slots=True)
class LanguageTab:
    code: str
    name: str
    url: str
    is_here: bool
    is_beside: bool
    is_source: bool


def states_of(counts: Mapping[str, int]) -> list[dict]:
    """Statuses that occur, the furthest first."""
    return [
        {"mark": STATUS_MARKS[status], "label": status.label, "count": counts[status]}
        for status in reversed(Section.Status)
        if counts.get(status)
    ]


def fresh_document(text: Text) -> documents.Node:
    return fresh_documents([text])[text.pk]


def fresh_documents(texts: Sequence[Text]) -> dict[Any, documents.Node]:
    """Documents as they stand now: the stable copy, unless somebody wrote since."""
    copied = [text.pk for text in texts if text.copied == text.head]
    rows = Text.objects.filter(pk__in=copied).values_list("pk", "document")
    found = {pk: document or {"type": "doc", "content": []} for pk, document in rows}
    for text in texts:
        if text.pk not in found:
            found[text.pk] = documents.document_of(store.load(text.pk).doc())
    return found


def outline(text: Text, texts: Sequence[Text]) -> list[OutlineRow]:
    mine = [other for other in texts if other.language == text.language]
    numbers = numbered([other.section for other in mine])
    return [
        OutlineRow(
            number=numbers[other.section_id],
            heading=worded(other.section, "heading", other.language),
            url=other.get_absolute_url(),
            words=other.word_count,
            budget=other.section.word_budget,
            is_here=other.pk == text.pk,
            is_inner=other.section.depth > 1,
        )
        for other in mine
    ]


def tabs(text: Text, texts: Sequence[Text], *, beside: str) -> list[LanguageTab]:
    found = {other.language: other for other in texts if _same_section(text, other)}
    return [
        LanguageTab(
            code=code,
            name=str(LANGUAGE_NAMES[code]),
            url=found[code].get_absolute_url(),
            is_here=code == text.language,
            is_beside=code == beside and code != text.language,
            is_source=code == text.section.submission.source_language,
        )
        for code in LANGUAGE_NAMES
        if code in found
    ]


def _same_section(text: Text, other: Text) -> bool:
    return other.section_id == text.section_id


def drawn(text: Text, document: documents.Node, *, suggest_url: str = "") -> SafeString:
    return rendering.render(
        document,
        language=text.language,
        suggest_url=suggest_url if text.level >= Level.SUGGEST else None,
    )


def other_language(texts: Sequence[Text], text: Text, *, beside: str) -> Text | None:
    """The same section in another language, to be read beside this one."""
    return next(
        (
            other
            for other in texts
            if _same_section(text, other)
            and other.language == beside
            and other.pk != text.pk
        ),
        None,
    )


def owner_key(user) -> str:
    """By this name a browser keeps a person's drafts: nobody else's, and it tells
    nothing about who she is."""
    key = salted_hmac("submissions.draft", str(user.pk), algorithm="sha256")
    return key.hexdigest()[:20]


def page_of(text: Text, *, texts: Sequence[Text], user, beside: str) -> dict[str, Any]:
    """`texts`: all of the submission that the person may read, this one among them."""
    here = [text.section.submission.review_id, text.pk]
    suggest_url = reverse("submissions:suggest", args=here)
    rows = outline(text, texts)
    other = other_language(texts, text, beside=beside)
    found = fresh_documents([text, other] if other else [text])
    document = found[text.pk]
    return {
        "text": text,
        "section": text.section,
        "submission": text.section.submission,
        "submission_url": text.section.submission.get_absolute_url(),
        "review": text.section.submission.review,
        "outline": rows,
        "heading": worded(text.section, "heading", text.language),
        "suggest_url": suggest_url,
        "number": next((row.number for row in rows if row.is_here), ""),
        "total": sum(row.words for row in rows),
        "tabs": tabs(text, texts, beside=beside),
        "status_mark": STATUS_MARKS[text.section.status],
        "document": drawn(text, document, suggest_url=suggest_url),
        "count": documents.word_count(document),
        "pile": pending.pile_of(text, document, reader=user),
        "other": other,
        "other_name": LANGUAGE_NAMES[other.language] if other else "",
        "other_document": drawn(other, found[other.pk]) if other else "",
        "schema_version": schema.VERSION,
        "owner": owner_key(user),
        "may_write": text.level >= Level.WRITE,
        "may_suggest": text.level >= Level.SUGGEST,
        "editor_words": words.for_editor(),
    }
