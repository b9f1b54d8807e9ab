"""Asking for feedback, answering, withdrawing: what the actions promise."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from accounts.models import Opening
from audit.models import Entry
from comments import actions, feedback, recording
from comments.models import FeedbackRequest
from factsheets.models import Factsheet
from groups.actions import remove_member
from notifications.models import Notification
from notifications.queries import newest
from proposals.models import Proposal
from reviews.actions import end_role
from reviews.models import Role
from submissions.models import Text
from submissions.models.drafting import Level
from tests.factories import MembershipFactory, RoleFactory
from tests.factories.comments import say
from tests.factories.factsheets import FactsheetFactory
from tests.factories.feedback import ask_adviser, ask_group, ask_guest, asked
from tests.factories.proposals import ProposalFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db
KINDS = ("text", "factsheet", "proposal")
FINE, POINTS, COMMENTS = "fine", "points", "comments"


@pytest.fixture
def own(cast):
    """A text of Bob's group alone, so that Carol's may be asked."""
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    return text_of(SectionFactory(submission=submission))


@pytest.fixture
def subjects(cast, own):
    return {
        "text": own,
        "factsheet": FactsheetFactory(group=cast.first),
        "proposal": ProposalFactory(group=cast.first),
    }


@pytest.fixture
def rapporteur(cast):
    """Of the second group, which had none."""
    return MembershipFactory(
        group=cast.second, role="rapporteur", user__full_name="Olga"
    ).user


def sees(person, subject):
    return type(subject).objects.visible_to(person).filter(pk=subject.pk).exists()


def kinds_told(person):
    return [notice.kind for notice in newest(person)]


def answer(request, by, kind=FINE, *, at, points=()):
    return feedback.answer(request=request, kind=kind, points=points, by=by, at=at)


# Asking


@pytest.mark.parametrize("kind", KINDS)
def test_an_adviser_may_open_exactly_what_she_is_asked_about(cast, subjects, kind, now):
    others = [FactsheetFactory(group=cast.first), ProposalFactory(group=cast.first)]
    others += [subject for name, subject in subjects.items() if name != kind]
    assert not sees(cast.eve, subjects[kind])

    request = ask_adviser(subjects[kind], cast.eve, by=cast.bob)

    assert sees(cast.eve, subjects[kind])
    assert not any(sees(cast.eve, other) for other in others)
    assert request in FeedbackRequest.objects.visible_to(cast.eve)
    assert kinds_told(cast.eve) == ["feedback.wanted"]
    assert (
        Entry.objects.filter(verb="feedback.asked", actor_id=cast.bob.pk).count() == 1
    )


def test_an_adviser_comments_on_the_text_and_writes_nothing(cast, own):
    ask_adviser(own, cast.eve, by=cast.bob)

    seen = Text.objects.visible_to(cast.eve).get(pk=own.pk)

    assert seen.level == Level.COMMENT
    assert seen.is_seen_from_outside


def test_of_a_group_each_present_rapporteur_is_asked(cast, own, rapporteur):
    second = MembershipFactory(group=cast.second, role="rapporteur").user

    request = ask_group(own, cast.second, by=cast.bob)

    assert set(request.openings.values_list("user", flat=True)) == {
        rapporteur.pk,
        second.pk,
    }
    assert not sees(cast.carol, own)  # a drafter
    assert kinds_told(rapporteur) == kinds_told(second) == ["feedback.wanted"]


def test_a_guest_is_asked_by_a_link_that_is_kept_nowhere(cast, own):
    request, token = ask_guest(own, by=cast.bob)

    opening = request.openings.get()
    assert opening.label == "Professor"
    assert opening.may_comment
    assert token not in str(Opening.objects.values().get())


def test_a_group_without_a_rapporteur_cannot_be_asked(cast, own):
    with pytest.raises(feedback.CannotAsk, match="Nobody answers"):
        ask_group(own, cast.second, by=cast.bob)

    assert not FeedbackRequest.objects.exists()


@pytest.mark.parametrize("group", ["first", "confidential", "institution", "elsewhere"])
def test_these_groups_cannot_be_asked(cast, own, group):
    """Those who write it; one whose people must stay unknown; one behind the wall;
    one of another review."""
    with pytest.raises(feedback.CannotAsk, match="cannot be asked"):
        ask_group(own, cast[group], by=cast.bob)


def test_what_an_institution_writes_is_shown_to_guests_alone(cast, rapporteur):
    proposal = ProposalFactory(group=cast.institution)

    with pytest.raises(feedback.CannotAsk):
        ask_adviser(proposal, cast.eve, by=cast.frank)
    with pytest.raises(feedback.CannotAsk):
        ask_group(proposal, cast.second, by=cast.frank)
    assert ask_guest(proposal, by=cast.frank)


def test_only_advisers_of_the_review_are_asked_as_advisers(cast, own):
    elsewhere = RoleFactory(role="adviser", review=cast.elsewhere.review)
    facilitator = Role.objects.get(user=cast.dan, role="facilitator")

    for role in (elsewhere, facilitator):
        with pytest.raises(feedback.CannotAsk):
            feedback.ask_adviser(
                subject=own, role=role, asked=asked(), actor=cast.bob, at=own.created_at
            )


@pytest.mark.parametrize(
    ("question", "days"), [("", 5), ("  \x00 ", 5), ("x" * 501, 5), ("Fine?", -1)]
)
def test_ask_refuses(cast, own, now, question, days):
    with pytest.raises(feedback.CannotAsk):
        ask_adviser(own, cast.eve, by=cast.bob, question=question, days=days, at=now)

    assert not Opening.objects.exists()


def test_ask_refuses_a_day_that_no_opening_reaches(cast, own, now):
    assert ask_guest(own, by=cast.bob, days=179, at=now)
    with pytest.raises(feedback.CannotAsk, match="180"):
        ask_guest(own, by=cast.bob, days=181, at=now)


def test_the_day_is_that_of_who_asks(cast, own, now):
    """In Bishkek it is tomorrow already while it is still today in New York."""
    noon = now.replace(hour=20, minute=0)
    cast.bob.time_zone = "Asia/Bishkek"

    with pytest.raises(feedback.CannotAsk, match="over already"):
        ask_guest(own, by=cast.bob, days=0, at=noon)
    cast.bob.time_zone = "America/New_York"
    assert ask_guest(own, by=cast.bob, days=0, at=noon)


def test_an_adviser_is_asked_again_only_after_the_answer(cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    with pytest.raises(feedback.CannotAsk, match="already"):
        ask_adviser(own, cast.eve, by=cast.bob)
    twin = FeedbackRequest.objects.get()
    twin.pk = uuid4()
    with pytest.raises(IntegrityError, match="adviser_once"), transaction.atomic():
        twin.save(force_insert=True)

    answer(request, cast.eve, at=now)

    assert ask_adviser(own, cast.eve, by=cast.bob, at=now)


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_ask_once(cast, own, now):
    def click(_number):
        try:
            ask_adviser(own, cast.eve, by=cast.bob, at=now)
        except feedback.CannotAsk:
            return 0
        else:
            return 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as clicks:
        taken = sum(clicks.map(click, range(3)))

    assert (taken, FeedbackRequest.objects.count()) == (1, 1)
    assert Opening.objects.count() == 1


def test_the_trail_and_the_notices_name_nobody_and_say_nothing(cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob, question="Secretquestion?")
    answer(request, cast.eve, POINTS, points=["Secretpoint"], at=now)

    kept = f"{list(Entry.objects.values())}{list(Notification.objects.values())}"
    assert not {"Secretquestion", "Secretpoint", "Eve", "Bob"} & set(kept.split("'"))
    assert "Secret" not in kept


# Answering


@pytest.mark.parametrize(
    ("kind", "points"), [(FINE, []), (POINTS, ["One", "Two", "Three"])]
)
def test_who_asked_hears_of_the_answer_once(cast, own, now, kind, points):
    request = ask_adviser(own, cast.eve, by=cast.bob)

    for _click in range(2):
        answered = answer(request, cast.eve, kind, points=[*points, "  "], at=now)

    assert (answered.state, answered.answer) == ("answered", kind)
    assert (answered.points, answered.answered_at) == (points, now)
    assert kinds_told(cast.bob) == ["feedback.given"]
    assert Entry.objects.filter(verb="feedback.answered").count() == 1


def test_comments_are_an_answer_once_there_is_one(cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    with pytest.raises(feedback.CannotAnswer, match="no comment of yours"):
        answer(request, cast.eve, COMMENTS, at=now)

    thread = say(own, cast.eve)
    assert answer(request, cast.eve, COMMENTS, at=now).answer == COMMENTS

    again, _token = ask_guest(own, by=cast.bob)
    with pytest.raises(feedback.CannotAnswer, match="no comment of yours"):
        answer(again, again.openings.get(), COMMENTS, at=now)
    actions.remove(comment=thread.comments.get(), by=cast.eve, at=now)


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        (POINTS, []),
        (POINTS, ["", "  "]),
        (POINTS, ["1", "2", "3", "4"]),
        (POINTS, ["x" * 401]),
        (FINE, ["But"]),
    ],
)
def test_answer_refuses(cast, own, now, kind, points):
    request = ask_adviser(own, cast.eve, by=cast.bob)

    with pytest.raises(feedback.CannotAnswer):
        answer(request, cast.eve, kind, points=points, at=now)

    request.refresh_from_db()
    assert request.is_waiting
    assert kinds_told(cast.bob) == []


def test_nobody_answers_who_is_not_asked(cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    _other, _token = ask_guest(own, by=cast.bob)

    for by in (cast.bob, cast.alice, cast.dan, _other.openings.get()):
        with pytest.raises(feedback.CannotAnswer, match="not asked"):
            answer(request, by, at=now)


def test_the_first_answer_is_the_groups(cast, own, rapporteur, now):
    second = MembershipFactory(group=cast.second, role="rapporteur").user
    request = ask_group(own, cast.second, by=cast.bob)

    answer(request, rapporteur, POINTS, points=["Shorter"], at=now)

    with pytest.raises(feedback.CannotAnswer, match="answered already"):
        answer(request, second, FINE, at=now)
    request.refresh_from_db()
    assert request.points == ["Shorter"]


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(cast, own, rapporteur, now):
    second = MembershipFactory(group=cast.second, role="rapporteur").user
    request = ask_group(own, cast.second, by=cast.bob)

    def click(person):
        try:
            answer(request, person, POINTS, points=[person.full_name], at=now)
        except feedback.CannotAnswer:
            return 0
        else:
            return 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as clicks:
        taken = sum(clicks.map(click, [rapporteur, second]))

    assert taken == 1
    assert kinds_told(cast.bob) == ["feedback.given"]


# Withdrawing, and what ends by itself


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawn_request_opens_nothing_from_then_on(cast, subjects, kind, now):
    subject = subjects[kind]
    request = ask_adviser(subject, cast.eve, by=cast.bob)

    for _click in range(2):
        request = feedback.withdraw(request=request, actor=cast.bob, at=now)

    assert (request.state, request.withdrawn_at) == ("withdrawn", now)
    assert not sees(cast.eve, subject)
    assert request not in FeedbackRequest.objects.visible_to(cast.eve)
    assert newest(cast.eve) == []
    assert Entry.objects.filter(verb="feedback.withdrawn").count() == 1
    with pytest.raises(feedback.CannotAnswer):
        answer(request, cast.eve, at=now)


def test_an_answer_stays_when_it_is_closed_again(cast, own, now):
    request = ask_adviser(own, cast.eve, by=cast.bob)
    answer(request, cast.eve, POINTS, points=["Shorter"], at=now)
    assert sees(cast.eve, own)

    request = feedback.withdraw(request=request, actor=cast.bob, at=now)

    assert (request.state, request.points) == ("answered", ["Shorter"])
    assert not sees(cast.eve, own)


def test_withdrawing_closes_it_to_every_rapporteur_and_guest(
    cast, own, rapporteur, now
):
    of_group = ask_group(own, cast.second, by=cast.bob)
    of_guest, token = ask_guest(own, by=cast.bob)

    for request in (of_group, of_guest):
        feedback.withdraw(request=request, actor=cast.bob, at=now)

    assert not sees(rapporteur, own)
    assert Opening.objects.opened_with(token, at=now) is None


def test_what_was_opened_ends_with_the_advisers_role(cast, own, now):
    ask_adviser(own, cast.eve, by=cast.bob)
    other = RoleFactory(review=cast.review, user=cast.eve, role="facilitator")

    end_role(role=other, actor=cast.alice, at=now)
    assert sees(cast.eve, own)
    end_role(role=Role.objects.get(user=cast.eve), actor=cast.alice, at=now)

    assert not sees(cast.eve, own)
    assert not FeedbackRequest.objects.visible_to(cast.eve).exists()
    assert Entry.objects.filter(verb="opening.ended").count() == 1
    [request] = FeedbackRequest.objects.about(own).with_openness()
    assert not request.is_open


def test_what_was_opened_ends_with_the_membership(cast, own, rapporteur, now):
    MembershipFactory(group=cast.second, role="rapporteur")
    ask_group(own, cast.second, by=cast.bob)
    membership = rapporteur.memberships.get()

    remove_member(membership=membership, actor=cast.alice, at=now)

    assert not sees(rapporteur, own)
    [request] = FeedbackRequest.objects.about(own).with_openness()
    assert request.is_open  # to the other one


@pytest.mark.django_db(transaction=True)
def test_who_is_put_out_while_being_asked_sees_nothing(cast, own, now):
    role = Role.objects.get(user=cast.eve)

    def ask(_):
        try:
            ask_adviser(own, cast.eve, by=cast.bob, at=now)
        except (feedback.CannotAsk, Role.DoesNotExist):
            pass
        finally:
            connections.close_all()

    def end(_):
        try:
            end_role(role=role, actor=cast.alice, at=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda do: do(0), [ask, end]))

    assert not sees(cast.eve, own)


# Reminding


def reminded(person):
    return Notification.objects.filter(recipient=person, kind="feedback.due").count()


def test_a_reminder_comes_once_the_day_before(cast, own, now):
    asked_at = now.replace(hour=12)
    ask_adviser(own, cast.eve, by=cast.bob, days=5, at=asked_at)

    recording.remind(at=asked_at + timedelta(days=3))
    assert reminded(cast.eve) == 0
    for hours in (0, 1, 20):
        recording.remind(at=asked_at + timedelta(days=4, hours=hours))

    assert reminded(cast.eve) == 1
    assert reminded(cast.bob) == 0


def test_who_was_asked_today_for_tomorrow_is_not_reminded_today(cast, own, now):
    asked_at = now.replace(hour=8)
    ask_adviser(own, cast.eve, by=cast.bob, days=1, at=asked_at)

    recording.remind(at=asked_at + timedelta(hours=2))
    assert reminded(cast.eve) == 0
    recording.remind(at=asked_at + timedelta(hours=25))
    assert reminded(cast.eve) == 1


@pytest.mark.parametrize("why", ["answered", "withdrawn", "put out"])
def test_nobody_is_reminded_of_what_does_not_wait(cast, own, now, why):
    asked_at = now.replace(hour=12)
    request = ask_adviser(own, cast.eve, by=cast.bob, days=5, at=asked_at)
    if why == "answered":
        answer(request, cast.eve, at=asked_at)
    elif why == "withdrawn":
        feedback.withdraw(request=request, actor=cast.bob, at=asked_at)
    else:
        end_role(role=Role.objects.get(user=cast.eve), actor=cast.alice, at=asked_at)

    recording.remind(at=asked_at + timedelta(days=4))

    assert reminded(cast.eve) == 0


# Who knows of it


@pytest.mark.parametrize(
    ("name", "knows"),
    [
        ("alice", True),
        ("bob", True),
        ("eve", True),
        ("carol", False),
        ("dan", False),
        ("frank", False),
        ("grace", False),
        ("heidi", False),
        ("ivan", False),
        ("anonymous", False),
    ],
)
def test_a_request_is_known_to_both_sides_alone(cast, own, name, knows):
    request = ask_adviser(own, cast.eve, by=cast.bob)

    visible = FeedbackRequest.objects.visible_to(cast[name])

    assert visible.filter(pk=request.pk).exists() == knows


def test_what_was_opened_is_not_ones_own_work(cast, subjects):
    for subject in subjects.values():
        ask_adviser(subject, cast.eve, by=cast.bob)

    for model in (Text, Factsheet, Proposal):
        assert not model.objects.worked_on_by(cast.eve).exists()
        assert model.objects.worked_on_by(cast.bob).exists()
        assert not model.objects.worked_on_by(cast.anonymous).exists()


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"question": ""}, "asks_something"),
        ({"state": "answered"}, "answered_at_a_moment"),
        ({"answer": "fine"}, "answered_at_a_moment"),
        ({"state": "withdrawn"}, "withdrawn_at_a_moment"),
        ({"points": ["One"]}, "one_to_three_points"),
    ],
)
def test_the_table_refuses_what_cannot_be(cast, own, changes, name):
    request = ask_adviser(own, cast.eve, by=cast.bob)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        FeedbackRequest.objects.filter(pk=request.pk).update(**changes)
