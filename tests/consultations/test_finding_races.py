"""Several at once on real connections: one key, one finding; one decision; no chain."""

from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Entry
from consultations import sorting, triage
from consultations.entering import Point, enter_finding
from consultations.models import Finding
from core.exceptions import ActionRefused
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.submissions.test_suggesting_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


@pytest.fixture
def rapporteur(db):
    return MembershipFactory(group=GroupFactory(), role="rapporteur")


def test_one_key_sent_four_times_at_once_is_one_finding(rapporteur):
    event = EventFactory(host=rapporteur.group)
    for number in range(ROUNDS):
        point = Point(text=f"Жол жок {number}", language="ky", client_key=uuid4())

        def enter(point=point):
            return enter_finding(
                event=event, point=point, actor=rapporteur.user, at=timezone.now()
            )

        answers = at_once(*[enter] * 4)

        assert len({answer.pk for answer in answers}) == 1
        assert answers[0].routes.count() == 1
    assert Finding.objects.count() == ROUNDS
    assert Entry.objects.filter(verb="finding.entered").count() == ROUNDS


def test_of_two_decisions_at_once_one_stands(rapporteur):
    for _round in range(ROUNDS):
        finding = FindingFactory(
            event=EventFactory(host=rapporteur.group), groups=[rapporteur.group]
        )
        route = finding.routes.get()
        said = {
            "route": route,
            "seen": "sent",
            "actor": rapporteur.user,
            "at": timezone.now(),
        }

        answers = at_once(
            lambda said=said: triage.take_up_finding(**said),
            lambda said=said: triage.set_aside_finding(
                reason="Не к нам", language="ru", **said
            ),
        )

        assert sum(isinstance(answer, ActionRefused) for answer in answers) == 1
        route.refresh_from_db()
        assert route.state in {"taken", "aside"}
        assert Entry.objects.filter(subject_id=finding.pk).count() == 1


def test_two_that_are_merged_into_each_other_at_once_make_no_ring(rapporteur):
    event = EventFactory(host=rapporteur.group)
    for _round in range(ROUNDS):
        one, other = (
            FindingFactory(event=event, groups=[rapporteur.group]) for _two in range(2)
        )

        def merge(finding, into):
            return lambda: sorting.merge_finding(
                finding=finding, into=into, actor=rapporteur.user, at=timezone.now()
            )

        answers = at_once(merge(one, other), merge(other, one))

        assert sum(isinstance(answer, ActionRefused) for answer in answers) == 1
        rows = Finding.objects.filter(pk__in=[one.pk, other.pk])
        assert rows.exclude(merged_into=None).count() == 1
