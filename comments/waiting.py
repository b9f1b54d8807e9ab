"""Which requests and comments wait for a person (`core.waiting`)."""

from django.db.models import QuerySet

from accounts.models import User
from comments.models import FeedbackRequest, Thread
from core.waiting import told

REQUEST = {
    "review": "review",
    "group": "group",
    "text": "question",
    "language": "language",
    "due_on": "due_on",
}


def for_person(user: User) -> list[QuerySet]:
    """What she is asked what she thinks of, and the comments that she sees to."""
    threads = Thread.objects.visible_to(user).open().filter(assigned_to=user)
    return [
        told(
            FeedbackRequest.objects.asked_of(user).waiting(), kind="feedback", **REQUEST
        ),
        told(threads, kind="thread", review="review", within="subject_id"),
    ]


def asked_by(user: User) -> list[QuerySet]:
    """What she asked others, as long as she works on what it is about."""
    rows = FeedbackRequest.objects.visible_to(user).waiting().filter(asked_by=user)
    return [told(rows, kind="feedback-asked", **REQUEST)]
