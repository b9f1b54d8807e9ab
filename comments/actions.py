"""Everything that people do with comments. Whoever writes is a person with an
account (`User`) or the holder of a link (`Opening`).

The words go nowhere but into the comment: not into the trail, not into a notice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Opening, User
from comments import mentions, recording
from comments.models import COMMENT_AT_MOST, Comment, Mention, Thread
from core.exceptions import ActionRefused
from notifications.actions import notify

EDIT_WITHIN = timedelta(minutes=15)
GUEST_AT_MOST = 2000
GUEST_AN_HOUR = 30
SAID_TWICE_WITHIN = timedelta(minutes=1)
NOBODY: Mapping[UUID, str] = {}


class CannotComment(ActionRefused):
    pass


class LinkIsOver(CannotComment):
    pass


class TooOften(CannotComment):
    pass


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in the subject: a block, two positions in it, what stands there."""

    block: str = ""
    start: str = ""
    end: str = ""
    quote: str = ""


SOMEWHERE = Place()


# Writing


@transaction.atomic
def open_thread(
    *,
    subject: models.Model,
    review: models.Model,
    body: str,
    by: User | Opening,
    at: datetime,
    place: Place = SOMEWHERE,
    language: str = "en",
    people: Mapping[UUID, str] = NOBODY,
) -> Thread:
    """Begin to speak about a place. `people` are those whom the writer may call
    by name. A second click finds the thread of the first one."""
    body = _checked(body, by=by)
    _lock_writer(by, at=at)
    body, named = _with_mentions(body, subject=subject, people=people, by=by)
    again = _said_already(by, body, at=at).filter(
        number=1,
        thread__subject_id=subject.pk,
        thread__block=place.block,
        thread__anchor_start=place.start,
    )
    if earlier := again.select_related("thread").first():
        return earlier.thread
    thread = Thread.objects.create(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        review_id=review.pk,
        block=place.block,
        anchor_start=place.start,
        anchor_end=place.end,
        quote=place.quote,
        opened_at=at,
    )
    thread._subject = subject
    comment = _write(thread, body, 1, named, by=by, at=at, language=language)
    recording.record_about("thread.opened", thread, by=by, at=at)
    recording.tell(comment, named, at=at)
    return thread


@transaction.atomic
def reply(
    *,
    thread: Thread,
    body: str,
    by: User | Opening,
    at: datetime,
    language: str = "en",
    people: Mapping[UUID, str] = NOBODY,
) -> Comment:
    """Answer in a thread. A settled one is open again: an answer that nobody sees
    would be lost."""
    body = _checked(body, by=by)
    _lock_writer(by, at=at)
    thread = _locked(thread)
    subject = thread.subject()
    if subject is None:
        raise CannotComment(_("What the thread is about is gone."))
    body, named = _with_mentions(body, subject=subject, people=people, by=by)
    if earlier := _said_already(by, body, at=at).filter(thread=thread).first():
        return earlier
    last = thread.comments.aggregate(last=models.Max("number"))["last"] or 0
    comment = _write(thread, body, last + 1, named, by=by, at=at, language=language)
    _change(thread, at=at, resolved_at=None, resolved_by=None)
    recording.record_about("comment.written", thread, by=by, at=at)
    recording.tell(comment, named, at=at)
    return comment


class CannotEdit(ActionRefused):
    pass


@transaction.atomic
def edit_own(
    *,
    comment: Comment,
    body: str,
    actor: User,
    at: datetime,
    people: Mapping[UUID, str] = NOBODY,
) -> Comment:
    """Correct what one has just written. Who is mentioned only now is told now."""
    body = _checked(body, by=actor)
    thread = _locked(comment.thread)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    comment.thread = thread
    if comment.author_id != actor.pk or comment.removed_at:
        raise CannotEdit(_("Only your own comments can be changed."))
    if at > comment.written_at + EDIT_WITHIN:
        raise CannotEdit(
            ngettext(
                "A comment can be changed for %(minutes)d minute.",
                "A comment can be changed for %(minutes)d minutes.",
                EDIT_WITHIN.seconds // 60,
            )
            % {"minutes": EDIT_WITHIN.seconds // 60}
        )
    body, named = _with_mentions(
        body, subject=thread.subject(), people=people, by=actor
    )
    if body == comment.body:
        return comment
    comment.body, comment.edited_at = body, at
    comment.language = mentions.language_of(body, otherwise=comment.language)
    comment.save(update_fields=["body", "edited_at", "language", "updated_at"])
    known = set(comment.mentions.values_list("user", flat=True))
    comment.mentions.exclude(user__in=[person.pk for person in named]).delete()
    new = [person for person in named if person.pk not in known]
    Mention.objects.bulk_create(Mention(comment=comment, user=row) for row in new)
    _change(thread, at=at)
    recording.record_about("comment.changed", thread, by=actor, at=at)
    recording.tell_mentioned(comment, new, at=at)
    return comment


@transaction.atomic
def remove(*, comment: Comment, by: User | Opening, at: datetime) -> Comment:
    """Empty it. That something stood here stays to be seen, so that the answers
    to it make sense."""
    thread = _locked(comment.thread)
    if _empty(Comment.objects.filter(pk=comment.pk), at=at):
        _change(thread, at=at)
        recording.record_about("comment.removed", thread, by=by, at=at)
    comment.refresh_from_db()
    return comment


# Settling


class CannotAssign(ActionRefused):
    pass


@transaction.atomic
def assign(*, thread: Thread, person: User | None, actor: User, at: datetime) -> Thread:
    """Ask somebody to see to it, or nobody any more."""
    thread = _locked(thread)
    if person and not _may_see(person, thread.subject()):
        raise CannotAssign(_("This person may not read the text."))
    if thread.assigned_to_id == (person.pk if person else None):
        return thread
    _change(thread, at=at, assigned_to=person)
    recording.record_about("thread.assigned", thread, by=actor, at=at)
    if person and person.pk != actor.pk:
        notify(
            recipients=[person],
            kind="comment.assigned",
            subject=thread,
            at=at,
            rung=str(thread.version),
        )
    return thread


class CannotResolve(ActionRefused):
    pass


@transaction.atomic
def resolve(
    *, thread: Thread, actor: User, at: datetime, seen: int | None = None
) -> Thread:
    """It is settled. `seen` is the version that the person has read: nothing that
    came meanwhile disappears unread."""
    thread = _locked(thread)
    if not thread.is_open:
        return thread
    if seen is not None and seen != thread.version:
        raise CannotResolve(_("Somebody wrote here meanwhile. Read it first."))
    _change(thread, at=at, resolved_at=at, resolved_by=actor)
    recording.record_about("thread.resolved", thread, by=actor, at=at)
    return thread


@transaction.atomic
def reopen(*, thread: Thread, actor: User, at: datetime) -> Thread:
    thread = _locked(thread)
    if thread.is_open:
        return thread
    _change(thread, at=at, resolved_at=None, resolved_by=None)
    recording.record_about("thread.reopened", thread, by=actor, at=at)
    return thread


# Purging


@transaction.atomic
def empty_comments(
    *, subject: models.Model, words: Iterable[str] = (), at: datetime
) -> int:
    """For a text whose history is removed: quotes and places go, and comments in
    which one of these words stands are emptied. Returns how many were.

    The trail is written by whoever purges.
    """
    threads = Thread.objects.about(subject)
    threads.update(quote="", anchor_start="", anchor_end="", version=F("version") + 1)
    wanted = [_folded(word) for word in words if word.strip()]
    bodies = Comment.objects.filter(thread__in=threads).values_list("pk", "body")
    found = [pk for pk, body in bodies if any(word in _folded(body) for word in wanted)]
    return _empty(Comment.objects.filter(pk__in=found), at=at) if found else 0


def _folded(words: str) -> str:
    """However they are written: big or small, over two lines or on one."""
    return " ".join(words.split()).casefold()


def _empty(comments: models.QuerySet[Comment], *, at: datetime) -> int:
    gone = list(comments.filter(removed_at=None).values_list("pk", flat=True))
    Mention.objects.filter(comment__in=gone).delete()
    return Comment.objects.filter(pk__in=gone).update(
        body="", removed_at=at, updated_at=at
    )


# What they share


def _checked(body: str, *, by: User | Opening) -> str:
    body = body.replace("\r\n", "\n").replace("\x00", "").strip()
    most = GUEST_AT_MOST if isinstance(by, Opening) else COMMENT_AT_MOST
    if not body:
        raise CannotComment(_("Write something."))
    if len(body) > most:
        raise CannotComment(
            _("This is too long: %(count)s characters of %(most)s.")
            % {"count": len(body), "most": most}
        )
    return body


def _lock_writer(by: User | Opening, *, at: datetime) -> None:
    """What one writer sends is taken one after the other: a double click says a
    thing once, and a link that is withdrawn meanwhile is over.

    A lock that lets rows refer to the writer's.
    """
    if isinstance(by, User):
        User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        return
    link = Opening.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not link.is_current(at=at) or not link.may_comment:
        raise LinkIsOver(_("This link does not let you comment any more."))
    recent = Comment.objects.filter(guest=link, written_at__gt=at - timedelta(hours=1))
    if recent.count() >= GUEST_AN_HOUR:
        raise TooOften(_("That was a lot in one hour. Please go on a little later."))


def _locked(thread: Thread) -> Thread:
    return Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)


def _said_already(
    by: User | Opening, body: str, *, at: datetime
) -> models.QuerySet[Comment]:
    recent = Comment.objects.filter(body=body, written_at__gt=at - SAID_TWICE_WITHIN)
    return (
        recent.filter(guest=by) if isinstance(by, Opening) else recent.filter(author=by)
    )


def _with_mentions(
    body: str,
    *,
    subject: models.Model | None,
    people: Mapping[UUID, str],
    by: User | Opening,
) -> tuple[str, list[User]]:
    """A guest mentions nobody; and nobody is mentioned who may not see what it is
    about: that stays plain text, and nobody is told."""
    known = NOBODY if isinstance(by, Opening) else people
    body, ids = mentions.with_mentions(body, people=known)
    active = User.objects.filter(pk__in=ids, is_active=True).order_by("pk")
    named = [person for person in active if _may_see(person, subject)]
    for key in set(ids) - {person.pk for person in named}:
        body = mentions.without_mention(body, person=key, name=people[key])
    if len(body) > COMMENT_AT_MOST:
        raise CannotComment(_("This is too long with so many people in it."))
    return body, named


def _may_see(person: User, subject: models.Model | None) -> bool:
    if subject is None:
        return False
    rows = type(subject)._default_manager.visible_to(person)  # type: ignore[attr-defined]
    return rows.filter(pk=subject.pk).exists()


def _write(
    thread: Thread,
    body: str,
    number: int,
    named: list[User],
    *,
    by: User | Opening,
    at: datetime,
    language: str,
) -> Comment:
    isinstance(by, Opening)
    comment = Comment.objects.create(
        thread=thread,
        number=number,
        author=by if isinstance(by, User) else None,
        guest=by if isinstance(by, Opening) else None,
        language=mentions.language_of(body, otherwise=language),
        body=body,
        written_at=at,
    )
    Mention.objects.bulk_create(Mention(comment=comment, user=row) for row in named)
    return comment


def _change(thread: Thread, *, at: datetime, **fields) -> None:
    thread.version += 1
    for name, value in fields.items():
        setattr(thread, name, value)
    thread.save(update_fields=["version", "updated_at", *fields])
