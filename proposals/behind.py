"""What the page of a proposal shows of what stands behind it, and of what rooms said."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from consultations.models import Event, Finding, Tabled
from consultations.room_results import Said, SaidInRegion, by_region, said_to
from evidence.models import Evidence
from groups.models import Membership
from proposals.models import EvidenceLink, FindingLink, Proposal, TabledProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class InRoom:
    """At one meeting that the reader may know of."""

    event: Event
    tabled: Tabled
    said: Said
    is_in_other_words: bool  # than the proposal has now


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    findings: list[FindingLink]
    hidden: int  # confidential ones, of which the group knows that there are any
    evidence: list[EvidenceLink]
    rooms: list[InRoom]
    by_region: list[SaidInRegion]

    def __bool__(self) -> bool:
        return bool(self.findings or self.hidden or self.evidence or self.rooms)


def behind(proposal: Proposal, *, user: Any) -> Behind:
    """`proposal` as `visible_to` has found it. Findings and evidence that the reader
    may know; of the others the members of its group are told how many there are, and
    nobody else. What rooms said, with remarks, for whom the group is open to."""
    known = Finding.objects.visible_to(user).filter(pk=OuterRef("finding"))
    links = list(
        FindingLink.objects.filter(proposal=proposal)
        .annotate(is_known=Exists(known))
        .select_related("finding__region")
        .order_by("linked_at", "pk")
    )
    shown = [link for link in links if link.is_known]
    rooms = _rooms(proposal, user=user) if proposal.is_group_open else []
    return Behind(
        findings=shown,
        hidden=_told_of(proposal, len(links) - len(shown), user=user),
        evidence=_evidence(proposal, user=user),
        rooms=rooms,
        by_region=by_region(
            [row.tabled for row in rooms], {row.tabled.pk: row.said for row in rooms}
        ),
    )


def _told_of(proposal: Proposal, hidden: int, *, user: Any) -> int:
    seats = Membership.objects.of(user, group=proposal.group_id)
    return hidden if hidden and seats.exists() else 0


def _evidence(proposal: Proposal, *, user: Any) -> list[EvidenceLink]:
    known = Evidence.objects.visible_to(user).values("pk")
    rows = EvidenceLink.objects.filter(proposal=proposal, evidence__in=known)
    return list(rows.select_related("evidence").order_by("linked_at", "pk"))


def _rooms(proposal: Proposal, *, user: Any) -> list[InRoom]:
    events = Event.objects.visible_to(user).values("pk")
    rows = TabledProposal.objects.filter(proposal=proposal, tabled__event__in=events)
    tabled = [
        row.tabled
        for row in rows.select_related("tabled__event__region").order_by(
            "tabled__event__starts_on", "pk"
        )
    ]
    if not tabled:
        return []
    said = said_to([row.pk for row in tabled], with_remarks=True)
    return [
        InRoom(
            event=row.event,
            tabled=row,
            said=said[row.pk],
            is_in_other_words=any(
                getattr(row, f"text_{code}").strip()
                != proposal.text_of("wording", code).strip()
                for code in ("en", "ru", "ky")
            ),
        )
        for row in tabled
    ]
