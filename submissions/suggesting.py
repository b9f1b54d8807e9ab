"""Other words for a text: suggested by who may, decided by who answers for it.

Suggestions typed in the editor come through `drafting.sync`; those handed in by the
plain form are written into the document here, by the server.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pycrdt import Doc

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from core.translations import digest
from notifications.actions import notify
from submissions import documents, drafting, history, marking, queries, store, ydoc
from submissions.documents import TEXT_BLOCKS
from submissions.models import Presence, Suggestion, Text, Update, Version
from submissions.models.drafting import Level
from submissions.wording import wording_of

LONGEST = 5000  # letters of one suggestion
PARAGRAPHS_AT_MOST = 20
IN_A_MINUTE = 20
DECIDED_AT_ONCE = 500
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b]")


class CannotSuggest(ActionRefused):
    """Nothing was written into the text."""


class TooOften(CannotSuggest):
    pass


class BlockChanged(CannotSuggest):
    """The block is not as the person saw it; `theirs` is how it stands now, None
    where it was taken out."""

    def __init__(self, sentence: str, *, theirs: str | None):
        super().__init__(sentence)
        self.theirs = theirs


@transaction.atomic
def suggest(
    *,
    text_id: Any,
    block: str,
    base: str,
    words: str,
    note: str = "",
    author: User,
    at: datetime,
) -> Suggestion:
    """Suggest other words for a block. `base` is the digest of the wording that
    the person changed; empty words suggest to delete it. What is no text stays.

    Whoever changes her own open suggestion gets that one back, changed.
    """
    text = store.lock(text_id)
    require(text_id, Level.SUGGEST, author)
    words = typed(words)
    not_too_often(text, author=author, at=at)
    doc = store.load(text_id).doc()
    element = marking.find(store.fragment(doc), block) if block else None
    if element is None or element.tag not in TEXT_BLOCKS:
        raise BlockChanged(_("This paragraph was taken out meanwhile."), theirs=None)
    stands = wording_of(element)
    if digest(stands) != base:
        raise BlockChanged(
            _("This paragraph was changed while you were writing."), theirs=stands
        )
    key, own = uuid4(), own_open(text, author)
    keys: set[str] = set()

    def change(_doc: Doc) -> None:
        keys.update(marking.mark(element, words, key=str(key), own=own))

    update = ydoc.edit(doc, change)
    if not keys:
        raise CannotSuggest(_("These are the words that stand there already."))
    return _keep_one(text, doc, update, key, keys, note=note, author=author, at=at)


@transaction.atomic
def suggest_paragraph(
    *,
    text_id: Any,
    after: str,
    words: str,
    note: str = "",
    author: User,
    at: datetime,
) -> Suggestion:
    """Suggest one or several new paragraphs behind a block; where that is gone, at
    the end."""
    text = store.lock(text_id)
    require(text_id, Level.SUGGEST, author)
    lines = [line.strip() for line in typed(words).splitlines() if line.strip()]
    if not lines:
        raise CannotSuggest(_("Write the words of the new paragraph."))
    if len(lines) > PARAGRAPHS_AT_MOST:
        raise CannotSuggest(
            _("At most %(most)d paragraphs at a time.") % {"most": PARAGRAPHS_AT_MOST}
        )
    not_too_often(text, author=author, at=at)
    doc = store.load(text_id).doc()
    key = uuid4()
    nodes = marking.paragraphs(lines, key=str(key))

    def change(doc: Doc) -> None:
        parent, place = marking.place_after(store.fragment(doc), after)
        ydoc.insert(parent, place, nodes)

    update = ydoc.edit(doc, change)
    return _keep_one(
        text, doc, update, key, {str(key)}, note=note, author=author, at=at
    )


def require(text_id: Any, level: Level, person: User) -> Text:
    """What the person may do, read again under the lock. Raises Text.DoesNotExist
    where the text is closed to her by now."""
    text = Text.objects.visible_to(person).for_page().get(pk=text_id)
    if text.section.submission.is_closed:
        raise CannotSuggest(str(store.FROZEN))
    if text.level < level:
        raise CannotSuggest(_("You may not suggest anything for this text now."))
    return text


def typed_whole(words: str) -> str:
    """As typed, without what no keyboard writes."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return CONTROL.sub("", words).encode("utf-8", "ignore").decode()


def typed(words: str) -> str:
    words = typed_whole(words)
    if len(words) > LONGEST:
        raise CannotSuggest(
            _("A suggestion has at most %(most)d letters.") % {"most": LONGEST}
        )
    return words


def not_too_often(text: Text, *, author: User, at: datetime) -> None:
    recent = Update.objects.filter(
        text=text.pk,
        author=author,
        via=Update.Via.SUGGESTED,
        at__gt=at - timedelta(minutes=1),
    )
    if recent.count() >= IN_A_MINUTE:
        raise TooOften(_("Too many suggestions at once. Wait a minute."))


def own_open(text: Text, author: User) -> frozenset[str]:
    """Open suggestions in which nobody else wrote."""
    rows = Suggestion.objects.open().filter(text=text.pk, author=author, also=[])
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))


def _keep_one(
    text: Text,
    doc: Doc,
    update: bytes,
    key: UUID,
    keys: Iterable[str],
    *,
    note: str,
    author: User,
    at: datetime,
) -> Suggestion:
    rows = keep(text, doc, update, [key], keys, author=author, at=at)
    made = next((row for row in rows if row.pk == key), rows[-1])
    if note:
        made.note = note
        made.save(update_fields=["note", "updated_at"])
    record_made(text, made, author=author, at=at)
    return made


def keep(
    text: Text,
    doc: Doc,
    update: bytes,
    fresh: Sequence[UUID],
    keys: Iterable[str],
    *,
    author: User,
    at: datetime,
) -> list[Suggestion]:
    """Keep the update and the rows of the suggestions that it changed, together.
    `fresh` are keys of new ones, as far as they were needed."""
    try:
        store.add(text, update, author=author, at=at, via=Update.Via.SUGGESTED)
    except store.TooLarge:
        raise CannotSuggest(_("The section is as long as a section may be.")) from None
    found = documents.suggested(documents.document_of(doc))
    Suggestion.objects.bulk_create(
        Suggestion(pk=key, text_id=text.pk, author=author, suggested_at=at)
        for key in fresh
        if str(key) in found
    )
    rows = list(Suggestion.objects.filter(pk__in=keys).order_by("suggested_at", "pk"))
    for row in rows:
        if told := found.get(str(row.pk)):
            _note_words(row, told)
        else:
            row.state = Suggestion.State.GONE
        row.save(update_fields=["block", "inserted", "deleted", "state", "updated_at"])
    return rows


def record_made(text: Text, row: Suggestion, *, author: User, at: datetime) -> None:
    _record("suggestion.made", text, row, actor=author, at=at)


def _note_words(row: Suggestion, told: dict[str, str]) -> None:
    row.block = told["block"]
    row.inserted, row.deleted = told["inserted"], told["deleted"]


def _record(verb: str, text: Text, subject, *, actor: User, at: datetime) -> None:
    trail = queries.trail_of_section(text.section)
    record(verb, subject=subject, actor=actor, at=at, **trail)


# Deciding


class CannotDecide(ActionRefused):
    """Nothing was changed."""


class NotYours(CannotDecide):
    """Who answers for the text decides; others may take back what is theirs."""


class AlreadyDecided(CannotDecide):
    pass


@dataclass(frozen=True, slots=True)
class Decided:
    rows: Sequence[Suggestion]
    came_late: int  # of those named: decided or taken back meanwhile


@transaction.atomic
def decide(
    *,
    text_id: Any,
    ids: Sequence[UUID],
    accept: bool,
    reason: str = "",
    actor: User,
    at: datetime,
) -> Decided:
    """Take the words of these suggestions in, or out. Only those that are named:
    what came meanwhile, nobody has seen."""
    text = store.lock(text_id)
    standing = Text.objects.visible_to(actor).for_page().get(pk=text_id)
    rows = _to_decide(standing, ids, accept=accept, actor=actor)
    doc = store.load(text_id).doc()
    found = documents.suggested(documents.document_of(doc))
    there = [row for row in rows if str(row.pk) in found]
    for row in rows:
        if row not in there:  # taken out of the text by somebody's edit
            row.state = Suggestion.State.GONE
            row.save(update_fields=["state", "updated_at"])
    if there:
        _settle(text, doc, there, accept=accept, actor=actor, at=at)
        for row in there:
            _note_words(row, found[str(row.pk)])
            _note_decision(row, accept=accept, reason=reason, actor=actor, at=at)
        _record(_verb(there), text, standing, actor=actor, at=at)
        _tell_authors(standing, there, actor=actor, at=at)
    return Decided(rows=there, came_late=len(set(ids)) - len(there))


def _to_decide(
    text: Text, ids: Sequence[UUID], *, accept: bool, actor: User
) -> list[Suggestion]:
    """The rows that are named and still open, if the person may."""
    if len(ids) > DECIDED_AT_ONCE:
        raise CannotDecide(_("These are too many at once."))
    named = list(
        Suggestion.objects.select_for_update(of=("self",))
        .filter(text=text.pk, pk__in=ids)
        .order_by("suggested_at", "pk")
    )
    theirs = [row for row in named if row.author_id != actor.pk]
    if text.section.submission.is_closed:
        raise CannotDecide(str(store.FROZEN))
    if not text.decides and (accept or theirs or text.level < Level.SUGGEST):
        raise NotYours(_("Who answers for the section decides about suggestions."))
    if not text.decides and any(row.also for row in named):
        raise NotYours(
            _("Others wrote into this suggestion. Who answers for the section decides.")
        )
    if text.section.is_agreed:
        raise CannotDecide(
            _("The section is agreed. Open it again before you change its words.")
        )
    rows = [row for row in named if row.state == Suggestion.State.OPEN]
    if not rows:
        raise AlreadyDecided(
            ngettext(
                "This suggestion was decided or taken back already.",
                "These suggestions were decided or taken back already.",
                max(len(ids), 1),
            )
        )
    return rows


def _settle(
    text: Text,
    doc: Doc,
    rows: Sequence[Suggestion],
    *,
    accept: bool,
    actor: User,
    at: datetime,
) -> None:
    # What is not taken goes, and with it what others wrote into it: two browsers can
    # leave a mark wider than it was meant.
    if len(rows) > 1 or not accept:
        history.keep_version(
            text_id=text.pk, kind=Version.Kind.BEFORE, actor=actor, at=at
        )
    verdicts = dict.fromkeys((str(row.pk) for row in rows), accept)
    # Somebody may be writing in a paragraph that would go with its last words.
    keep = frozenset(
        Presence.objects.filter(text=text.pk, seen_at__gt=at - drafting.HERE_FOR)
        .exclude(user=actor)
        .values_list("block", flat=True)
    )
    update = ydoc.edit(
        doc, lambda doc: marking.settle(store.fragment(doc), verdicts, keep=keep)
    )
    try:
        store.add(text, update, author=actor, at=at, via=Update.Via.DECIDED)
    except store.TooLarge:
        raise CannotDecide(_("The section is as long as a section may be.")) from None


def _note_decision(
    row: Suggestion, *, accept: bool, reason: str, actor: User, at: datetime
) -> None:
    if accept:
        row.state = Suggestion.State.ACCEPTED
    elif row.author_id == actor.pk:
        row.state = Suggestion.State.GONE
    else:
        row.state = Suggestion.State.REJECTED
    row.reason, row.decided_at, row.decided_by = reason, at, actor
    row.save(
        update_fields=[
            *("block", "inserted", "deleted", "state", "reason"),
            *("decided_at", "decided_by", "updated_at"),
        ]
    )


def _verb(rows: Sequence[Suggestion]) -> str:
    """What the trail says: taken back where all were the person's own."""
    states = {row.state for row in rows}
    if Suggestion.State.ACCEPTED in states:
        return "suggestion.accepted"
    if Suggestion.State.REJECTED in states:
        return "suggestion.rejected"
    return "suggestion.taken_back"


def _tell_authors(
    text: Text, rows: Sequence[Suggestion], *, actor: User, at: datetime
) -> None:
    """Once an hour at most, however many are decided one by one."""
    authors = {row.author_id for row in rows if row.author_id} - {actor.pk}
    notify(
        recipients=User.objects.filter(pk__in=authors, is_active=True),
        kind="suggestion.decided",
        subject=text,
        rung=f"{at:%Y-%m-%dT%H}",
        at=at,
    )
