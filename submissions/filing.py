"""What people do to hand a submission in: prepare, and write down that it was sent.

Locks are taken in the order submission, filing.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from core.models import StoredFile
from reviews.models import Milestone
from submissions import queries, stages
from submissions.actions import locked
from submissions.models import (
    FiledFile,
    Filing,
    FilingCheck,
    FrozenFile,
    Submission,
)
from submissions.passwords import looks_like_one

Stage = Submission.Stage
Kind = FilingCheck.Kind


class CannotPrepare(ActionRefused):
    pass


@transaction.atomic
def keep_check(
    *,
    submission_id: Any,
    check: FilingCheck,
    is_done: bool,
    actor: User,
    at: datetime,
    user_name: str | None = None,
) -> FilingCheck:
    """Keep who sees to it, and whether it was found right; of the account its user
    name. What was found right before keeps its moment."""
    submission = locked(submission_id)
    filing = _filing_of(submission)
    if filing.is_filed:
        raise CannotPrepare(_("It was filed already."))
    if is_done and check.person is None:
        raise CannotPrepare(_("Say who sees to it."))
    is_of_two = check.kind == Kind.TWO
    if is_of_two and is_done and check.second_person in {None, check.person}:
        raise CannotPrepare(_("Name two different people."))
    if check.kind == Kind.ACCOUNT and user_name is not None:
        if is_done and not user_name:
            raise CannotPrepare(_("Write the user name there."))
        _refuse_password(user_name, CannotPrepare)
        filing.user_name = user_name
        filing.save(update_fields=["user_name", "updated_at"])
    row, _is_new = FilingCheck.objects.get_or_create(filing=filing, kind=check.kind)
    row.person = check.person
    row.second_person = check.second_person if is_of_two else None
    if not is_done:
        row.done_at = row.done_by = None
    elif row.done_at is None:
        row.done_at, row.done_by = at, actor
    row.save()
    _record("filing.prepared", filing, actor=actor, at=at)
    return row


class CannotFile(ActionRefused):
    pass


def refuse_stage(submission: Submission) -> None:
    if submission.stage == Stage.FILED:
        raise CannotFile(_("It was filed already."))
    if submission.stage != Stage.FROZEN:
        raise CannotFile(_("Freeze it first: what is filed must not change."))


@transaction.atomic
def file_submission(
    *,
    submission_id: Any,
    languages: Collection[str],
    sent_at: datetime,
    receipt_number: str = "",
    receipt: StoredFile | None = None,
    actor: User,
    at: datetime,
) -> Filing:
    """Write down that the frozen files in these languages were sent, and what the UN
    answered. What was sent is kept, byte for byte. Too late is kept as well: it
    happened."""
    submission = locked(submission_id)
    filing = _filing_of(submission)
    refuse_stage(submission)
    if sent_at > at:
        raise CannotFile(_("This moment is still to come."))
    if submission.staged_at and sent_at < submission.staged_at.replace(
        second=0, microsecond=0
    ):
        raise CannotFile(_("The files were made after this moment. Look at the clock."))
    _refuse_password(receipt_number, CannotFile)
    frozen = list(
        FrozenFile.objects.filter(submission=submission, language__in=languages)
        .select_related("file")
        .order_by("language")
    )
    if not frozen or len(frozen) != len(set(languages)):
        raise CannotFile(_("Choose which files were sent."))
    filing.filed_at, filing.filed_by = sent_at, actor
    filing.window_closed_at = _end_of_window(submission)
    filing.receipt_number, filing.receipt = receipt_number, receipt
    filing.save()
    FiledFile.objects.bulk_create(
        FiledFile(
            filing=filing,
            language=row.language,
            file=row.file,
            sha256=row.sha256,
            words=row.words,
        )
        for row in frozen
    )
    stages.mark_filed(submission=submission, at=at, by=actor)
    _record("filing.filed", filing, actor=actor, at=at)
    return filing


class CannotAttach(ActionRefused):
    pass


@transaction.atomic
def attach_receipt(
    *,
    submission_id: Any,
    receipt_number: str,
    receipt: StoredFile | None,
    actor: User,
    at: datetime,
) -> Filing:
    """What came later: the number, the file, or both. What is there stays."""
    filing = _filing_of(locked(submission_id))
    if not filing.is_filed:
        raise CannotAttach(_("It was not filed yet."))
    _refuse_password(receipt_number, CannotAttach)
    if (receipt and filing.receipt_id) or (receipt_number and filing.receipt_number):
        raise CannotAttach(_("A receipt is kept already. It stays as it is."))
    if not receipt and not receipt_number:
        raise CannotAttach(_("Choose the file, or write its number."))
    filing.receipt = receipt or filing.receipt
    filing.receipt_number = receipt_number or filing.receipt_number
    filing.save(update_fields=["receipt", "receipt_number", "updated_at"])
    _record("filing.receipt_kept", filing, actor=actor, at=at)
    return filing


class CannotTakeBack(ActionRefused):
    pass


@transaction.atomic
def take_back(*, submission_id: Any, reason: str, actor: User, at: datetime) -> Filing:
    """It was not sent after all. Who wrote it down and why it was taken back stays in
    the trail. Where a receipt is kept, it was sent."""
    submission = locked(submission_id)
    filing = _filing_of(submission)
    if not filing.is_filed:
        raise CannotTakeBack(_("It was not filed yet."))
    if filing.has_receipt:
        raise CannotTakeBack(
            _("A receipt is kept: it was sent, and that cannot be taken back.")
        )
    stages.mark_not_filed(submission=submission, reason=reason, at=at, by=actor)
    filing.files.all().delete()
    filing.filed_at = filing.filed_by = filing.window_closed_at = None
    filing.save(
        update_fields=["filed_at", "filed_by", "window_closed_at", "updated_at"]
    )
    _record("filing.taken_back", filing, actor=actor, at=at)
    return filing


def _filing_of(submission: Submission) -> Filing:
    filing, _is_new = Filing.objects.get_or_create(submission=submission)
    filing.submission = submission
    return filing


def _end_of_window(submission: Submission) -> datetime | None:
    rows = submission.review.milestones.filter(kind=Milestone.Kind.WINDOW_CLOSES)
    found: datetime | None = rows.values_list("due", flat=True).first()
    return found


def _refuse_password(text: str, refusal: type[ActionRefused]) -> None:
    if looks_like_one(text):
        raise refusal(_("This looks like a password. No passwords are kept here."))


def _record(verb: str, filing: Filing, *, actor: User, at: datetime) -> None:
    trail: dict[str, Any] = queries.trail_of_submission(filing.submission)
    record(verb, subject=filing, actor=actor, at=at, **trail)
