"""Writing together: what one exchange of a browser with the server does.

The whole protocol is one ordinary request. The browser says what it has last
seen and what it has that the server has not; the answer is what it lacks, and
the receipt for what it sent. “Saved” is shown on that receipt only.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import ActionRefused
from core.models import loaded
from core.statements import planned
from submissions import documents, guard, schema, store
from submissions.models import Presence, Suggestion, Text
from submissions.models.drafting import Level


class CannotSync(ActionRefused):
    """Nothing was taken. `code` tells the browser what to do."""

    def __init__(self, code: str, sentence: str = "", status: int = 409):
        super().__init__(sentence)
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser sends. `seq` is the last change it has seen; `state` its
    state vector, needed only where the log does not reach back to `seq`."""

    schema: int
    epoch: int
    seq: int
    state: bytes
    update: bytes
    window: str
    block: str


@dataclass(slots=True)
class Answered:
    seq: int
    epoch: int
    updates: list[bytes] = field(default_factory=list)
    took: bool = False  # the update that was sent is kept


def sync(text: Text, asked: Asked, *, user, at: datetime) -> Answered:
    """One exchange. `text` was loaded through `visible_to(user)` in this very
    request, so that whoever lost access a moment ago is refused here.

    Raises CannotSync; what the browser has stays with the browser.
    """
    if asked.schema != schema.VERSION:
        raise CannotSync("schema", _("The editor was renewed. Reload the page."))
    if asked.epoch != text.epoch:
        raise CannotSync("purged", _("The history of this text was removed."))
    answer = Answered(seq=text.head, epoch=text.epoch)
    if asked.update:
        before, answer.seq = _take(text, asked, user=user, at=at)
        answer.took = True
        if before == asked.seq and before:
            return answer  # one's own change alone is no news
    if answer.seq != asked.seq:
        _send(text, asked, answer)
    return answer


def _take(text: Text, asked: Asked, *, user, at: datetime) -> tuple[int, int]:
    """Keep what was sent. Where the text was before and after it."""
    if text.level < Level.WRITE:
        raise _closed(text)
    if len(asked.update) > schema.UPDATE_BYTES:
        raise CannotSync("too_large", _("This change is too large to be taken."), 413)
    _not_too_often(text, user=user, at=at)
    try:
        with transaction.atomic():
            locked = store.lock(text.pk)
            _still(text, locked)
            before = locked.head
            judged = store.add(locked, asked.update, author=user, at=at)
            note_suggestions(locked, judged.suggestions, author=user, at=at)
            return before, locked.head
    except guard.Gap:
        raise CannotSync("gap", _("Something is missing before this change.")) from None
    except guard.Foreign:
        raise CannotSync(
            "schema", _("The editor was renewed. Reload the page.")
        ) from None
    except guard.Broken:
        raise CannotSync("broken", _("This change cannot be read."), 422) from None
    except store.TooLarge:
        raise CannotSync(
            "full", _("The section is as long as a section may be."), 413
        ) from None


def _still(read: Text, locked: Text) -> None:
    """Between reading the row and locking it the text may have begun anew, the
    section may have been agreed, or the whole may have gone on to another stage."""
    if locked.epoch != read.epoch:
        raise CannotSync("purged", _("The history of this text was removed."))
    if locked.section.status != read.section.status and locked.section.is_agreed:
        raise CannotSync("agreed", _("You may not change this text now."), 403)
    read.section.submission.stage = locked.section.submission.stage
    if read.level < Level.WRITE:
        raise _closed(read)


def _closed(text: Text) -> CannotSync:
    if text.section.submission.is_closed:
        sentence = str(store.FROZEN)
        return CannotSync("frozen", sentence, 403)
    code = "agreed" if text.section.is_agreed else "read_only"
    return CannotSync(code, _("You may not change this text now."), 403)


RECENT = """
SELECT COUNT(*) FROM (
    SELECT FROM submissions_update
    WHERE text_id = %s AND author_id = %s AND at > %s
    LIMIT %s
) AS recent
"""
COUNTED_EVERY = 4  # changes; asking costs as much as taking one


def _not_too_often(text: Text, *, user, at: datetime) -> None:
    if text.head % COUNTED_EVERY:
        return
    with planned() as cursor:
        since, at_most = at - timedelta(seconds=10), schema.UPDATES_IN_TEN_SECONDS
        cursor.execute(RECENT, [text.pk, user.pk, since, at_most])
        [recent] = cursor.fetchone()
    if recent >= at_most:
        raise CannotSync("too_often", _("Too many changes at once."), 429)


def _send(text: Text, asked: Asked, answer: Answered) -> None:
    rows = store.updates_after(text, asked.seq) if asked.seq else None
    if rows is not None:
        answer.updates = rows
        return
    kept = store.load(text.pk)
    if kept.epoch != asked.epoch:
        raise CannotSync("purged", _("The history of this text was removed."))
    answer.seq = max(kept.head, answer.seq)
    answer.updates = [kept.since(asked.state)]


KEYS_AT_MOST = 200  # that one update may name; nobody suggests more at once


def note_suggestions(text: Text, keys: list[str], *, author, at: datetime) -> None:
    """Remember who brought a suggestion's key first, and who named it later."""
    found = {documents.key_of(key) for key in keys}
    ids = {key for key in found if key is not None}
    if len(ids) < len(found) or len(ids) > KEYS_AT_MOST:
        raise guard.Foreign
    if not ids:
        return
    rows = [
        Suggestion(id=key, text=text, author=author, suggested_at=at) for key in ids
    ]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    known = Suggestion.objects.filter(pk__in=ids)
    if known.exclude(text=text).exists():
        raise guard.Foreign  # a key of another text
    for row in known.exclude(author=author).exclude(also__contains=[author.pk]):
        row.also.append(author.pk)
        row.save(update_fields=["also", "updated_at"])


# Who is here

HERE_FOR = timedelta(seconds=45)
TYPING_FOR = timedelta(seconds=20)
HERE_AT_MOST = 20


MEET = """
WITH own AS (
    INSERT INTO submissions_presence
        (text_id, user_id, "window", block, seen_at, typed_at)
    VALUES (%(text)s, %(user)s, %(window)s, %(block)s, %(at)s, %(typed_at)s)
    ON CONFLICT (text_id, user_id, "window") DO UPDATE
    SET block = excluded.block, seen_at = excluded.seen_at,
        typed_at = COALESCE(excluded.typed_at, submissions_presence.typed_at)
)
SELECT present.user_id, present.block, present.typed_at, person.full_name
FROM submissions_presence AS present
JOIN accounts_user AS person ON person.id = present.user_id
WHERE present.text_id = %(text)s AND present.seen_at > %(since)s
    AND present."window" <> %(window)s
ORDER BY present.seen_at DESC, present.id
LIMIT %(at_most)s
"""


def meet(
    text: Text, *, user, window: str, block: str, typed: bool, at: datetime
) -> list[Presence]:
    """The person has the text open; who else has, last seen first. The table is not
    logged: losing it in a crash harms nobody, so the disk need not be waited for."""
    with planned() as cursor:
        cursor.execute(
            MEET,
            {
                "text": text.pk,
                "user": user.pk,
                "window": window,
                "block": block,
                "at": at,
                "typed_at": at if typed else None,
                "since": at - HERE_FOR,
                "at_most": HERE_AT_MOST,
            },
        )
        rows = cursor.fetchall()
    present = []
    for user_id, at_block, typed_at, full_name in rows:
        other = loaded(Presence, user_id=user_id, block=at_block, typed_at=typed_at)
        other.user = loaded(User, id=user_id, full_name=full_name)
        present.append(other)
    return present


def leave(text: Text, *, user, window: str) -> None:
    Presence.objects.filter(text=text, user=user, window=window).delete()
