"""Drafts taken to the room: put, counted, answered by phones, summed by region."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from audit.models import Entry
from consultations import room
from consultations.models import Finding, Reaction, Tabled
from consultations.room_results import Tally, by_region, in_a_sentence, said_to
from tests.factories import UserFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory, TabledFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db):
    return EventFactory()


@pytest.fixture
def dan(db):
    return UserFactory()


def put(event, dan, now, words="Open a shelter"):
    return room.put_on_table(event=event, words={"en": words}, actor=dan, at=now)


def hands(tabled, dan, now, *numbers, seen=(0, 0, 0), remark=""):
    answers = list(Reaction.Answer)
    room.count_hands(
        tabled=tabled,
        hands=dict(zip(answers, numbers, strict=True)),
        seen=dict(zip(answers, seen, strict=True)),
        remark=remark,
        language="ru",
        actor=dan,
        at=now,
    )


def phone(event, tabled, answer, now, *, key=None, remark=""):
    return room.answer_by_phone(
        event=event,
        client_key=key or uuid4(),
        answers={tabled.pk: (answer, remark)},
        language="ky",
        at=now,
    )


# The list


def test_a_draft_stands_in_the_words_in_which_it_was_put(event, dan, now):
    tabled = put(event, dan, now, " Open a shelter ")

    assert (tabled.order, tabled.text_en, tabled.tabled_at) == (
        1,
        "Open a shelter",
        now,
    )
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_id) == ("draft.tabled", event.pk)


def test_a_meeting_takes_twelve(event, dan, now):
    for number in range(12):
        put(event, dan, now, f"Draft {number}")

    with pytest.raises(room.CannotTable, match="up to twelve"):
        put(event, dan, now)
    assert list(event.tabled.order_by("order").values_list("order", flat=True)) == list(
        range(1, 13)
    )


def test_a_meeting_that_is_over_takes_none(event, dan, now):
    event.closed_at = now
    event.save(update_fields=["closed_at"])

    with pytest.raises(room.CannotTable, match="over"):
        put(event, dan, now)


@pytest.mark.parametrize("sensitivity", Finding.Sensitivity.values)
def test_only_what_the_coalition_may_know_goes_to_a_room(event, dan, now, sensitivity):
    finding = FindingFactory(event=event, sensitivity=sensitivity)
    terms = {"event": event, "finding": finding, "actor": dan, "at": now}

    if sensitivity in {"open", "coalition"}:
        assert room.put_finding_on_table(**terms).text_ky == finding.text_ky
        with pytest.raises(room.CannotTable, match="already"):
            room.put_finding_on_table(**terms)
    else:
        with pytest.raises(room.CannotTable, match="few"):
            room.put_finding_on_table(**terms)
    assert Tabled.objects.count() == (sensitivity in {"open", "coalition"})


def test_those_behind_one_that_is_taken_off_move_up(event, dan, now):
    drafts = [put(event, dan, now, word) for word in "abc"]
    room.take_off_table(tabled=drafts[1], actor=dan, at=now)

    assert list(event.tabled.order_by("order").values_list("text_en", "order")) == [
        ("a", 1),
        ("c", 2),
    ]


def test_what_somebody_answered_stays(event, dan, now):
    tabled = put(event, dan, now)
    phone(event, tabled, "true", now)

    with pytest.raises(room.CannotTakeOff, match="answered"):
        room.take_off_table(tabled=tabled, actor=dan, at=now)
    assert Tabled.objects.get() == tabled


# Hands


def test_hands_are_counted_and_counted_anew(event, dan, now):
    tabled = put(event, dan, now)
    hands(tabled, dan, now, 12, 0, 3, remark="жолго   чейин 40 км")
    hands(tabled, dan, now, 11, 1, 3, seen=(12, 0, 3), remark="")

    said = said_to([tabled.pk], with_remarks=True)[tabled.pk]
    assert said.hands == Tally(true=11, not_so=1, different=3)
    assert (said.phones, list(said.remarks)) == (Tally(), [])


def test_nobody_writes_over_hands_that_she_has_not_seen(event, dan, now):
    tabled = put(event, dan, now)
    hands(tabled, dan, now, 12, 0, 3)

    with pytest.raises(room.CannotCount) as refusal:
        hands(tabled, dan, now, 5, 5, 5)

    assert refusal.value.theirs == {"true": 12, "not": 0, "different": 3}
    assert said_to([tabled.pk], with_remarks=False)[tabled.pk].hands.true == 12


# Phones


def test_a_phone_answers_once_and_may_change_it(event, dan, now):
    tabled, key = put(event, dan, now), uuid4()
    phone(event, tabled, "true", now, key=key)
    phone(event, tabled, "different", now, key=key, remark="Бизде мугалим жок")
    phone(event, tabled, "true", now)

    said = said_to([tabled.pk], with_remarks=True)[tabled.pk]
    assert said.phones == Tally(true=1, different=1)
    assert [(one.text, one.language) for one in said.remarks] == [
        ("Бизде мугалим жок", "ky")
    ]


def test_hands_and_phones_are_apart_and_summed(event, dan, now):
    tabled = put(event, dan, now)
    hands(tabled, dan, now, 4, 1, 0)
    phone(event, tabled, "true", now)

    said = said_to([tabled.pk], with_remarks=False)[tabled.pk]
    assert (said.hands.true, said.phones.true, said.both.true) == (4, 1, 5)
    assert said.rows[0]["count"] == 5
    assert said.both.total == 6


def test_a_phone_answers_nothing_of_another_meeting(event, dan, now):
    other = TabledFactory()

    with pytest.raises(room.CannotReact, match="at least one"):
        phone(event, other, "true", now)
    assert not Reaction.objects.exists()


def test_after_the_meeting_no_phone_is_counted(event, dan, now):
    tabled = put(event, dan, now)
    event.closed_at = now
    event.save(update_fields=["closed_at"])

    with pytest.raises(room.CannotReact, match="over"):
        phone(event, tabled, "true", now)


def test_the_trail_of_a_phone_names_nobody(event, dan, now):
    tabled = put(event, dan, now)
    phone(event, tabled, "not", now, remark="secret words")

    entry = Entry.objects.get(verb="draft.answered")
    assert (entry.actor_id, entry.via, entry.subject_id) == (None, "link", event.pk)


def at_once(*actions):
    """All of them in the same moment; what they raised, if anything."""
    gate = threading.Barrier(len(actions))
    wrong = []

    def act(action):
        try:
            gate.wait(timeout=20)
            action()
        except Exception as error:  # noqa: BLE001 -- whatever it was is the answer
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[action]) for action in actions]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return wrong


@pytest.mark.django_db(transaction=True)
def test_taps_of_one_phone_at_once_count_once(event, dan, now):
    tabled, key = put(event, dan, now), uuid4()

    wrong = at_once(
        *(
            lambda answer=answer: phone(event, tabled, answer, now, key=key)
            for answer in ("true", "true", "not", "different")
        )
    )

    assert wrong == []
    assert Reaction.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_count_hands_at_once_the_second_is_told(event, dan, now):
    tabled = put(event, dan, now)

    wrong = at_once(
        lambda: hands(tabled, dan, now, 9, 1, 0),
        lambda: hands(tabled, dan, now, 8, 2, 0),
    )

    assert [type(one) for one in wrong] == [room.CannotCount]
    kept = said_to([tabled.pk], with_remarks=False)[tabled.pk].hands
    assert kept.total == 10


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_the_twelfth_at_once_one_is_refused(event, dan, now):
    for number in range(11):
        put(event, dan, now, f"Draft {number}")

    wrong = at_once(*(lambda: put(event, dan, now, "The last") for _one in "ab"))

    assert [type(one) for one in wrong] == [room.CannotTable]
    assert event.tabled.count() == 12


# What rooms said


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        (Tally(), ""),
        (Tally(true=3, not_so=2), "true"),
        (Tally(true=1, not_so=2), "not"),
        (Tally(true=1, different=2), "different"),
        (Tally(true=2, different=2), "divided"),
        (Tally(true=2, not_so=2, different=2), "divided"),
        (Tally(true=3, not_so=2, different=2), "true"),
    ],
)
def test_a_room_says_what_most_say_and_a_tie_is_said(tally, verdict):
    assert tally.verdict == verdict


def test_regions_are_summed_over_their_meetings(dan, now, django_assert_num_queries):
    naryn, batken = (
        RegionFactory(name_en=name, order=place)
        for place, name in enumerate(("Naryn", "Batken"))
    )
    drafts = []
    for region, numbers in (
        (naryn, (5, 0, 4)),
        (naryn, (0, 0, 2)),
        (batken, (9, 0, 0)),
        (None, (1, 1, 0)),
        (batken, None),
    ):
        tabled = TabledFactory(event=EventFactory(region=region), order=1)
        drafts.append(tabled)
        if numbers:
            hands(tabled, dan, now, *numbers)
    with django_assert_num_queries(1):
        said = said_to([one.pk for one in drafts], with_remarks=False)

    results = by_region(drafts, said)

    assert [(one.region, one.tally.verdict) for one in results] == [
        (naryn, "different"),
        (batken, "true"),
        (None, "divided"),
    ]
    assert in_a_sentence(results) == (
        "Confirmed: Batken. Different: Naryn. Divided: without a place."
    )
