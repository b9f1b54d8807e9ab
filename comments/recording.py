"""What is written in the trail about comments, and who is told of them."""

from datetime import datetime, timedelta

from accounts.models import Opening, User
from audit.actions import record
from comments import queries
from comments.models import Comment, FeedbackRequest, Thread
from notifications.actions import notify
from notifications.models import Notification

GUEST_LINK = "guest link"


def record_about(
    verb: str, row: Thread | FeedbackRequest, *, by: User | Opening, at: datetime
) -> None:
    is_guest = isinstance(by, Opening)
    subject = row.subject()
    trail = queries.trail_of(subject) if subject is not None else {}
    record(
        verb,
        subject=row,
        actor=None if is_guest else by,
        via=GUEST_LINK if is_guest else "",
        at=at,
        **trail,
    )


def tell(comment: Comment, named: list[User], *, at: datetime) -> None:
    """Each person one notice of one comment: who is mentioned, else who has a
    part in the thread, else who made the guest's link."""
    thread = comment.thread
    tell_mentioned(comment, named, at=at)
    told = {person.pk for person in named} | {comment.author_id}
    writers = set(thread.comments.values_list("author", flat=True))
    part = {thread.assigned_to_id, *writers} - told - {None}
    _notify("comment.replied", part, thread, comment, at=at)
    if comment.guest:
        host = {comment.guest.opened_by_id} - told - part - {None}
        _notify("comment.by_guest", host, thread, comment, at=at)


def tell_mentioned(comment: Comment, named: list[User], *, at: datetime) -> None:
    notify(
        recipients=[person for person in named if person.pk != comment.author_id],
        kind="comment.mentioned",
        subject=comment,
        at=at,
    )


def _notify(
    kind: str, people: set, thread: Thread, comment: Comment, *, at: datetime
) -> None:
    """About the thread, and not again while the last notice waits to be read."""
    waiting = Notification.objects.unread().filter(
        kind=kind, subject_id=thread.pk, recipient__in=people
    )
    people = people - set(waiting.values_list("recipient", flat=True))
    if people:
        notify(
            recipients=User.objects.filter(pk__in=people, is_active=True),
            kind=kind,
            subject=thread,
            at=at,
            rung=str(comment.number),
        )


ASKED_LATELY = timedelta(days=1)


def remind(*, at: datetime) -> None:
    """Once, on the day before an answer is due; of what was asked for tomorrow, on
    the day itself."""
    today = at.date()
    due = FeedbackRequest.objects.waiting().filter(
        due_on__range=(today, today + timedelta(days=1)),
        asked_at__lte=at - ASKED_LATELY,
    )
    for request in due:
        current = request.openings.filter(withdrawn_at=None, until__gt=at)
        people = User.objects.filter(pk__in=current.values("user"), is_active=True)
        notify(recipients=people, kind="feedback.due", subject=request, at=at)
