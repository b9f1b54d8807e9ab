"""The roadmap of a group: its actions, and what a page is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from groups import steps
from groups.models import Roadmap, RoadmapItem
from groups.queries import roadmaps_to_copy, steps_of
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    ReviewFactory,
    UserFactory,
)
from tests.factories.feedback import ask_adviser
from tests.factories.roadmaps import StepFactory

pytestmark = pytest.mark.django_db


def add(group, what, now, **fields):
    step = RoadmapItem(group=group, what=what, **fields)
    return steps.add_step(step=step, language="en", actor=fields.get("by"), at=now)


def order_of(group):
    return list(
        RoadmapItem.objects.filter(group=group)
        .in_order()
        .values_list("what", flat=True)
    )


def shown(group, at, zone="UTC"):
    return {
        row.item.what: row
        for row in steps_of(group, names_people=True, zone=zone, at=at)
    }


def test_a_new_step_stands_last_and_knows_its_language(now):
    group = GroupFactory()
    add(group, "Read the reports", now)
    second = add(group, "Прочитать доклады", now)
    third = add(group, "Отчётторду окуу үчүн бөлүү", now)

    assert order_of(group)[0] == "Read the reports"
    assert (second.language, third.language) == ("ru", "ky")
    assert (
        Entry.objects.filter(verb="roadmapitem.added", group_id=group.pk).count() == 3
    )


def test_done_and_not_done_after_all(now):
    step, person = StepFactory(), UserFactory()

    steps.mark_step_done(step=step, actor=person, at=now)
    steps.mark_step_done(step=step, actor=UserFactory(), at=now)  # a second click
    assert (step.done_at, step.done_by) == (now, person)
    steps.mark_step_undone(step=step, actor=person, at=now)
    steps.mark_step_undone(step=step, actor=person, at=now)

    assert (step.done_at, step.done_by) == (None, None)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "roadmapitem.done",
        "roadmapitem.undone",
    ]


def test_steps_move_past_those_that_are_done(now):
    group, person = GroupFactory(), UserFactory()
    first, done, last = (
        StepFactory(group=group, what=what, order=place)
        for place, what in enumerate(["first", "done", "last"])
    )
    steps.mark_step_done(step=done, actor=person, at=now)

    steps.move_step(step=last, up=True, actor=person, at=now)
    assert order_of(group) == ["last", "first", "done"]
    steps.move_step(step=last, up=True, actor=person, at=now)  # nowhere to go
    assert order_of(group) == ["last", "first", "done"]
    steps.move_step(step=last, up=False, actor=person, at=now)
    assert order_of(group) == ["first", "last", "done"]
    assert first.group == group


def test_no_step_waits_for_itself_in_the_end(now):
    group = GroupFactory()
    first = StepFactory(group=group)
    second = StepFactory(group=group, blocked_by=first)
    third = StepFactory(group=group, blocked_by=second)
    first.blocked_by = third

    with pytest.raises(steps.CannotKeepStep):
        steps.change_step(step=first, language="en", actor=None, at=now)
    first.blocked_by = first
    with pytest.raises(steps.CannotKeepStep):
        steps.change_step(step=first, language="en", actor=None, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoadmapItem.objects.filter(pk=first.pk).update(blocked_by=first)


def test_what_waited_for_a_removed_step_waits_no_more(now):
    first = StepFactory()
    second = StepFactory(group=first.group, blocked_by=first)

    steps.remove_step(step=first, actor=None, at=now)

    second.refresh_from_db()
    assert second.blocked_by is None


def test_a_roadmap_has_an_end(now, monkeypatch):
    monkeypatch.setattr(steps, "STEPS_AT_MOST", 1)
    step = StepFactory()

    with pytest.raises(steps.CannotKeepStep):
        add(step.group, "One more", now)


def test_overdue_is_what_the_readers_calendar_says():
    group = GroupFactory()
    StepFactory(group=group, what="yesterday", due_on=date(2026, 3, 9))
    StepFactory(group=group, what="done", due_on=date(2026, 3, 1))
    steps.mark_step_done(
        step=RoadmapItem.objects.get(what="done"),
        actor=UserFactory(),
        at=datetime(2026, 3, 2, tzinfo=UTC),
    )
    evening = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)  # in Bishkek it is the tenth

    there, here = shown(group, evening), shown(group, evening, "Asia/Bishkek")

    assert (there["yesterday"].is_overdue, there["yesterday"].days) == (False, 0)
    assert (here["yesterday"].is_overdue, here["yesterday"].days) == (True, -1)
    assert (here["done"].is_overdue, here["done"].days) == (False, None)


def test_without_a_day_a_step_is_due_on_its_date_of_the_review():
    group = GroupFactory()
    window = MilestoneFactory(
        review=group.review,
        kind="window_closes",
        due=datetime(2024, 4, 8, 21, 59, tzinfo=UTC),
    )
    StepFactory(group=group, what="file", milestone=window)

    rows = shown(group, datetime(2024, 3, 1, tzinfo=UTC), "Asia/Bishkek")

    assert rows["file"].due_on == date(2024, 4, 9)


def test_a_step_waits_until_the_other_is_done(now):
    first = StepFactory(what="first")
    StepFactory(group=first.group, what="second", blocked_by=first)

    assert shown(first.group, now)["second"].waits_for == first
    steps.mark_step_done(step=first, actor=UserFactory(), at=now)
    assert shown(first.group, now)["second"].waits_for is None


def test_who_has_left_the_group_is_marked(now):
    seat = MembershipFactory(user__full_name="Bob")
    gone = UserFactory(full_name="Gone")
    StepFactory(group=seat.group, what="his", who=seat.user)
    StepFactory(group=seat.group, what="hers", who=gone)

    rows = shown(seat.group, now)

    assert (rows["his"].who, rows["his"].has_left) == ("Bob", False)
    assert (rows["hers"].who, rows["hers"].has_left) == ("Gone", True)


def test_names_are_for_the_group_alone(now):
    step = StepFactory(who=UserFactory(full_name="Bob"))

    (row,) = steps_of(step.group, names_people=False, zone="UTC", at=now)

    assert (row.who, row.has_left) == ("", False)


def test_a_copy_brings_the_steps_and_nobody(now):
    person = UserFactory()
    earlier, group = GroupFactory(review=ReviewFactory(cycle=4)), GroupFactory()
    then = MilestoneFactory(review=earlier.review, kind="window_closes")
    ours = MilestoneFactory(review=group.review, kind="window_closes")
    StepFactory(group=group, what="ours", order=1)
    first = StepFactory(
        group=earlier,
        what="first",
        order=1,
        who=person,
        due_on=date(2020, 1, 1),
        milestone=then,
    )
    StepFactory(group=earlier, what="second", order=2, blocked_by=first)
    steps.mark_step_done(step=first, actor=person, at=now)

    count = steps.copy_roadmap(group=group, source=earlier, actor=person, at=now)

    copied = RoadmapItem.objects.get(group=group, what="first")
    second = RoadmapItem.objects.get(group=group, what="second")
    assert count == 2
    assert order_of(group) == ["ours", "first", "second"]
    assert (copied.who, copied.due_on, copied.done_at) == (None, None, None)
    assert (copied.milestone, second.blocked_by) == (ours, copied)


@pytest.mark.parametrize("trait", ["confidential", "institution"])
def test_what_a_closed_group_writes_is_copied_nowhere(now, trait):
    source = GroupFactory(**{trait: True})
    StepFactory(group=source)

    with pytest.raises(steps.CannotCopy):
        steps.copy_roadmap(group=GroupFactory(), source=source, actor=None, at=now)


def test_one_copies_from_what_one_may_read(cast):
    for name in ("first", "second", "institution", "confidential", "elsewhere"):
        StepFactory(group=cast[name])
    empty = GroupFactory(review=cast.review)

    def offered(who, group):
        return set(roadmaps_to_copy(group, user=cast[who]))

    assert offered("bob", empty) == {cast.first}
    assert offered("bob", cast.first) == set()
    assert offered("alice", cast.first) == {cast.second}
    assert offered("grace", empty) == set()


def test_a_roadmap_opens_to_whoever_is_asked_and_tells_no_names(cast, now):
    roadmap = Roadmap.objects.for_page().get(pk=cast.first.pk)
    StepFactory(group=cast.first, who=cast.bob)
    assert not Roadmap.objects.visible_to(cast.eve).exists()

    request = ask_adviser(roadmap, cast.eve, by=cast.bob)

    assert request.subject() == roadmap
    assert [row.pk for row in Roadmap.objects.visible_to(cast.eve)] == [roadmap.pk]
    assert not Roadmap.objects.worked_on_by(cast.eve).exists()
    assert not Roadmap.objects.visible_to(cast.eve).get().opened
    assert timedelta(0) < request.openings.get().until - now
