"""The thread as a page shows it: stage by stage, each thing with its name as this
reader may know it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.models import State
from consultations.models import Event, Finding
from consultations.room_results import by_region, in_a_sentence, said_to
from core.words import Worded, worded
from evidence.models import Evidence
from proposals.queries import name_of as name_of_proposal
from submissions.models import Section
from workspace.thread import Thread

EXCERPT = 240  # letters
STAGES = {  # in the order of the chain, with what is said where there is none
    "event": (
        pgettext_lazy("stage of the thread", "Where it was said"),
        _("No meeting that you may know of stands behind it."),
    ),
    "finding": (
        pgettext_lazy("stage of the thread", "What was said"),
        _("No finding stands behind it yet."),
    ),
    "evidence": (
        pgettext_lazy("stage of the thread", "Evidence"),
        _("No figure, law or document stands behind it yet."),
    ),
    "proposal": (
        pgettext_lazy("stage of the thread", "What we ask for"),
        _("No proposal rests on it yet."),
    ),
    "section": (
        pgettext_lazy("stage of the thread", "In our submissions"),
        _("No section cites it yet."),
    ),
    "factsheet": (
        pgettext_lazy("stage of the thread", "On factsheets"),
        _("No factsheet asks for it yet."),
    ),
    "state": (
        pgettext_lazy("stage of the thread", "States that asked for it before"),
        _("It goes on from no earlier recommendation."),
    ),
}
# Both come from proposals, not from each other.
BESIDE = {"section": {"factsheet"}, "factsheet": {"section"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One thing on the thread."""

    name: Worded
    note: str = ""
    url: str = ""
    thread_url: str = ""  # none of the one that was asked about, nor of a State
    is_here: bool = False


@dataclass(slots=True, kw_only=True)
class Stage:
    kind: str
    title: Any
    missing: Any
    knots: list[Knot] = field(default_factory=list)
    hidden: int = 0  # confidential findings, of which its groups know that they are

    def __bool__(self) -> bool:
        return bool(self.knots or self.hidden)


def stages_of(thread: Thread) -> list[Stage]:
    """Without those to which no link leads from a thing of this kind."""
    left_out = BESIDE.get(thread.kind, set()) | (
        set() if thread.proposals else {"state"}
    )
    names = _names(thread)
    found: dict[str, list[Knot]] = {kind: [] for kind in STAGES}
    for kind, row, name, note in names:
        found[kind].append(_knot(thread, kind, row, name, note))
    stages = [
        Stage(kind=kind, title=title, missing=missing, knots=found[kind])
        for kind, (title, missing) in STAGES.items()
        if kind not in left_out
    ]
    for stage in stages:
        if stage.kind == "finding":
            stage.hidden = thread.hidden
        if stage.kind == "proposal" and thread.kind == "section":
            stage.missing = _("It cites no proposal yet.")
    return stages


def _names(thread: Thread) -> list[tuple[str, Any, Worded, str]]:
    said = said_to([row.tabled_id for row in thread.rooms], with_remarks=False)
    return [
        *(("event", row, *_event(row)) for row in thread.events),
        *(("finding", row, *_finding(row)) for row in thread.findings),
        *(("evidence", row, *_piece(row)) for row in thread.evidence),
        *(
            ("proposal", row, *_proposal(thread, row, said))
            for row in thread.proposals.values()
        ),
        *(("section", row, *_section(row)) for row in thread.sections),
        *(("factsheet", row, *_factsheet(row)) for row in thread.factsheets),
        *(("state", row, *_state(row)) for row in thread.states),
    ]


def _knot(thread: Thread, kind: str, row: Any, name: Worded, note: str) -> Knot:
    if kind == "state":
        return Knot(name=name)
    is_here = kind == thread.kind and row.pk == thread.subject.pk
    return Knot(
        name=name,
        note=note,
        url=row.get_absolute_url(),
        thread_url="" if is_here else address(thread.review.pk, kind, row.pk),
        is_here=is_here,
    )


def address(review_id: UUID, kind: str, pk: UUID) -> str:
    return reverse("workspace:thread", args=[review_id, kind, pk])


def here(text: str) -> Worded:
    return Worded(text, get_language() or "en")


def joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


def shortened(said: Worded) -> Worded:
    text = " ".join(said.text.split())
    if len(text) > EXCERPT:
        text = f"{text[: EXCERPT - 1]}…"
    return Worded(text, said.language)


def _event(row: Event) -> tuple[Worded, str]:
    return row.called, joined(row.region, row.get_kind_display())


def _finding(row: Finding) -> tuple[Worded, str]:
    is_secret = row.sensitivity == Finding.Sensitivity.CONFIDENTIAL
    secrecy = row.neutral_name if is_secret else ""
    return shortened(row.text), joined(row.region, secrecy)


def _piece(row: Evidence) -> tuple[Worded, str]:
    return row.called, joined(row.get_kind_display(), row.source, row.standing)


def _proposal(thread: Thread, row: Any, said: dict) -> tuple[Worded, str]:
    row.group.opened = row.is_group_open  # decides which name is shown
    tabled = [one.tabled for one in thread.rooms if one.proposal_id == row.pk]
    rooms = in_a_sentence(by_region(tabled, said))
    return name_of_proposal(row), joined(row.group.name, rooms)


def _section(row: Section) -> tuple[Worded, str]:
    of = row.submission
    return row.heading, joined(of.title, of.get_stage_display())


def _factsheet(row: Any) -> tuple[Worded, str]:
    """Outside the group nobody reads the words that are being written."""
    title = worded(row, "title" if row.opened else "published_title")
    name = Worded(title.text.replace("**", ""), title.language)
    return name or here(str(row.neutral_name)), row.get_status_display()


def _state(row: State) -> tuple[Worded, str]:
    return here(str(row.name)), ""
