"""What the home puts first depends on the phase of the review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import MilestoneFactory
from tests.factories.factsheets import FactsheetFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
TURNS = ["window_closes", "review", "adoption"]
# Days from today of these three.
DRAFTING, ADVOCACY, IN_REVIEW, FOLLOW_UP = (
    (100, 300, 450),
    (-10, 180, 330),
    (-200, -10, 140),
    (-900, -700, -550),
)


@pytest.fixture
def home(client, cast):
    def read(name, days):
        for kind, number in zip(TURNS, days, strict=bool(days)):
            MilestoneFactory(
                review=cast.review,
                kind=kind,
                due=timezone.now() + timedelta(days=number),
            )
        client.force_login(cast[name])
        return client.get(cast.review.get_absolute_url())

    return read


def kinds(page):
    return [hint["kind"] for hint in page.context["hints"]]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (DRAFTING, "Consultations and drafting"),
        (ADVOCACY, "Advocacy"),
        (IN_REVIEW, "The review"),
        (FOLLOW_UP, "Follow-up"),
    ],
)
def test_home_says_in_which_phase_the_review_is(home, days, said):
    assert f'dates/road/">{said}</a>' in home("bob", days).text


def test_more_than_a_year_before_it_is_the_follow_up_of_the_cycle_before(home, cast):
    page = home("bob", (800, 1000, 1150))

    assert f"Follow-up of cycle {cast.review.cycle - 1}" in page.text


def test_without_dates_no_phase_is_said(home):
    page = home("bob", ())

    assert page.context["standing"].phase is None
    assert "dates/road/" not in page.text


@pytest.mark.parametrize(
    ("days", "first"), [(DRAFTING, "start-submission"), (ADVOCACY, "start-factsheet")]
)
def test_a_rapporteur_is_led_to_what_the_phase_is_for(home, days, first):
    assert kinds(home("bob", days))[0] == first


def test_between_two_reviews_coordinators_hear_what_was_done(home):
    page = home("alice", FOLLOW_UP)

    assert kinds(page) == ["load-record", "hear-what-was-done", "plan-dates"]


def test_members_are_not_asked_for_what_coordinators_do(home):
    assert not {"hear-what-was-done", "plan-dates", "load-record"} & set(
        kinds(home("bob", FOLLOW_UP))
    )


def test_a_nearer_date_does_not_hide_that_the_window_closes(home, cast):
    SubmissionFactory(review=cast.review, groups=[cast.first])
    MilestoneFactory(review=cast.review, due=timezone.now() + timedelta(days=2))

    assert kinds(home("alice", (9, 300, 450)))[0] == "file"


def test_a_window_that_is_done_asks_for_nothing_more(home, cast):
    SubmissionFactory(review=cast.review, groups=[cast.first])
    MilestoneFactory(
        review=cast.review,
        kind="own_cut_off",
        due=timezone.now() + timedelta(days=5),
        done_at=timezone.now(),
        done_by=cast.alice,
    )

    assert "file" not in kinds(home("alice", (40, 300, 450)))


def test_of_drafts_too_the_phase_says_the_order(home, cast):
    FactsheetFactory(group=cast.first)

    assert kinds(home("bob", ADVOCACY))[:2] == ["factsheet-draft", "start-factsheet"]


@pytest.mark.parametrize(
    ("number", "asked"), [(-400, True), (400, False)], ids=["over", "to come"]
)
def test_dates_are_planned_when_none_is_to_come_of_whatever_kind(
    home, cast, number, asked
):
    SubmissionFactory(review=cast.review, groups=[cast.first])  # one thing less to do
    due = timezone.now() + timedelta(days=number)
    MilestoneFactory(review=cast.review, kind="other", name="A day", due=due)

    assert ("plan-dates" in kinds(home("alice", ()))) is asked


def test_many_dates_are_not_read_to_say_what_comes_next(home, cast):
    soon, later = (timezone.now() + timedelta(days=days) for days in (3, 30))
    MilestoneFactory(review=cast.review, kind="other", name="First", due=soon)
    for number in range(5):
        MilestoneFactory(
            review=cast.review, kind="other", name=f"Later {number}", due=later
        )

    page = home("alice", DRAFTING)

    assert page.context["next_date"].milestone.name == "First"
