"""The stable copy of a text: what search, checks, exports and pages without a
script read. Written a few seconds after a change; never read back into the
document."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from core.translations import digest, is_filled
from submissions import citations, documents, store, twinning
from submissions.models import CopyJob, Section, Suggestion, Text, Twin
from submissions.models.drafting import Presence

ROWS_STAY_FOR = timedelta(seconds=90)  # longer than an open browser stays silent
PRESENCE_STAYS_FOR = timedelta(hours=1)


def write_copy(text_id: Any, *, at: datetime) -> Text:
    """Copy the document as it stands, note what became of suggestions, and
    compact. Safe to run twice and beside itself: an older copy never replaces
    a newer one."""
    kept = store.load(text_id)
    document = documents.document_of(kept.doc())
    with transaction.atomic():
        lock_in_every_language(text_id)
        text = store.lock(text_id)
        if kept.epoch == text.epoch and kept.head >= text.copied:
            text.document = document
            text.plain = documents.plain(document)
            text.word_count = documents.word_count(document)
            text.footnote_words = documents.footnote_words(document)
            text.copied = min(kept.head, text.head)
            text.save(
                update_fields=[
                    *("document", "plain", "word_count", "footnote_words"),
                    *("copied", "updated_at"),
                ]
            )
            if kept.head == text.head:
                note_what_became(text, document, at=at)
            else:
                # A decision since then would look undone.
                store.order_copy(text, at=at)
            begin_section(text)
            note_how_far_behind(text, document)
            citations.keep(text, document, at=at)
    store.compact(text_id, up_to_moment=at - ROWS_STAY_FOR)
    Presence.objects.filter(text=text_id, seen_at__lt=at - PRESENCE_STAYS_FOR).delete()
    CopyJob.objects.filter(text=text_id, state=CopyJob.State.READY).delete()
    return text


def lock_in_every_language(text_id: Any) -> None:
    """What a source changes is noted with its translations: their rows are locked in
    the order in which whoever agrees or freezes takes them, or each would wait for
    the other."""
    rows = Text.objects.filter(section__texts=text_id).order_by("pk")
    list(rows.select_for_update(of=["self"]).values_list("pk"))


def begin_section(text: Text) -> None:
    """The first words make an empty section one that is being written."""
    if text.word_count:
        Section.objects.filter(pk=text.section_id, status=Section.Status.EMPTY).update(
            status=Section.Status.DRAFTING
        )


def note_how_far_behind(text: Text, document: documents.Node) -> None:
    """Of a translation, how much of the source it lacks; of a source, that of each
    of its translations."""
    source = text.section.submission.source_language
    others = Text.objects.filter(section=text.section_id).exclude(pk=text.pk)
    if text.language == source:
        original, found = document, dict(others.values_list("pk", "document"))
    else:
        kept = others.filter(language=source).values_list("document", flat=True)
        original, found = kept.first() or {}, {text.pk: document}
    twins: dict[Any, dict[str, Twin]] = {key: {} for key in found}
    for twin in Twin.objects.filter(text__in=found):
        twins[twin.text_id][twin.source_block] = twin
    for key, written in found.items():
        behind = twinning.behind(original, written, twins[key])
        Text.objects.filter(pk=key).update(behind=behind)


def agree_translations(section: Section, *, at: datetime) -> None:
    """Who agrees to a section agrees to what stands in it in each language: also to
    translations that came without a packet. What is stale stays stale."""
    texts = list(Text.objects.filter(section=section))
    source = next(
        (t for t in texts if t.language == section.submission.source_language), None
    )
    for text in texts:
        if source is None or text == source:
            continue
        known = {twin.source_block: twin for twin in Twin.objects.filter(text=text)}
        original, written = (
            documents.document_of(store.load(one.pk).doc()) for one in (source, text)
        )
        Twin.objects.filter(text=text).update(is_agreed=True)
        Twin.objects.bulk_create(
            [
                Twin(
                    text=text,
                    source_block=pair.source.id,
                    block=pair.target.id,
                    source_digest=digest(pair.said),
                    is_agreed=True,
                    written_at=at,
                )
                for pair in twinning.pairs(original, written, known)
                if pair.target and pair.mark is None and is_filled(pair.text)
            ],
            ignore_conflicts=True,
        )
        note_how_far_behind(text, written)


def note_what_became(text: Text, document: documents.Node, *, at: datetime) -> None:
    """Suggestions as they stand in the document: their words, and whether they
    still are there. One whose marks came back, by an undo, is open again."""
    found = documents.suggested(document)
    rows = Suggestion.objects.filter(text=text)
    for row in rows.filter(pk__in=_keys(found)):
        now = found[str(row.pk)]
        state = Suggestion.State.OPEN
        if (row.block, row.inserted, row.deleted, row.state) == (*now.values(), state):
            continue
        row.block = now["block"]
        row.inserted, row.deleted = now["inserted"], now["deleted"]
        row.state = state
        row.decided_at = row.decided_by = None
        row.save(
            update_fields=[
                *("block", "inserted", "deleted", "state"),
                *("decided_at", "decided_by", "updated_at"),
            ]
        )
    rows.open().exclude(pk__in=_keys(found)).update(
        state=Suggestion.State.GONE, updated_at=at
    )


def _keys(found: dict[str, dict[str, str]]) -> list[UUID]:
    """Of marks that no update of ours brought there may be others."""
    return [key for key in map(documents.key_of, found) if key]
