"""A telephone that sends the same twice at once, on real connections."""

from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Entry
from consultations.contributing import Said, contribute
from consultations.enquiring import answer_enquiry
from consultations.link_making import make_meeting_code
from consultations.models import Code, Enquiry, Finding, Route
from core.exceptions import ActionRefused
from tests.factories import GroupFactory, UserFactory
from tests.factories.consultations import (
    ContributionLinkFactory,
    EventFactory,
    FindingFactory,
)
from tests.factsheets.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", range(3))
def test_what_is_sent_twice_at_once_is_kept_once_and_has_one_code(turn):
    link = ContributionLinkFactory()
    link.groups.set([GroupFactory(review=link.review)])
    said = Said(key=uuid4(), text="Жол жок")
    codes = []

    def send():
        codes.append(contribute(link=link, said=said, language="ky", at=timezone.now()))

    at_once(*[send] * 4)

    assert {code.pk for code in codes} == {Code.objects.get().pk}
    assert len(codes) == 4
    assert Finding.objects.count() == Route.objects.count() == 1
    assert Entry.objects.filter(verb="finding.contributed").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_a_meeting_that_two_give_a_code_at_once_has_one(turn):
    event, actor = EventFactory(), UserFactory()
    codes = []

    def make():
        codes.append(make_meeting_code(event=event, actor=actor, at=timezone.now()))

    at_once(*[make] * 3)

    assert {code.pk for code in codes} == {Code.objects.get().pk}


@pytest.mark.parametrize("turn", range(3))
def test_of_two_answers_at_once_the_first_stays(turn):
    finding = FindingFactory()
    enquiry = Enquiry.objects.create(
        finding=finding,
        text="Где?",
        language="ru",
        asked_by=UserFactory(),
        asked_at=timezone.now(),
    )
    refused = []

    def answer(text):
        try:
            answer_enquiry(
                enquiry=Enquiry.objects.get(pk=enquiry.pk),
                text=text,
                language="ru",
                at=timezone.now(),
            )
        except ActionRefused:
            refused.append(text)

    at_once(lambda: answer("Здесь"), lambda: answer("Там"))

    enquiry.refresh_from_db()
    assert {enquiry.answer, *refused} == {"Здесь", "Там"}
    assert len(refused) == 1
