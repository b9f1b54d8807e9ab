"""Where findings landed, in words for whoever holds their code."""

from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import override

from core import files
from proposals.models import FindingLink, Proposal
from recommendations.models import MadeBy
from reviews.models import Review
from submissions.models import (
    Citation,
    FrozenFile,
    Participation,
    Submission,
    Wording,
)
from tests.factories import UserFactory
from tests.factories.catalogue import StateFactory
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
    first, _text, sheet, _states = landings_of([woven.finding.pk])[woven.finding.pk]
    Review.objects.filter(pk=cast.review.pk).update(is_public=True)
    public = landings_of([woven.finding.pk])[woven.finding.pk][2]

    assert first.sentence == "It stands behind what “Women’s rights” asks States for."
    assert sheet.sentence.startswith(SHEET.removesuffix("."))
    assert sheet.wording is None
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


def freeze(section, *refs, stage="filed"):
    """One numbered paragraph for each of these; what is None is not cited."""
    submission = section.submission
    paragraphs = [
        {
            "type": "paragraph",
            "attrs": {"id": "b0123456789", "numbered": True},
            "content": [
                {"type": "text", "text": "A secret draft"},
                *(
                    [{"type": "cite", "attrs": {"kind": "finding", "ref": str(ref)}}]
                    if ref
                    else []
                ),
            ],
        }
        for ref in refs
    ]
    document = {"type": "doc", "content": paragraphs}
    wording = Wording.objects.create(
        submission=submission,
        number=1,
        language="ru",
        content={"sections": [{"id": str(section.pk), "document": document}]},
        digest="0" * 64,
        made_at=timezone.now(),
    )
    FrozenFile.objects.create(
        submission=submission,
        language="ru",
        wording=wording,
        file=files.store(b"file", content_type="application/x"),
        words=1,
        made_at=timezone.now(),
    )
    Submission.objects.filter(pk=submission.pk).update(stage=stage)


def test_what_was_handed_in_is_named_by_its_paragraphs(cast, woven):
    freeze(woven.section, None, woven.finding.pk, None, woven.finding.pk)

    assert sentences(woven.finding)[0][1] == (
        "It became part of paragraphs 2 and 4 of a submission that was handed in. "
        "Written by: “Women’s rights”."
    )


def test_what_is_frozen_is_named_by_its_paragraph(cast, woven):
    freeze(woven.section, woven.finding.pk, stage="frozen")

    assert sentences(woven.finding)[0][1] == (
        "It became part of paragraph 1 of a submission that is finished and will be "
        "handed in. Written by: “Women’s rights”."
    )
    with override("ru"):
        found = landings_of([woven.finding.pk])[woven.finding.pk][1].sentence
    assert "1" in found


@pytest.mark.parametrize("stage", ["drafting", "review", "sign_on"])
def test_no_draft_is_numbered(cast, woven, stage):
    freeze(woven.section, woven.finding.pk, stage=stage)

    assert sentences(woven.finding)[0][1] == PART


def test_a_request_on_a_factsheet_has_its_number_while_it_says_the_same(cast, woven):
    publish(woven.factsheet)
    numbered = (
        "“Women’s rights” asks for it on a factsheet that diplomats read, as request 1."
    )
    assert sentences(woven.finding)[0][2] == numbered

    Proposal.objects.filter(pk=woven.proposal.pk).update(
        wording_en="Other words", wording_ru="", wording_ky=""
    )
    assert sentences(woven.finding)[0][2] == SHEET


def test_states_that_recommended_it_before_are_counted_once_it_is_out(cast, woven):
    [asked] = woven.proposal.follows.all()
    assert [one for one in sentences(woven.finding)[0] if "recommended" in one] == []

    publish(woven.factsheet)
    assert sentences(woven.finding)[0][-1] == (
        "1 State recommended something like it in an earlier review."
    )
    MadeBy.objects.create(recommendation=asked, state=StateFactory(name_en="Hiddenia"))
    found = landings_of([woven.finding.pk])[woven.finding.pk][-1]
    assert (found.kind, found.sentence) == (
        "state",
        "2 States recommended something like it in earlier reviews.",
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
    more = [weave(group, by=cast.bob) for group in (cast.first, cast.second)]
    for one in (woven, *more):
        publish(one.factsheet)
        freeze(one.section, one.finding.pk)
    with django_assert_max_num_queries(10) as one:
        landings_of([woven.finding.pk])
    everything = [woven.finding.pk, *(other.finding.pk for other in more)]
    with django_assert_num_queries(len(one)):
        found = landings_of(everything)

    assert all(found.values())
