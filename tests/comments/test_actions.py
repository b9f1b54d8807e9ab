from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from audit.models import Entry
from comments import actions
from comments.models import Comment, Mention, Thread
from groups.models import Membership
from notifications.models import Notification
from notifications.queries import newest
from tests.factories import MembershipFactory, UserFactory
from tests.factories.comments import answer, say
from tests.factories.submissions import SectionFactory, text_of

pytestmark = pytest.mark.django_db


def kinds_told(person):
    return [notice.kind for notice in newest(person)]


# Writing


def test_open_thread_keeps_the_words_and_the_place(text, cast, now):
    thread = say(
        text,
        cast.carol,
        "  Девять\r\nили шесть? ",
        at=now,
        block="b0000000001",
        start="AAEC",
        end="AwQF",
        quote="in nine districts",
    )

    said = thread.comments.get()
    assert (said.body, said.language, said.author) == (
        "Девять\nили шесть?",
        "ru",
        cast.carol,
    )
    assert (thread.block, thread.anchor_start, thread.quote, thread.opened_at) == (
        "b0000000001",
        "AAEC",
        "in nine districts",
        now,
    )
    entry = Entry.objects.get(verb="thread.opened")
    assert (entry.actor_id, entry.review_id, entry.subject_id) == (
        cast.carol.pk,
        cast.review.pk,
        thread.pk,
    )


@pytest.mark.parametrize("body", ["", "  \n ", "\x00", "x" * 4001])
def test_open_thread_refuses_nothing_and_too_much(text, cast, body):
    with pytest.raises(actions.CannotComment):
        say(text, cast.bob, body)

    assert not Thread.objects.exists()


def test_a_second_click_says_a_thing_once(text, cast, now):
    first = say(text, cast.bob, at=now)
    again = say(text, cast.bob, at=now + timedelta(seconds=2))
    answer(first, cast.carol, at=now)
    answer(first, cast.carol, at=now + timedelta(seconds=2))
    later = answer(first, cast.carol, at=now + timedelta(minutes=5))

    assert again == first
    assert later.number == 3
    assert Comment.objects.count() == 3


def test_a_thread_on_another_place_is_another_one(text, cast, now):
    say(text, cast.bob, at=now, block="b0000000001")
    say(text, cast.bob, at=now, block="b0000000002")

    assert Thread.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_say_a_thing_once(text, cast, now):
    def click(_number):
        try:
            return say(text, cast.bob, at=now).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as clicks:
        threads = set(clicks.map(click, range(4)))

    assert len(threads) == Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answers_at_once_are_all_kept_in_order(text, cast, now):
    thread = say(text, cast.bob, at=now)

    def reply(number):
        try:
            return answer(thread, cast.carol, f"Answer {number}", at=now).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as people:
        numbers = sorted(people.map(reply, range(6)))

    assert numbers == [2, 3, 4, 5, 6, 7]


def test_an_answer_opens_a_settled_thread_again(text, cast, now):
    thread = actions.resolve(thread=say(text, cast.bob), actor=cast.bob, at=now)

    answer(thread, cast.carol, at=now)

    thread.refresh_from_db()
    assert thread.is_open


# Who is told


def test_an_answer_tells_those_who_have_a_part_once(text, cast, now):
    thread = say(text, cast.bob)
    actions.assign(thread=thread, person=cast.alice, actor=cast.bob, at=now)

    answer(thread, cast.carol, "One", at=now)
    answer(thread, cast.carol, "Two", at=now)  # the first one still waits to be read

    assert kinds_told(cast.bob) == ["comment.replied"]
    assert sorted(kinds_told(cast.alice)) == ["comment.assigned", "comment.replied"]
    assert kinds_told(cast.carol) == []


def test_an_answer_after_the_notice_was_read_tells_again(text, cast, now):
    thread = say(text, cast.bob)
    answer(thread, cast.carol, "One", at=now)
    Notification.objects.update(read_at=now)

    answer(thread, cast.carol, "Two", at=now)

    assert kinds_told(cast.bob) == ["comment.replied", "comment.replied"]


def test_a_mention_tells_and_is_kept_without_the_name(text, cast, now):
    thread = say(text, cast.bob, "@Carol please look", at=now, people=[cast.carol])

    assert thread.comments.get().body == f"@{{{cast.carol.pk}}} please look"
    assert kinds_told(cast.carol) == ["comment.mentioned"]


def test_who_is_mentioned_in_an_answer_is_told_that_alone(text, cast, now):
    thread = say(text, cast.carol, at=now)

    answer(thread, cast.bob, "@Carol nine", at=now, people=[cast.carol])

    assert kinds_told(cast.carol) == ["comment.mentioned"]


@pytest.mark.parametrize("who", ["ivan", "dan", "grace", "heidi"])
def test_a_mention_of_who_may_not_see_the_text_stays_plain_text(text, cast, who):
    person = cast[who]

    thread = say(text, cast.bob, f"@{person.full_name} hello", people=[person])

    assert thread.comments.get().body == f"@{person.full_name} hello"
    assert not Mention.objects.exists()
    assert not Notification.objects.exists()


def test_whom_the_writer_may_not_call_by_name_she_cannot_mention(joint, cast):
    """Bob does not know that Grace is in the confidential group."""
    thread = say(joint, cast.bob, "@Grace hello")

    assert thread.comments.get().body == "@Grace hello"
    assert not Notification.objects.exists()


def test_members_of_a_confidential_group_mention_each_other(joint, cast):
    other = MembershipFactory(group=cast.confidential, user__full_name="Gulnara").user

    say(joint, cast.grace, "@Gulnara hello")

    assert kinds_told(other) == ["comment.mentioned"]


def test_notices_vanish_with_the_right_to_see_the_text(text, cast):
    say(text, cast.bob, "@Carol hello")
    Membership.objects.filter(user=cast.carol).delete()

    assert kinds_told(cast.carol) == []


# Correcting


def test_edit_own_within_a_quarter_of_an_hour(text, cast, now):
    said = say(text, cast.bob, "Nine @Carol", at=now).comments.get()

    actions.edit_own(
        comment=said,
        body="Six @Alice",
        actor=cast.bob,
        at=now + timedelta(minutes=15),
        people={cast.alice.pk: "Alice"},
    )

    said.refresh_from_db()
    assert said.body == f"Six @{{{cast.alice.pk}}}"
    assert said.edited_at == now + timedelta(minutes=15)
    assert [row.user for row in said.mentions.all()] == [cast.alice]
    assert kinds_told(cast.alice) == ["comment.mentioned"]


def test_edit_own_is_refused_later_and_to_others(text, cast, now):
    said = say(text, cast.bob, at=now).comments.get()

    for actor, minutes in ((cast.bob, 16), (cast.carol, 1)):
        with pytest.raises(actions.CannotEdit):
            actions.edit_own(
                comment=said,
                body="Six",
                actor=actor,
                at=now + timedelta(minutes=minutes),
            )

    said.refresh_from_db()
    assert said.body == "Is it nine or six?"


def test_remove_empties_and_leaves_the_answers(text, cast, now):
    thread = say(text, cast.bob, "The name of the witness @Carol", at=now)
    answer(thread, cast.carol, at=now)
    said = thread.comments.get(number=1)

    for _click in range(2):
        actions.remove(comment=said, by=cast.bob, at=now)

    said.refresh_from_db()
    assert (said.body, said.removed_at) == ("", now)
    assert not Mention.objects.exists()
    assert thread.comments.count() == 2
    assert Entry.objects.filter(verb="comment.removed").count() == 1


def test_a_removed_comment_cannot_be_changed(text, cast, now):
    said = say(text, cast.bob, at=now).comments.get()
    actions.remove(comment=said, by=cast.bob, at=now)

    with pytest.raises(actions.CannotEdit):
        actions.edit_own(comment=said, body="Back", actor=cast.bob, at=now)


# Settling


def test_assign_is_refused_for_who_may_not_read(text, cast, now):
    with pytest.raises(actions.CannotAssign):
        actions.assign(
            thread=say(text, cast.bob), person=cast.ivan, actor=cast.bob, at=now
        )

    assert not Notification.objects.exists()


def test_assign_tells_each_time_anew_but_not_oneself(text, cast, now):
    thread = say(text, cast.bob)
    for person in (cast.carol, cast.carol, None, cast.carol, cast.bob):
        actions.assign(thread=thread, person=person, actor=cast.bob, at=now)

    assert kinds_told(cast.carol) == ["comment.assigned", "comment.assigned"]
    assert kinds_told(cast.bob) == []
    assert Entry.objects.filter(verb="thread.assigned").count() == 4


def test_resolve_and_reopen_are_done_once(text, cast, now):
    thread = say(text, cast.bob)

    for _click in range(2):
        actions.resolve(thread=thread, actor=cast.bob, at=now)
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.resolved_by) == (now, cast.bob)
    for _click in range(2):
        actions.reopen(thread=thread, actor=cast.carol, at=now)
    thread.refresh_from_db()

    assert thread.is_open
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "thread.opened",
        "thread.resolved",
        "thread.reopened",
    ]


def test_resolve_is_refused_when_something_came_meanwhile(text, cast, now):
    thread = say(text, cast.bob)
    seen = thread.version
    answer(thread, cast.carol, at=now)

    with pytest.raises(actions.CannotResolve):
        actions.resolve(thread=thread, actor=cast.bob, at=now, seen=seen)

    thread.refresh_from_db()
    assert thread.is_open
    assert actions.resolve(
        thread=thread, actor=cast.bob, at=now, seen=thread.version
    ).resolved_at


# Purging


def test_empty_comments_removes_words_quotes_and_places_of_that_text_alone(
    text, cast, now
):
    with_word = say(text, cast.bob, "Call Асель at once", block="b1", quote="Асель")
    without = say(text, cast.bob, "Nothing", start="AA", end="AQ", quote="Асель said")
    elsewhere = text_of(SectionFactory(submission=text.section.submission))
    other = say(elsewhere, cast.bob, "Асель elsewhere", quote="Асель")

    count = actions.empty_comments(subject=text, words=["асель", " "], at=now)

    assert count == 1
    for thread in (with_word, without, other):
        thread.refresh_from_db()
    assert with_word.comments.get().removed_at == now
    assert without.comments.get().body == "Nothing"
    assert (without.quote, without.anchor_start, with_word.quote) == ("", "", "")
    assert other.comments.get().body == "Асель elsewhere"
    assert other.quote == "Асель"


# What must never be


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("comment_by_a_person_or_a_guest", {"author": None}),
        ("comment_says_something_until_removed", {"body": ""}),
        ("comment_is_not_too_long", {"body": "x" * 4001}),
        ("comment_once_in_order", {"number": 1}),
    ],
)
def test_comment_constraints(text, cast, name, wrong):
    thread = say(text, cast.bob)
    fields = {
        "thread": thread,
        "number": 2,
        "author": cast.bob,
        "body": "Nine",
        "language": "en",
        "written_at": timezone.now(),
    }

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Comment.objects.create(**{**fields, **wrong})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("thread_place_has_two_ends", {"anchor_start": "AA"}),
        ("thread_resolved_by_somebody", {"resolved_at": timezone.now()}),
    ],
)
def test_thread_constraints(text, cast, name, wrong):
    thread = say(text, cast.bob)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(**wrong)


def test_the_trail_and_the_notices_hold_no_words(text, cast):
    person = UserFactory(full_name="Nurgul Secretname")
    MembershipFactory(group=cast.first, user=person)
    thread = say(text, cast.bob, "Quiet words @Nurgul", quote="Quiet quote")
    answer(thread, person, "More quiet words")

    rows = [*Entry.objects.values(), *Notification.objects.values()]

    assert rows
    assert "uiet" not in str(rows)
    assert "Secretname" not in str(rows)
