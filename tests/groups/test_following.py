"""Steps go with the date towards which they lead."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from audit.models import Entry
from reviews.dates import keep_date
from tests.factories import MilestoneFactory
from tests.factories.roadmaps import StepFactory

pytestmark = pytest.mark.django_db
DUE = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def milestone(cast):
    return MilestoneFactory(
        review=cast.review, kind="review", due=DUE, zone="Europe/Zurich"
    )


def move(milestone, by, *, cast, at):
    milestone.due += by
    return keep_date(milestone=milestone, actor=cast.alice, at=at)


def test_a_step_with_a_day_moves_by_as_many_days(cast, now, milestone):
    step = StepFactory(
        group=cast.first, milestone=milestone, due_on=date(2027, 2, 20), done_at=None
    )

    move(milestone, timedelta(days=14), cast=cast, at=now)

    step.refresh_from_db()
    assert step.due_on == date(2027, 3, 6)
    told = Entry.objects.filter(verb="roadmapitem.followed", subject_id=step.pk)
    assert [entry.group_id for entry in told] == [cast.first.pk]


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta()])
def test_another_hour_of_the_same_day_moves_no_step(cast, now, milestone, by):
    step = StepFactory(
        group=cast.first, milestone=milestone, due_on=date(2027, 2, 20), done_at=None
    )

    move(milestone, by, cast=cast, at=now)

    step.refresh_from_db()
    assert step.due_on == date(2027, 2, 20)
    assert not Entry.objects.filter(verb="roadmapitem.followed").exists()


def test_done_steps_and_steps_to_other_dates_stay(cast, now, milestone):
    other = MilestoneFactory(review=cast.review, kind="mid_term", due=DUE)
    day = date(2027, 2, 20)
    done = StepFactory(
        group=cast.first, milestone=milestone, due_on=day, done_at=now, done_by=cast.bob
    )
    elsewhere = StepFactory(group=cast.first, milestone=other, due_on=day)
    alone = StepFactory(group=cast.first, milestone=None, due_on=day)
    dayless = StepFactory(group=cast.first, milestone=milestone, due_on=None)

    move(milestone, timedelta(days=14), cast=cast, at=now)

    for step in (done, elsewhere, alone):
        step.refresh_from_db()
        assert step.due_on == day
    dayless.refresh_from_db()
    assert dayless.due_on is None


def test_steps_to_a_date_that_is_counted_go_with_it(cast, now):
    from reviews.loading import load_rules  # noqa: PLC0415

    load_rules()
    closes = MilestoneFactory(
        review=cast.review, kind="window_closes", due=DUE, zone="Europe/Zurich"
    )
    move(closes, timedelta(days=1), cast=cast, at=now)
    own = cast.review.milestones.get(kind="own_cut_off")
    step = StepFactory(group=cast.second, milestone=own, due_on=date(2027, 2, 25))

    move(closes, timedelta(days=-3), cast=cast, at=now)

    step.refresh_from_db()
    assert step.due_on == date(2027, 2, 22)


def test_a_form_from_before_does_not_put_the_day_back(client, cast, now, milestone):
    step = StepFactory(
        group=cast.first, milestone=milestone, due_on=date(2027, 2, 20), done_at=None
    )
    page = reverse("workspace:step", args=[cast.review.pk, cast.first.pk, step.pk])
    client.force_login(cast.bob)
    stale = {
        "what": "Ask again",
        "due_on": "2027-02-20",
        "milestone": milestone.pk,
        "stamp": client.get(page).context["form"]["stamp"].value(),
    }
    move(milestone, timedelta(days=14), cast=cast, at=now)

    told = client.post(page, stale)

    step.refresh_from_db()
    assert step.due_on == date(2027, 3, 6)
    assert "6 March 2027" in told.text
    assert "Ask again" in told.text  # what was typed
    stamp = told.context["form"]["stamp"].value()
    assert client.post(page, {**stale, "stamp": stamp}).status_code == 302
    step.refresh_from_db()
    assert (step.what, step.due_on) == ("Ask again", date(2027, 2, 20))
