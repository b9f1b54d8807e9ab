"""Totals: typed, tapped, never a list of people."""

import threading

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from consultations import counting
from consultations.counting import Change
from consultations.models import Event, Headcount
from tests.factories import ReviewFactory, RoleFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory
from tests.factories.events import counted

pytestmark = pytest.mark.django_db
WOMEN = ("gender", "women")


@pytest.fixture
def event(cast):
    RegionFactory(state=cast.review.state, code="KG-N")
    return EventFactory(host=cast.first, facilitators=[cast.dan])


def of(event, name="counts"):
    return reverse(f"consultations:{name}", args=[event.review_id, event.pk])


def counts(event):
    rows = Headcount.objects.filter(event=event)
    return {(row.dimension, row.value): row.count for row in rows}


def test_totals_are_typed_and_any_may_stay_empty(client, event, cast):
    client.force_login(cast.dan)

    client.post(of(event), {"gender-women": "31", "region-KG-N": "0", "total": "40"})

    assert counts(event) == {WOMEN: 31, ("region", "KG-N"): 0}
    event.refresh_from_db()
    assert event.total == 40
    assert Entry.objects.get(verb="event.counted").actor_id == cast.dan.pk


def test_a_number_is_taken_out_again(client, event, cast):
    counted(event, gender={"women": 31})
    client.force_login(cast.dan)

    client.post(of(event), {"gender-women": "", "seen-gender-women": "31"})

    assert counts(event) == {}


@pytest.mark.parametrize("wrong", ["-1", "100001", "many", "1.5"])
def test_what_is_no_number_is_refused(client, event, cast, wrong):
    client.force_login(cast.dan)

    response = client.post(of(event), {"gender-women": wrong, "gender-men": "3"})

    assert response.context["form"].errors["gender-women"]
    assert counts(event) == {}


@pytest.mark.parametrize(
    "field", ["gender-unicorns", "name-Anna", "region-KG-XX", "email-women"]
)
def test_nothing_but_known_totals_is_kept(client, event, cast, field):
    client.force_login(cast.dan)
    client.post(of(event), {field: "5"})
    assert counts(event) == {}


def test_what_somebody_tapped_meanwhile_is_not_overwritten(client, event, cast, now):
    counted(event, gender={"women": 10, "men": 4})
    client.force_login(cast.dan)
    mine = {
        "gender-women": "12",
        "seen-gender-women": "10",
        "gender-men": "4",
        "seen-gender-men": "4",
        "total": "20",
    }
    for key in (WOMEN, ("gender", "men")):
        counting.tap(event=event, key=key, up=True, actor=cast.bob, at=now)

    response = client.post(of(event), mine)

    assert counts(event) == {WOMEN: 11, ("gender", "men"): 5}
    form = response.context["form"]
    assert form.errors["gender-women"] == ["Now 11 stands here."]
    assert form["gender-women"].value() == "12"
    assert form["gender-men"].value() == 5
    again = {bound.name: bound.value() or "" for bound in form}
    assert client.post(of(event), again).status_code == 302
    assert counts(event) == {WOMEN: 12, ("gender", "men"): 5}
    event.refresh_from_db()
    assert event.total == 20


def test_the_number_in_all_is_guarded_too(client, event, cast):
    Event.objects.update(total=7)
    client.force_login(cast.dan)

    response = client.post(of(event), {"total": "9", "seen-total": "5"})

    assert response.context["form"].errors["total"] == ["Now 7 stands here."]
    event.refresh_from_db()
    assert event.total == 7


def test_a_tap_counts_one(client, event, cast):
    client.force_login(cast.dan)
    tap = {"dimension": "gender", "value": "women"}

    for do in ("up", "up", "up", "down"):
        response = client.post(of(event, "tap"), tap | {"do": do})

    assert counts(event) == {WOMEN: 2}
    assert response.url == f"{of(event, 'door')}?of=gender#gender-women"
    assert ">2<" in client.get(of(event, "door")).text


def test_a_tap_of_the_script_is_answered_with_the_number(client, event, cast):
    client.force_login(cast.dan)
    tap = {"dimension": "gender", "value": "women", "do": "up"}

    response = client.post(
        of(event, "tap"), tap, headers={"Accept": "application/json"}
    )

    assert response.json() == {"count": 1}


def test_taps_stop_at_nothing(client, event, cast):
    client.force_login(cast.dan)
    tap = {"dimension": "gender", "value": "women", "do": "down"}
    client.post(of(event, "tap"), tap)
    assert counts(event) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"dimension": "name"},
        {"value": "Anna"},
        {"do": "sideways"},
        {"dimension": ""},
        {"value": "x" * 300},
    ],
)
def test_what_cannot_be_counted_is_not(client, event, cast, wrong):
    client.force_login(cast.dan)
    tap = {"dimension": "gender", "value": "women", "do": "up"} | wrong
    assert client.post(of(event, "tap"), tap).status_code == 302
    assert counts(event) == {}


def test_the_trail_says_who_counted_and_not_when_each_person_came(event, cast, now):
    for _person in range(5):
        counting.tap(event=event, key=WOMEN, up=True, actor=cast.dan, at=now)
    counting.tap(event=event, key=WOMEN, up=True, actor=cast.bob, at=now)

    entries = Entry.objects.filter(verb="event.counted")
    assert entries.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_phones_that_tap_at_once_no_tap_is_lost(now):
    review = ReviewFactory()
    people = [RoleFactory(review=review).user for _phone in range(4)]
    event = EventFactory(review=review)
    start = threading.Barrier(len(people))

    def tap(person):
        start.wait()
        for _person in range(15):
            counting.tap(event=event, key=WOMEN, up=True, actor=person, at=now)
        connection.close()

    phones = [threading.Thread(target=tap, args=[person]) for person in people]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()

    assert counts(event) == {WOMEN: 60}


def test_of_two_who_type_at_once_the_second_is_told(event, cast, now):
    first = {WOMEN: Change(seen=None, wanted=10)}
    total = Change(seen=None, wanted=None)
    common = {"event": event, "total": total, "at": now}
    counting.keep_counts(counts=first, actor=cast.bob, **common)

    with pytest.raises(counting.CannotCount) as refusal:
        counting.keep_counts(
            counts={WOMEN: Change(seen=None, wanted=12)}, actor=cast.dan, **common
        )

    assert refusal.value.theirs == {WOMEN: 10}
    assert counts(event) == {WOMEN: 10}


def test_there_is_no_place_for_a_participants_name():
    """Of all that belongs to a meeting, what can hold words is named here."""
    words = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("consultations").get_models()
        if model.__name__ in {"Event", "Headcount", "Facilitation", "Aim"}
        for field in model._meta.get_fields()
        if field.get_internal_type() in {"CharField", "TextField", "JSONField"}
        and not getattr(field, "choices", None)
    }
    assert words == {
        *("Event.title", "Event.place", "Event.zone", "Event.notes"),
        "Event.recording_url",
        *("Headcount.value", "Aim.value"),
    }


@pytest.mark.parametrize("name", ["sign-in-sheet", "certificate"])
def test_sheets_for_paper_name_nobody(client, event, cast, name):
    counted(event, gender={"women": 31})
    client.force_login(cast.bob)

    page = client.get(of(event, name)).text

    assert "Dan" not in page
    assert "Bob" not in page
    assert ("31" in page) == (name == "certificate") or name == "sign-in-sheet"
    assert "<input" not in page.partition("<main")[2]


def test_only_whoever_organises_counts(client, event, cast):
    client.force_login(cast.carol)
    assert client.get(of(event)).status_code == 403
    assert client.get(of(event, "door")).status_code == 403
    tap = {"dimension": "gender", "value": "women", "do": "up"}
    assert client.post(of(event, "tap"), tap).status_code == 403
    assert client.get(of(event, "certificate")).status_code == 404
    assert counts(event) == {}
