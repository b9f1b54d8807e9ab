"""The golden thread of one thing: up to the meeting where it was said, down to what
was made of it. Each link is followed only between two things that the reader may
know: what is behind one that she may not know is not there for her."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from catalogue.models import State
from consultations.models import Event, Finding
from evidence.models import Evidence
from factsheets.models import Factsheet
from groups.models import Membership
from proposals.models import EvidenceLink, FindingLink, Proposal, TabledProposal
from recommendations.models import MadeBy
from submissions.models import Citation, Section

KINDS: dict[str, type[models.Model]] = {
    "event": Event,
    "finding": Finding,
    "evidence": Evidence,
    "proposal": Proposal,
    "section": Section,
    "factsheet": Factsheet,
}
AT_MOST = 100  # of a kind; a meeting has seldom more


def rows_of(kind: str, user: Any) -> models.QuerySet:
    """What the person may know of this kind, with what a page needs of it."""
    match kind:
        case "event":
            return Event.objects.visible_to(user).for_page()
        case "finding":
            return _with_events(Finding.objects.visible_to(user).for_page(), user)
        case "evidence":
            return Evidence.objects.visible_to(user).for_page()
        case "proposal":
            return Proposal.objects.visible_to(user).for_page()
        case "section":
            return Section.objects.visible_to(user).select_related(
                "submission__review__state"
            )
        case _:
            rows = Factsheet.objects.visible_to(user).for_page()
            return rows.with_current_edition()


def _with_events(findings: models.QuerySet, user: Any) -> models.QuerySet:
    """A finding may be known where its meeting is not."""
    known = Event.objects.visible_to(user).filter(pk=OuterRef("event"))
    return findings.annotate(is_event_known=Exists(known)).select_related(
        "event__region"
    )


class Thread:
    """Woven from one thing outwards: what hangs on it, kind by kind, and how many
    confidential findings are only told of (`hidden`)."""

    def __init__(self, kind: str, subject: Any, *, user: Any, review: Any):
        self.kind, self.subject, self.user, self.review = kind, subject, user, review
        self.hidden = 0
        proposals = self._first(Proposal)
        cited = self._cited() if kind == "section" else {}
        if not proposals:
            proposals = self._proposals(cited)
        self.proposals = {row.pk: row for row in proposals}
        self.findings = self._findings(cited)
        self.rooms = self._rooms()
        self.evidence = self._first(Evidence) or self._evidence(cited)
        self.sections = self._first(Section) or self._sections()
        self.factsheets = self._first(Factsheet) or self._factsheets()
        self.events = self._events()
        self.states = self._states()

    def _first(self, model: type[models.Model]) -> list[Any]:
        return [self.subject] if isinstance(self.subject, model) else []

    def _known(self, kind: str, condition: Q) -> list[Any]:
        """Of this review; a condition over many rows finds each once."""
        model = KINDS[kind]
        found = model._default_manager.filter(condition).values("pk")
        rows = rows_of(kind, self.user).filter(pk__in=found)
        where = "submission__review" if kind == "section" else "review"
        return list(
            rows.filter(**{where: self.review}).order_by("created_at", "pk")[:AT_MOST]
        )

    # What is cited by a section

    def _cited(self) -> dict[str, set[UUID]]:
        rows = Citation.objects.filter(text__section=self.subject)
        found: dict[str, set[UUID]] = {"finding": set(), "evidence": set()}
        found["proposal"] = set()
        for finding, evidence, proposal in rows.values_list(
            "finding", "evidence", "proposal"
        ):
            found["finding"].add(finding)
            found["evidence"].add(evidence)
            found["proposal"].add(proposal)
        return {kind: ids - {None} for kind, ids in found.items()}

    # The points that were made

    @property
    def points(self) -> Q:
        """The finding, what it was merged into, and what was merged into it; of a
        meeting and a piece of evidence, all of theirs."""
        if self.kind in {"event", "evidence"}:
            return Q(**{self.kind: self.subject})
        root = self.subject.merged_into_id or self.subject.pk
        return Q(pk=root) | Q(merged_into=root)

    def _findings(self, cited: dict[str, set[UUID]]) -> list[Finding]:
        match self.kind:
            case "event" | "evidence":
                found = self._known("finding", self.points)
                return [row for row in found if row.merged_into_id is None]
            case "finding":  # the one that was asked about stands first
                found = self._known("finding", self.points)
                return sorted(found, key=lambda row: row.pk != self.subject.pk)
        links = FindingLink.objects.filter(proposal__in=self.proposals)
        behind = set(links.values_list("finding", flat=True))
        wanted = behind | cited.get("finding", set())
        if not wanted:
            return []
        found = self._known("finding", Q(pk__in=wanted))
        self.hidden = self._told_of(wanted - {row.pk for row in found})
        return found

    def _told_of(self, unknown: set[UUID]) -> int:
        """How many of these are said to be there, and no more: to members of the
        groups whose work rests on them."""
        if not unknown:
            return 0
        own = Membership.objects.filter(user=self.user)
        linked = FindingLink.objects.filter(
            proposal__in=self.proposals,
            proposal__group__in=own.values("group"),
        ).values_list("finding", flat=True)
        told = set(linked)
        if self.kind == "section":
            seats = own.filter(group__participations__submission__sections=self.subject)
            rows = Citation.objects.filter(text__section=self.subject)
            told |= set(rows.filter(Exists(seats)).values_list("finding", flat=True))
        return len(unknown & told)

    def _evidence(self, cited: dict[str, set[UUID]]) -> list[Evidence]:
        links = EvidenceLink.objects.filter(proposal__in=self.proposals)
        return self._known(
            "evidence",
            Q(findings__in=self.findings)
            | Q(pk__in=links.values("evidence"))
            | Q(pk__in=cited.get("evidence", ())),
        )

    # What was made of them

    def _proposals(self, cited: dict[str, set[UUID]]) -> list[Proposal]:
        if self.kind == "section":
            return self._known("proposal", Q(pk__in=cited["proposal"]))
        if self.kind in {"event", "finding", "evidence"}:
            known = Finding.objects.visible_to(self.user).filter(self.points)
            rests = Q(finding_links__finding__in=known.values("pk"))
            own = {
                "event": Q(tabled__tabled__event=self.subject),
                "evidence": Q(evidence_links__evidence=self.subject),
            }
            return self._known("proposal", rests | own.get(self.kind, rests))
        asked = self.subject.asks.values("proposal")
        return self._known("proposal", Q(pk__in=asked))

    def _rooms(self) -> list[TabledProposal]:
        """Where they were taken to a room of which the reader may know."""
        known = Event.objects.visible_to(self.user).values("pk")
        rows = TabledProposal.objects.filter(
            proposal__in=[
                pk for pk, row in self.proposals.items() if row.is_group_open
            ],
            tabled__event__in=known,
        )
        return list(
            rows.select_related("tabled__event__region").order_by("created_at", "pk")
        )

    def _sections(self) -> list[Section]:
        """Downwards: what cites it, or a proposal that rests on it."""
        if self.kind == "factsheet":
            return []
        condition = Q(proposal__in=self.proposals)
        if self.kind in {"event", "finding", "evidence"}:
            condition |= Q(finding__in=[row.pk for row in self.findings])
        if self.kind == "evidence":
            condition |= Q(evidence=self.subject)
        rows = Citation.objects.visible_to(self.user).filter(condition)
        return self._known("section", Q(texts__citations__in=rows))

    def _factsheets(self) -> list[Factsheet]:
        if self.kind == "section" or not self.proposals:
            return []
        return self._known("factsheet", Q(asks__proposal__in=self.proposals))

    def _events(self) -> list[Event]:
        if self.kind == "event":
            return [self.subject]
        found = {row.event_id: row.event for row in self.findings if row.is_event_known}
        found |= {row.tabled.event_id: row.tabled.event for row in self.rooms}
        return sorted(found.values(), key=lambda row: (row.starts_on, row.pk))

    def _states(self) -> list[State]:
        """Who recommended before what the proposals go on from."""
        follows = Proposal.follows.through.objects.filter(proposal__in=self.proposals)
        made = MadeBy.objects.filter(
            recommendation__in=follows.values("recommendation")
        )
        return list(
            State.objects.filter(pk__in=made.values("state")).listed()[:AT_MOST]
        )
