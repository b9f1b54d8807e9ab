"""The dates of a review in a person’s own calendar: made, read, withdrawn."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import vobject
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from core.models import derived_token, digest_of
from groups.queries import trail_visible_to
from reviews import feeds
from reviews.feed_public import A_FEED
from reviews.models import Feed, Milestone, Role
from tests.factories import FeedFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
DUE = datetime(2027, 3, 30, 21, 59, tzinfo=UTC)
Kind = Milestone.Kind


def address(name, review):
    return reverse(f"reviews:{name}", args=[review.pk])


def path_of(feed) -> str:
    return reverse("feed:dates", args=[derived_token(feed)])


def events(response) -> list:
    assert response.status_code == 200
    return list(vobject.readOne(response.text).contents.get("vevent", []))


@pytest.fixture
def feed(cast):
    return FeedFactory(review=cast.review, user=cast.carol)


# Making and withdrawing


@pytest.mark.parametrize("who", ["alice", "bob", "dan", "eve", "frank", "grace"])
def test_everybody_in_the_review_makes_an_address_and_sees_it_once(client, cast, who):
    client.force_login(cast[who])

    client.post(address("make_feed", cast.review))
    page = client.get(address("feed", cast.review)).text
    again = client.get(address("feed", cast.review)).text

    feed = Feed.objects.get()
    token = page.partition("/feed/")[2].partition(".ics")[0]
    assert (feed.user, feed.token_digest) == (cast[who], digest_of(token))
    assert token not in again
    assert client.get(f"/feed/{token}.ics").status_code == 200


def test_the_trail_says_that_and_not_where_to_nobody_else(client, cast):
    client.force_login(cast.bob)
    client.post(address("make_feed", cast.review))
    client.post(address("withdraw_feed", cast.review))

    rows = Entry.objects.filter(verb__startswith="feed.").order_by("pk")

    assert [(row.verb, row.actor_id) for row in rows] == [
        ("feed.made", cast.bob.pk),
        ("feed.withdrawn", cast.bob.pk),
    ]
    # Whoever is in a confidential group alone would be named to coordinators.
    assert not trail_visible_to(cast.alice).filter(verb__startswith="feed.").exists()


def test_a_new_address_ends_the_old_one(client, cast, feed):
    client.force_login(cast.carol)

    client.post(address("make_feed", cast.review))

    assert client.get(path_of(feed)).status_code == 404
    assert Feed.objects.filter(user=cast.carol, revoked_at=None).count() == 1


def test_withdrawing_touches_nobody_elses(client, cast, feed):
    other = FeedFactory(review=cast.review, user=cast.bob)
    client.force_login(cast.carol)

    client.post(address("withdraw_feed", cast.review))

    assert client.get(path_of(feed)).status_code == 404
    assert client.get(path_of(other)).status_code == 200


def test_withdrawing_twice_is_said_once(cast, feed, now):
    given = {"review": cast.review, "actor": cast.carol, "at": now}

    assert feeds.withdraw_feed(**given) is True
    assert feeds.withdraw_feed(**given) is False
    assert Entry.objects.filter(verb="feed.withdrawn").count() == 1


def test_who_is_not_in_the_review_makes_none(cast, now):
    with pytest.raises(feeds.CannotMakeFeed):
        feeds.make_feed(review=cast.review, actor=cast.ivan, at=now)


@pytest.mark.parametrize("name", ["make_feed", "withdraw_feed"])
def test_strangers_find_no_such_page(client, cast, name):
    client.force_login(cast.heidi)

    assert client.get(address("feed", cast.review)).status_code == 404
    assert client.post(address(name, cast.review)).status_code == 404
    assert not Feed.objects.exists()


def test_the_page_says_what_to_do_first_and_names_no_token(client, cast, feed):
    client.force_login(cast.bob)
    assert "No address yet" in client.get(address("feed", cast.review)).text

    client.force_login(cast.carol)
    page = client.get(address("feed", cast.review))

    assert "You made an address on" in page.text
    assert derived_token(feed) not in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_leave_one_open_address(cast, now):
    together = Barrier(2)
    tokens = []

    def click():
        together.wait()
        _feed, token = feeds.make_feed(review=cast.review, actor=cast.bob, at=now)
        tokens.append(token)
        connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    (left,) = Feed.objects.filter(revoked_at=None)
    assert len(tokens) == 2
    assert left.token_digest in {digest_of(token) for token in tokens}


# Reading


def test_it_is_a_calendar_of_the_dates_and_of_nobody(client, cast, feed, settings):
    settings.SITE_URL = "https://review.example.org"
    milestone = MilestoneFactory(
        review=cast.review,
        kind=Kind.WINDOW_CLOSES,
        name="",
        due=DUE,
        is_projected=True,
        sequence=3,
        owner=cast.alice,
        done_at=timezone.now(),
        done_by=cast.bob,
    )
    MilestoneFactory()  # of another review

    response = client.get(path_of(feed))

    (event,) = events(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.uid.value == f"{milestone.pk}@dates.invalid"
    assert event.dtstart.value == DUE
    assert (event.sequence.value, event.status.value) == ("3", "TENTATIVE")
    assert event.url.value == (
        f"https://review.example.org{address('dates', cast.review)}#d-{milestone.pk}"
    )
    for person in (cast.alice, cast.bob, cast.carol):
        assert person.full_name not in response.text
        assert person.email not in response.text


def test_it_speaks_the_persons_language_whoever_asks(client, cast, feed):
    MilestoneFactory(
        review=cast.review, kind=Kind.WINDOW_CLOSES, name="", due=DUE, zone="Asia/Tokyo"
    )
    cast.carol.language = "ru"
    cast.carol.save(update_fields=["language"])

    response = client.get(path_of(feed), headers={"accept-language": "en"})

    assert "31 марта 2027, 03:59" in events(response)[0].description.value
    assert response["Content-Language"] == "ru"


def test_nothing_is_kept_of_who_asks(client, feed):
    response = client.get(path_of(feed))

    assert not response.cookies
    assert "private" in response["Cache-Control"]


def test_the_address_asks_nobody_in(client, feed):
    assert client.get(f"{path_of(feed)}?lang=ky").status_code == 200
    assert client.post(path_of(feed)).status_code == 405


def gone(feed):
    feed.expires_at = timezone.now() - timedelta(seconds=1)
    feed.save(update_fields=["expires_at"])


def withdrawn(feed):
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])


def left(feed):
    Role.objects.filter(user=feed.user, review=feed.review).delete()


def closed(feed):
    feed.user.is_active = False
    feed.user.save(update_fields=["is_active"])


@pytest.mark.parametrize("end", [gone, withdrawn, left, closed])
def test_an_address_that_ended_is_as_one_that_never_was(client, feed, end):
    assert client.get(path_of(feed)).status_code == 200

    end(feed)

    ended, never = client.get(path_of(feed)), client.get(f"/feed/{'x' * 43}.ics")
    assert (ended.status_code, ended.text) == (404, never.text)


def test_a_role_in_another_review_opens_nothing(client, cast):
    feed = FeedFactory(review=cast.review, user=cast.heidi)

    assert client.get(path_of(feed)).status_code == 404


# Asking again


def test_what_has_not_changed_is_not_sent_again(client, cast, feed):
    MilestoneFactory(review=cast.review, due=DUE)
    first = client.get(path_of(feed))

    again = client.get(path_of(feed), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(path_of(feed)).content == first.content


@pytest.mark.parametrize("change", ["moved", "removed", "another language"])
def test_what_has_changed_is_sent(client, cast, feed, change):
    milestone = MilestoneFactory(review=cast.review, due=DUE)
    MilestoneFactory(review=cast.review, due=DUE + timedelta(days=1))
    first = client.get(path_of(feed))

    if change == "moved":
        milestone.due += timedelta(days=1)
        milestone.save(update_fields=["due", "updated_at"])
    elif change == "removed":
        milestone.delete()
    else:
        cast.carol.language = "ru"
        cast.carol.save(update_fields=["language"])
    again = client.get(
        path_of(feed),
        headers={
            "if-none-match": first["ETag"],
            "if-modified-since": first["Last-Modified"],
        },
    )

    assert again.status_code == 200
    assert again.content != first.content


def test_the_latest_change_alone_does_not_say_that_nothing_is_gone(client, cast, feed):
    old = MilestoneFactory(review=cast.review, due=DUE)
    MilestoneFactory(review=cast.review, due=DUE)
    first = client.get(path_of(feed))
    old.delete()

    again = client.get(
        path_of(feed), headers={"if-modified-since": first["Last-Modified"]}
    )

    assert len(events(again)) == 1


def test_who_asks_all_the_time_is_told_to_wait(client, cast, feed):
    other = FeedFactory(review=cast.review, user=cast.bob)
    for _ in range(A_FEED.at_most):
        client.get(path_of(feed))

    refused = client.get(path_of(feed))

    assert refused.status_code == 429
    assert refused["Retry-After"] == "600"
    assert client.get(path_of(other)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_many_dates(
    client, cast, feed, rows, django_assert_num_queries
):
    MilestoneFactory.create_batch(rows, review=cast.review)
    client.get(path_of(feed))

    with django_assert_num_queries(4):
        client.get(path_of(feed))
