"""Counting who comes, in totals: typed afterwards or tapped at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from audit.models import Entry
from consultations import figures
from consultations.event_trail import record_event
from consultations.figures import Key
from consultations.models import Aim, Event, Headcount
from consultations.models.counts import MOST
from consultations.published import publish
from core.exceptions import ActionRefused
from reviews.models import Review

ONE_VISIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A number as it stood when the person began, and as she wants it. None: not
    counted."""

    seen: int | None
    wanted: int | None


class CannotCount(ActionRefused):
    """Somebody counted meanwhile. `theirs` are the numbers as they are now."""

    def __init__(self, message: str, *, theirs: Mapping[Any, int]):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def keep_counts(
    *,
    event: Event,
    counts: Mapping[Key, Change],
    total: Change,
    actor: User,
    at: datetime,
) -> None:
    """Type the totals of a meeting. A number that somebody else changed since the
    person saw it is not overwritten: then nothing is kept."""
    rows = Event.objects.select_related("review__state", "host")
    event = rows.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    changed = _known(counts, event.review)
    standing = _locked(Headcount.objects.filter(event=event), "count")
    is_total_foreign = total.seen not in {total.wanted, event.total}
    if is_total_foreign or _is_foreign(changed, standing):
        raise CannotCount(
            _(
                "Somebody counted on meanwhile. Beside your numbers stands what is"
                " there now: save again to put yours in its place."
            ),
            theirs=standing,
        )
    for (dimension, value), change in changed.items():
        place: dict[str, Any] = {"event": event, "dimension": dimension, "value": value}
        if change.wanted is None:
            Headcount.objects.filter(**place).delete()
        else:
            Headcount.objects.update_or_create(
                **place, defaults={"count": change.wanted}
            )
    if total.wanted != total.seen:
        Event.objects.filter(pk=event.pk).update(total=total.wanted, updated_at=at)
    if changed and event.closed_at:
        publish(event)
    if changed or total.wanted != total.seen:
        record_event("event.counted", event, actor=actor, at=at)


@transaction.atomic
def tap(*, event: Event, key: Key, up: bool, actor: User, at: datetime) -> int:
    """One more, or one less; never below nothing. Of two phones that tap at once none
    is lost. Returns how many there are now."""
    dimension, value = key
    place = {"event": event, "dimension": dimension, "value": value}
    over = Event.objects.filter(pk=event.pk).exclude(closed_at=None)
    is_over = over.select_for_update(no_key=True).first() is not None
    if up:
        Headcount.objects.bulk_create(
            [Headcount(**place, count=0)], ignore_conflicts=True
        )
    rows = Headcount.objects.filter(**place)
    moved = (
        rows.filter(count__lt=MOST).update(count=F("count") + 1, updated_at=at)
        if up
        else rows.filter(count__gt=0).update(count=F("count") - 1, updated_at=at)
    )
    if moved and is_over:
        publish(event)
    if moved and not _has_counted_lately(event, actor, at):
        record_event("event.counted", event, actor=actor, at=at)
    return rows.values_list("count", flat=True).first() or 0


def _has_counted_lately(event: Event, actor: User, at: datetime) -> bool:
    """The trail says who counted, not when each person came in."""
    return Entry.objects.filter(
        verb="event.counted",
        subject_label=event._meta.label_lower,
        subject_id=event.pk,
        actor_id=actor.pk,
        at__gt=at - ONE_VISIT,
    ).exists()


@transaction.atomic
def set_aims(
    *, review: Review, aims: Mapping[Key, Change], actor: User, at: datetime
) -> None:
    """The shares that the coalition wants to reach; None: no aim."""
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    changed = _known(aims, review)
    standing = _locked(Aim.objects.filter(review=review), "percent")
    if _is_foreign(changed, standing):
        raise CannotCount(
            _("Somebody else changed the aims meanwhile. Theirs stand below now."),
            theirs=standing,
        )
    for (dimension, value), change in changed.items():
        place: dict[str, Any] = {
            "review": review,
            "dimension": dimension,
            "value": value,
        }
        if change.wanted is None:
            Aim.objects.filter(**place).delete()
        else:
            Aim.objects.update_or_create(**place, defaults={"percent": change.wanted})
    if changed:
        record("aims.set", subject=review, actor=actor, at=at, review=review)


@transaction.atomic
def note_export(*, review: Review, actor: User, at: datetime) -> None:
    """Figures left the platform: the trail says so."""
    record("figures.taken", subject=review, actor=actor, at=at, review=review)


def _known(changes: Mapping[Key, Change], review: Review) -> dict[Key, Change]:
    """Those that change something that can be counted in this review."""
    known = figures.keys_of(figures.values_of(review))
    return {
        key: change
        for key, change in changes.items()
        if key in known and change.wanted != change.seen
    }


def _locked(rows, number: str) -> dict[Key, int]:
    held = rows.select_for_update(of=("self",)).order_by("pk")
    return {
        (dimension, value): count
        for dimension, value, count in held.values_list("dimension", "value", number)
    }


def _is_foreign(changes: Mapping[Key, Change], standing: Mapping[Key, int]) -> bool:
    return any(standing.get(key) != change.seen for key, change in changes.items())
