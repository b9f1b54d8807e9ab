"""A meeting whose point went all the way: behind a proposal, into a section, onto a
factsheet that is out."""

from types import SimpleNamespace

from django.utils import timezone

from factsheets.models import Ask
from proposals.models import EvidenceLink, FindingLink
from submissions.models import Citation
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.evidence import EvidenceFactory
from tests.factories.factsheets import FactsheetFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of


def weave(group, *, by, host=None, sensitivity="group", **words):
    """Everything of the group, and every link between."""
    at = timezone.now()
    where = {"host": host} if host else {"review": group.review}
    event = EventFactory(
        **where, title="Meeting in the hall", region=RegionFactory(name_en="Naryn")
    )
    finding = FindingFactory(
        event=event,
        groups=[group],
        region=event.region,
        text_ky="Айылда акушерка жок",
        sensitivity=sensitivity,
        **words,
    )
    evidence = EvidenceFactory(group=group, title="Births at home")
    finding.evidence.add(evidence)
    asked = RecommendationFactory(state=group.review.state, bilingual=True)
    proposal = ProposalFactory(
        group=group, wording_en="A midwife in every village", follows=[asked]
    )
    FindingLink.objects.create(
        proposal=proposal, finding=finding, linked_by=by, linked_at=at
    )
    submission = SubmissionFactory(
        review=group.review, groups=[group], title_en="On health"
    )
    section = SectionFactory(submission=submission, heading_en="Birth")
    Citation.objects.create(text=text_of(section), finding=finding, cited_at=at)
    factsheet = FactsheetFactory(group=group, bilingual=True, title_en="Mothers")
    Ask.objects.create(factsheet=factsheet, proposal=proposal, place=1)
    return SimpleNamespace(
        event=event,
        finding=finding,
        evidence=evidence,
        proposal=proposal,
        section=section,
        factsheet=factsheet,
        submission=submission,
        state=asked.made_by.get().state,
    )


def link_evidence(proposal, evidence, *, by):
    return EvidenceLink.objects.create(
        proposal=proposal, evidence=evidence, linked_by=by, linked_at=timezone.now()
    )
