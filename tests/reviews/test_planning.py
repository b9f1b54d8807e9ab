"""From one date the whole chain: made as it was shown, once, by whoever is first."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from catalogue.actions import load_catalogue
from reviews import dates
from reviews.loading import load_rules
from reviews.models import Milestone
from reviews.planning import PlanChanged, Start, draw_plan, make_plan
from tests.factories import MilestoneFactory, ReviewFactory, RoleFactory

AT = datetime(2027, 1, 10, 9, tzinfo=UTC)
GENEVA, BISHKEK = "Europe/Zurich", "Asia/Bishkek"
Kind = Milestone.Kind
ALL = len(Kind.values) - 1  # but for “another date”
db = pytest.mark.django_db


def start_on(day="2030-01-21", **values):
    due = datetime.fromisoformat(f"{day}T08:00+00:00")
    values = {"is_projected": True, "source": "A guess", "is_behind_us": True} | values
    return Start(due=due, zone=GENEVA, home=BISHKEK, **values)


def plan_for(review, start=None, *, actor, at=AT):
    start = start or start_on()
    seen = draw_plan(review, start, at=at).digest
    return make_plan(review=review, start=start, seen=seen, actor=actor, at=at)


def shown(review, start=None, at=AT):
    plan = draw_plan(review, start or start_on(), at=at)
    return {line.point.kind: line for line in plan.lines}


@db
def test_a_plan_makes_exactly_what_it_showed(cast):
    load_rules()
    lines = shown(cast.review)

    made = plan_for(cast.review, actor=cast.alice)

    rows = {row.kind: row for row in cast.review.milestones.all()}
    assert made == len(rows) == len(lines) == ALL
    for kind, line in lines.items():
        row = rows[kind]
        assert (row.due, row.zone) == (line.point.due, line.point.zone)
        assert row.is_projected == line.point.is_projected
        assert row.is_counted == (kind != Kind.REVIEW)
        assert row.source == line.source
        assert row.source == (line.distance.source if line.distance else "A guess")
    assert Entry.objects.filter(verb="review.planned").count() == 1


@db
def test_the_third_cycle_as_it_was(cast):
    """Acceptance: the real chain of Kyrgyzstan, from 20 January 2020."""
    load_rules()
    review = ReviewFactory(cycle=3)

    plan_for(review, start_on("2020-01-20"), actor=cast.alice)

    days = dict(review.milestones.values_list("kind", "due__date"))
    assert abs(days["window_closes"] - date(2019, 7, 18)) <= timedelta(days=21)
    assert abs(days["in_country"] - date(2019, 10, 24)) <= timedelta(days=14)
    assert abs(days["embassies"] - date(2019, 11, 14)) <= timedelta(days=14)
    assert abs(days["adoption"] - date(2020, 6, 15)) <= timedelta(days=30)


@db
def test_the_plenary_of_the_third_cycle_is_in_september_once_that_is_entered(cast):
    load_rules()
    review = ReviewFactory(cycle=3)
    plan_for(review, start_on("2020-01-20", is_behind_us=False), actor=cast.alice)
    adoption = review.milestones.get(kind=Kind.ADOPTION)
    assert adoption.due.date() == date(2020, 6, 22)
    adoption.due = datetime(2020, 9, 28, 8, tzinfo=UTC)

    dates.keep_date(milestone=adoption, actor=cast.alice, at=AT)
    plan_for(review, start_on("2020-02-03", is_behind_us=False), actor=cast.alice)

    days = dict(review.milestones.values_list("kind", "due__date"))
    assert days["adoption"] == date(2020, 9, 28)
    assert days["addendum"] == date(2020, 9, 14)
    assert days["report"] == date(2020, 2, 6)


@db
def test_what_is_behind_us_is_marked_as_done_if_wished(cast):
    load_rules()
    past = start_on("2025-04-28")

    plan_for(cast.review, past, actor=cast.alice)

    done = set(
        cast.review.milestones.exclude(done_at=None).values_list("kind", flat=True)
    )
    assert {"review", "adoption", "letter"} <= done
    assert not {"mid_term", "briefing", "next_cycle"} & done
    other = ReviewFactory(cycle=4)
    plan_for(other, start_on("2025-04-28", is_behind_us=False), actor=cast.alice)
    assert not other.milestones.exclude(done_at=None).exists()


@db
def test_what_is_there_stays_and_says_why(cast):
    load_rules()
    by_hand = MilestoneFactory(review=cast.review, kind=Kind.LETTER, name="")
    done = MilestoneFactory(review=cast.review, kind=Kind.ADOPTION, name="")
    dates.finish_date(milestone=done, actor=cast.alice, at=AT)

    lines = shown(cast.review)
    made = plan_for(cast.review, actor=cast.alice)

    assert made == ALL - 2
    assert not lines[Kind.LETTER].is_made
    assert lines[Kind.ADOPTION].point.is_done
    for row in (by_hand, done):
        assert cast.review.milestones.get(pk=row.pk).due == row.due
    # and what is counted from it, is counted from where it stands
    assert cast.review.milestones.get(kind=Kind.ADDENDUM).due < done.due


@db
def test_a_later_day_moves_the_plan(cast):
    load_rules()
    plan_for(cast.review, actor=cast.alice)

    lines = shown(cast.review, start_on("2030-02-04"))
    made = plan_for(cast.review, start_on("2030-02-04"), actor=cast.alice)

    assert made == ALL
    assert all(line.milestone and line.is_made for line in lines.values())
    assert set(cast.review.milestones.values_list("sequence", flat=True)) == {1}


@db
def test_a_changed_world_makes_nothing(cast):
    load_rules()
    start = start_on()
    seen = draw_plan(cast.review, start, at=AT).digest
    MilestoneFactory(review=cast.review, kind=Kind.LETTER, name="")

    with pytest.raises(PlanChanged, match="new plan"):
        make_plan(review=cast.review, start=start, seen=seen, actor=cast.alice, at=AT)

    assert cast.review.milestones.count() == 1


@db
def test_what_ran_out_since_it_was_shown_is_shown_again(cast):
    load_rules()
    start = start_on()
    seen = draw_plan(cast.review, start, at=AT).digest
    later = start.due + timedelta(days=1)

    with pytest.raises(PlanChanged):
        make_plan(
            review=cast.review, start=start, seen=seen, actor=cast.alice, at=later
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_at_once_one_is_refused():
    load_rules()
    first = RoleFactory()
    review = first.review
    second = RoleFactory(review=review)
    start = start_on()
    seen = draw_plan(review, start, at=AT).digest
    together, outcomes = Barrier(2), []

    def press(actor):
        together.wait()
        try:
            outcomes.append(
                make_plan(review=review, start=start, seen=seen, actor=actor, at=AT)
            )
        except PlanChanged as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=press, args=[role.user]) for role in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(map(str, outcomes)) == [
        str(ALL),
        "All of these dates are set already.",
    ]
    assert review.milestones.count() == ALL
    assert Entry.objects.filter(verb="review.planned").count() == 1


# The page


def address(name, review):
    return reverse(f"reviews:{name}", args=[review.pk])


ASKED = {
    "day": "2030-01-21",
    "clock": "09:00",
    "zone": GENEVA,
    "home": BISHKEK,
    "is_projected": "on",
    "source": "A guess",
}


@db
def test_the_day_comes_from_the_uns_calendar_and_says_that_it_is_a_guess(client, cast):
    load_catalogue()
    load_rules()
    client.force_login(cast.alice)

    page = client.get(address("plan", cast.review))

    assert "2030-01-21" in page.text
    assert "session 63" in page.text
    assert "not confirmed" in page.text
    assert "nothing official" in page.text


@db
def test_a_plan_is_seen_then_set_once(client, cast):
    load_rules()
    client.force_login(cast.alice)
    plan = address("plan", cast.review)

    page = client.get(plan, ASKED)
    assert not cast.review.milestones.exists()
    assert "Regional consultations" in page.text
    sent = {**ASKED, "seen": page.context["plan"].digest}
    first, again = client.post(plan, sent), client.post(plan, sent)

    assert first.status_code == 302
    assert again.status_code == 200
    assert "All of these dates are set already." in again.text
    assert cast.review.milestones.count() == ALL


@db
def test_an_old_plan_is_shown_anew(client, cast):
    load_rules()
    client.force_login(cast.alice)

    page = client.post(address("plan", cast.review), {**ASKED, "seen": "old"})

    assert "this is the new plan" in page.text
    assert page.context["plan"].digest in page.text
    assert not cast.review.milestones.exists()


@db
@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"day": "nonsense"},
        {"day": "2030-03-31", "clock": "02:30"},
        {"zone": "Mars/Olympus"},
        {"home": ""},
    ],
)
def test_nonsense_is_refused_in_a_sentence(client, cast, wrong):
    load_rules()
    client.force_login(cast.alice)

    for page in (
        client.get(address("plan", cast.review), ASKED | wrong),
        client.post(address("plan", cast.review), ASKED | wrong),
    ):
        assert page.status_code == 200
        assert page.context["plan"] is None
        assert 'role="alert"' in page.text


@db
def test_without_distances_the_page_says_so(client, cast):
    client.force_login(cast.alice)

    assert "load_rules" in client.get(address("plan", cast.review)).text


@db
def test_without_dates_the_way_to_the_plan_is_shown(client, cast):
    client.force_login(cast.alice)

    assert (
        address("plan", cast.review) in client.get(address("dates", cast.review)).text
    )


@db
def test_planning_asks_as_little_for_a_full_calendar(client, cast, queries_of):
    load_rules()
    client.force_login(cast.alice)
    asked = f"{address('plan', cast.review)}?" + "&".join(
        f"{name}={value}" for name, value in ASKED.items()
    )
    empty = queries_of(client, asked)
    plan_for(cast.review, actor=cast.alice)

    assert queries_of(client, asked) == empty
