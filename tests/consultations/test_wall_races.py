"""Two at once, on real connections: whichever was first, nobody loses a point and
nobody learns of one."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations import room, sorting, triage
from consultations.library import remove_material
from consultations.models import Finding, Tabled
from consultations.rules import Membership
from core.exceptions import ActionRefused
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import MaterialFactory, file_of
from tests.submissions.test_suggesting_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def rapporteur(db):
    return MembershipFactory(group=GroupFactory(), role="rapporteur")


@pytest.fixture
def event(rapporteur):
    return EventFactory(review=rapporteur.group.review)


def narrow(finding, to, *, by):
    return lambda: sorting.say_who_may_know(
        finding=finding,
        sensitivity=to,
        version=finding.version,
        was_asked=False,
        may_widen=False,
        actor=by,
        at=timezone.now(),
    )


def merge(finding, into, *, by):
    return lambda: sorting.merge_finding(
        finding=finding, into=into, actor=by, at=timezone.now()
    )


def refused(answers) -> int:
    return sum(isinstance(answer, ActionRefused) for answer in answers)


def test_given_on_and_merged_at_once_no_group_loses_the_point(rapporteur, event):
    other = GroupFactory(review=event.review)
    for _round in range(ROUNDS):
        one, into = (
            FindingFactory(event=event, groups=[rapporteur.group]) for _two in range(2)
        )

        answers = at_once(
            merge(one, into, by=rapporteur.user),
            lambda one=one: triage.give_finding(
                finding=one, groups=[other], actor=rapporteur.user, at=timezone.now()
            ),
        )

        assert refused(answers) == 1
        one.refresh_from_db()
        has = set(one.routes.values_list("group", flat=True))
        if one.merged_into_id:
            assert has <= set(into.routes.values_list("group", flat=True))
        else:
            assert other.pk in has


def test_merged_and_narrowed_at_once_it_is_in_nothing_that_fewer_know(
    rapporteur, event
):
    for _round in range(ROUNDS):
        one, into = (
            FindingFactory(event=event, groups=[rapporteur.group]) for _two in range(2)
        )

        answers = at_once(
            merge(one, into, by=rapporteur.user),
            narrow(into, "confidential", by=rapporteur.user),
        )

        assert all(
            isinstance(answer, (Finding, ActionRefused)) for answer in answers
        ), answers
        one.refresh_from_db()
        into.refresh_from_db()
        assert (into.sensitivity, one.merged_into) == ("confidential", None)


def test_two_are_narrowed_and_merged_crosswise_without_waiting_for_each_other(
    rapporteur, event
):
    """A deadlock would answer with an error of the database."""
    for _round in range(ROUNDS):
        one, other, into = (
            FindingFactory(event=event, groups=[rapporteur.group])
            for _three in range(3)
        )
        merge(one, into, by=rapporteur.user)()

        answers = at_once(
            narrow(into, "confidential", by=rapporteur.user),
            merge(other, into, by=rapporteur.user),
            lambda one=one: sorting.part_finding(
                finding=one, actor=rapporteur.user, at=timezone.now()
            ),
        )

        assert all(
            answer is None or isinstance(answer, (Finding, ActionRefused))
            for answer in answers
        ), answers
        assert not Finding.objects.filter(merged_into=into).exists()


def test_narrowed_and_taken_back_at_once_somebody_still_knows_it(rapporteur, event):
    for _round in range(ROUNDS):
        finding = FindingFactory(event=event, groups=[rapporteur.group])
        route = finding.routes.get()
        route.routed_by = rapporteur.user
        route.save()

        answers = at_once(
            narrow(finding, "confidential", by=rapporteur.user),
            lambda route=route: triage.ungive_finding(
                route=route, actor=rapporteur.user, at=timezone.now()
            ),
        )

        assert refused(answers) == 1
        finding.refresh_from_db()
        if finding.sensitivity == "confidential":
            assert Membership.objects.filter(
                group__routes__finding=finding, role="rapporteur"
            ).exists()


def test_narrowed_and_put_to_the_room_at_once_it_is_on_no_phone(rapporteur, event):
    for _round in range(ROUNDS):
        finding = FindingFactory(
            event=event, groups=[rapporteur.group], sensitivity="coalition"
        )

        at_once(
            narrow(finding, "group", by=rapporteur.user),
            lambda finding=finding: room.put_finding_on_table(
                event=event, finding=finding, actor=rapporteur.user, at=timezone.now()
            ),
        )

        finding.refresh_from_db()
        assert finding.sensitivity == "group"
        assert not Tabled.objects.told().exists()


def test_a_file_that_is_fetched_while_it_is_removed_is_there_or_is_not(rapporteur):
    event = EventFactory(host=rapporteur.group)
    client = Client()
    client.force_login(rapporteur.user)
    for _round in range(ROUNDS):
        material = MaterialFactory(event=event)
        file_of(material)
        address = reverse(
            "consultations:file", args=[event.review_id, material.pk, "en"]
        )

        def fetch(address=address):
            answer = client.get(address)
            return answer.status_code, b"".join(answer) if answer.streaming else b""

        fetched, _removed = at_once(
            fetch,
            lambda material=material: remove_material(
                material=material, actor=rapporteur.user, at=timezone.now()
            ),
        )

        assert fetched in {(200, b"%PDF-1.7"), (404, b"")}
        assert client.get(address).status_code == 404
