"""What pages that show comments need.

Names come from the app of the subject: it knows which groups take part and what
a reader may be told. By convention its `queries.py` has

- `people_around(reader, subject, people=…)`: what the reader may call these people;
  and whom she may mention, by the names that she may know,
- `trail_of(subject)`: the review and the group in whose trail it is written,
- `threads_url(subject)`: where its threads are read and begun.

What one may ask for feedback on (`comments.models.FeedbackRequest`) has `review`,
a QuerySet with `for_page()` and `worked_on_by(user)` (not by an opening alone), and
in that module

- `trail_of(subject)`, as above,
- `groups_behind(subject)`: the groups that write it,
- `name_of(subject)`: how it is called in a list, with the language of that,
- `guest_path(token)`: where the holder of a link reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Prefetch, QuerySet

from accounts.models import Opening, User
from catalogue.models import State
from comments.mentions import mentioned
from comments.models import Comment, FeedbackRequest, Thread
from comments.models.subjects import kinds_that
from core.models import loaded
from core.statements import SOMEBODY, Kept, kept, once
from core.words import Worded
from groups.models import Group
from reviews.models import Review, Role


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


# Whom one may ask for feedback


def kind_called(name: str) -> type[models.Model] | None:
    """What one may ask about, by its name in an address."""
    found = (model for model in kinds_that("ask") if model._meta.model_name == name)
    return next(found, None)


def is_behind_the_wall(subject: models.Model) -> bool:
    groups = _of(subject).groups_behind(subject)
    return any(group.kind == Group.Kind.INSTITUTION for group in groups)


def advisers_for(subject: Any, *, asker: User) -> QuerySet[Role]:
    """Advisers of the review, by name. What an institution writes is not shown to
    the coalition's."""
    rows = Role.objects.filter(
        review=subject.review, role=Role.Kind.ADVISER, user__is_active=True
    ).exclude(user=asker)
    if is_behind_the_wall(subject):
        rows = rows.none()
    return rows.select_related("user").order_by("user__full_name", "pk")


def groups_for(subject: Any, *, asker: User) -> QuerySet[Group]:
    """Groups of the coalition that do not write it themselves. Not a confidential
    one: who comments on a text is called by name, and so it would be known who is
    in it."""
    behind = [group.pk for group in _of(subject).groups_behind(subject)]
    groups = Group.objects.visible_to(asker).filter(
        review=subject.review, kind=Group.Kind.THEMATIC, is_confidential=False
    )
    if is_behind_the_wall(subject):
        groups = groups.none()
    return groups.exclude(pk__in=behind).for_listing()


def guest_path(subject: models.Model, token: str) -> str:
    return str(_of(subject).guest_path(token))


def name_of(subject: models.Model) -> Worded:
    found: Worded = _of(subject).name_of(subject)
    return found


# Requests for feedback


def requests_about(subject: models.Model) -> list[FeedbackRequest]:
    """The newest first, each saying whether anybody can still answer (`is_open`)
    and of whom it is asked, but for the names of groups."""
    rows = (
        FeedbackRequest.objects.about(subject)
        .with_openness()
        .select_related("adviser")
        .prefetch_related("openings")
        .newest_first()
    )
    found = list(rows)
    for row in found:
        row._subject = subject  # type: ignore[attr-defined]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a person: the request, and what it is about."""

    request: FeedbackRequest
    kind: str
    is_overdue: bool
    subject: Any = None
    name: Worded | None = None


def waiting_for(user: User, *, at: datetime, is_named: bool = True) -> list[Waiting]:
    """Over all reviews, by due day: what is overdue stands first. For the names one
    query for each kind of thing; without them one in all, for pages that have much
    else to ask."""
    today = at.astimezone(ZoneInfo(user.time_zone)).date()
    if is_named:
        rows = _waiting_for(user).select_related("review__state")
        return shown_waiting(rows, user=user, today=today)
    return [
        Waiting(
            request=_in_its_review(row),
            kind=apps.get_model(row.subject_label)().neutral_name,
            is_overdue=row.due_on < today,
        )
        for row in _all_waiting().ask_for(FeedbackRequest, user=user.pk)
    ]


def _waiting_for(user: User) -> QuerySet[FeedbackRequest]:
    return FeedbackRequest.objects.asked_of(user).waiting().by_due_day()


# What a line says of the review: of its State the names.
STATE_NAMES = [f"name_{code}" for code, _name in settings.LANGUAGES]


@once
def _all_waiting() -> Kept:
    names = {f"state_{name}": F(f"review__state__{name}") for name in STATE_NAMES}
    above = {"cycle": F("review__cycle"), "state_id": F("review__state")}
    rows = _waiting_for(User(pk=SOMEBODY)).annotate(**above, **names)
    return kept(rows, {"user": SOMEBODY})


def _in_its_review(row: Any) -> FeedbackRequest:
    names = {name: getattr(row, f"state_{name}") for name in STATE_NAMES}
    review = loaded(Review, id=row.review_id, cycle=row.cycle)
    review.state = loaded(State, id=row.state_id, **names)
    row.review = review
    return row


def shown_waiting(
    rows: Iterable[FeedbackRequest], *, user: User, today: date
) -> list[Waiting]:
    rows = list(rows)
    asked: dict[str, set[UUID]] = {}
    for row in rows:
        asked.setdefault(row.subject_label, set()).add(row.subject_id)
    subjects: dict[tuple[str, UUID], Any] = {}
    for label, ids in asked.items():
        seen: Any = apps.get_model(label)._default_manager
        for subject in seen.visible_to(user).for_page().filter(pk__in=ids):
            subjects[label, subject.pk] = subject
    return [
        Waiting(
            request=row,
            kind=subject.neutral_name,
            subject=subject,
            name=name_of(subject),
            is_overdue=row.due_on < today,
        )
        for row in rows
        if (subject := subjects.get((row.subject_label, row.subject_id)))
    ]


def asked_about(subject: models.Model, *, by: User | Opening) -> QuerySet:
    """What the person, or the holder of the link, is asked about this; what was
    answered meanwhile too."""
    rows = FeedbackRequest.objects.about(subject)
    rows = rows.opened_with(by) if isinstance(by, Opening) else rows.asked_of(by)
    return rows.by_due_day()


def _of(subject: models.Model) -> Any:
    return import_module(f"{subject._meta.app_label}.queries")
