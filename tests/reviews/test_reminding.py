"""Who hears of which date when: the ladder on each reader's own calendar."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from notifications.digests import gather
from notifications.models import Letter, Notification
from notifications.tasks import write_digest
from reviews import dates
from reviews.ladder import ladder_of
from reviews.models import Milestone
from reviews.reminding import remind
from tests.factories import MilestoneFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
DUE = datetime(2027, 3, 1, 12, tzinfo=UTC)  # 18:00 in Bishkek
A_DAY = timedelta(days=1)
KEY = "2027-03-01T12:00"


@pytest.fixture
def leader(db):
    return RoleFactory(user__time_zone="Asia/Bishkek")


@pytest.fixture
def owner(leader):
    return RoleFactory(review=leader.review, role="adviser").user


@pytest.fixture
def milestone(leader, owner):
    return MilestoneFactory(review=leader.review, due=DUE, owner=owner)


def told(person):
    rows = Notification.objects.filter(recipient=person).order_by("noticed_at", "pk")
    return [(row.kind, row.rung) for row in rows]


def all_day_by_day(begin, days, hour=2):
    """At eight in the morning in Bishkek."""
    for day in range(days):
        remind(at=begin.replace(hour=hour) + day * A_DAY)


def test_owner_climbs_the_ladder_and_coordinators_the_last_of_it(
    milestone, owner, leader
):
    all_day_by_day(DUE - 40 * A_DAY, 52)

    last = [
        ("milestone.last_day", f"{KEY}/1"),
        ("milestone.late", f"{KEY}/late-1"),
        ("milestone.late", f"{KEY}/late-2"),
    ]
    near = [("milestone.near", f"{KEY}/30"), ("milestone.near", f"{KEY}/7")]
    assert told(owner) == near + last
    assert told(leader.user) == last


def test_reminding_is_exact_to_the_readers_day(milestone, owner):
    midnight = datetime(2027, 2, 21, 18, tzinfo=UTC)  # the 22nd begins in Bishkek

    remind(at=midnight - timedelta(minutes=1))
    assert [rung for _kind, rung in told(owner)] == [f"{KEY}/30"]
    remind(at=midnight)

    assert [rung for _kind, rung in told(owner)] == [f"{KEY}/30", f"{KEY}/7"]


def test_same_moment_is_another_day_elsewhere(milestone, owner):
    Milestone.objects.update(due=datetime(2027, 3, 1, 3, tzinfo=UTC))  # Feb in New York
    owner.time_zone = "America/New_York"
    owner.save()

    remind(at=datetime(2027, 2, 20, 12, tzinfo=UTC))

    assert Notification.objects.get(recipient=owner, rung="2027-03-01T03:00/30")
    remind(at=datetime(2027, 2, 21, 5, tzinfo=UTC))
    assert Notification.objects.filter(recipient=owner, rung__endswith="/7").exists()


def test_warning_of_the_last_day_goes_at_once_and_not_by_night(milestone, owner):
    seven = datetime(2027, 2, 28, 1, tzinfo=UTC)

    remind(at=seven - timedelta(minutes=15))
    assert not Letter.objects.exists()
    remind(at=seven)

    letter = Letter.objects.get(notification__recipient=owner)
    assert (letter.due_at, letter.notification.kind) == (seven, "milestone.last_day")


def test_date_that_nobody_watches_is_the_coordinators(leader):
    MilestoneFactory(review=leader.review, due=DUE)

    remind(at=DUE - 20 * A_DAY)

    assert told(leader.user) == [("milestone.near", f"{KEY}/30")]


@pytest.mark.parametrize("how", ["left", "closed"])
def test_owner_who_is_gone_hears_nothing_and_coordinators_do(
    how, milestone, owner, leader
):
    if how == "left":
        owner.roles.all().delete()
    else:
        owner.is_active = False
        owner.save()

    remind(at=DUE - 20 * A_DAY)

    assert told(owner) == []
    assert len(told(leader.user)) == 1


def test_coordinator_whose_account_is_closed_hears_nothing(milestone, leader):
    leader.user.is_active = False
    leader.user.save()

    remind(at=DUE - A_DAY)

    assert told(leader.user) == []


def test_only_the_people_of_the_review_hear(milestone):
    elsewhere = RoleFactory()

    all_day_by_day(DUE - 40 * A_DAY, 52)

    assert told(elsewhere.user) == []


def test_what_is_done_is_left_alone(milestone, owner):
    Milestone.objects.update(done_at=DUE - 50 * A_DAY, done_by=owner)

    all_day_by_day(DUE - 40 * A_DAY, 52)

    assert not Notification.objects.exists()


def test_date_made_late_is_told_once_and_not_of_every_rung(milestone, owner):
    remind(at=DUE - 3 * A_DAY)

    assert told(owner) == [("milestone.near", f"{KEY}/7")]


def test_moved_date_warns_again_and_does_not_flood(milestone, owner):
    all_day_by_day(DUE - 40 * A_DAY, 35)
    before = told(owner)

    Milestone.objects.update(due=DUE + 2 * A_DAY)
    for _time in range(3):
        remind(at=DUE - 5 * A_DAY)

    assert told(owner)[len(before) :] == [("milestone.near", "2027-03-03T12:00/7")]


def test_date_moved_away_is_silent_until_it_comes_near(milestone, owner):
    all_day_by_day(DUE - 40 * A_DAY, 35)
    before = told(owner)

    Milestone.objects.update(due=DUE + 60 * A_DAY)
    remind(at=DUE - 5 * A_DAY)

    assert told(owner) == before


def test_dates_long_past_are_nobodys_worry(leader):
    """As of a review that is set up when much of it is behind."""
    MilestoneFactory(review=leader.review, due=DUE - 400 * A_DAY)

    assert remind(at=DUE) == 0


def test_overdue_ends_after_eight_weeks(milestone, owner):
    all_day_by_day(DUE, 100)

    rungs = [rung for kind, rung in told(owner) if kind == "milestone.late"]
    assert rungs == [f"{KEY}/late-{number}" for number in range(1, 9)]


def test_nobody_is_chased_for_what_others_do(leader):
    MilestoneFactory(review=leader.review, kind="review", name="", due=DUE)

    all_day_by_day(DUE - 2 * A_DAY, 30)

    assert [kind for kind, _rung in told(leader.user)] == [
        "milestone.near",
        "milestone.last_day",
    ]


def test_nobody_is_chased_for_the_end_of_the_uns_window(leader):
    MilestoneFactory(review=leader.review, kind="window_closes", name="", due=DUE)

    all_day_by_day(DUE + A_DAY, 30)

    assert told(leader.user) == []


@pytest.mark.parametrize("change", [{"done": True}, {"due": DUE + 30 * A_DAY}, {}])
def test_what_is_done_or_moved_meanwhile_is_in_no_letter(
    milestone, owner, leader, change, mailoutbox
):
    """Moved back, it is: the notice was never taken away."""
    noticed = DUE - 20 * A_DAY
    remind(at=noticed)
    if "done" in change:
        dates.finish_date(milestone=milestone, actor=leader.user, at=noticed)
    Milestone.objects.update(due=change.get("due", DUE))

    for digest in gather(at=noticed + A_DAY):
        write_digest(digest)

    assert len(mailoutbox) == (0 if change else 1)


@pytest.mark.parametrize("kind", ["", *Milestone.Kind.values])
def test_every_kind_has_a_ladder_that_ends_with_the_last_day(kind):
    ladder = ladder_of(kind)

    assert list(ladder.days) == sorted(ladder.days, reverse=True)
    assert ladder.days[-1] in {1, 30}
    assert ladder.days_after <= 56


def test_reminding_twice_tells_once_and_costs_little(
    milestone, django_assert_max_num_queries
):
    assert remind(at=DUE - A_DAY) == 2

    with django_assert_max_num_queries(3):
        assert remind(at=DUE - A_DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_rival_reminders_tell_once():
    MilestoneFactory(review=RoleFactory().review, due=DUE)

    def go(_worker):
        try:
            return remind(at=DUE - 10 * A_DAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(go, range(4))) == [0, 0, 0, 1]


def test_new_owner_is_told_too(milestone, owner, leader):
    remind(at=DUE - 5 * A_DAY)
    other = RoleFactory(
        review=leader.review, role="adviser", user=UserFactory(time_zone="UTC")
    ).user
    Milestone.objects.update(owner=other)

    remind(at=DUE - 4 * A_DAY)

    assert told(other) == [("milestone.near", f"{KEY}/7")]
