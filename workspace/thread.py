"""The golden thread of one thing: up to the meeting where it was said, down to what
was made of it. Each link is followed only between two things that the reader may
know: what is behind one that she may not know is not there for her."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from catalogue.models import State
from consultations.models import Event, Finding
from consultations.room_results import by_region, in_a_sentence, said_to
from core.words import Worded, worded
from evidence.models import Evidence
from factsheets.models import Factsheet
from groups.models import Membership
from proposals.models import EvidenceLink, FindingLink, Proposal, TabledProposal
from proposals.queries import name_of as name_of_proposal
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
EXCERPT = 240  # letters
AT_MOST = 100  # of a kind; a meeting has seldom more


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One thing on the thread."""

    name: Worded
    url: str
    thread_url: str  # empty: this is the one that was asked about, or it has none
    note: str = ""
    is_here: bool = False


@dataclass(slots=True, kw_only=True)
class Stage:
    kind: str
    title: str
    missing: str  # what is said where there is none
    knots: list[Knot] = field(default_factory=list)
    hidden: int = 0  # confidential findings, of which its groups know that they are

    def __bool__(self) -> bool:
        return bool(self.knots or self.hidden)


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
    """Woven from one thing outwards. `stages`: in the order of the chain."""

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

    # As the page shows it

    def stages(self) -> list[Stage]:
        said = said_to([row.tabled_id for row in self.rooms], with_remarks=False)
        return [
            Stage(
                kind="event",
                title=pgettext("stage of the thread", "Where it was said"),
                missing=_("No meeting that you may know of stands behind it."),
                knots=[self._knot("event", row, *_event(row)) for row in self.events],
            ),
            Stage(
                kind="finding",
                title=pgettext("stage of the thread", "What was said"),
                missing=_("No finding stands behind it yet."),
                knots=[
                    self._knot("finding", row, *_finding(row)) for row in self.findings
                ],
                hidden=self.hidden,
            ),
            Stage(
                kind="evidence",
                title=pgettext("stage of the thread", "Evidence"),
                missing=_("No figure, law or document stands behind it yet."),
                knots=[
                    self._knot("evidence", row, *_piece(row)) for row in self.evidence
                ],
            ),
            Stage(
                kind="proposal",
                title=pgettext("stage of the thread", "What we ask for"),
                missing=_("No proposal rests on it yet."),
                knots=[
                    self._knot("proposal", row, *self._proposal(row, said))
                    for row in self.proposals.values()
                ],
            ),
            Stage(
                kind="section",
                title=pgettext("stage of the thread", "In our submissions"),
                missing=_("No section cites it yet."),
                knots=[
                    self._knot("section", row, *_section(row)) for row in self.sections
                ],
            ),
            Stage(
                kind="factsheet",
                title=pgettext("stage of the thread", "On factsheets"),
                missing=_("No factsheet asks for it yet."),
                knots=[
                    self._knot("factsheet", row, *_factsheet(row))
                    for row in self.factsheets
                ],
            ),
            Stage(
                kind="state",
                title=pgettext(
                    "stage of the thread", "States that asked for it before"
                ),
                missing=_("It goes on from no earlier recommendation."),
                knots=[
                    Knot(name=here(str(row.name)), url="", thread_url="")
                    for row in self.states
                ],
            ),
        ]

    def _knot(self, kind: str, row: Any, name: Worded, note: str) -> Knot:
        is_here = kind == self.kind and row.pk == self.subject.pk
        thread_url = "" if is_here else address(self.review.pk, kind, row.pk)
        return Knot(
            name=name,
            url=row.get_absolute_url(),
            thread_url=thread_url,
            note=note,
            is_here=is_here,
        )

    def _proposal(self, row: Proposal, said: dict) -> tuple[Worded, str]:
        row.group.opened = row.is_group_open  # decides which name is shown
        tabled = [one.tabled for one in self.rooms if one.proposal_id == row.pk]
        rooms = in_a_sentence(by_region(tabled, said))
        return name_of_proposal(row), joined(row.group.name, rooms)


def address(review_id: UUID, kind: str, pk: UUID) -> str:
    return reverse("workspace:thread", args=[review_id, kind, pk])


def here(text: str) -> Worded:
    return Worded(text, get_language() or "en")


def joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


def shortened(said: Worded) -> Worded:
    text = " ".join(said.text.split())
    return Worded(
        text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…", said.language
    )


def _event(row: Event) -> tuple[Worded, str]:
    return row.called, joined(row.region, row.get_kind_display())


def _finding(row: Finding) -> tuple[Worded, str]:
    is_secret = row.sensitivity == Finding.Sensitivity.CONFIDENTIAL
    return shortened(row.text), joined(
        row.region, row.neutral_name if is_secret else ""
    )


def _piece(row: Evidence) -> tuple[Worded, str]:
    return row.called, joined(row.get_kind_display(), row.source)


def _section(row: Section) -> tuple[Worded, str]:
    return row.heading, joined(row.submission.title, row.submission.get_stage_display())


def _factsheet(row: Factsheet) -> tuple[Worded, str]:
    """Outside the group nobody reads the words that are being written."""
    title = worded(row, "title" if row.opened else "published_title")
    name = Worded(title.text.replace("**", ""), title.language)
    return name or here(str(row.neutral_name)), str(row.get_status_display())


def stages_of(kind: str, subject: Any, *, user: Any, review: Any) -> Iterable[Stage]:
    return Thread(kind, subject, user=user, review=review).stages()
