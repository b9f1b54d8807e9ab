"""The document of a text: read from the log and the snapshot, and added to.

No process keeps a document; any of them serves any text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _
from pycrdt import Doc, XmlFragment, get_update, merge_updates

from core.exceptions import ActionRefused
from core.models import loaded
from core.statements import planned
from submissions import encoding, guard, schema
from submissions.models import (
    CopyJob,
    Hand,
    Section,
    Submission,
    Text,
    Update,
    Version,
)
from submissions.models.drafting import EMPTY_UPDATE

COPY_AFTER = timedelta(seconds=8)
COPY_ASKED_AGAIN = 16  # changes; should a job have been given up


# What every key of everybody comes down to is written by hand: putting statements
# together would take longer than all the rest of it.
LOCKED_FIELDS = (
    *("id", "section_id", "language", "epoch", "head", "compacted", "copied", "size"),
    *("state_vector", "contributors"),
)
LOCKED = f"""
SELECT {", ".join(LOCKED_FIELDS)} FROM submissions_text WHERE id = %s FOR UPDATE
"""  # noqa: S608 -- our own names
SECTION = """
SELECT section.status, submission.id, submission.source_language, submission.review_id,
    submission.stage
FROM submissions_section AS section
JOIN submissions_submission AS submission ON submission.id = section.submission_id
WHERE section.id = %s
"""
APPEND = """
WITH kept AS (
    INSERT INTO submissions_update (text_id, seq, data, author_id, via, at)
    VALUES (%(text)s, %(seq)s, %(data)s, %(author)s, %(via)s, %(at)s)
)
UPDATE submissions_text
SET head = %(seq)s, size = %(size)s, state_vector = %(state)s,
    changed_at = %(at)s, updated_at = %(at)s
WHERE id = %(text)s
"""


class TooLarge(Exception):
    """The text holds as much as one section may."""


class Purged(Exception):
    """The text began anew; what was written before is not taken."""


FROZEN = _("The submission is frozen: its words do not change any more.")


class Frozen(ActionRefused):
    """The submission is frozen: nobody changes a word of it, by whatever way."""


def refuse_frozen(text: Text) -> None:
    """`text` was returned by `lock`: whoever freezes has all texts locked, so that
    of the two one learns of the other."""
    if text.section.submission.is_closed:
        raise Frozen(str(FROZEN))


@dataclass(frozen=True, slots=True)
class Kept:
    """A text's document as of `head`, whole."""

    update: bytes
    head: int
    epoch: int

    def doc(self) -> Doc:
        doc: Doc = Doc()
        doc.apply_update(self.update)
        return doc

    def since(self, state_vector: bytes) -> bytes:
        """What a browser with this state lacks."""
        return get_update(self.update, state_vector)


def load(text_id: Any) -> Kept:
    """The whole document, without a lock.

    The log is read before the snapshot: if a compaction commits in between, rows
    are seen twice, which changes nothing; the other order would lose them. If
    the text begins anew in between, it is read again: nothing of the old epoch
    may come along.
    """
    rows = list(
        Update.objects.filter(text=text_id)
        .order_by("seq")
        .values_list("seq", "data", "text__epoch")
    )
    snapshot, compacted, epoch = Text.objects.values_list(
        "snapshot", "compacted", "epoch"
    ).get(pk=text_id)
    if any(then != epoch for _seq, _data, then in rows):
        return load(text_id)
    return Kept(
        update=_merged(bytes(snapshot), [bytes(data) for _seq, data, _then in rows]),
        head=max([compacted, *(seq for seq, _data, _then in rows)]),
        epoch=epoch,
    )


def _merged(snapshot: bytes, updates: Sequence[bytes]) -> bytes:
    parts = [part for part in (snapshot, *updates) if part != EMPTY_UPDATE]
    return merge_updates(*parts) if parts else EMPTY_UPDATE


def fragment(doc: Doc) -> XmlFragment:
    """The root of the text inside its document."""
    return doc.get(schema.ROOT, type=XmlFragment)


def updates_after(text: Text, seq: int) -> list[bytes] | None:
    """What was added after `seq`, or None where the log does not reach back: also
    if it was compacted since `text` was read."""
    if seq < text.compacted:
        return None
    rows = list(
        Update.objects.filter(text=text, seq__gt=seq)
        .order_by("seq")
        .values_list("seq", "data")
    )
    if [row[0] for row in rows] != list(range(seq + 1, seq + 1 + len(rows))):
        return None
    if len(rows) < text.head - seq:
        return None
    return [bytes(data) for _seq, data in rows]


def lock(text_id: Any) -> Text:
    """The row, locked until the transaction ends: whoever adds, compacts, purges
    or changes what may be added waits here.

    Its section and stage are read after the lock was got: read with it, it would be as it
    was when the waiting began, before somebody agreed to it.
    """
    with planned() as cursor:
        cursor.execute(LOCKED, [text_id])
        row = cursor.fetchone()
        if row is None:
            raise Text.DoesNotExist
        text = loaded(Text, **dict(zip(LOCKED_FIELDS, row, strict=True)))
        cursor.execute(SECTION, [text.section_id])
        status, submission, source, review, stage = cursor.fetchone()
    text.section = loaded(
        Section, id=text.section_id, submission_id=submission, status=status
    )
    text.section.submission = loaded(
        Submission,
        id=submission,
        review_id=review,
        source_language=source,
        stage=stage,
    )
    return text


def add(
    text: Text,
    data: bytes,
    *,
    author,
    at: datetime,
    via: str = Update.Via.TYPED,
) -> guard.Judged:
    """Append an update to a text that `lock` returned.

    Raises guard.Refused, TooLarge, or Frozen; then nothing is kept. What changes
    nothing is not kept either.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("add() needs the lock and its transaction")
    refuse_frozen(text)
    if len(data) > schema.UPDATE_BYTES and via == Update.Via.TYPED:
        raise TooLarge
    judged = guard.judge(data, known=encoding.read_state(bytes(text.state_vector)))
    if judged.is_empty:
        return judged
    if text.size + len(data) > schema.TEXT_BYTES:
        raise TooLarge
    _check_with_yrs(data)
    _check_hands(text, judged, author=author)
    was_copied = text.copied == text.head
    text.head += 1
    text.size += len(data)
    text.state_vector = encoding.write_state(judged.state)
    with planned() as cursor:
        cursor.execute(
            APPEND,
            {
                "text": text.pk,
                "seq": text.head,
                "data": data,
                "author": author.pk if author else None,
                "via": via,
                "at": at,
                "size": text.size,
                "state": text.state_vector,
            },
        )
    if was_copied or text.head % COPY_ASKED_AGAIN == 0:
        order_copy(text, at=at)
    return judged


# Whose browser writes under a number never changes, so a process may remember what
# it has read: this is asked with every change.
_owners: dict[tuple[Any, int], Any] = {}
OWNERS_AT_MOST = 20_000


def _check_hands(text: Text, judged: guard.Judged, *, author) -> None:
    """What one browser writes is only ever sent by the person at it. Words under
    the number of somebody else's browser would take the place of those that
    this one is about to send, and nobody would see them lost."""
    user_id = author.pk if author else None
    asked = [
        client
        for client in judged.grown
        if _owners.get((text.pk, client), "nobody") != user_id
    ]
    if not asked:
        return
    known = dict(
        Hand.objects.filter(text=text, client__in=asked).values_list(
            "client", "user_id"
        )
    )
    if any(owner != user_id for owner in known.values()):
        raise guard.Foreign
    if len(_owners) > OWNERS_AT_MOST:
        _owners.clear()
    _owners.update({(text.pk, client): owner for client, owner in known.items()})
    Hand.objects.bulk_create(
        Hand(text=text, client=client, user_id=user_id)
        for client in asked
        if client not in known
    )


def _check_with_yrs(data: bytes) -> None:
    """A second opinion: what the library cannot read is not kept."""
    try:
        Doc().apply_update(data)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise guard.Broken from None


def order_copy(text: Text, *, at: datetime) -> None:
    """Have the stable copy written soon. The beat's sweep takes it up once it is
    due: nobody waits for it, and one job serves all that changes meanwhile; what
    changes while it is at work, it orders anew (copying.write_copy)."""
    CopyJob.objects.bulk_create(
        [CopyJob(text=text, due_at=at + COPY_AFTER)], ignore_conflicts=True
    )


def compact(text_id: Any, *, up_to_moment: datetime) -> int:
    """Merge what was added before this moment into the snapshot. Returns how many
    rows went. Rows younger than that stay, so that browsers that are open fetch
    rows instead of documents.

    `merge_updates` and nothing else: a document that is loaded and written again
    would silently drop whatever waits for a predecessor.
    """
    with transaction.atomic():
        text = lock(text_id)
        rows = list(
            Update.objects.filter(text=text_id, at__lt=up_to_moment)
            .order_by("seq")
            .values_list("seq", "data", "author_id")
        )
        # A clock may have gone back: only an unbroken run from the snapshot on.
        run = [
            row for place, row in enumerate(rows, text.compacted + 1) if row[0] == place
        ]
        if not run:
            return 0
        snapshot = bytes(
            Text.objects.values_list("snapshot", flat=True).get(pk=text_id)
        )
        merged = _merged(snapshot, [bytes(data) for _seq, data, _author in run])
        # Whoever wrote before the last version is named there.
        told = Version.objects.filter(text=text_id).aggregate(head=Max("head"))["head"]
        authors = {author for seq, _data, author in run if author and seq > (told or 0)}
        last = run[-1][0]
        gone = sum(len(data) for _seq, data, _author in run) + len(snapshot)
        Text.objects.filter(pk=text_id).update(
            snapshot=merged,
            compacted=last,
            size=F("size") - gone + len(merged),
            contributors=sorted({*text.contributors, *authors}, key=str),
        )
        Update.objects.filter(text=text_id, seq__lte=last).delete()
        return len(run)
