"""Where findings landed in the apps above them: proposals, texts, factsheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Finding
from core.words import Worded, worded
from factsheets.models import Ask, Factsheet
from groups.models import Group
from proposals.models import FindingLink
from submissions.models import Citation, Participation, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """One place, in words that anybody may read who holds the finding's code:
    `sentence` names the group by its name outside and never quotes a draft."""

    kind: str  # proposal, text, factsheet
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
    """Cited itself, or through a proposal that rests on it: by section."""
    rows = list(
        Citation.objects.filter(Q(finding__in=point_of) | Q(proposal__in=by_proposal))
        .select_related("text__section__submission", "text__section__group")
        .order_by("cited_at", "pk")
        .defer("text__snapshot", "text__document", "text__plain")
    )
    taking_part: dict[UUID, list[str]] = {}
    parts = Participation.objects.filter(
        submission__in={row.text.section.submission_id for row in rows}
    )
    for part in parts.select_related("group").order_by("created_at", "pk"):
        taking_part.setdefault(part.submission_id, []).append(outside(part.group))
    for row in rows:
        section = row.text.section
        names = (
            [outside(section.group)]
            if section.group
            else taking_part.get(section.submission_id, [])
        )
        roots = (
            {point_of[row.finding_id]}
            if row.finding_id
            else by_proposal[row.proposal_id]
        )
        yield roots, _in_text(section.submission, names)


def _in_text(submission: Submission, names: list[str]) -> Landing:
    if submission.stage == Submission.Stage.FILED:
        said = ngettext(
            "It stands in the part of %(groups)s in a submission that was handed in.",
            "It stands in a submission of %(groups)s that was handed in.",
            len(names),
        )
    else:
        said = ngettext(
            "It stands in the part that %(groups)s writes of a submission.",
            "It stands in a submission that %(groups)s are writing.",
            len(names),
        )
    quoted = [_("“%(group)s”") % {"group": name} for name in names]
    groups = get_text_list(quoted, _("and"))
    return Landing(kind="text", sentence=said % {"groups": groups})


def _in_factsheets(by_proposal):
    """Of published ones only. What they are called is said where anybody may read
    them."""
    asks = Ask.objects.filter(
        proposal__in=by_proposal, factsheet__status=Factsheet.Status.PUBLISHED
    ).values_list("factsheet", "proposal")
    roots: dict[UUID, set[UUID]] = {}
    for factsheet, proposal in asks:
        roots.setdefault(factsheet, set()).update(by_proposal[proposal])
    rows = (
        Factsheet.objects.filter(pk__in=roots)
        .with_current_edition()
        .select_related("review", "group")
        .order_by("created_at", "pk")
    )
    for factsheet in rows:
        said = _("“%(group)s” asks for it on a factsheet that diplomats read.")
        title = worded(factsheet, "published_title")
        yield (
            roots[factsheet.pk],
            Landing(
                kind="factsheet",
                sentence=said % {"group": outside(factsheet.group)},
                wording=title if factsheet.review.is_public and title else None,
            ),
        )
