"""What asking organisations (`requesting`) and their answers (`signing`) share: the
row under its lock, letters, whose trail it is, who concludes a submission."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core import jobs
from core.exceptions import ActionRefused
from groups.models import Group, Membership
from reviews.models import Role
from submissions import queries
from submissions.actions import locked
from submissions.models import SignOn, SignOnAnswer, SignOnLetter, Submission


def require_sign_on(submission: Submission, refusal: type[ActionRefused]) -> None:
    if submission.stage != Submission.Stage.SIGN_ON:
        raise refusal(_("Organisations are asked while the submission is in sign-on."))


def locked_row(sign_on_id: Any) -> SignOn:
    """The submission first, then the row."""
    submission = locked(
        SignOn.objects.values_list("submission", flat=True).get(pk=sign_on_id)
    )
    sign_on = (
        SignOn.objects.select_related("organisation", "last_answer")
        .select_for_update(of=["self"])
        .get(pk=sign_on_id)
    )
    sign_on.submission = submission
    return sign_on


def write_to(rows: Iterable[SignOn], kind: str, *, at: datetime) -> None:
    """To those who left an address."""
    letters = [
        SignOnLetter(sign_on=row, kind=kind, due_at=at) for row in rows if row.contact
    ]
    for letter in SignOnLetter.objects.bulk_create(letters):
        jobs.ring(letter)


def who_concludes(submission: Submission) -> QuerySet[User]:
    """Its coordinators; where nobody coordinates it, the rapporteurs who write it."""
    found = (
        Q(roles__review=submission.review_id, roles__role=Role.Kind.COORDINATOR)
        if is_led(submission)
        else Q(
            memberships__role=Membership.Role.RAPPORTEUR,
            memberships__group__participations__submission=submission,
        )
    )
    return User.objects.filter(found, is_active=True).distinct()


def is_led(submission: Submission) -> bool:
    """Whether there can be a coordinator to whom a group of it is open."""
    return submission.groups.filter(
        is_confidential=False, kind=Group.Kind.THEMATIC
    ).exists()


def trail_of(submission: Submission) -> dict[str, Any]:
    """Coordinators' alone: the entries of a group would count those that are hidden.
    What nobody coordinates is its group's."""
    if is_led(submission):
        return {"review": submission.review, "group": None}
    return queries.trail_of_submission(submission)


def record_about(
    verb: str, sign_on: SignOn, *, actor: User | None, at: datetime, via: str = ""
) -> None:
    record(
        verb,
        subject=sign_on,
        actor=actor,
        at=at,
        via=via,
        **trail_of(sign_on.submission),
    )


def has_agreed(sign_on: SignOn) -> bool:
    """To the wording in force, or to an earlier one and was not taken back since."""
    last = sign_on.last_answer
    return last is not None and last.kind == SignOnAnswer.Kind.YES


def is_recorded(sign_on: SignOn) -> bool:
    """What counts for it now was written down by somebody else."""
    last = sign_on.last_answer
    return last is not None and last.via != SignOnAnswer.Via.LINK
