import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Opening
from comments import actions, desk, queries
from comments.models import Comment, Thread
from submissions.models import Text
from tests.factories.comments import answer, link_to, say
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db

READERS = {"alice", "bob", "carol"}  # coordinate, or are in a group that takes part
PEOPLE = ("alice", "bob", "carol", "dan", "eve", "frank", "grace", "heidi", "ivan")


@pytest.mark.parametrize("who", [*PEOPLE, "anonymous"])
def test_threads_are_visible_with_their_text(text, cast, who):
    thread = say(text, cast.bob)

    sees = who in READERS
    assert Thread.objects.visible_to(cast[who]).filter(pk=thread.pk).exists() is sees
    assert Comment.objects.visible_to(cast[who]).exists() is sees


def test_threads_are_visible_to_whom_the_text_was_opened(text, cast, now):
    say(text, cast.bob)
    opening = Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=cast.eve,
        until=now.replace(year=now.year + 1),
    )

    assert Thread.objects.visible_to(cast.eve).count() == 1
    opening.withdrawn_at = now
    opening.save()
    assert not Thread.objects.visible_to(cast.eve).exists()


def test_threads_of_a_guest_are_those_begun_with_the_same_link(text, cast):
    mine, other = link_to(text)[0], link_to(text, label="Other")[0]
    thread = say(text, mine)
    answer(thread, cast.bob)
    say(text, other, "From another guest")
    say(text, cast.bob, "Among ourselves")

    assert queries.threads_of(text, mine) == [thread]
    assert len(queries.threads_of(text, cast.bob)) == 3


def test_threads_of_shows_open_ones_first(text, cast, now):
    settled = say(text, cast.bob, "One")
    still_open = say(text, cast.bob, "Two")
    actions.resolve(thread=settled, actor=cast.bob, at=now)

    assert queries.threads_of(text, cast.bob) == [still_open, settled]


def test_open_counts_counts_open_threads_in_one_query(text, cast, now):
    other = text_of(text.section, "en")
    say(text, cast.bob, "One")
    say(text, cast.bob, "Two")
    actions.resolve(thread=say(text, cast.bob, "3"), actor=cast.bob, at=now)

    with CaptureQueriesContext(connection) as asked:
        counts = queries.open_counts([text, other])

    assert counts == {text.pk: 2, other.pk: 0}
    assert len(asked) == 1
    assert queries.open_counts([]) == {}


def test_assigned_to_are_open_threads_of_the_review(text, cast, now):
    mine, settled, other = (say(text, cast.bob, body) for body in "123")
    for thread in (mine, settled):
        actions.assign(thread=thread, person=cast.carol, actor=cast.bob, at=now)
    actions.assign(thread=other, person=cast.alice, actor=cast.bob, at=now)
    actions.resolve(thread=settled, actor=cast.carol, at=now)

    assert list(queries.assigned_to(cast.carol, cast.review)) == [mine]
    assert not queries.assigned_to(cast.carol, cast.elsewhere.review).exists()


def shown(text, reader, now):
    context = desk.threads_context(text, user=reader, at=now)
    return [*context["open_threads"], *context["settled_threads"]]


def test_names_of_a_confidential_group_are_told_to_itself_alone(joint, cast, now):
    thread = say(joint, cast.grace)
    answer(thread, cast.bob, "@Grace and @Bob", people=[cast.grace, cast.bob])
    actions.assign(thread=thread, person=cast.grace, actor=cast.grace, at=now)

    to_bob, to_grace = shown(joint, cast.bob, now)[0], shown(joint, cast.grace, now)[0]

    assert [said.who for said in to_bob.comments] == ["Equality", "Bob"]
    assert [part.text for part in to_bob.comments[1].parts] == [
        "@Equality",
        " and ",
        "@Bob",
    ]
    assert to_bob.assigned == "Equality"
    assert [said.who for said in to_grace.comments] == ["Grace", "Bob"]
    assert to_grace.assigned == "Grace"


def test_mentionable_are_those_whom_the_reader_may_call_by_name(text, joint, cast):
    def known(reader, subject):
        return set(queries.mentionable(reader, subject).values())

    assert known(cast.bob, text) == {"Bob", "Carol"}
    assert known(cast.bob, joint) == {"Bob"}
    assert known(cast.grace, joint) == {"Bob", "Grace"}


def test_who_coordinates_is_offered_once_she_has_a_part(text, cast):
    def known(reader):
        return set(queries.mentionable(reader, text).values())

    assert "Alice" not in known(cast.bob)
    assert "Alice" in known(cast.alice)
    answer(say(text, cast.bob), cast.alice)
    assert "Alice" in known(cast.bob)


@pytest.mark.parametrize(
    ("groups", "own"),
    [
        (["first"], "first"),
        (["confidential"], "confidential"),
        (["institution"], "institution"),
        (["first", "confidential"], "confidential"),
    ],
)
def test_the_trail_does_not_tell_who_is_in_a_closed_group(cast, groups, own):
    submission = SubmissionFactory(
        review=cast.review, groups=[cast[name] for name in groups]
    )
    section = SectionFactory(submission=submission, group=cast[groups[0]])

    found = queries.trail_of(text_of(section))

    assert found == {"review": cast.review, "group": cast[own]}


@pytest.mark.parametrize("count", [1, 3])
def test_showing_threads_asks_the_same_however_many(text, cast, now, count):
    for number in range(count):
        thread = say(text, cast.bob, f"{number} @Carol")
        answer(thread, cast.carol, f"Answer {number}")
    loaded = Text.objects.visible_to(cast.bob).for_page().get(pk=text.pk)

    with CaptureQueriesContext(connection) as asked:
        shown(loaded, cast.bob, now)

    assert len(asked) == 6
