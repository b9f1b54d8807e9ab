"""Telling people, each thing once."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from accounts.models import User
from core import jobs
from core.words import sentences
from notifications.models import Letter, Notification, Wishes
from notifications.mornings import after_quiet, next_morning
from notifications.queries import wishes_of
from notifications.topics import When, topic_of


class UnknownKind(KeyError):
    """No app's `verbs.py` has a sentence for this kind that stands alone: a
    notice names nobody."""


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    kind: str,
    subject: models.Model,
    at: datetime,
    rung: str = "",
    by_mail: bool = True,
) -> list[Notification]:
    """Tell each person this once, on screen and, unless said otherwise, by mail as
    the person wishes: at once, or with the letter of the next morning.

    Told again, by a second click or a rival process, the same person hears
    nothing more. Returns the notices that are new.
    """
    if "%(" in str(sentences().get(kind, "%(")):
        raise UnknownKind(kind)
    people = {person.pk: person for person in recipients}
    wishes = wishes_of(people) if by_mail else {}
    when = {pk: found.when(topic_of(kind)) for pk, found in wishes.items()}
    drafts = [
        Notification(
            recipient=person,
            kind=kind,
            subject_label=subject._meta.label_lower,
            subject_id=subject.pk,
            rung=rung,
            noticed_at=at,
            mail_from=next_morning(at, zone=person.time_zone)
            if when.get(person.pk) == When.MORNING
            else None,
        )
        for person in people.values()
    ]
    Notification.objects.bulk_create(drafts, ignore_conflicts=True)
    # Ids are ours: those that are in the table now are those that were new.
    new = list(Notification.objects.filter(pk__in=[draft.pk for draft in drafts]))
    _write_at_once(
        [notice for notice in new if when.get(notice.recipient_id) == When.NOW],
        people=people,
        wishes=wishes,
        at=at,
    )
    return new


def _write_at_once(
    notices: list[Notification],
    *,
    people: dict[UUID, User],
    wishes: dict[UUID, Wishes],
    at: datetime,
) -> None:
    """At once is when the quiet hours of its reader are over; the sweep rings then."""
    letters = [
        Letter(
            notification=notice,
            due_at=after_quiet(
                at,
                quiet=wishes[notice.recipient_id],
                zone=people[notice.recipient_id].time_zone,
            ),
        )
        for notice in notices
    ]
    for letter in Letter.objects.bulk_create(letters):
        if letter.due_at <= at:
            jobs.ring(letter)
