"""Where findings landed in the apps above them: proposals, texts, factsheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Finding
from core.translations import LANGUAGES
from core.words import Worded, worded
from factsheets.facts import clean
from factsheets.models import Ask, Edition, Factsheet
from groups.models import Group
from proposals.models import FindingLink, Proposal
from submissions.models import Citation, Participation, Submission
from submissions.paragraphs import numbers_citing


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """One place, in words that anybody may read who holds the finding's code:
    `sentence` names the group by its name outside and never quotes a draft."""

    kind: str  # proposal, text, factsheet, state
    sentence: str
    wording: Worded | None = None  # only of what is published


def landings_of(findings: Iterable[UUID]) -> dict[UUID, list[Landing]]:
    """By finding, in the order of the thread. Those merged into another land where
    that one did. Asks as many queries for a hundred as for one."""
    wanted = list(findings)
    points = _points(wanted)
    point_of = {member: root for root, members in points.items() for member in members}
    links = list(
        FindingLink.objects.filter(finding__in=point_of)
        .select_related("proposal__group")
        .order_by("linked_at", "pk")
    )
    by_proposal: dict[UUID, set[UUID]] = {}
    for link in links:
        by_proposal.setdefault(link.proposal_id, set()).add(point_of[link.finding_id])
    landed: dict[UUID, list[Landing]] = {root: [] for root in points}
    for link in links:
        proposal = link.proposal
        _put(landed, {point_of[link.finding_id]}, _in_proposal(proposal))
    for roots, landing in _in_texts(point_of, by_proposal):
        _put(landed, roots, landing)
    for roots, landing in _in_factsheets(by_proposal):
        _put(landed, roots, landing)
    return {
        finding: list(landed[point_of[finding]]) if finding in point_of else []
        for finding in wanted
    }


def _points(findings: list[UUID]) -> dict[UUID, set[UUID]]:
    """What was merged is one point: the finding that stands, and those merged into
    it."""
    asked = Finding.objects.filter(pk__in=findings).values_list("pk", "merged_into")
    points = {into or pk: {into or pk} for pk, into in asked}
    for pk, into in Finding.objects.filter(merged_into__in=points).values_list(
        "pk", "merged_into"
    ):
        if into:
            points[into].add(pk)
    return points


def _put(landed, roots: Iterable[UUID], landing: Landing) -> None:
    """Once: several sections of one group say the same sentence."""
    for root in roots:
        if landing not in landed[root]:
            landed[root].append(landing)


def _in_proposal(proposal) -> Landing:
    group = outside(proposal.group)
    said = (
        _("It stands behind a proposal that “%(group)s” is writing.")
        if proposal.is_draft
        else _("It stands behind what “%(group)s” asks States for.")
    )
    return Landing(kind="proposal", sentence=said % {"group": group})


def outside(group: Group) -> str:
    return str(group.neutral_name)


def _in_texts(point_of, by_proposal):
    """Cited itself, or through a proposal that rests on it: once for a submission and
    those who write there."""
    rows = list(
        Citation.objects.filter(Q(finding__in=point_of) | Q(proposal__in=by_proposal))
        .select_related("text__section__submission", "text__section__group")
        .order_by("cited_at", "pk")
        .defer("text__snapshot", "text__document", "text__plain")
    )
    submissions = {row.text.section.submission for row in rows}
    names = _writers(submissions)
    closed = [one.pk for one in submissions if one.stage in Submission.CLOSED]
    numbers = numbers_citing(closed)
    places: dict[tuple, set[int]] = {}
    for row in rows:
        section = row.text.section
        group = section.group
        by = (outside(group),) if group else names.get(section.submission_id, ())
        cited: Any = row.finding_id or row.proposal_id
        found = numbers.get((section.pk, cited), [])
        for root in _roots_of(row, point_of, by_proposal):
            places.setdefault((root, section.submission, by), set()).update(found)
    for (root, submission, by), all_found in places.items():
        yield {root}, _in_text(submission, by, sorted(all_found))


def _roots_of(row: Citation, point_of, by_proposal) -> set[UUID]:
    if row.finding_id:
        return {point_of[row.finding_id]}
    return by_proposal[row.proposal_id]


def _writers(submissions: Iterable[Submission]) -> dict[UUID, tuple[str, ...]]:
    parts = Participation.objects.filter(submission__in=submissions)
    names: dict[UUID, tuple[str, ...]] = {}
    for part in parts.select_related("group").order_by("created_at", "pk"):
        known = names.get(part.submission_id, ())
        names[part.submission_id] = (*known, outside(part.group))
    return names


def _in_text(
    submission: Submission, names: Iterable[str], numbers: list[int]
) -> Landing:
    """With the numbers of its paragraphs once nobody changes them any more."""
    quoted = [_("“%(group)s”") % {"group": name} for name in names]
    is_filed = submission.stage == Submission.Stage.FILED
    if numbers and is_filed:
        said = ngettext(
            "It became part of paragraph %(numbers)s of a submission that was handed in. Written by: %(groups)s.",
            "It became part of paragraphs %(numbers)s of a submission that was handed in. Written by: %(groups)s.",
            len(numbers),
        )
    elif numbers:
        said = ngettext(
            "It became part of paragraph %(numbers)s of a submission that is finished and will be handed in. Written by: %(groups)s.",
            "It became part of paragraphs %(numbers)s of a submission that is finished and will be handed in. Written by: %(groups)s.",
            len(numbers),
        )
    elif is_filed:
        said = ngettext(
            "It stands in the part of %(groups)s in a submission that was handed in.",
            "It stands in a submission of %(groups)s that was handed in.",
            len(quoted),
        )
    else:
        said = ngettext(
            "It stands in the part that %(groups)s writes of a submission.",
            "It stands in a submission that %(groups)s are writing.",
            len(quoted),
        )
    words = {"groups": _listed(quoted), "numbers": _listed(numbers)}
    return Landing(kind="text", sentence=said % words)


def _listed(parts: Iterable[object]) -> str:
    return get_text_list([str(part) for part in parts], _("and"))


def _in_factsheets(by_proposal):
    """Of published ones only. What they are called is said where anybody may read
    them; which of the requests on the page it is, where the page still says it in the
    words of the proposal."""
    asks = Ask.objects.filter(
        proposal__in=by_proposal, factsheet__status=Factsheet.Status.PUBLISHED
    ).select_related("proposal")
    asked: dict[UUID, list[Proposal]] = {}
    for ask in asks.order_by("place", "pk"):
        asked.setdefault(ask.factsheet_id, []).append(ask.proposal)
    rows = list(
        Factsheet.objects.filter(pk__in=asked)
        .with_current_edition()
        .select_related("review", "group")
        .order_by("created_at", "pk")
    )
    editions = Edition.objects.in_bulk([row.edition_id for row in rows])
    for factsheet in rows:
        places = _places_on(editions[factsheet.edition_id])
        found: dict[UUID, set[int]] = {}
        for proposal in asked[factsheet.pk]:
            said = {
                (code, clean(proposal.text_of("wording", code))) for code in LANGUAGES
            }
            numbers = {places[one] for one in said & places.keys()}
            for root in by_proposal[proposal.pk]:
                found.setdefault(root, set()).update(numbers)
        for root, at in found.items():
            yield {root}, _on_factsheet(factsheet, sorted(at))
    yield from _asked_before(
        {one for found in asked.values() for one in found}, by_proposal
    )


def _places_on(edition: Edition) -> dict[tuple[str, str], int]:
    """Language and words of what is asked for there → its number on the page."""
    return {
        (language, clean(ask["text"])): number
        for language, facts in edition.content.items()
        for number, ask in enumerate(facts.get("asks", []), 1)
        if ask["text"]
    }


def _on_factsheet(factsheet: Factsheet, numbers: list[int]) -> Landing:
    if numbers:
        said = ngettext(
            "“%(group)s” asks for it on a factsheet that diplomats read, as request %(numbers)s.",
            "“%(group)s” asks for it on a factsheet that diplomats read, as requests %(numbers)s.",
            len(numbers),
        )
    else:
        said = _("“%(group)s” asks for it on a factsheet that diplomats read.")
    title = worded(factsheet, "published_title")
    words = {"group": outside(factsheet.group), "numbers": _listed(numbers)}
    return Landing(
        kind="factsheet",
        sentence=said % words,
        wording=title if factsheet.review.is_public and title else None,
    )


def _asked_before(published: Iterable[Proposal], by_proposal):
    """Of how many States' recommendations the published requests go on from: the
    States of the record, counted once for a point."""
    out = Proposal.objects.filter(pk__in=[one.pk for one in published])
    rows = out.values_list("pk", "follows__made_by__state")
    states: dict[UUID, set[int]] = {}
    for proposal, state in rows:
        for root in by_proposal[proposal] if state else ():
            states.setdefault(root, set()).add(state)
    for root, found in states.items():
        said = ngettext(
            "%(n)s State recommended something like it in an earlier review.",
            "%(n)s States recommended something like it in earlier reviews.",
            len(found),
        )
        yield {root}, Landing(kind="state", sentence=said % {"n": len(found)})
