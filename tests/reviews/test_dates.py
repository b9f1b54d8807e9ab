"""The dates of a review, and the rules of its cycle."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from audit.models import Entry
from reviews import dates, queries
from reviews.loading import load_rules
from reviews.models import Distance, Milestone, Rule, RuleSet
from tests.factories import MilestoneFactory, ReviewFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 10, 9, tzinfo=UTC)
CLOSES = datetime(2027, 3, 30, 21, 59, tzinfo=UTC)
Kind = Milestone.Kind


def keep(review, kind, due, actor, **values):
    milestone = review.milestones.filter(kind=kind).first() or Milestone(
        review=review, kind=kind
    )
    milestone.due = due
    for name, value in values.items():
        setattr(milestone, name, value)
    return dates.keep_date(milestone=milestone, actor=actor, at=AT)


def own(review):
    return review.milestones.get(kind=Kind.OWN_CUT_OFF)


# Our own cut-off


def test_our_own_cut_off_is_counted_back_from_the_uns(cast):
    load_rules()
    keep(cast.review, Kind.WINDOW_CLOSES, CLOSES, cast.alice)

    assert own(cast.review).due == CLOSES - timedelta(hours=48)
    assert own(cast.review).is_counted
    assert Entry.objects.filter(verb="milestone.kept").count() == 2


def test_our_own_cut_off_moves_with_the_uns(cast):
    load_rules()
    keep(cast.review, Kind.WINDOW_CLOSES, CLOSES, cast.alice)
    later = CLOSES + timedelta(days=7)

    keep(cast.review, Kind.WINDOW_CLOSES, later, cast.alice)

    assert own(cast.review).due == later - timedelta(hours=48)


def test_our_own_cut_off_stays_where_somebody_put_it(cast):
    load_rules()
    keep(cast.review, Kind.WINDOW_CLOSES, CLOSES, cast.alice)
    keep(cast.review, Kind.OWN_CUT_OFF, CLOSES - timedelta(days=5), cast.alice)

    keep(cast.review, Kind.WINDOW_CLOSES, CLOSES + timedelta(days=1), cast.alice)

    assert own(cast.review).due == CLOSES - timedelta(days=5)
    assert not own(cast.review).is_counted


def test_without_a_rule_nothing_is_counted_back(cast):
    keep(cast.review, Kind.WINDOW_CLOSES, CLOSES, cast.alice)

    assert cast.review.milestones.count() == 1


def test_with_the_end_of_the_window_goes_what_was_counted_from_it(cast):
    load_rules()
    closes = keep(cast.review, Kind.WINDOW_CLOSES, CLOSES, cast.alice)

    dates.remove_date(milestone=closes, actor=cast.alice, at=AT)

    assert not cast.review.milestones.exists()
    assert Entry.objects.filter(verb="milestone.removed").count() == 2


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (Kind.OWN_CUT_OFF, 1),  # after the end
        (Kind.OWN_CUT_OFF, -100),  # before the beginning
        (Kind.WINDOW_OPENS, 1),
        (Kind.WINDOW_CLOSES, -61),
    ],
)
def test_the_window_opens_we_are_done_the_window_closes(cast, kind, days):
    keep(cast.review, Kind.WINDOW_OPENS, CLOSES - timedelta(days=60), cast.alice)
    keep(cast.review, Kind.WINDOW_CLOSES, CLOSES, cast.alice)

    with pytest.raises(dates.CannotKeepDate):
        keep(cast.review, kind, CLOSES + timedelta(days=days), cast.alice)


# The page


def address(name, review, *args):
    return reverse(f"reviews:{name}", args=[review.pk, *args])


NEW = {
    "kind": "window_closes",
    "name": "",
    "day": "2027-03-30",
    "clock": "23:59",
    "zone": "Europe/Zurich",
}


def test_a_coordinator_sets_a_date_on_the_clocks_of_geneva(client, cast):
    load_rules()
    client.force_login(cast.alice)

    done = client.post(address("dates", cast.review), NEW)
    page = client.get(address("dates", cast.review)).content.decode()

    assert done.status_code == 302
    assert cast.review.milestones.get(kind="window_closes").due == CLOSES
    assert "Tue 30 March 2027, 23:59" in page
    assert "Wed 31 March 2027, 03:59" in page  # hers hang in Bishkek


def test_a_member_reads_the_dates_and_sets_none(client, cast):
    MilestoneFactory(review=cast.review, name="The first meeting", owner=cast.alice)
    client.force_login(cast.carol)

    page = client.get(address("dates", cast.review)).content.decode()

    assert "The first meeting" in page
    assert cast.alice.full_name not in page
    assert client.post(address("dates", cast.review), NEW).status_code == 403
    assert cast.review.milestones.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2027-03-28", "clock": "02:30"}, "put forward"),
        ({"day": "nonsense"}, "day"),
        ({"kind": "other"}, "Say what happens"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"day": "0001-01-01", "clock": "00:10"}, "calendar"),
        ({"day": "0206-01-21"}, "calendar"),
        # In Bishkek it would be a day of no calendar, and no page could show it.
        ({"kind": "other", "name": "A day", "day": "9999-12-31"}, "calendar"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(client, cast, wrong, said):
    client.force_login(cast.alice)

    page = client.post(address("dates", cast.review), NEW | wrong)

    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert said in page.text
    assert not cast.review.milestones.exists()


def test_a_date_is_changed_and_taken_away(client, cast):
    milestone = MilestoneFactory(review=cast.review, name="Meeting")
    client.force_login(cast.alice)
    change = address("change_date", cast.review, milestone.pk)

    client.post(change, {**NEW, "name": "Another meeting"})
    milestone.refresh_from_db()
    client.post(address("remove_date", cast.review, milestone.pk))

    assert (milestone.name, milestone.kind) == ("Another meeting", "other")
    assert milestone.due == CLOSES
    assert not cast.review.milestones.exists()


def test_dates_of_another_review_are_not_there(client, cast):
    foreign = MilestoneFactory()
    client.force_login(cast.alice)

    for name in ("change_date", "remove_date"):
        response = client.post(address(name, cast.review, foreign.pk))
        assert response.status_code == 404
    assert Milestone.objects.filter(pk=foreign.pk).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_dates_ask_the_same_however_many(
    client, cast, rows, django_assert_max_num_queries
):
    MilestoneFactory.create_batch(rows, review=cast.review, owner=cast.alice)
    client.force_login(cast.alice)

    with django_assert_max_num_queries(11):
        client.get(address("dates", cast.review))


# The rules


def test_rules_are_loaded_twice_without_a_change(capsys):
    first, second = load_rules(), load_rules()
    call_command("load_rules")

    assert first.created == Rule.objects.count() + Distance.objects.count()
    assert Distance.objects.exists()
    assert (second.created, second.changed) == (0, 0)
    assert "0 created" in capsys.readouterr().out


def test_a_rule_that_was_looked_up_later_is_kept():
    load_rules()
    rule = Rule.objects.get(rule_set__cycle=4, kind="joint_words")
    Rule.objects.filter(pk=rule.pk).update(
        number=6000, checked_on=rule.checked_on + timedelta(days=30)
    )

    done = load_rules()

    rule.refresh_from_db()
    assert rule.number == 6000
    assert done.kept == 1


def test_rules_of_an_earlier_cycle_stand_in_and_say_so(client, cast):
    load_rules()
    client.force_login(cast.carol)

    found = queries.rules_for(cast.review)
    page = client.get(address("rules", cast.review)).text

    assert cast.review.cycle == 5
    assert (found.cycle, found.stands_in) == (4, True)
    assert (found.words(joint=True), found.words(joint=False)) == (5630, 2815)
    assert not found.counts_footnotes
    assert "No rules of cycle 5 are known yet" in page
    assert "5,630" in page


def test_a_review_before_all_rules_has_none(client, cast):
    RuleSet.objects.create(cycle=9)
    review = ReviewFactory(cycle=2)
    client.force_login(cast.carol)

    assert queries.rules_for(review).words(joint=True) is None
    assert "load_rules" in client.get(address("rules", cast.review)).text
