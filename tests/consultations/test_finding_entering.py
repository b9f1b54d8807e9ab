"""Entering what is said at a meeting: once each, taken back for a few minutes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Entry
from consultations import entering, triage
from consultations.entering import (
    CannotEnter,
    CannotTakeBack,
    Point,
    enter_finding,
    take_back_finding,
)
from consultations.models import Finding, Route
from groups.models import Membership
from notifications.models import Notification
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.catalogue import TermFactory
from tests.factories.consultations import EventFactory, FindingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    return EventFactory(review=cast.review, facilitators=[cast.dan])


@pytest.fixture
def as_dan(client, cast):
    client.force_login(cast.dan)
    return client


def page(event):
    return reverse("findings:enter", args=[event.review_id, event.pk])


def typed(**changed):
    return {
        "text": "Айылда акушерка жок",
        "language": "ky",
        "change": "",
        "sensitivity": "group",
        "client_key": uuid4(),
        **changed,
    }


def point(**changed):
    return Point(text="Айылда акушерка жок", language="ky", **changed)


def groups_of(finding):
    return set(finding.groups.values_list("pk", flat=True))


# The page


def test_a_point_is_kept_with_everything_that_was_chosen(as_dan, cast, event, now):
    topic = TermFactory(vocabulary__key="topics")

    answer = as_dan.post(
        page(event),
        typed(
            change="Акушерка керек",
            terms=[topic.pk],
            sensitivity="coalition",
            groups=[cast.first.pk, cast.second.pk],
        ),
    )

    assert answer.status_code == 302
    [finding] = Finding.objects.all()
    assert finding.text_ky == "Айылда акушерка жок"
    assert finding.change_ky == "Акушерка керек"
    assert (finding.said_in, finding.sensitivity) == ("ky", "coalition")
    assert (finding.event, finding.entered_by) == (event, cast.dan)
    assert list(finding.terms.all()) == [topic]
    assert groups_of(finding) == {cast.first.pk, cast.second.pk}
    assert Entry.objects.filter(verb="finding.entered", subject_id=finding.pk).exists()


def test_the_answer_to_a_fragment_is_the_line_that_was_committed(as_dan, event):
    answer = as_dan.post(page(event), typed(), headers={"X-Fragment": "1"})

    assert answer.status_code == 201
    assert "Айылда акушерка жок" in answer.text
    assert "<html" not in answer.text
    assert Finding.objects.count() == 1


def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_kept(as_dan, event):
    answer = as_dan.post(page(event), typed(text=" "), headers={"X-Fragment": "1"})

    assert (answer.status_code, answer.text) == (422, "Write what was said.")
    whole = as_dan.post(page(event), typed(text="ө" * 2001))
    assert whole.status_code == 422
    assert "ө" * 2001 in whole.text  # kept in the box
    assert not Finding.objects.exists()


def test_the_language_of_the_last_point_is_remembered(as_dan, cast, event):
    FindingFactory(event=event, entered_by=cast.dan, said_in="ky")
    assert as_dan.get(page(event)).context["form"]["language"].value() == "ky"

    as_dan.post(page(event), typed(language="ru", text="Нет акушерки"))

    assert as_dan.get(page(event)).context["form"]["language"].value() == "ru"


def test_the_page_costs_the_same_for_one_and_for_three(as_dan, cast, event, queries_of):
    def entered():
        finding = FindingFactory(
            event=event, entered_by=cast.dan, groups=[cast.first, cast.second]
        )
        finding.terms.set([TermFactory(vocabulary__key="topics")])

    entered()
    one = queries_of(as_dan, page(event))
    entered()
    entered()

    assert queries_of(as_dan, page(event)) == one


# Once


def test_the_same_key_keeps_one_finding(as_dan, event):
    key = uuid4()
    answers = [
        as_dan.post(page(event), typed(client_key=key), headers={"X-Fragment": "1"})
        for _again in range(3)
    ]

    assert {answer.status_code for answer in answers} == {201}
    assert Finding.objects.count() == 1
    assert Entry.objects.filter(verb="finding.entered").count() == 1
    assert Notification.objects.filter(kind="finding.waits").count() <= 1


def test_going_back_to_a_page_that_was_sent_loses_nothing(as_dan, event):
    key = uuid4()
    as_dan.post(page(event), typed(client_key=key))

    again = as_dan.post(page(event), typed(client_key=key, text="Башка сөз"))

    assert again.status_code == 422
    assert "This page has kept another point" in again.text
    assert "Башка сөз" in again.text
    fresh = again.context["form"]["client_key"].value()
    assert fresh != key
    as_dan.post(page(event), typed(client_key=fresh, text="Башка сөз"))
    assert Finding.objects.count() == 2


def test_a_key_of_somebody_else_shows_nothing_of_theirs(as_dan, cast, event):
    other = FindingFactory(
        event=event, entered_by=cast.alice, text_ky="Сыр", sensitivity="confidential"
    )

    answer = as_dan.post(
        page(event), typed(client_key=other.client_key), headers={"X-Fragment": "1"}
    )

    assert answer.status_code == 422
    assert "Сыр" not in answer.text
    assert Finding.objects.count() == 1


# For whom


def test_the_groups_of_the_meeting_get_it_else_who_holds_it(cast, now):
    joint = EventFactory(host=cast.first)
    joint.groups.set([cast.second])
    own = EventFactory(host=cast.first)
    nobodys = EventFactory(review=cast.review)

    found = [
        groups_of(enter_finding(event=event, point=point(), actor=cast.bob, at=now))
        for event in (joint, own, nobodys)
    ]

    assert found == [{cast.second.pk}, {cast.first.pk}, set()]


@pytest.mark.parametrize("host", ["confidential", "institution"])
def test_what_is_said_behind_a_wall_stays_there(client, cast, host, now):
    group = cast[host]
    event = EventFactory(host=group)
    event.groups.set([group, cast.first])
    writer = MembershipFactory(group=group, role="drafter").user
    client.force_login(writer)

    answer = client.post(page(event), typed(groups=[cast.first.pk]))

    assert answer.status_code == 422
    assert list(entering.groups_for(event, user=writer)) == [group]
    made = enter_finding(event=event, point=point(), actor=writer, at=now)
    assert groups_of(made) == {group.pk}


def test_a_confidential_point_needs_somebody_who_may_know_it(cast, event, now):
    silent = GroupFactory(review=cast.review)

    for groups in ([], [silent]):
        with pytest.raises(CannotEnter):
            enter_finding(
                event=event,
                point=point(sensitivity="confidential", groups=groups),
                actor=cast.dan,
                at=now,
            )
    enter_finding(
        event=event,
        point=point(sensitivity="confidential", groups=[silent, cast.first]),
        actor=cast.dan,
        at=now,
    )

    assert Finding.objects.count() == 1


def test_rapporteurs_hear_of_thirty_points_once_a_day(cast, event, now):
    for number in range(30):
        enter_finding(
            event=event,
            point=Point(text=f"Point {number}", language="en", groups=[cast.first]),
            actor=cast.dan,
            at=now,
        )
    enter_finding(
        event=event,
        point=point(groups=[cast.first]),
        actor=cast.dan,
        at=now + timedelta(days=1),
    )

    told = Notification.objects.filter(kind="finding.waits")
    assert {notice.recipient for notice in told} == {cast.bob}
    assert told.count() == 2
    assert told.first().subject() == cast.first


def test_the_notice_leads_to_the_inbox_of_that_group(client, cast, event, now):
    enter_finding(event=event, point=point(groups=[cast.first]), actor=cast.dan, at=now)
    notice = Notification.objects.get(kind="finding.waits")
    client.force_login(cast.bob)

    response = client.get(notice.get_absolute_url(), follow=True)

    [(where, _status)] = response.redirect_chain
    findings = reverse("findings:list", args=[cast.review.pk])
    assert where == f"{findings}?group={cast.first.pk}"
    assert response.context["group"] == cast.first


def test_who_left_the_group_is_not_told_that_something_waits(client, cast, event, now):
    enter_finding(event=event, point=point(groups=[cast.first]), actor=cast.dan, at=now)
    notice = Notification.objects.get(kind="finding.waits")
    Membership.objects.filter(user=cast.bob).delete()
    client.force_login(cast.bob)

    assert client.get(notice.get_absolute_url()).status_code == 410


def test_who_enters_for_her_own_group_is_not_told(cast, now):
    enter_finding(
        event=EventFactory(host=cast.first), point=point(), actor=cast.bob, at=now
    )

    assert not Notification.objects.exists()


# Taken back


def test_a_slip_of_the_hand_is_taken_back(as_dan, cast, event):
    as_dan.post(page(event), typed(groups=[cast.first.pk]))
    finding = Finding.objects.get()
    address = reverse("findings:take-back", args=[finding.review_id, finding.pk])
    assert address in as_dan.get(page(event)).text

    answer = as_dan.post(address)

    assert answer.url == page(event)
    assert not Finding.objects.exists()
    assert Entry.objects.filter(
        verb="finding.taken_back", subject_id=finding.pk
    ).exists()


@pytest.mark.parametrize("why", ["late", "read", "corrected", "another's"])
def test_what_somebody_works_on_is_not_taken_back(cast, event, now, why):
    finding = enter_finding(
        event=event, point=point(groups=[cast.first]), actor=cast.dan, at=now
    )
    by, at = cast.dan, now
    if why == "late":
        at = now + entering.TAKEN_BACK_WITHIN + timedelta(seconds=1)
    elif why == "read":
        route = Route.objects.get(finding=finding)
        triage.read_finding(route=route, seen="sent", actor=cast.bob, at=now)
    elif why == "corrected":
        Finding.objects.update(version=2)
    else:
        by = cast.alice

    with pytest.raises(CannotTakeBack):
        take_back_finding(finding=finding, actor=by, at=at)

    assert Finding.objects.filter(pk=finding.pk).exists()


def test_a_point_that_is_on_the_list_for_the_room_is_not_taken_back(cast, event, now):
    finding = enter_finding(event=event, point=point(), actor=cast.dan, at=now)
    finding.tabled.create(event=event, order=1, text_en="So?", tabled_at=now)

    with pytest.raises(CannotTakeBack):
        take_back_finding(finding=finding, actor=cast.dan, at=now)


def test_nobody_enters_at_a_meeting_that_she_does_not_organise(client, cast, event):
    for name, expected in (("carol", 403), ("eve", 403), ("frank", 404)):
        client.force_login(cast[name])
        assert client.get(page(event)).status_code == expected
        assert client.post(page(event), typed()).status_code == expected

    assert not Finding.objects.exists()
