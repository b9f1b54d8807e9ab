"""How a whole submission goes on: drafting, review, sign-on, frozen, filed. One step
at a time; one step back, with a reason. What was sent does not come back; what was
only written down as sent does, as long as no receipt is kept.

Locks are taken in the order submission, texts (by key), section: of who freezes and
who writes, one learns of the other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from notifications.actions import notify
from reviews.models import Role
from reviews.practising import refuse_in_practice
from submissions import agreed_files, proposed, queries, requesting, signers
from submissions.actions import locked
from submissions.models import StageChange, Submission

Stage = Submission.Stage
NEXT = {
    Stage.DRAFTING: Stage.REVIEW,
    Stage.REVIEW: Stage.SIGN_ON,
    Stage.SIGN_ON: Stage.FROZEN,
    Stage.FROZEN: Stage.FILED,
}
BEFORE = {
    Stage.REVIEW: Stage.DRAFTING,
    Stage.SIGN_ON: Stage.REVIEW,
    Stage.FROZEN: Stage.SIGN_ON,
}
# What is told to everybody who takes part.
NOTICES = {
    Stage.REVIEW: "submission.is_reviewed",
    Stage.SIGN_ON: "submission.is_signed",
    Stage.FROZEN: "submission.is_frozen",
    Stage.FILED: "submission.is_filed",
}
REASON_AT_MOST = 500


class CannotMoveOn(ActionRefused):
    pass


@transaction.atomic
def open_review(*, submission_id: Any, actor: User, at: datetime) -> Submission:
    """Everybody reads; the outline stays as it is from now on."""
    submission = locked(submission_id)
    if submission.stage == Stage.REVIEW:
        return submission
    _expect(submission, Stage.DRAFTING)
    if not proposed.contents_now(submission, user=actor):
        raise CannotMoveOn(_("Nothing is written here yet."))
    return _change(
        submission, Stage.REVIEW, verb="submission.in_review", actor=actor, at=at
    )


@transaction.atomic
def open_sign_on(*, submission_id: Any, actor: User, at: datetime) -> Submission:
    """What stands in the texts now is what organisations are asked to agree to.
    Whoever agreed to another wording before is asked again."""
    submission = locked(submission_id)
    refuse_in_practice(submission.review)
    if submission.stage == Stage.SIGN_ON:
        return submission
    _expect(submission, Stage.REVIEW)
    requesting.lock_texts(submission)
    wordings, is_new = proposed.propose(submission, actor=actor, at=at)
    if not wordings:
        raise CannotMoveOn(_("Nothing is written here yet."))
    _change(submission, Stage.SIGN_ON, verb="submission.in_sign_on", actor=actor, at=at)
    if is_new:
        number = max(row.number for row in wordings.values())
        requesting.ask_about(submission, number, at=at)
    return submission


@transaction.atomic
def freeze(*, submission_id: Any, actor: User, at: datetime) -> Submission:
    """No word changes from now on, and the files are made: of the wording that was
    agreed to, with the names of those who agreed and want to be named. Refused while
    the texts read otherwise."""
    submission = locked(submission_id)
    if submission.stage == Stage.FROZEN:
        return submission
    _expect(submission, Stage.SIGN_ON)
    requesting.lock_texts(submission)
    known = proposed.in_force(submission)
    now = proposed.contents_now(submission, user=actor)
    if proposed.differing(known, now):
        raise CannotMoveOn(
            _(
                "The text was changed after the organisations were asked. Ask them"
                " again, or bring the text back to what they agreed to."
            )
        )
    _change(submission, Stage.FROZEN, verb="submission.frozen", actor=actor, at=at)
    agreed_files.make_files(submission, at=at)
    return submission


@transaction.atomic
def mark_filed(*, submission: Submission, at: datetime, by: User) -> Submission:
    """It was handed in. Called by whatever keeps the receipt."""
    row = locked(submission.pk)
    if row.stage == Stage.FILED:
        return row
    if row.stage != Stage.FROZEN:
        raise CannotMoveOn(_("Freeze it first: what is filed must not change."))
    return _change(row, Stage.FILED, verb="submission.filed", actor=by, at=at)


class CannotGoBack(ActionRefused):
    pass


@transaction.atomic
def mark_not_filed(
    *, submission: Submission, reason: str, at: datetime, by: User
) -> Submission:
    """It was written down by mistake. Frozen as before, with the same files. Called by
    whatever keeps the receipt."""
    row = locked(submission.pk)
    reason = _reason(reason)
    frozen = row.stage_changes.filter(after=Stage.FROZEN, before=Stage.SIGN_ON)
    frozen_at = frozen.latest("changed_at").changed_at
    _change(
        row,
        Stage.FROZEN,
        verb="submission.not_filed",
        notice="submission.is_not_filed",
        reason=reason,
        actor=by,
        at=at,
    )
    # Since when its files are as they are: what was sent later is believed.
    row.staged_at = frozen_at
    row.save(update_fields=["staged_at"])
    return row


@transaction.atomic
def go_back(
    *, submission_id: Any, to: str, reason: str, actor: User, at: datetime
) -> Submission:
    """One step, and why. Unfreezing throws the files away and tells everybody."""
    submission = locked(submission_id)
    stage = Stage(submission.stage)
    if stage == Stage.FILED:
        raise CannotGoBack(_("It was filed: what was sent cannot be taken back."))
    if submission.stage == to:
        return submission
    if BEFORE.get(stage) != to:
        raise CannotGoBack(_("Somebody has moved it meanwhile. Look at it again."))
    reason = _reason(reason)
    is_frozen = stage == Stage.FROZEN
    if is_frozen:
        agreed_files.forget_files(submission)
    return _change(
        submission,
        Stage(to),
        verb="submission.unfrozen" if is_frozen else "submission.put_back",
        notice="submission.is_open_again" if is_frozen else "submission.is_back",
        reason=reason,
        actor=actor,
        at=at,
    )


# What may be done next


def next_of(submission: Submission) -> Stage | None:
    return NEXT.get(Stage(submission.stage))


def before_of(submission: Submission) -> Stage | None:
    return BEFORE.get(Stage(submission.stage))


def permission_for(submission: Submission, to: str) -> str:
    """Who writes it opens and closes its review; the rest is for who concludes it."""
    first = {str(Stage.DRAFTING), str(Stage.REVIEW)}
    is_early = {str(submission.stage), str(to)} <= first
    return "submissions.arrange_submission" if is_early else CONCLUDES


CONCLUDES = "submissions.conclude_submission"
STEPS: Mapping[str, Any] = {
    Stage.REVIEW: open_review,
    Stage.SIGN_ON: open_sign_on,
    Stage.FROZEN: freeze,
}


# What they share


def _reason(typed: str) -> str:
    reason = typed.replace("\x00", "").strip()
    if not reason:
        raise CannotGoBack(_("Write why it goes back. Everybody can read it."))
    if len(reason) > REASON_AT_MOST:
        raise CannotGoBack(_("This reason is too long."))
    return reason


def _expect(submission: Submission, stage: str) -> None:
    if submission.stage != stage:
        raise CannotMoveOn(_("Somebody has moved it meanwhile. Look at it again."))


def _change(
    submission: Submission,
    to: Stage,
    *,
    verb: str,
    actor: User,
    at: datetime,
    reason: str = "",
    notice: str = "",
) -> Submission:
    StageChange.objects.create(
        submission=submission,
        before=submission.stage,
        after=to,
        changed_at=at,
        changed_by=actor,
        reason=reason,
    )
    submission.stage, submission.staged_at = to, at
    submission.save(update_fields=["stage", "staged_at", "updated_at"])
    trail: dict[str, Any] = queries.trail_of_submission(submission)
    record(verb, subject=submission, actor=actor, at=at, **trail)
    notify(
        recipients=_everybody(submission).exclude(pk=actor.pk),
        kind=notice or NOTICES[to],
        subject=submission,
        rung=f"{at:%Y-%m-%dT%H:%M:%S}",
        at=at,
    )
    return submission


def _everybody(submission: Submission):
    """Who takes part, and who coordinates it."""
    found = Q(memberships__group__participations__submission=submission)
    if signers.is_led(submission):
        found |= Q(
            roles__review=submission.review_id, roles__role=Role.Kind.COORDINATOR
        )
    return User.objects.filter(found, is_active=True).distinct()
