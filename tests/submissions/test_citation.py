"""What a text cites: findings and evidence to choose from, and rows that keep step."""

import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pycrdt import Doc, XmlElement, XmlFragment

from audit.models import Entry
from consultations.models import Route
from evidence.models import Gift
from submissions import copying, documents, schema, store
from submissions.models import Citation
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.evidence import EvidenceFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return GroupFactory(name_en="Shelter")


@pytest.fixture
def text(group):
    submission = SubmissionFactory(review=group.review, groups=[group])
    return text_of(SectionFactory(submission=submission))


@pytest.fixture
def drafter(group):
    return MembershipFactory(group=group, role="drafter").user


@pytest.fixture
def event(group):
    return EventFactory(review=group.review)


def write_cites(text, cites, *, proposals=(), at):
    """A paragraph that cites these, in the place of all that was there."""
    with transaction.atomic():
        kept = store.lock(text.pk)
        doc = store.load(text.pk).doc()
        before = doc.get_state()
        root = doc.get(schema.ROOT, type=XmlFragment)
        del root.children[:]
        paragraph = XmlElement("paragraph", {"id": f"b{uuid4().hex[:10]}"})
        root.children.append(paragraph)
        for kind, ref in cites:
            attrs = {"kind": kind, "ref": str(ref), "label": "chip"}
            paragraph.children.append(XmlElement("cite", attrs))
        for ref in proposals:
            root.children.append(XmlElement("proposal", {"ref": str(ref)}))
        store.add(kept, doc.get_update(before), author=None, at=at)
    copying.write_copy(text.pk, at=at)


def cited(text):
    return {
        (kind, getattr(row, f"{kind}_id"))
        for row in Citation.objects.filter(text=text)
        for kind in ("finding", "evidence", "proposal", "recommendation")
        if getattr(row, f"{kind}_id")
    }


# Rows in step with the document


def test_the_copy_keeps_a_row_for_each_thing_that_is_cited(text, group, event, now):
    finding = FindingFactory(event=event, groups=[group])
    evidence = EvidenceFactory(group=group)
    shown, chip = ProposalFactory(group=group), ProposalFactory(group=group)
    asked = RecommendationFactory(state=group.review.state)
    everything = {
        ("finding", finding.pk),
        ("evidence", evidence.pk),
        ("proposal", chip.pk),
        ("recommendation", asked.pk),
    }

    write_cites(
        text, [*everything, ("finding", finding.pk)], proposals=[shown.pk], at=now
    )

    assert cited(text) == everything | {("proposal", shown.pk)}


def test_what_is_taken_out_of_the_text_is_in_no_row(text, group, event, now):
    stays, goes = (FindingFactory(event=event, groups=[group]) for _one in "ab")
    write_cites(text, [("finding", stays.pk), ("finding", goes.pk)], at=now)
    before = Citation.objects.get(finding=stays)
    write_cites(text, [("finding", stays.pk)], at=now)

    assert Citation.objects.get() == before


def test_what_is_not_there_or_is_not_for_these_groups_is_in_no_row(
    text, group, event, now
):
    other = GroupFactory(review=group.review)
    told_to_others = FindingFactory(event=event, groups=[other])
    sealed = GroupFactory(review=group.review, confidential=True)
    behind_a_wall = FindingFactory(event=EventFactory(host=sealed), sensitivity="open")
    elsewhere = FindingFactory(sensitivity="open")
    forged = [
        ("finding", uuid4()),
        ("finding", told_to_others.pk),
        ("finding", behind_a_wall.pk),
        ("finding", elsewhere.pk),
        ("evidence", EvidenceFactory(group=other).pk),
        ("proposal", ProposalFactory().pk),
        (
            "recommendation",
            RecommendationFactory(state__iso3="XAA", state__kyrgyzstan=False).pk,
        ),
        ("user", uuid4()),
        ("finding", "x"),
        ("finding", ""),
    ]

    write_cites(text, forged, at=now)

    assert cited(text) == set()
    assert not Route.objects.filter(state="taken").exists()


def test_what_the_whole_coalition_may_know_and_what_was_given_may_be_cited(
    text, group, event, now, drafter
):
    known = FindingFactory(event=event, sensitivity="coalition")
    given = EvidenceFactory(group=GroupFactory(review=group.review))
    Gift.objects.create(evidence=given, group=group, given_by=drafter, given_at=now)

    write_cites(text, [("finding", known.pk), ("evidence", given.pk)], at=now)

    assert cited(text) == {("finding", known.pk), ("evidence", given.pk)}


def test_a_cited_finding_is_taken_up_by_the_groups_of_the_text(text, group, event, now):
    other = GroupFactory(review=group.review)
    finding = FindingFactory(event=event, groups=[group, other])
    write_cites(text, [("finding", finding.pk)], at=now)
    write_cites(text, [("finding", finding.pk)], at=now)

    states = dict(finding.routes.values_list("group", "state"))
    assert states == {group.pk: "taken", other.pk: "sent"}
    entry = Entry.objects.get(verb="finding.taken")
    assert (entry.group_id, entry.actor_id, entry.via) == (group.pk, None, "text")


def test_one_that_was_set_aside_and_is_cited_after_all_is_taken_up(
    text, group, event, now
):
    finding = FindingFactory(event=event, groups=[group])
    finding.routes.update(state="aside", reason="Too broad", read_at=now)
    write_cites(text, [("finding", finding.pk)], at=now)

    route = finding.routes.get()
    assert (route.state, route.reason, route.read_at) == ("taken", "", now)


def test_a_row_cites_one_thing(text, group, event, now):
    finding = FindingFactory(event=event, groups=[group])
    evidence = EvidenceFactory(group=group)
    for terms in ({}, {"finding": finding, "evidence": evidence}):
        with (
            pytest.raises(IntegrityError, match="citation_of_one_thing"),
            transaction.atomic(),
        ):
            Citation.objects.create(text=text, cited_at=now, **terms)
    Citation.objects.create(text=text, finding=finding, cited_at=now)
    with (
        pytest.raises(IntegrityError, match="citation_once"),
        transaction.atomic(),
    ):
        Citation.objects.create(text=text, finding=finding, cited_at=now)


def test_cited_reads_documents_of_any_shape():
    ref = uuid4()
    odd = {
        "type": "doc",
        "content": [
            {"type": "cite"},
            {"type": "cite", "attrs": {"kind": None, "ref": None}},
            {"type": "proposal", "attrs": {"ref": str(ref).upper()}},
            {
                "type": "bullet_list",
                "content": [{"type": "proposal", "attrs": {"ref": str(ref)}}],
            },
        ],
    }

    assert documents.cited(odd) == {("proposal", ref)}
    assert documents.cited(documents.document_of(Doc())) == set()


# Cards and choices


def ask(client, user, name, text, **query):
    client.force_login(user)
    address = reverse(
        f"submissions:{name}", args=[text.section.submission.review_id, text.pk]
    )
    return client.get(address, query)


def test_card_of_a_finding_is_for_those_who_may_know_it(
    client, text, group, event, drafter
):
    finding = FindingFactory(
        event=event, groups=[group], sensitivity="confidential", text_ky="Купуя сөз"
    )
    rapporteur = MembershipFactory(group=group, role="rapporteur").user
    card = ask(client, rapporteur, "cards", text, kind="finding", ref=finding.pk)
    refused = ask(client, drafter, "cards", text, kind="finding", ref=finding.pk)

    assert card.json()["title"] == "A confidential finding"
    assert card.json()["wording"] == "Купуя сөз"
    assert card.json()["wording_language"] == "ky"
    assert refused.status_code == 404


def test_card_of_evidence_is_for_those_to_whom_its_shelf_is_open(
    client, text, group, drafter
):
    own = EvidenceFactory(group=group, title="Report", source="Statistics office")
    foreign = EvidenceFactory(group=GroupFactory(review=group.review))
    card = ask(client, drafter, "cards", text, kind="evidence", ref=own.pk).json()

    assert (card["title"], card["wording"], card["status"]) == (
        "Document",
        "Report",
        "Statistics office",
    )
    closed = ask(client, drafter, "cards", text, kind="evidence", ref=foreign.pk)
    assert closed.status_code == 404


def test_picker_offers_findings_that_the_groups_may_rest_on(
    client, text, group, event, drafter
):
    ours = FindingFactory(event=event, groups=[group], text_ky="Айылда мектеп жок")
    open_to_all = FindingFactory(event=event, sensitivity="open", text_ky="Суу жок")
    other = GroupFactory(review=group.review)
    MembershipFactory(group=other, user=drafter, role="rapporteur")
    FindingFactory(event=event, groups=[other])
    FindingFactory(event=event, groups=[group], sensitivity="confidential")
    FindingFactory(event=event, groups=[group], merged_into=ours)

    def found(**query):
        answer = ask(client, drafter, "picker", text, kind="finding", **query).json()
        return {one["ref"] for one in answer["results"]}

    assert found() == {str(ours.pk), str(open_to_all.pk)}
    assert found(q="МЕКТЕП") == {str(ours.pk)}


@pytest.mark.parametrize("kind", ["finding", "evidence"])
def test_the_chip_says_no_word_of_the_thing(client, text, group, event, drafter, kind):
    FindingFactory(event=event, groups=[group], text_ky="Жашыруун", text_ru="Тайна")
    EvidenceFactory(group=group, title="Тайна", text="Тайна", source="Тайна")
    answer = ask(client, drafter, "picker", text, kind=kind, language="ru")

    (one,) = answer.json()["results"]
    assert one["label"]
    assert "айна" not in one["label"]
    assert "Жашыруун" not in json.dumps(one["label"], ensure_ascii=False)


@pytest.mark.parametrize("kind", ["finding", "evidence"])
def test_picker_asks_no_more_for_three_than_for_one(
    client, text, group, event, drafter, kind, queries_of
):
    def make():
        FindingFactory(event=event, groups=[group])
        EvidenceFactory(group=group)

    client.force_login(drafter)
    address = reverse(
        "submissions:picker", args=[text.section.submission.review_id, text.pk]
    )
    make()
    one = queries_of(client, f"{address}?kind={kind}")
    make()
    make()

    assert queries_of(client, f"{address}?kind={kind}") == one


def test_a_guest_reader_gets_no_finding(client, text, group, event):
    finding = FindingFactory(event=event, groups=[group], sensitivity="open")

    answer = ask(client, UserFactory(), "cards", text, kind="finding", ref=finding.pk)
    assert answer.status_code == 404
