"""Sections before a translator: what of them is missing or stale in another
language, and her words coming back into the shared text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.translations import (
    CannotTake,
    Counterpart,
    Handed,
    TextGone,
    is_filled,
    refuse_what_moved,
)
from submissions import (
    copying,
    documents,
    guard,
    queries,
    rewriting,
    store,
    suggesting,
    twinning,
    ydoc,
)
from submissions.desk import fresh_documents
from submissions.models import Text, Twin, Update
from submissions.twinning import Pair

LABEL = "submissions.text"


def texts_to_translate(user: User, *, review, into: str, source: str) -> Any:
    """Translations of what the person may have translated: her groups' sections and
    those that she leads; readers and drafters send none."""
    rows = Text.objects.worked_on_by(user).filter(
        section__submission__review=review,
        section__submission__source_language=source,
        language=into,
    )
    return rows.for_page().in_order()


def may_send(text: Any) -> bool:
    """Of one that was loaded for the person."""
    return bool(text.answers or text.leads or text.translates)


def counterparts(texts: Iterable[Text]) -> list[Counterpart]:
    """Every block of the sources of these translations, and how it stands in them:
    four queries however many."""
    texts = list(texts)
    sources = {
        text.section_id: text
        for text in Text.objects.filter(section__in=[t.section_id for t in texts])
        .select_related("section__submission")
        .without_blobs()
        if text.is_source
    }
    written = fresh_documents([*texts, *sources.values()])
    twins: dict[UUID, dict[str, Twin]] = {}
    for twin in Twin.objects.filter(text__in=texts):
        twins.setdefault(twin.text_id, {})[twin.source_block] = twin
    return [
        _counterpart(text, pair)
        for text in texts
        if text.section_id in sources
        for pair in twinning.pairs(
            written[sources[text.section_id].pk],
            written[text.pk],
            twins.get(text.pk, {}),
        )
    ]


def _counterpart(text: Text, pair: Pair) -> Counterpart:
    return Counterpart(
        subject_label=LABEL,
        subject_id=text.pk,
        block=pair.source.id,
        kind=pair.source.kind,
        source=pair.said,
        text=pair.text,
        state=pair.state,
    )


@transaction.atomic
def take_translation(
    *,
    text_id: UUID,
    block: str,
    handed: Handed,
    actor: User | None,
    via: str = "",
    at: datetime,
) -> Counterpart:
    """Write a translated block into the shared text, as *in review*. By a guest it
    is written by nobody.

    Under the lock: what changed since the person read it raises SourceChanged or
    WrittenMeanwhile with how it stands, and nothing is written.
    """
    copying.lock_in_every_language(text_id)  # for the copy at the end
    text = store.lock(text_id)
    source = _source_of(text)
    doc = store.load(text_id).doc()
    document = documents.document_of(doc)
    original = documents.settled(documents.document_of(store.load(source.pk).doc()))
    twins = {twin.source_block: twin for twin in Twin.objects.filter(text=text_id)}
    paired = twinning.pairs(original, document, twins)
    pair = next((pair for pair in paired if pair.source.id == block), None)
    if pair is None:
        raise TextGone(_("This paragraph was taken out of the source meanwhile."))
    now = _counterpart(text, pair)
    refuse_what_moved(now, handed)
    if not is_filled(handed.text):
        raise CannotTake(_("Write the translation first."))
    words = suggesting.typed_whole(handed.text)
    made: dict[str, str] = {}
    kept = pair.target.id if pair.target else ""
    if words.strip() != pair.text.strip():
        _refuse_closed(text, pair, document)
        content = twinning.content_of(
            words, pair.source.node, pair.target.node if pair.target else None
        )
        place = twinning.placed(document, original, paired, block, content)
        update = ydoc.edit(doc, lambda doc: rewriting.rewrite(doc, place.document))
        _add(text, update, actor=actor, at=at)
        unsaid = {pair.source.id for pair in paired if pair.target is None}
        kept = place.block
        made = {own: other for own, other in place.made.items() if own in unsaid}
    _note_twins(text, {**made, block: kept}, block, now, actor=actor, at=at)
    copying.write_copy(text.pk, at=at)
    trail: dict[str, Any] = queries.trail_of_section(text.section)
    record("text.translated", subject=text, actor=actor, via=via, at=at, **trail)
    return now


def _source_of(text: Text) -> Text:
    source = (
        Text.objects.filter(
            section=text.section_id, language=text.section.submission.source_language
        )
        .without_blobs()
        .first()
    )
    if source is None or source.pk == text.pk:
        raise CannotTake(_("This section has no other language to follow."))
    return source


def _refuse_closed(text: Text, pair: Pair, document: documents.Node) -> None:
    """An agreed section takes what is missing; its words stay as they are."""
    if pair.target is None or not is_filled(pair.text):
        return
    if text.section.is_agreed:
        raise CannotTake(
            _("This section is agreed. Take it back to writing before you change it.")
        )
    node = next(b.node for b in documents.blocks(document) if b.id == pair.target.id)
    if documents.suggested({"content": [node]}):
        raise CannotTake(
            _("Somebody suggests other words here. Decide that suggestion first.")
        )


def _add(text: Text, update: bytes, *, actor: User | None, at: datetime) -> None:
    try:
        store.add(text, update, author=actor, at=at, via=Update.Via.TRANSLATED)
    except store.TooLarge:
        raise CannotTake(_("The section is as long as a section may be.")) from None
    except store.Frozen as refusal:
        raise CannotTake(str(refusal)) from None
    except guard.Refused:
        raise CannotTake(_("These words cannot be kept. Write them anew.")) from None


def _note_twins(
    text: Text,
    made: dict[str, str],
    block: str,
    now: Counterpart,
    *,
    actor: User | None,
    at: datetime,
) -> None:
    """The one that was written, and the empty ones that were made around it."""
    Twin.objects.filter(text=text.pk, block__in=made.values()).exclude(
        source_block__in=made
    ).delete()
    for source, kept in made.items():
        Twin.objects.update_or_create(
            text_id=text.pk,
            source_block=source,
            defaults={
                "block": kept,
                "source_digest": now.source_digest if source == block else "",
                "is_agreed": False,
                "written_by": actor if source == block else None,
                "written_at": at,
            },
        )
