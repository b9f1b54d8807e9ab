"""Where findings landed, in words for whoever holds their code."""

from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import override

from proposals.models import FindingLink
from reviews.models import Review
from submissions.models import Citation, Participation, Submission
from tests.factories import UserFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.factsheets import publish
from tests.factories.submissions import SectionFactory, text_of
from tests.workspace.thread_cast import weave
from workspace.landing import landings_of

pytestmark = pytest.mark.django_db

WRITING = "It stands behind a proposal that “Women’s rights” is writing."
PART = "It stands in the part that “Women’s rights” writes of a submission."
JOINT = "It stands in a submission that “Women’s rights” and “Environment” are writing."
SHEET = "“Women’s rights” asks for it on a factsheet that diplomats read."


def link(finding, proposal):
    FindingLink.objects.create(
        finding=finding,
        proposal=proposal,
        linked_by=UserFactory(),
        linked_at=timezone.now(),
    )


def sentences(*findings):
    found = landings_of([finding.pk for finding in findings])
    assert list(found) == [finding.pk for finding in findings]
    return [[one.sentence for one in found[finding.pk]] for finding in findings]


@pytest.fixture
def woven(cast):
    return weave(cast.first, by=cast.bob)


def test_a_finding_that_went_nowhere_landed_nowhere(cast):
    finding = FindingFactory(event=EventFactory(review=cast.review))
    unknown = uuid4()

    assert landings_of([finding.pk, unknown]) == {finding.pk: [], unknown: []}
    assert landings_of([]) == {}


def test_in_the_order_of_the_thread_and_without_a_word_of_drafts(cast, woven):
    found = landings_of([woven.finding.pk])[woven.finding.pk]

    assert [(one.kind, one.sentence, one.wording) for one in found] == [
        ("proposal", WRITING, None),
        ("text", PART, None),
    ]


def test_a_factsheet_counts_once_it_is_out(cast, woven):
    publish(woven.factsheet)
    woven.proposal.status = "adopted"
    woven.proposal.save(update_fields=["status"])
    first, _text, sheet = landings_of([woven.finding.pk])[woven.finding.pk]
    Review.objects.filter(pk=cast.review.pk).update(is_public=True)
    public = landings_of([woven.finding.pk])[woven.finding.pk][2]

    assert first.sentence == "It stands behind what “Women’s rights” asks States for."
    assert (sheet.sentence, sheet.wording) == (SHEET, None)
    assert (public.wording.text, public.wording.language) == ("Mothers", "en")


def test_a_confidential_group_is_called_by_its_name_outside(cast):
    woven = weave(cast.confidential, by=cast.grace)

    (found,) = sentences(woven.finding)
    assert found[0] == "It stands behind a proposal that “Equality” is writing."
    assert "hidden" not in " ".join(found)


def test_a_text_that_cites_the_proposal_counts_as_well(cast, woven):
    Citation.objects.all().delete()
    Participation.objects.create(submission=woven.submission, group=cast.second)
    for section in (
        SectionFactory(submission=woven.submission, group=cast.first),
        SectionFactory(submission=woven.submission, group=cast.first),
        SectionFactory(submission=woven.submission),
    ):
        Citation.objects.create(
            text=text_of(section), proposal=woven.proposal, cited_at=timezone.now()
        )

    assert sentences(woven.finding) == [[WRITING, PART, JOINT]]


def test_what_was_handed_in_is_said_to_be(cast, woven):
    Submission.objects.filter(pk=woven.submission.pk).update(stage="filed")

    assert sentences(woven.finding)[0][1] == (
        "It stands in the part of “Women’s rights” in a submission that was handed in."
    )


def test_what_was_merged_lands_where_that_landed(cast, woven):
    event = EventFactory(review=cast.review)
    twin = FindingFactory(event=event, merged_into=woven.finding)
    other = FindingFactory(event=event)
    woven_twice = weave(cast.second, by=cast.carol)
    link(twin, woven_twice.proposal)

    one, same, none = sentences(woven.finding, twin, other)
    assert one == same
    assert one[0] == WRITING
    assert "It stands behind a proposal that “Environment” is writing." in one
    assert none == []


def test_it_speaks_the_language_of_the_page(cast, woven):
    with override("en"):
        english = sentences(woven.finding)
    with override("ru"):
        russian = landings_of([woven.finding.pk])[woven.finding.pk]

    assert english == [[WRITING, PART]]
    assert len(russian) == 2


def test_it_asks_no_more_for_many_than_for_one(
    cast, woven, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(7) as one:
        landings_of([woven.finding.pk])
    more = [weave(group, by=cast.bob) for group in (cast.first, cast.second)]
    everything = [woven.finding.pk, *(other.finding.pk for other in more)]
    with django_assert_num_queries(len(one)):
        found = landings_of(everything)

    assert all(found.values())
