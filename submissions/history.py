"""What was: versions kept, by people and by the platform, and brought back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from submissions import (
    copying,
    documents,
    queries,
    rewriting,
    store,
    ydoc,
)
from submissions.models import Suggestion, Text, Update, Version

DAY = timedelta(days=1)


class CannotKeep(ActionRefused):
    pass


@transaction.atomic
def keep_version(
    *,
    text_id: Any,
    kind: str,
    actor: User | None,
    at: datetime,
    label: str = "",
) -> Version | None:
    """Keep the text as it stands now, read from the log under its lock, with
    everybody who wrote since the version before.

    What is as it was in the last version is not kept again: None, unless a
    person names it. Then that version gets the name; one that somebody else gave
    stays, and the person is refused.
    """
    text = store.lock(text_id)
    kept = store.load(text_id)
    document = documents.document_of(kept.doc())
    last = last_of(text_id)
    if last and kept.head != last.head and last.document == document:
        _note_still_so(text, last, head=kept.head)
    if not documents.plain(document).strip() and not last:
        if kind == Version.Kind.NAMED:
            raise CannotKeep(_("Nothing is written here yet."))
        return None
    if last and last.document == document:
        return _name(last, label, actor=actor, at=at) if label else None
    version = Version.objects.create(
        text=text,
        number=last.number + 1 if last else 1,
        kind=kind,
        label=label,
        document=document,
        word_count=documents.word_count(document),
        head=kept.head,
        kept_at=at,
        kept_by=actor,
    )
    version.authors.set(User.objects.filter(pk__in=authors_since(text, last)))
    Text.objects.filter(pk=text.pk).update(contributors=[])
    if label:
        _record("version.named", version, actor=actor, at=at)
    return version


def last_of(text_id: Any) -> Version | None:
    return Version.objects.filter(text=text_id).newest_first().first()


def authors_since(text: Text, last: Version | None) -> set[UUID]:
    """Who wrote since that version: rows of the log, and those whose rows went
    into the snapshot meanwhile."""
    rows = Update.objects.filter(text=text.pk, seq__gt=last.head if last else 0)
    authors = rows.exclude(author=None).values_list("author", flat=True)
    return {*text.contributors, *authors.distinct()}


def _note_still_so(text: Text, last: Version, *, head: int) -> None:
    """What was written since was taken back: the last version still is the text."""
    last.head = head
    last.save(update_fields=["head", "updated_at"])
    Text.objects.filter(pk=text.pk).update(contributors=[])


def _name(version: Version, label: str, *, actor: User | None, at: datetime) -> Version:
    if version.label == label:
        return version
    if version.label and (actor is None or version.kept_by_id != actor.pk):
        raise CannotKeep(
            _(
                "The text has not changed since version %(number)d, which has a name"
                " already."
            )
            % {"number": version.number}
        )
    version.label, version.kind = label, Version.Kind.NAMED
    version.kept_by = actor
    version.save(update_fields=["label", "kind", "kept_by", "updated_at"])
    _record("version.named", version, actor=actor, at=at)
    return version


def _record(verb: str, version: Version, *, actor: User | None, at: datetime) -> None:
    trail: dict[str, Any] = queries.trail_of(version.text)
    record(verb, subject=version, actor=actor, at=at, **trail)


def due_for_the_day(*, at: datetime) -> Iterator[UUID]:
    """Texts that changed since their last version, which is older than a day."""
    newest = Version.objects.filter(text=OuterRef("pk")).newest_first()
    rows = Text.objects.annotate(
        last_head=Subquery(newest.values("head")[:1]),
        last_kept_at=Subquery(newest.values("kept_at")[:1]),
    ).filter(
        Q(last_head=None, head__gt=0)
        | Q(last_head__lt=F("head"), last_kept_at__lte=at - DAY)
    )
    yield from rows.order_by("pk").values_list("pk", flat=True)


def keep_daily(*, at: datetime) -> int:
    """The day's work of every text, each in a transaction of its own: run twice,
    beside itself or after a crash, it keeps what is missing. How many were kept."""
    return sum(
        keep_one_daily(text_id, at=at) for text_id in list(due_for_the_day(at=at))
    )


@transaction.atomic
def keep_one_daily(text_id: UUID, *, at: datetime) -> bool:
    store.lock(text_id)
    last = last_of(text_id)
    if last and last.kept_at > at - DAY:
        return False
    kept = keep_version(text_id=text_id, kind=Version.Kind.DAILY, actor=None, at=at)
    return kept is not None


# Bringing back


class CannotRestore(ActionRefused):
    pass


@transaction.atomic
def restore(*, version: Version, actor: User, at: datetime) -> Version | None:
    """Make the text read as it did in this version, by one edit like anybody's.

    What is equal is not touched, changed blocks are changed word by word: what
    others type there at the same moment stays. The text as it stood before is
    kept as a version, which is returned (None: the last version was that).

    A suggestion that was decided since does not come back as one: the text is as
    it stood without it. Who has the text open sees the words change.
    """
    copying.lock_in_every_language(version.text_id)  # for the copy at the end
    text = store.lock(version.text_id)
    store.refuse_frozen(text)
    version = _still_there(version)
    if text.section.is_agreed:
        raise CannotRestore(
            _("This section is agreed. Take it back to writing before you change it.")
        )
    doc = store.load(text.pk).doc()
    now = documents.document_of(doc)
    target = documents.settled(version.document, keep=_open_in(now, text))
    if target == now:
        raise CannotRestore(_("The text reads like this version already."))
    before = keep_version(text_id=text.pk, kind=Version.Kind.BEFORE, actor=actor, at=at)
    data = ydoc.edit(doc, lambda doc: rewriting.rewrite(doc, target))
    _add(text, data, actor=actor, at=at)
    copying.write_copy(text.pk, at=at)
    _record("version.restored", version, actor=actor, at=at)
    return before


def _still_there(version: Version) -> Version:
    """Its text may have been purged a moment ago, under the lock."""
    found = Version.objects.filter(pk=version.pk).first()
    if found is None:
        raise CannotRestore(_("The history of this text was removed."))
    return found


def _open_in(document: documents.Node, text: Text) -> frozenset[str]:
    """Suggestions that stand in the text and wait for a decision."""
    rows = Suggestion.objects.filter(text=text.pk).open().values_list("pk", flat=True)
    return frozenset(documents.suggested(document).keys() & {str(key) for key in rows})


def _add(text: Text, data: bytes, *, actor: User, at: datetime) -> None:
    try:
        store.add(text, data, author=actor, at=at, via=Update.Via.RESTORED)
    except store.TooLarge:
        raise CannotRestore(_("The section is as long as a section may be.")) from None
