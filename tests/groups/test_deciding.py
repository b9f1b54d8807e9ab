"""What a group decides: who is asked, who answers, what is written down."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from audit.models import Entry
from groups import deciding
from groups.models import Decision, Voice
from groups.queries import shown_decision
from notifications.models import Notification
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.factories.roadmaps import DecisionFactory, VoiceFactory

pytestmark = pytest.mark.django_db


def put(group, actor, now, *, members=None, organisations=(), **fields):
    words = {"question": "Own or joint?", "options": ["Own", "Joint"], **fields}
    return deciding.ask_to_decide(
        decision=Decision(group=group, **words),
        members=group.memberships.all() if members is None else members,
        organisations=organisations,
        language="en",
        actor=actor,
        at=now,
    )


def test_whoever_is_asked_hears_of_it_once(cast, now):
    other = MembershipFactory(group=cast.first, role="reader").user

    decision = put(cast.first, cast.bob, now, organisations=["Kylym", " Kylym ", ""])

    assert {voice.user for voice in decision.voices.all()} == {cast.bob, other, None}
    assert [voice.organisation for voice in decision.voices.filter(user=None)] == [
        "Kylym"
    ]
    told = Notification.objects.filter(kind="decision.wanted")
    assert [notice.recipient for notice in told] == [other]


def test_somebody_has_to_be_asked(cast, now):
    with pytest.raises(deciding.CannotAsk):
        put(cast.first, cast.bob, now, members=[])


def test_only_members_of_the_group_are_asked(cast, now):
    stranger = MembershipFactory(group=cast.second)

    with pytest.raises(deciding.CannotAsk):
        put(cast.first, cast.bob, now, members=[stranger])


def test_an_answer_can_be_changed_until_it_is_decided(cast, now):
    decision = put(cast.first, cast.bob, now)

    deciding.answer(decision=decision, answer=0, by=cast.bob, at=now)
    deciding.answer(decision=decision, answer=1, by=cast.bob, at=now)
    assert decision.voices.get(user=cast.bob).answer == 1
    deciding.decide(
        decision=decision,
        result=1,
        why="Shorter.",
        language="en",
        actor=cast.bob,
        at=now,
    )
    with pytest.raises(deciding.CannotAnswer):
        deciding.answer(decision=decision, answer=0, by=cast.bob, at=now)

    assert decision.voices.get(user=cast.bob).answer == 1


@pytest.mark.parametrize("answer", [-1, 2, 99])
def test_only_what_is_offered_is_an_answer(cast, now, answer):
    decision = put(cast.first, cast.bob, now)

    with pytest.raises(deciding.CannotAnswer):
        deciding.answer(decision=decision, answer=answer, by=cast.bob, at=now)


def test_who_was_not_asked_does_not_answer(cast, now):
    decision = put(cast.first, cast.bob, now)
    late = MembershipFactory(group=cast.first).user

    with pytest.raises(deciding.CannotAnswer):
        deciding.answer(decision=decision, answer=0, by=late, at=now)


def test_for_an_organisation_it_is_noted_and_for_a_member_not(cast, now):
    decision = put(cast.first, cast.bob, now, organisations=["Kylym"])
    named = decision.voices.get(user=None)

    deciding.note_answer(
        decision=decision, voice=named, answer=1, actor=cast.bob, at=now
    )
    with pytest.raises(deciding.CannotAnswer):
        deciding.note_answer(
            decision=decision,
            voice=decision.voices.get(user=cast.bob),
            answer=1,
            actor=cast.bob,
            at=now,
        )

    named.refresh_from_db()
    assert (named.answer, named.noted_by) == (1, cast.bob)


def test_what_is_decided_says_why_and_tells_whoever_was_asked(cast, now):
    other = MembershipFactory(group=cast.first).user
    decision = put(cast.first, cast.bob, now)
    said = {"decision": decision, "language": "en", "actor": cast.bob, "at": now}

    with pytest.raises(deciding.CannotDecide):
        deciding.decide(result=0, why=" \r\n ", **said)
    decided = deciding.decide(result=None, why="Нет времени.", **said)
    with pytest.raises(deciding.CannotDecide):
        deciding.decide(result=0, why="Again", **said)

    assert (decided.result, decided.why_language) == (None, "ru")
    told = Notification.objects.filter(kind="decision.known")
    assert [notice.recipient for notice in told] == [other]
    assert Entry.objects.filter(
        verb="decision.decided", group_id=cast.first.pk
    ).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"options": ["one"]},
        {"options": []},
        {"question": ""},
        {"state": "decided"},
        {"result": 1},
        {"why": "early"},
    ],
)
def test_the_database_refuses_half_a_decision(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionFactory(**fields)


def test_a_voice_is_of_one(cast):
    decision = DecisionFactory()
    for fields in (
        {"user": None},
        {"organisation": "Kylym"},
        {"answer": 1},
        {"noted_by": cast.bob},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            VoiceFactory(decision=decision, **fields)


def test_who_answered_what_is_seen_inside_the_group_alone(cast, now):
    decision = put(cast.first, cast.bob, now)
    deciding.answer(decision=decision, answer=1, by=cast.bob, at=now)

    inside = shown_decision(decision, user=cast.bob, at=now)
    coordinator = shown_decision(decision, user=cast.alice, at=now)

    assert [voice.user for voice in inside.voices] == [cast.bob]
    assert coordinator.voices == []
    assert [option.count for option in coordinator.options] == [0, 1]
    assert Voice.objects.visible_to(cast.bob).count() == 1
    assert not Voice.objects.visible_to(cast.alice).exists()
    assert not Decision.objects.visible_to(cast.carol).exists()


@pytest.mark.django_db(transaction=True)
def test_of_an_answer_and_the_end_at_once_none_is_half(now):
    group = GroupFactory()
    bob = MembershipFactory(group=group, role="rapporteur").user
    decision = put(group, bob, now)

    def work(act):
        try:
            act()
        except (deciding.CannotAnswer, deciding.CannotDecide):
            return "refused"
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        ends = [
            pool.submit(
                work,
                lambda: deciding.decide(
                    decision=decision,
                    result=0,
                    why="Time.",
                    language="en",
                    actor=bob,
                    at=now,
                ),
            )
            for _ in range(2)
        ]
        assert sorted(end.result() for end in ends) == ["kept", "refused"]

    assert UserFactory._meta.model.objects.filter(pk=bob.pk).exists()
