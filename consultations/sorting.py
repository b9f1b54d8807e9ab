"""Which points say the same, and who may know a point."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.entering import refuse_unknown
from consultations.models import Finding
from consultations.recording import record
from core import likeness
from core.exceptions import ActionRefused
from core.translations import LANGUAGES

LIKE_AT_MOST = 5
COMPARED = 500  # the newest ones
Sensitivity = Finding.Sensitivity
# From what everybody may know to what hardly anybody may.
NARROWER = [str(one) for one in Sensitivity]


class CannotMerge(ActionRefused):
    pass


@transaction.atomic
def merge_finding(
    *, finding: Finding, into: Finding, actor: User, at: datetime
) -> Finding:
    """Both are kept. Nobody who had one loses it: the other must be with the same
    groups at least, and known to as many."""
    rows = _locked([finding.pk, into.pk])
    if len(rows) < 2:  # noqa: PLR2004 -- the two of them
        raise CannotMerge(_("A finding is not merged into itself."))
    row, other = rows[finding.pk], rows[into.pk]
    _refuse_chain(row, other)
    if row.review_id != other.review_id:
        raise CannotMerge(_("They are of different reviews."))
    if _rank(other) > _rank(row) or (
        other.host_id != row.host_id and other.host and other.host.is_walled
    ):
        raise CannotMerge(
            _("Fewer people may know the other one. Merge them the other way round.")
        )
    has, other_has = (
        set(one.routes.values_list("group", flat=True)) for one in (row, other)
    )
    if not has <= other_has:
        raise CannotMerge(
            _(
                "A group that has this one does not have the other, and would lose the point. Give it the other one first."
            )
        )
    row.merged_into = other
    row.save(update_fields=["merged_into", "updated_at"])
    record("finding.merged", row, actor=actor, at=at)
    return row


def _refuse_chain(row: Finding, other: Finding) -> None:
    if row.merged_into_id:
        raise CannotMerge(_("It is merged with another one already."))
    if other.merged_into_id:
        raise CannotMerge(_("The other one was merged itself. Choose what it is in."))
    if row.merged.exists():
        raise CannotMerge(
            _("Others were merged into this one. Merge them the other way round.")
        )


@transaction.atomic
def part_finding(*, finding: Finding, actor: User, at: datetime) -> None:
    """Stands by itself again."""
    row = _locked([finding.pk])[finding.pk]
    if row.merged_into_id is None:
        return
    row.merged_into = None
    row.save(update_fields=["merged_into", "updated_at"])
    record("finding.parted", row, actor=actor, at=at)


def like(finding: Finding, *, user: User) -> list[Finding]:
    """What seems to say the same, of what the person may know: the most first, and
    before others what does so in the language in which it was said."""
    rows = list(
        Finding.objects.visible_to(user)
        .standing()
        .filter(review=finding.review_id)
        .exclude(pk=finding.pk)
        .newest_first()[:COMPARED]
    )
    # In each language by itself: what was translated is as like as it was before.
    found: dict[int, None] = {}
    for code in sorted(LANGUAGES, key=lambda code: code != finding.said_in):
        said = finding.text_of("text", code)
        others = [row.text_of("text", code) for row in rows]
        found |= dict.fromkeys(likeness.nearest(said, others))
    return [rows[number] for number in list(found)[:LIKE_AT_MOST]]


# Who may know it


class CannotTell(ActionRefused):
    pass


def narrower_than(finding: Finding) -> list[str]:
    return NARROWER[_rank(finding) + 1 :]


def wider_than(finding: Finding) -> list[str]:
    return NARROWER[: _rank(finding)]


@transaction.atomic
def say_who_may_know(
    *,
    finding: Finding,
    sensitivity: str,
    version: int,
    was_asked: bool,
    may_widen: bool,
    actor: User,
    at: datetime,
) -> Finding:
    """Fewer: always. More: by whoever may say so (`consultations.widen_finding`),
    and only after whoever said it was asked, or the words can lead to nobody. What
    was heard behind a wall may then be quoted, and still shows to nobody outside."""
    merged = finding.merged.values_list("pk", flat=True)
    row = _locked([finding.pk, *merged])[finding.pk]
    if row.version != version:
        raise CannotTell(_("Somebody has changed it meanwhile. Read it again."))
    if sensitivity in narrower_than(row):
        if sensitivity == Sensitivity.CONFIDENTIAL:
            routes = row.routes.select_related("group")
            refuse_unknown([route.group for route in routes], CannotTell)
        verb = "finding.narrowed"
        _part_from(row, sensitivity, actor=actor, at=at)
    elif sensitivity in wider_than(row):
        if not may_widen:
            raise CannotTell(
                _("A rapporteur of its groups, or who entered it, says that.")
            )
        if not was_asked:
            raise CannotTell(
                _(
                    "More may know it only if whoever said it agreed, or nobody can be found by it. Say so with the tick."
                )
            )
        verb = "finding.widened"
    else:
        return row
    row.sensitivity, row.version = sensitivity, row.version + 1
    row.save(update_fields=["sensitivity", "version", "updated_at"])
    record(verb, row, actor=actor, at=at)
    return row


def _part_from(row: Finding, sensitivity: str, *, actor: User, at: datetime) -> None:
    """What more people may know stands by itself again: to them it would be lost."""
    wider = NARROWER[: NARROWER.index(sensitivity)]
    for one in row.merged.filter(sensitivity__in=wider).order_by("pk"):
        part_finding(finding=one, actor=actor, at=at)


def _rank(finding: Finding) -> int:
    return NARROWER.index(finding.sensitivity)


def _locked(keys: Iterable[UUID]) -> dict[UUID, Finding]:
    rows = (
        Finding.objects.select_related("review", "host")
        .select_for_update(of=("self",))
        .filter(pk__in=list(keys))
        .order_by("pk")
    )
    return {row.pk: row for row in rows}
