"""What people do with the roadmap of their group.

The group's row is locked where the order is written: of two who move at once, the
second moves what the first has left.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from core.stamps import is_stale
from core.words import language_of
from groups.models import Group, RoadmapItem
from reviews.models import Milestone

STEPS_AT_MOST = 100
CHANGEABLE = ["what", "language", "who", "due_on", "milestone", "blocked_by"]
WRITTEN = ["what", "who_id", "due_on", "milestone_id", "blocked_by_id"]


class CannotKeepStep(ActionRefused):
    pass


@transaction.atomic
def add_step(
    *, step: RoadmapItem, language: str, actor: User, at: datetime
) -> RoadmapItem:
    """Put a new step at the end. `language`: of the page on which it was typed."""
    group = _locked(step.group_id)
    _refuse_too_many(group, 1)
    _refuse_circle(step)
    step.language = language_of(step.what, otherwise=language)
    step.order = _last_place(group) + 1
    step.save(force_insert=True)
    _record("roadmapitem.added", step, group=group, actor=actor, at=at)
    return step


@transaction.atomic
def change_step(
    *, step: RoadmapItem, language: str, actor: User, at: datetime, stamp: str = ""
) -> RoadmapItem:
    """Keep what is set on `step`; whether it is done stays as it is. `stamp`: when it
    had been changed last, as the form was opened."""
    group = _locked(step.group_id)
    now = _as_it_stands(step)
    if is_stale(stamp, now):
        if all(getattr(now, name) == getattr(step, name) for name in WRITTEN):
            return now  # a second click
        raise StepChanged(now)
    _refuse_circle(step)
    step.language = language_of(step.what, otherwise=language)
    step.save(update_fields=[*CHANGEABLE, "updated_at"])
    _record("roadmapitem.changed", step, group=group, actor=actor, at=at)
    return step


@transaction.atomic
def mark_step_done(*, step: RoadmapItem, actor: User, at: datetime) -> RoadmapItem:
    """A second click changes nothing, nor who did it first."""
    rows = RoadmapItem.objects.filter(pk=step.pk, done_at=None)
    if rows.update(done_at=at, done_by=actor, updated_at=at):
        _record("roadmapitem.done", step, group=step.group, actor=actor, at=at)
    step.refresh_from_db()
    return step


@transaction.atomic
def mark_step_undone(*, step: RoadmapItem, actor: User, at: datetime) -> RoadmapItem:
    rows = RoadmapItem.objects.filter(pk=step.pk).exclude(done_at=None)
    if rows.update(done_at=None, done_by=None, updated_at=at):
        _record("roadmapitem.undone", step, group=step.group, actor=actor, at=at)
    step.refresh_from_db()
    return step


@transaction.atomic
def move_step(*, step: RoadmapItem, up: bool, actor: User, at: datetime) -> RoadmapItem:
    """One place up or down among those still to do; at the end it stays."""
    group = _locked(step.group_id)
    # Rows are locked as `groups.following` locks them: by their ids.
    of_group = RoadmapItem.objects.filter(group=group)
    list(of_group.select_for_update().order_by("pk").values_list("pk"))
    rows = list(of_group.in_order())
    way = -1 if up else 1
    here = next(i for i, row in enumerate(rows) if row.pk == step.pk)
    there = here + way
    while 0 <= there < len(rows) and rows[there].done_at:
        there += way
    if not 0 <= there < len(rows):
        return step
    rows.insert(there, rows.pop(here))
    for place, row in enumerate(rows, start=1):
        row.order = place
    RoadmapItem.objects.bulk_update(rows, ["order"])
    _record("roadmapitem.moved", step, group=group, actor=actor, at=at)
    return step


@transaction.atomic
def remove_step(*, step: RoadmapItem, actor: User, at: datetime) -> None:
    """What waited for it waits no more."""
    group = _locked(step.group_id)
    if RoadmapItem.objects.filter(pk=step.pk).exists():
        _record("roadmapitem.removed", step, group=group, actor=actor, at=at)
        step.delete()


class CannotCopy(ActionRefused):
    pass


@transaction.atomic
def copy_roadmap(*, group: Group, source: Group, actor: User, at: datetime) -> int:
    """Put the steps of another roadmap at the end of this one, without people, days
    and what is done of them. Returns how many.

    From a confidential group, or from behind an institution's wall, nothing is
    copied to another: what is written there stays there.
    """
    if source.is_confidential or source.kind != group.kind:
        raise CannotCopy(_("What this group writes stays in it."))
    group = _locked(group.pk)
    steps = list(
        RoadmapItem.objects.filter(group=source).select_related("milestone").in_order()
    )
    _refuse_too_many(group, len(steps))
    ours = {
        row.kind: row
        for row in group.review.milestones.exclude(kind=Milestone.Kind.OTHER)
    }
    place = _last_place(group)
    copies: dict[Any, RoadmapItem] = {}
    for number, step in enumerate(steps, start=1):
        copies[step.pk] = RoadmapItem(
            group=group,
            what=step.what,
            language=step.language,
            milestone=ours.get(step.milestone.kind) if step.milestone else None,
            order=place + number,
        )
    RoadmapItem.objects.bulk_create(copies.values())
    waiting = [step for step in steps if step.blocked_by_id in copies]
    for step in waiting:
        copies[step.pk].blocked_by = copies[step.blocked_by_id]
    RoadmapItem.objects.bulk_update(
        [copies[step.pk] for step in waiting], ["blocked_by"]
    )
    record(
        "roadmap.copied",
        subject=group,
        actor=actor,
        at=at,
        review=group.review,
        group=group,
    )
    return len(copies)


class StepChanged(CannotKeepStep):
    """Somebody else changed it, or moved the date it leads to, since the form was
    opened."""

    def __init__(self, now: RoadmapItem):
        self.now = now
        day = date_format(now.due_on, "j E Y") if now.due_on else _("no day")
        who = now.who.full_name if now.who else _("nobody yet")
        super().__init__(
            _(
                "Somebody changed this step meanwhile. It says now: “%(what)s”, "
                "%(who)s, %(day)s. Nothing was saved. Save again to have it your way."
            )
            % {"what": now.what, "who": who, "day": day}
        )


def _as_it_stands(step: RoadmapItem) -> RoadmapItem:
    rows = RoadmapItem.objects.select_for_update(of=("self",)).select_related("who")
    now = rows.filter(pk=step.pk).first()
    if now is None:
        raise CannotKeepStep(_("This step was taken out meanwhile."))
    return now


def _refuse_too_many(group: Group, more: int) -> None:
    if group.roadmap_items.count() + more > STEPS_AT_MOST:
        raise CannotKeepStep(
            _("A roadmap has %(most)d steps at most. Take out what is over.")
            % {"most": STEPS_AT_MOST}
        )


def _refuse_circle(step: RoadmapItem) -> None:
    """What waits for what: never, in the end, for itself."""
    waits_for = dict(
        RoadmapItem.objects.filter(group=step.group_id).values_list("pk", "blocked_by")
    )
    after = step.blocked_by_id
    while after:
        if after == step.pk:
            raise CannotKeepStep(
                _("These two would wait for each other. Choose another step.")
            )
        after = waits_for.get(after)


def _last_place(group: Group) -> int:
    return group.roadmap_items.aggregate(last=Max("order"))["last"] or 0


def _locked(group_id: Any) -> Group:
    rows = Group.objects.select_related("review")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=group_id)


def _record(
    verb: str, step: RoadmapItem, *, group: Group, actor: User, at: datetime
) -> None:
    record(verb, subject=step, actor=actor, at=at, review=group.review, group=group)
