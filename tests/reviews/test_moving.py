"""A date that others follow: what moves with it is seen first, then done at once."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from core.stamps import stamp_of
from reviews import dates, moving
from reviews.chain import HOME
from reviews.loading import load_rules
from reviews.models import Distance, Milestone
from reviews.planning import Start, draw_plan, make_plan
from tests.factories import MilestoneFactory, RoleFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 10, 9, tzinfo=UTC)
REVIEW = datetime(2030, 1, 21, 8, tzinfo=UTC)
GENEVA, BISHKEK = "Europe/Zurich", "Asia/Bishkek"
WEEKS = timedelta(days=14)
Kind = Milestone.Kind


def start_on(due, **values):
    values = {"is_projected": True, "source": "A guess", "is_behind_us": True} | values
    return Start(due=due, zone=GENEVA, home=BISHKEK, **values)


@pytest.fixture
def planned(cast):
    """The cast's review with the whole chain."""
    load_rules()
    start = start_on(REVIEW)
    plan = draw_plan(cast.review, start, at=AT)
    make_plan(
        review=cast.review, start=start, seen=plan.digest, actor=cast.alice, at=AT
    )
    return cast.review


def date(review, kind):
    return review.milestones.get(kind=kind)


def moments(review):
    return dict(review.milestones.values_list("kind", "due"))


def move(milestone, by, actor, **more):
    milestone.due += by
    return dates.keep_date(milestone=milestone, actor=actor, at=AT, **more)


def address(name, review, *args):
    return reverse(f"reviews:{name}", args=[review.pk, *args])


def form_of(milestone, **values):
    return {
        "name": "",
        "day": milestone.due.strftime("%Y-%m-%d"),
        "clock": "09:00",
        "zone": GENEVA,
        "is_projected": "on",
        "source": milestone.source,
        "stamp": stamp_of(milestone),
    } | values


# What follows


def test_moving_the_review_moves_all_that_follows_and_says_how_often(cast, planned):
    before = moments(planned)

    move(date(planned, Kind.REVIEW), WEEKS, cast.alice)

    after = moments(planned)
    # Two weeks further on every clock; none of these cross a change of clocks but
    # those that are told apart here.
    assert {kind: after[kind] - before[kind] for kind in ("adoption", "letter")} == {
        "adoption": WEEKS,
        "letter": WEEKS,
    }
    assert all(
        abs(after[kind] - due - WEEKS) <= timedelta(hours=1)
        for kind, due in before.items()
    )
    assert set(planned.milestones.values_list("sequence", flat=True)) == {1}
    moved = Entry.objects.filter(verb="milestone.moved").count()
    assert moved == len(before) - 1


def test_what_is_done_and_what_was_set_by_hand_stays(cast, planned):
    closes = date(planned, Kind.WINDOW_CLOSES)
    move(closes, timedelta(days=3), cast.alice)
    dates.finish_date(milestone=date(planned, Kind.TRAINING), actor=cast.alice, at=AT)
    before = moments(planned)

    move(date(planned, Kind.REVIEW), WEEKS, cast.alice)

    after = moments(planned)
    stays = {"window_closes", "training"}
    behind = {"window_opens", "own_cut_off", "sign_on", "translation", "factsheets"}
    assert {kind for kind in before if before[kind] == after[kind]} == stays | behind


def test_a_date_moved_by_hand_is_counted_no_more_and_its_source_goes(cast, planned):
    milestone = date(planned, Kind.ADOPTION)

    move(milestone, timedelta(days=1), cast.alice)

    milestone.refresh_from_db()
    assert (milestone.is_counted, milestone.sequence, milestone.source) == (
        False,
        1,
        "",
    )


def test_a_new_owner_moves_nothing(cast, planned):
    milestone = date(planned, Kind.ADOPTION)
    milestone.owner = cast.alice

    dates.keep_date(milestone=milestone, actor=cast.alice, at=AT)

    milestone.refresh_from_db()
    assert (milestone.is_counted, milestone.sequence) == (True, 0)
    assert not Entry.objects.filter(verb="milestone.moved").exists()


def test_a_confirmed_date_is_fixed_where_it_is(cast, planned):
    milestone = date(planned, Kind.ADOPTION)
    milestone.is_projected = False

    dates.keep_date(milestone=milestone, actor=cast.alice, at=AT)
    move(date(planned, Kind.REVIEW), WEEKS, cast.alice)

    assert date(planned, Kind.ADOPTION).due == milestone.due


def test_what_no_longer_fits_is_told(cast, planned):
    closes = date(planned, Kind.WINDOW_CLOSES)
    closes.is_projected = False
    dates.keep_date(milestone=closes, actor=cast.alice, at=AT)
    review = date(planned, Kind.REVIEW)
    review.due -= timedelta(days=250)

    change = moving.draw(review)

    assert ("window_closes", "review") in change.wrong
    assert [row.kind for row in change.stays] == ["window_closes"]
    assert closes.kind not in {row.to.kind for row in change.moves}


def test_nothing_changes_where_the_moves_are_not_those_that_were_shown(cast, planned):
    review = date(planned, Kind.REVIEW)
    review.due += WEEKS
    seen = dates.draw_kept(review).digest
    move(date(planned, Kind.ADOPTION), timedelta(days=1), cast.alice)
    before = moments(planned)

    with pytest.raises(dates.MovesChanged):
        dates.keep_date(milestone=review, actor=cast.alice, at=AT, seen=seen)

    assert moments(planned) == before


def test_a_day_out_of_all_calendars_is_refused(cast, planned):
    review = date(planned, Kind.REVIEW)
    review.due = datetime(9998, 1, 1, tzinfo=UTC)

    with pytest.raises(dates.CannotKeepDate, match="calendars"):
        dates.keep_date(milestone=review, actor=cast.alice, at=AT)


def test_a_date_that_was_set_meanwhile_is_not_set_twice(cast, planned):
    twin = Milestone(review=planned, kind=Kind.LETTER, due=REVIEW)

    with pytest.raises(dates.CannotKeepDate, match="there already"):
        dates.keep_date(milestone=twin, actor=cast.alice, at=AT)


def test_other_distances_move_nothing_behind_anybodys_back(cast, planned):
    """They were looked up anew; somebody only sets an owner."""
    Distance.objects.filter(kind=Kind.ADOPTION).update(days=161)
    before = moments(planned)
    adoption = date(planned, Kind.ADOPTION)
    adoption.owner = cast.alice

    dates.keep_date(milestone=adoption, actor=cast.alice, at=AT)

    assert moments(planned) == before


# Counting again


def test_a_date_is_counted_again_with_what_follows_it(cast, planned):
    before = moments(planned)
    move(date(planned, Kind.WINDOW_CLOSES), WEEKS, cast.alice)

    dates.count_again(
        milestone=date(planned, Kind.WINDOW_CLOSES), actor=cast.alice, at=AT
    )

    closes = date(planned, Kind.WINDOW_CLOSES)
    assert moments(planned) == before
    assert (closes.is_counted, closes.sequence) == (True, 2)


def test_only_what_was_set_by_hand_and_has_an_anchor_is_counted_again(cast, planned):
    counted, done = date(planned, Kind.LETTER), date(planned, Kind.ADOPTION)
    move(done, WEEKS, cast.alice)
    dates.finish_date(milestone=done, actor=cast.alice, at=AT)
    other = MilestoneFactory(review=planned)
    lonely = MilestoneFactory(kind=Kind.OWN_CUT_OFF, name="", review__cycle=5)

    for milestone in (counted, done, other, date(planned, Kind.REVIEW), lonely):
        with pytest.raises(dates.CannotCount):
            dates.count_again(milestone=milestone, actor=cast.alice, at=AT)


# The pages


def test_moves_are_shown_before_they_are_made(client, cast, planned):
    review = date(planned, Kind.REVIEW)
    client.force_login(cast.alice)
    change = address("change_date", planned, review.pk)
    form = form_of(review, day="2030-02-04")
    before = moments(planned)

    page = client.post(change, form)

    assert moments(planned) == before
    assert page.status_code == 200
    assert "The outcome is adopted" in page.text
    seen = page.context["change"].digest
    assert client.post(change, {**form, "seen": seen}).status_code == 302
    assert date(planned, Kind.ADOPTION).due == before["adoption"] + WEEKS
    assert date(planned, Kind.REVIEW).due == before["review"] + WEEKS


def test_a_date_without_followers_is_saved_at_once(client, cast, planned):
    letter = date(planned, Kind.LETTER)
    client.force_login(cast.alice)

    done = client.post(
        address("change_date", planned, letter.pk), form_of(letter, day="2030-10-01")
    )

    assert done.status_code == 302
    assert date(planned, Kind.LETTER).due.date().isoformat() == "2030-10-01"


def test_who_opened_the_form_earlier_is_told_both_values(client, cast, planned):
    letter = date(planned, Kind.LETTER)
    client.force_login(cast.alice)
    stale = form_of(letter, day="2030-10-01")
    move(letter, WEEKS, cast.alice)
    theirs = date(planned, Kind.LETTER).due

    page = client.post(address("change_date", planned, letter.pk), stale)

    assert date(planned, Kind.LETTER).due == theirs
    assert "1 October 2030, 09:00" in page.text
    assert dates.on_its_clock(date(planned, Kind.LETTER)) in page.text
    stamp = stamp_of(date(planned, Kind.LETTER))
    assert page.context["form"]["stamp"].value() == stamp

    again = client.post(
        address("change_date", planned, letter.pk), {**stale, "stamp": stamp}
    )
    assert again.status_code == 302
    assert date(planned, Kind.LETTER).due.date().isoformat() == "2030-10-01"


def test_who_opened_the_form_earlier_takes_nobody_from_a_date(client, cast, planned):
    letter = date(planned, Kind.LETTER)
    client.force_login(cast.alice)
    stale = form_of(letter, clock="14:00", source="Said so")
    letter.owner = cast.alice
    dates.keep_date(milestone=letter, actor=cast.alice, at=AT)
    stale["clock"] = dates.on_its_clock(letter)[-5:]

    page = client.post(address("change_date", planned, letter.pk), stale)

    assert date(planned, Kind.LETTER).owner == cast.alice
    assert "It says now: Letter of the High Commissioner, Alice" in page.text


def test_a_second_click_is_no_quarrel(client, cast, planned):
    letter = date(planned, Kind.LETTER)
    client.force_login(cast.alice)
    form = form_of(letter, day="2030-10-01", source="")

    for _click in range(2):
        done = client.post(address("change_date", planned, letter.pk), form)
        assert done.status_code == 302
    assert date(planned, Kind.LETTER).sequence == 1


def test_a_date_that_comes_back_shows_what_it_takes_along(client, cast, planned):
    dates.remove_date(milestone=date(planned, Kind.REVIEW), actor=cast.alice, at=AT)
    before = moments(planned)
    client.force_login(cast.alice)
    form = {
        "kind": "review",
        "name": "",
        "day": "2030-02-04",
        "clock": "09:00",
        "zone": GENEVA,
    }

    page = client.post(address("dates", planned), form)
    assert moments(planned) == before
    seen = page.context["change"].digest
    client.post(address("dates", planned), {**form, "seen": seen})

    assert date(planned, Kind.ADOPTION).due == before["adoption"] + WEEKS


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_a_date_at_once_one_is_told():
    first = RoleFactory()
    second = RoleFactory(review=first.review)
    milestone = MilestoneFactory(review=first.review, kind=Kind.LETTER, name="")
    together, outcomes = Barrier(2), []

    def press(actor, days):
        mine = Milestone.objects.get(pk=milestone.pk)
        together.wait()
        try:
            outcomes.append(
                move(mine, timedelta(days=days), actor, stamp=stamp_of(mine))
            )
        except dates.DateChanged as refusal:
            outcomes.append(refusal.now)
        finally:
            connection.close()

    threads = [
        Thread(target=press, args=[role.user, days])
        for days, role in enumerate((first, second), start=1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    kept, told = outcomes
    milestone.refresh_from_db()
    assert kept.due == told.due == milestone.due
    assert milestone.sequence == 1
    assert Entry.objects.filter(verb="milestone.kept").count() == 1


def test_old_moves_are_shown_anew(client, cast, planned):
    review = date(planned, Kind.REVIEW)
    client.force_login(cast.alice)
    form = form_of(review, day="2030-02-04", seen="0" * 64)

    page = client.post(address("change_date", planned, review.pk), form)

    assert "The dates changed meanwhile" in page.text
    assert date(planned, Kind.REVIEW).due == REVIEW


def test_counting_again_is_shown_first(client, cast, planned):
    adoption = move(date(planned, Kind.ADOPTION), WEEKS, cast.alice)
    client.force_login(cast.alice)
    count = address("count_date", planned, adoption.pk)

    page = client.get(count)
    assert not date(planned, Kind.ADOPTION).is_counted
    assert (
        address("count_date", planned, adoption.pk)
        in client.get(address("change_date", planned, adoption.pk)).text
    )
    done = client.post(count, {"seen": page.context["change"].digest})

    assert done.status_code == 302
    assert date(planned, Kind.ADOPTION).is_counted


def test_the_owner_is_chosen_among_those_inside(client, cast):
    RoleFactory(review=cast.review, user=cast.alice, role="institution")
    client.force_login(cast.alice)

    form = client.get(address("dates", cast.review)).context["form"]

    offered = set(form.fields["owner"].queryset)
    assert offered == {cast.alice, cast.dan, cast.eve}


# Done


def test_a_date_is_done_once(cast, planned):
    letter = date(planned, Kind.LETTER)

    dates.finish_date(milestone=letter, actor=cast.alice, at=AT)
    with pytest.raises(dates.CannotFinish, match="Alice"):
        dates.finish_date(milestone=letter, actor=cast.alice, at=AT)

    letter.refresh_from_db()
    assert (letter.done_at, letter.done_by) == (AT, cast.alice)
    assert Entry.objects.filter(verb="milestone.done").count() == 1


def test_who_may_not_know_the_person_is_told_the_day_alone(cast, planned):
    letter = date(planned, Kind.LETTER)
    dates.finish_date(milestone=letter, actor=cast.alice, at=AT)

    with pytest.raises(dates.CannotFinish) as refused:
        dates.finish_date(milestone=letter, actor=cast.dan, at=AT)

    assert "Alice" not in str(refused.value)
    assert "10 January 2027" in str(refused.value)


def test_a_date_is_opened_again_once(cast, planned):
    letter = date(planned, Kind.LETTER)
    dates.finish_date(milestone=letter, actor=cast.alice, at=AT)

    dates.reopen_date(milestone=letter, actor=cast.alice, at=AT)
    with pytest.raises(dates.CannotFinish):
        dates.reopen_date(milestone=letter, actor=cast.alice, at=AT)

    letter.refresh_from_db()
    assert letter.done_at is letter.done_by is None


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 302), ("dan", 302), ("eve", 403), ("carol", 403), ("heidi", 404)],
)
def test_the_coordinator_and_the_owner_mark_a_date_as_done(client, cast, who, status):
    milestone = MilestoneFactory(review=cast.review, owner=cast.dan)
    client.force_login(cast[who])

    done = client.post(address("finish_date", cast.review, milestone.pk))

    milestone.refresh_from_db()
    assert done.status_code == status
    assert (milestone.done_at is not None) == (status == 302)


def test_who_left_watches_nothing(client, cast):
    milestone = MilestoneFactory(review=cast.review, owner=cast.dan)
    RoleFactory(review=cast.review, user=cast.dan, role="institution")
    cast.review.roles.filter(user=cast.dan, role="facilitator").delete()
    client.force_login(cast.alice)

    page = client.get(address("dates", cast.review)).text

    assert "Watched by" not in page
    client.force_login(cast.dan)
    done = client.post(address("finish_date", cast.review, milestone.pk))
    assert done.status_code == 403


def test_what_is_done_is_struck_and_says_when(client, cast, planned):
    letter = date(planned, Kind.LETTER)
    dates.finish_date(milestone=letter, actor=cast.alice, at=AT)
    client.force_login(cast.carol)

    page = client.get(address("dates", planned)).text

    assert "<s>Letter of the High Commissioner</s>" in page
    assert "done on 10 January 2027" in page
    assert cast.alice.full_name not in page
    assert "A guess" in page  # where the review's date is said


def test_the_whole_chain_asks_as_little_as_one_date(client, cast, queries_of):
    load_rules()
    client.force_login(cast.alice)
    MilestoneFactory(review=cast.review, owner=cast.alice)
    few = queries_of(client, address("dates", cast.review))
    MilestoneFactory.create_batch(2, review=cast.review, owner=cast.alice)
    start = start_on(REVIEW)
    plan = draw_plan(cast.review, start, at=AT)
    make_plan(
        review=cast.review, start=start, seen=plan.digest, actor=cast.alice, at=AT
    )

    assert queries_of(client, address("dates", cast.review)) == few
    assert HOME not in set(cast.review.milestones.values_list("zone", flat=True))
