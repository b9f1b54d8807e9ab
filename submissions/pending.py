"""Suggestions as pages show them: who, when, which words, and who may decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reviews.models import Review
from submissions import documents, excerpts, queries, rendering
from submissions.models import Suggestion, Text
from submissions.models.drafting import Level
from submissions.queries import Called

AT_ONCE = 100  # on a page; nobody decides more before looking again
BLOCKS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open suggestion before a reader."""

    suggestion: Suggestion
    author: Called
    words: SafeString  # in their block; empty until the copy is written
    paragraph: int | None
    may_decide: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits in one text."""

    text: Text
    rows: Sequence[Waiting]
    is_cut: bool = False  # there are more than a page shows

    @property
    def ids(self) -> list[UUID]:
        return [row.suggestion.pk for row in self.rows]


def pile_of(text: Text, document: documents.Node, *, reader) -> Pile:
    """What is open in a text, as its document stands now."""
    found = documents.suggested(document)
    rows = [
        row
        for row in Suggestion.objects.open().filter(text=text.pk).for_listing()
        if str(row.pk) in found
    ]
    if not rows:
        return Pile(text, [])
    is_cut = len(rows) > AT_ONCE
    rows = rows[:AT_ONCE]
    people = {row.author_id for row in rows}
    names = queries.names_for(reader, text.section.submission, people=people)
    pile = _pile(text, rows, document=document, names=names, reader=reader)
    return replace(pile, is_cut=is_cut)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that waits for a person's decision in a review."""

    piles: Sequence[Pile]
    count: int
    shown: int


def desk_of(review: Review, *, reader) -> Desk:
    texts = {
        text.pk: text
        for text in Text.objects.visible_to(reader)
        .for_page()
        .filter(Q(answers=True) | Q(leads=True), section__submission__review=review)
    }
    waiting = Suggestion.objects.open().filter(text__in=texts)
    rows = list(
        waiting.select_related("text__section")
        .defer(*(f"text__{name}" for name in _BLOBS))
        .order_by(
            *("text__section__submission", "text__section__order"),
            *("text__section__created_at", "text__language", "text"),
            *("suggested_at", "pk"),
        )[:AT_ONCE]
    )
    copies = dict(
        Text.objects.filter(pk__in={row.text_id for row in rows}).values_list(
            "pk", "document"
        )
    )
    people: dict[UUID, set[UUID | None]] = {}
    for row in rows:
        submission = texts[row.text_id].section.submission_id
        people.setdefault(submission, set()).add(row.author_id)
    names = queries.names_across(reader, people) if people else {}
    piles = [
        _pile(
            texts[pk],
            list(run),
            document=copies[pk],
            names=names[texts[pk].section.submission_id],
            reader=reader,
        )
        for pk, run in groupby(rows, key=lambda row: row.text_id)
    ]
    count = len(rows) if len(rows) < AT_ONCE else waiting.count()
    return Desk(piles=piles, count=count, shown=len(rows))


_BLOBS = ("snapshot", "state_vector", "document", "plain")


def _pile(
    text: Text,
    rows: Iterable[Suggestion],
    *,
    document: Mapping[str, Any],
    names: queries.Names,
    reader,
) -> Pile:
    numbers = rendering.numbers(document)
    blocks = _blocks_of(document)
    in_order = {key: place for place, key in enumerate(blocks)}
    is_closed = text.section.is_agreed or text.level < Level.SUGGEST
    return Pile(
        text=text,
        rows=[
            Waiting(
                suggestion=row,
                author=names[row.author_id],
                words=_words(row, blocks.get(str(row.pk), [])),
                paragraph=numbers.get(row.block),
                may_decide=text.decides and not is_closed,
                may_take_back=(
                    row.author_id == reader.pk
                    and not row.also
                    and not text.decides
                    and not is_closed
                ),
            )
            # As one reads; what the copy does not have yet, at the end.
            for row in sorted(
                rows, key=lambda row: in_order.get(str(row.pk), len(in_order))
            )
        ],
    )


def _blocks_of(document: Mapping[str, Any]) -> dict[str, list[documents.Node]]:
    """The blocks in which each suggestion stands."""
    found: dict[str, list[documents.Node]] = {}
    for block in documents.blocks(dict(document)):
        inside = {"type": "doc", "content": [block.node]}
        for key in documents.suggested(inside):
            found.setdefault(key, []).append(block.node)
    return found


def _words(row: Suggestion, blocks: Sequence[documents.Node]) -> SafeString:
    if not blocks:  # the copy is a few seconds old
        parts = (
            excerpts.Part("out", row.deleted),
            excerpts.Part("in", row.inserted),
        )
        return excerpts.told(parts)
    shown = [excerpts.excerpt(node, str(row.pk)) for node in blocks[:BLOCKS_SHOWN]]
    words = shown[0]
    for more in shown[1:]:
        words = format_html("{} ¶ {}", words, more)
    return format_html("{} …", words) if len(blocks) > BLOCKS_SHOWN else words
