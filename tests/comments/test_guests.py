"""What the holder of a link may say, and how often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from accounts.openings import withdraw
from audit.models import Entry
from comments import actions
from comments.models import Comment, Thread
from notifications.queries import newest
from tests.factories.comments import answer, link_to, say

pytestmark = pytest.mark.django_db


def test_a_guest_speaks_under_the_label_of_the_link(text, cast, now):
    opening, _token = link_to(text, by=cast.bob)

    thread = say(text, opening, "@Bob is this so?", at=now)

    said = thread.comments.get()
    assert (said.author, said.guest, said.body) == (None, opening, "@Bob is this so?")
    assert [notice.kind for notice in newest(cast.bob)] == ["comment.by_guest"]
    entry = Entry.objects.get(verb="thread.opened")
    assert (entry.actor_id, entry.via) == (None, "guest link")


def test_a_guest_writes_less_than_a_member(text, cast):
    opening, _token = link_to(text)

    say(text, opening, "x" * 2000)
    with pytest.raises(actions.CannotComment, match="2001"):
        say(text, opening, "x" * 2001)


def test_a_guest_writes_thirty_comments_an_hour(text, cast, now):
    opening, _token = link_to(text)
    other, _token = link_to(text, label="Another")
    thread = say(text, opening, at=now)
    for number in range(29):
        answer(thread, opening, f"Answer {number}", at=now)

    with pytest.raises(actions.TooOften):
        answer(thread, opening, "One more", at=now + timedelta(minutes=59))

    assert say(text, other, at=now)
    assert answer(thread, opening, "Later", at=now + timedelta(minutes=61))


@pytest.mark.django_db(transaction=True)
def test_a_guest_who_clicks_fast_writes_no_more_than_thirty(text, cast, now):
    opening, _token = link_to(text)
    thread = say(text, opening, at=now)
    for number in range(26):
        answer(thread, opening, f"Answer {number}", at=now)

    def click(number):
        try:
            answer(thread, opening, f"Click {number}", at=now)
        except actions.TooOften:
            return 0
        else:
            return 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as clicks:
        taken = sum(clicks.map(click, range(8)))

    assert taken == 3
    assert Comment.objects.count() == 30


@pytest.mark.parametrize("why", ["withdrawn", "over", "read only"])
def test_a_link_that_was_withdrawn_meanwhile_takes_nothing(text, cast, now, why):
    level = "read" if why == "read only" else "comment"
    opening, _token = link_to(text, level=level, days=1, at=now)
    if why == "withdrawn":  # in another request: `opening` does not know
        withdraw(opening=type(opening).objects.get(), actor=cast.bob, at=now)
    at = now + timedelta(days=2 if why == "over" else 0)

    with pytest.raises(actions.LinkIsOver):
        say(text, opening, at=at)

    assert not Thread.objects.exists()
