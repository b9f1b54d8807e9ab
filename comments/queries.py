"""What pages that show comments need.

Names come from the app of the subject: it knows which groups take part and what
a reader may be told. By convention its `queries.py` has

- `people_around(reader, subject, people=…)`: what the reader may call these people;
  and whom she may mention, by the names that she may know,
- `trail_of(subject)`: the review and the group in whose trail it is written,
- `threads_url(subject)`: where its threads are read and begun.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Prefetch, QuerySet

from accounts.models import Opening, User
from comments.mentions import mentioned
from comments.models import Comment, Thread


def threads_of(subject: models.Model, by: User | Opening) -> list[Thread]:
    """Open ones first, with their comments. A guest is shown what was begun with
    the same link, and the answers to it; so is a person to whom the subject was
    only opened.

    Whether the person may see the subject was asked when it was loaded.
    """
    threads = Thread.objects.about(subject)
    if isinstance(by, Opening):
        threads = threads.begun_with(by)
    elif getattr(subject, "is_seen_from_outside", False):
        threads = threads.begun_by(by)
    comments = Comment.objects.select_related("guest").in_order()
    found = list(threads.in_order().prefetch_related(Prefetch("comments", comments)))
    for thread in found:
        thread._subject = subject
    return found


def people_in(threads: Iterable[Thread]) -> set[UUID]:
    """Everybody whom a page with these threads names."""
    found: set[UUID | None] = set()
    for thread in threads:
        found |= {thread.assigned_to_id, thread.resolved_by_id}
        for comment in thread.comments.all():
            found |= {comment.author_id, *mentioned(comment.body)}
    return {person for person in found if person}


def open_counts(subjects: Iterable[models.Model]) -> dict[UUID, int]:
    """How many open threads each of these subjects (of one kind) has."""
    subjects = list(subjects)
    if not subjects:
        return {}
    rows = (
        Thread.objects.open()
        .filter(
            subject_label=subjects[0]._meta.label_lower,
            subject_id__in=[subject.pk for subject in subjects],
        )
        .order_by()
        .values_list("subject_id")
        .annotate(count=Count("pk"))
    )
    return {subject.pk: 0 for subject in subjects} | dict(rows)


def assigned_to(user: User, review: models.Model) -> QuerySet[Thread]:
    """Open threads of the review that wait for the person."""
    return (
        Thread.objects.visible_to(user)
        .open()
        .filter(assigned_to=user, review=review.pk)
        .order_by("opened_at", "pk")
    )


def people_around(
    reader: Any, subject: models.Model, *, people: Iterable[UUID]
) -> tuple[Mapping[UUID | None, Any], Mapping[UUID, str]]:
    """What the reader may call these people; and whom she may mention."""
    found: tuple = _of(subject).people_around(reader, subject, people=people)
    return found


def mentionable(reader: Any, subject: models.Model) -> Mapping[UUID, str]:
    people = people_in(threads_of(subject, reader))
    return people_around(reader, subject, people=people)[1]


def trail_of(subject: models.Model) -> dict[str, models.Model | None]:
    return _of(subject).trail_of(subject)


def threads_url(subject: models.Model) -> str:
    return str(_of(subject).threads_url(subject))


def _of(subject: models.Model) -> Any:
    return import_module(f"{subject._meta.app_label}.queries")
