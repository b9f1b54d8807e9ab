"""What stands behind a proposal: findings and evidence, and what rooms said to it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from consultations import room, taking
from consultations.models import Event, Finding
from core.exceptions import ActionRefused
from evidence.models import Evidence
from proposals.models import (
    LANGUAGES,
    EvidenceLink,
    FindingLink,
    Proposal,
    TabledProposal,
)


class CannotLink(ActionRefused):
    pass


@transaction.atomic
def link_finding(
    *, proposal: Proposal, finding: Finding, actor: User, at: datetime
) -> FindingLink:
    """Where it was given to the proposal's group, it is taken up there by this."""
    takeable = taking.takeable(proposal.review, groups=[proposal.group])
    if not takeable.filter(merged_into=None, pk=finding.pk).exists():
        raise CannotLink(_("This finding was not given to the group."))
    terms = {"proposal": proposal, "finding": finding}
    link, is_new = FindingLink.objects.get_or_create(
        **terms, defaults={"linked_by": actor, "linked_at": at}
    )
    if is_new:
        taking.take_up(
            findings=[finding.pk], groups=[proposal.group_id], actor=actor, at=at
        )
        _record_of(finding, "proposal.finding_linked", proposal, actor=actor, at=at)
    return link


@transaction.atomic
def unlink_finding(*, link: FindingLink, actor: User, at: datetime) -> None:
    """It stays taken up: whether it is, the group says where it sorts its findings."""
    deleted, _rows = FindingLink.objects.filter(pk=link.pk).delete()
    if deleted:
        verb = "proposal.finding_unlinked"
        _record_of(link.finding, verb, link.proposal, actor=actor, at=at)


@transaction.atomic
def link_evidence(
    *, proposal: Proposal, evidence: Evidence, actor: User, at: datetime
) -> EvidenceLink:
    # Held, so that it is not taken back from the group meanwhile.
    Evidence.objects.select_for_update(no_key=True).filter(pk=evidence.pk).first()
    shelf = Evidence.objects.of_group(proposal.group).filter(withdrawn_at=None)
    if not shelf.filter(pk=evidence.pk).exists():
        raise CannotLink(_("It does not lie on the shelf of the group any more."))
    terms = {"proposal": proposal, "evidence": evidence}
    link, is_new = EvidenceLink.objects.get_or_create(
        **terms, defaults={"linked_by": actor, "linked_at": at}
    )
    if is_new:
        _record("proposal.evidence_linked", proposal, actor=actor, at=at)
    return link


@transaction.atomic
def unlink_evidence(*, link: EvidenceLink, actor: User, at: datetime) -> None:
    deleted, _rows = EvidenceLink.objects.filter(pk=link.pk).delete()
    if deleted:
        _record("proposal.evidence_unlinked", link.proposal, actor=actor, at=at)


@transaction.atomic
def take_to_meeting(
    *, proposal: Proposal, event: Event, version: int, actor: User, at: datetime
) -> TabledProposal:
    """Put it before the people of a meeting, in the words that the person read."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.version != version:
        raise room.CannotTable(_("Somebody has changed this proposal. Read it again."))
    if TabledProposal.objects.filter(proposal=proposal, tabled__event=event).exists():
        raise room.CannotTable(_("It is on the list already."))
    tabled = room.put_on_table(
        event=event,
        words={code: proposal.text_of("wording", code) for code in LANGUAGES},
        actor=actor,
        at=at,
    )
    return TabledProposal.objects.create(
        proposal=proposal, tabled=tabled, tabled_by=actor
    )


def _record_of(
    finding: Finding, verb: str, proposal: Proposal, *, actor: User, at: datetime
) -> None:
    """That a confidential finding stands behind it the group knows, and nobody else:
    not coordinators either."""
    is_told = finding.sensitivity != Finding.Sensitivity.CONFIDENTIAL
    review = proposal.review if is_told else None
    record(
        verb, subject=proposal, actor=actor, at=at, review=review, group=proposal.group
    )


def _record(verb: str, proposal: Proposal, *, actor: User, at: datetime) -> None:
    record(
        verb,
        subject=proposal,
        actor=actor,
        at=at,
        review=proposal.review,
        group=proposal.group,
    )
