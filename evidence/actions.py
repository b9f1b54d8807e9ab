"""What people do with the evidence of their group."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core import files
from core.exceptions import ActionRefused
from evidence.models import Evidence, Gift
from groups.models import Group

FIELDS = ("kind", "title", "language", "figure", "text", "source", "url", "dated_on")
type Paper = tuple[bytes, str]  # made harmless (`core.uploads`), and its type


class CannotKeep(ActionRefused):
    """Somebody else saved meanwhile: `theirs` is what stands now. Or it may not be
    so: then `theirs` is None."""

    def __init__(self, message: str, *, theirs: Evidence | None = None):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def add_evidence(
    *, evidence: Evidence, paper: Paper | None = None, actor: User, at: datetime
) -> Evidence:
    """On the shelf of `evidence.group`."""
    _keep_paper(evidence, paper)
    evidence.review, evidence.added_by = evidence.group.review, actor
    evidence.save(force_insert=True)
    _record("evidence.added", evidence, actor=actor, at=at)
    return evidence


@transaction.atomic
def change_evidence(
    *,
    evidence: Evidence,
    version: int,
    paper: Paper | None = None,
    actor: User,
    at: datetime,
) -> Evidence:
    """What is set on `evidence`. Other words than those that were found safe to show
    are looked at anew."""
    row = _locked(evidence)
    if row.version != version:
        raise CannotKeep(
            _("Somebody else changed this while you were writing."), theirs=row
        )
    is_other = any(getattr(row, name) != getattr(evidence, name) for name in FIELDS)
    for name in FIELDS:
        setattr(row, name, getattr(evidence, name))
    _keep_paper(row, paper)
    if row.showing == Evidence.Showing.SAFE and (is_other or paper):
        row.showing = Evidence.Showing.UNDECIDED
    row.version += 1
    row.save(update_fields=[*FIELDS, "file", "showing", "version", "updated_at"])
    _record("evidence.changed", row, actor=actor, at=at)
    return row


def _keep_paper(evidence: Evidence, paper: Paper | None) -> None:
    if paper and evidence.kind == Evidence.Kind.CASE:
        raise CannotKeep(_("A case has no papers: they name people."))
    if evidence.kind == Evidence.Kind.CASE:
        evidence.file = None
    elif paper:
        content, content_type = paper
        evidence.file = files.store(content, content_type=content_type)


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, actor: User, at: datetime) -> None:
    """It stays where it was cited, and says that it does not hold any more."""
    row = _locked(evidence)
    if row.withdrawn_at is None:
        _withdrawn(row, at)
        _record("evidence.withdrawn", row, actor=actor, at=at)


@transaction.atomic
def put_back_evidence(*, evidence: Evidence, actor: User, at: datetime) -> None:
    row = _locked(evidence)
    if row.withdrawn_at:
        _withdrawn(row, None)
        _record("evidence.put_back", row, actor=actor, at=at)


def _withdrawn(row: Evidence, at: datetime | None) -> None:
    row.withdrawn_at, row.version = at, row.version + 1
    row.save(update_fields=["withdrawn_at", "version", "updated_at"])


class CannotShow(ActionRefused):
    pass


@transaction.atomic
def say_whether_shown(
    *, evidence: Evidence, showing: str, version: int, actor: User, at: datetime
) -> Evidence:
    """Of what the person has read: of `version`."""
    row = _locked(evidence)
    if row.version != version:
        raise CannotShow(_("Somebody has changed it meanwhile. Read it again."))
    if showing == Evidence.Showing.SAFE and not row.source:
        raise CannotShow(_("Say whose figure or paper it is before it is shown."))
    row.showing, row.version = showing, row.version + 1
    row.save(update_fields=["showing", "version", "updated_at"])
    _record("evidence.cleared", row, actor=actor, at=at)
    return row


class CannotGive(ActionRefused):
    pass


@transaction.atomic
def give_evidence(
    *, evidence: Evidence, groups: Iterable[Group], actor: User, at: datetime
) -> list[Gift]:
    """One way: they read it and cite it, and learn nothing else of the shelf."""
    row = _locked(evidence)
    known = set(row.gifts.values_list("group", flat=True)) | {row.group_id}
    new = [
        Gift(evidence=row, group=group, given_by=actor, given_at=at)
        for group in groups
        if group.pk not in known
    ]
    if not new:
        raise CannotGive(_("Choose a group that does not have it yet."))
    Gift.objects.bulk_create(new)
    _record("evidence.given", row, actor=actor, at=at)
    return new


def _locked(evidence: Evidence) -> Evidence:
    return (
        Evidence.objects.select_related("group__review")
        .select_for_update(of=("self",))
        .get(pk=evidence.pk)
    )


def _record(verb: str, evidence: Evidence, *, actor: User, at: datetime) -> None:
    record(
        verb,
        subject=evidence,
        actor=actor,
        at=at,
        review=evidence.group.review,
        group=evidence.group,
    )
