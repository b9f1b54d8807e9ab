"""Requests for feedback as people would make them, by the actions."""

from datetime import timedelta

from django.utils import timezone

from comments import feedback
from reviews.models import Role

QUESTION = "Is the third paragraph clear?"


def asked(question=QUESTION, *, days=5, at=None):
    day = (at or timezone.now()).date() + timedelta(days=days)
    return feedback.Asked(question=question, due_on=day)


def ask_adviser(subject, adviser, *, by, question=QUESTION, days=5, at=None):
    role = Role.objects.get(user=adviser, role="adviser", review=subject.review)
    return feedback.ask_adviser(
        subject=subject,
        role=role,
        asked=asked(question, days=days, at=at),
        actor=by,
        at=at or timezone.now() - timedelta(minutes=1),
    )


def ask_group(subject, group, *, by, question=QUESTION, days=5, at=None):
    return feedback.ask_group(
        subject=subject,
        group=group,
        asked=asked(question, days=days, at=at),
        actor=by,
        at=at or timezone.now() - timedelta(minutes=1),
    )


def ask_guest(subject, *, by, label="Professor", question=QUESTION, days=5, at=None):
    """The request and the token of its link."""
    return feedback.ask_guest(
        subject=subject,
        label=label,
        asked=asked(question, days=days, at=at),
        actor=by,
        at=at or timezone.now() - timedelta(minutes=1),
    )
