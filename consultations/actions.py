"""What people do with a meeting as a whole. One public function per thing a person
does; each is one transaction and leaves one audit entry."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.event_trail import record_event
from consultations.models import Event, Facilitation
from consultations.published import publish
from core.exceptions import ActionRefused
from core.words import language_of
from groups.models import Group

CHANGEABLE = [
    *("kind", "title", "mode", "place", "region", "starts_on", "ends_on"),
    *("begins_at", "zone", "languages", "materials_due_on", "recording_url", "notes"),
]


class CannotChangeEvent(ActionRefused):
    """Somebody else saved meanwhile. `theirs` is the meeting as it is now."""

    def __init__(self, message: str, *, theirs: Event):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def open_event(
    *,
    event: Event,
    groups: Iterable[Group] = (),
    facilitators: Iterable[User] = (),
    language: str,
    actor: User,
    at: datetime,
) -> Event:
    """Put the meeting set on `event` in the list. Whoever opens it leads through it
    unless somebody is named: there is always a person who answers for it."""
    event.opened_by = actor
    _note_languages(event, language)
    event.save(force_insert=True)
    event.groups.set(groups)
    _name_facilitators(event, list(facilitators) or [actor])
    if not Event.objects.open_to(actor).filter(pk=event.pk).exists():
        Facilitation.objects.create(event=event, user=actor)
    record_event("event.opened", event, actor=actor, at=at)
    return event


@transaction.atomic
def change_event(
    *,
    event: Event,
    version: int,
    groups: Iterable[Group],
    facilitators: Iterable[User],
    language: str,
    actor: User,
    at: datetime,
) -> Event:
    """Keep what is set on `event`, unless it is no longer at `version`.

    `groups` and `facilitators` are those that the person could see and wants; what
    she could not see of them stays (`Group.objects.visible_to`).
    """
    now = Event.objects.select_for_update().get(pk=event.pk)
    if now.version != version:
        raise CannotChangeEvent(
            _("Somebody else changed this meeting while you were writing."),
            theirs=now,
        )
    event.version = version + 1
    _note_languages(event, language)
    event.save(
        update_fields=[
            *(*CHANGEABLE, "language", "notes_language"),
            *("version", "updated_at"),
        ]
    )
    seen = Group.objects.visible_to(actor).filter(events=event)
    unseen = event.groups.exclude(pk__in=seen.values("pk"))
    event.groups.set([*groups, *unseen])
    _name_facilitators(event, list(facilitators))
    record_event("event.changed", event, actor=actor, at=at)
    return event


@transaction.atomic
def close_event(*, event: Event, actor: User, at: datetime) -> Event:
    """It is over: its figures count for everybody from now on. A second click changes
    nothing."""
    rows = Event.objects.filter(pk=event.pk, closed_at=None)
    if rows.update(closed_at=at, version=F("version") + 1, updated_at=at):
        publish(event)
        record_event("event.closed", event, actor=actor, at=at)
    event.refresh_from_db(fields=["closed_at", "version"])
    return event


@transaction.atomic
def reopen_event(*, event: Event, actor: User, at: datetime) -> Event:
    rows = Event.objects.filter(pk=event.pk).exclude(closed_at=None)
    if rows.update(closed_at=None, version=F("version") + 1, updated_at=at):
        record_event("event.reopened", event, actor=actor, at=at)
    event.refresh_from_db(fields=["closed_at", "version"])
    return event


def _note_languages(event: Event, language: str) -> None:
    event.title = " ".join(event.title.split())
    event.notes = event.notes.replace("\r\n", "\n").strip()
    event.language = language_of(event.title, otherwise=language)
    event.notes_language = (
        language_of(event.notes, otherwise=language) if event.notes else ""
    )


def _name_facilitators(event: Event, people: list[User]) -> None:
    event.facilitations.exclude(user__in=people).delete()
    Facilitation.objects.bulk_create(
        [Facilitation(event=event, user=person) for person in people],
        ignore_conflicts=True,
    )
