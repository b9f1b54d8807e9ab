"""What those do who ask organisations to sign: ask, hand over a link, remind, ask
again. Each locks the submission first, so that an answer and a change of the wording,
or freezing, wait for each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from audit.actions import record
from core import crypto
from core.exceptions import ActionRefused
from submissions import proposed, signers
from submissions.actions import locked
from submissions.models import (
    Naming,
    SignOn,
    SignOnLetter,
    SignOnLink,
    Submission,
    Text,
    Wording,
)

State = SignOn.State
LINK_LASTS = timedelta(days=90)
REMIND_AFTER = timedelta(days=3)


class CannotAsk(ActionRefused):
    pass


@transaction.atomic
def ask(
    *,
    submission_id: Any,
    organisation: Organisation,
    language: str,
    contact: str = "",
    is_hidden: bool = False,
    actor: User,
    at: datetime,
) -> SignOn:
    """Ask an organisation, known or new, to sign. Where it left an address its link
    goes there; else whoever asks hands it over. `is_hidden`: until it says how it
    wants to be named, only those who ask know of it."""
    submission = locked(submission_id)
    signers.require_sign_on(submission, CannotAsk)
    wordings = proposed.in_force(submission)
    if organisation._state.adding:
        organisation.save(force_insert=True)
    elif SignOn.objects.filter(
        submission=submission, organisation=organisation
    ).exists():
        raise CannotAsk(_("This organisation is asked already."))
    keeps_hidden = organisation.naming == Organisation.Naming.HIDDEN
    sign_on = SignOn(
        submission=submission,
        organisation=organisation,
        language=language,
        naming=Naming.HIDDEN if is_hidden or keeps_hidden else Naming.UNNAMED,
        asked_number=_number(wordings.values()),
        asked_at=at,
        asked_by=actor,
    )
    crypto.keep(sign_on, "contact", contact.strip())
    sign_on.save(force_insert=True)
    _make_link(sign_on, actor=actor, at=at)
    signers.write_to([sign_on], SignOnLetter.Kind.ASKED, at=at)
    signers.record_about("sign_on.asked", sign_on, actor=actor, at=at)
    return sign_on


@transaction.atomic
def take_back(*, sign_on_id: Any, actor: User, at: datetime) -> None:
    """Asked by mistake: as if it had not been. What was answered stays."""
    sign_on = signers.locked_row(sign_on_id)
    if sign_on.answers.exists():
        raise CannotAsk(
            _("It has answered. What an organisation said is kept; it can withdraw.")
        )
    signers.record_about("sign_on.taken_back", sign_on, actor=actor, at=at)
    sign_on.delete()


@transaction.atomic
def make_link(*, sign_on_id: Any, actor: User, at: datetime) -> SignOnLink:
    """A new address; the ones before lead nowhere any more."""
    sign_on = signers.locked_row(sign_on_id)
    sign_on.links.filter(revoked_at=None).update(revoked_at=at, updated_at=at)
    signers.record_about("sign_on.link_made", sign_on, actor=actor, at=at)
    return _make_link(sign_on, actor=actor, at=at)


@transaction.atomic
def revoke_links(*, sign_on_id: Any, actor: User, at: datetime) -> None:
    sign_on = signers.locked_row(sign_on_id)
    if sign_on.links.filter(revoked_at=None).update(revoked_at=at, updated_at=at):
        signers.record_about("sign_on.link_withdrawn", sign_on, actor=actor, at=at)


def _make_link(sign_on: SignOn, *, actor: User, at: datetime) -> SignOnLink:
    link = SignOnLink(sign_on=sign_on, made_by=actor, expires_at=at + LINK_LASTS)
    link.derive_token()
    link.save(force_insert=True)
    return link


class CannotRemind(ActionRefused):
    pass


@dataclass(frozen=True, slots=True)
class Reminded:
    written: int
    without_address: int  # they have to be called


@transaction.atomic
def remind(*, submission_id: Any, actor: User, at: datetime) -> Reminded:
    """Write to those who have not answered, each once in three days at most."""
    submission = locked(submission_id)
    signers.require_sign_on(submission, CannotRemind)
    waiting = list(SignOn.objects.filter(submission=submission, state=State.ASKED))
    if not waiting:
        raise CannotRemind(_("Everybody has answered."))
    reached = [row for row in waiting if row.contact]
    due = [
        row for row in reached if (row.reminded_at or row.asked_at) + REMIND_AFTER <= at
    ]
    if reached and not due:
        raise CannotRemind(
            _("They were written to less than three days ago. Give them time, or call.")
        )
    if not due:
        raise CannotRemind(
            _("None of them left an address. Call, or send them their links again.")
        )
    for row in due:
        row.reminded_at = at
        row.save(update_fields=["reminded_at", "updated_at"])
    signers.write_to(due, SignOnLetter.Kind.REMINDER, at=at)
    record(
        "submission.sign_on_reminded",
        subject=submission,
        actor=actor,
        at=at,
        **signers.trail_of(submission),
    )
    return Reminded(len(due), len(waiting) - len(reached))


class CannotAskAgain(ActionRefused):
    pass


@transaction.atomic
def ask_again(*, submission_id: Any, actor: User, at: datetime) -> int:
    """The text was changed: whoever agreed is asked anew, and shown what changed.
    The earlier answers stay, as answers to the earlier wording. How many."""
    submission = locked(submission_id)
    signers.require_sign_on(submission, CannotAskAgain)
    lock_texts(submission)
    wordings, is_new = proposed.propose(submission, actor=actor, at=at)
    if not is_new:
        raise CannotAskAgain(_("The text reads as they were asked about it."))
    record(
        "submission.asked_again",
        subject=submission,
        actor=actor,
        at=at,
        **signers.trail_of(submission),
    )
    return ask_about(submission, _number(wordings.values()), at=at)


def ask_about(submission: Submission, number: int, *, at: datetime) -> int:
    """A new wording is proposed: no yes counts until it is given to this one. A no
    and a withdrawal stay what they are. Wants the submission locked."""
    rows = SignOn.objects.filter(
        submission=submission, state__in=[State.YES, State.ASKED]
    )
    again = list(rows.filter(state=State.YES))
    rows.update(
        state=State.ASKED,
        asked_number=number,
        asked_at=at,
        reminded_at=None,
        updated_at=at,
    )
    SignOnLink.objects.filter(sign_on__submission=submission, revoked_at=None).update(
        expires_at=at + LINK_LASTS, updated_at=at
    )
    signers.write_to(again, SignOnLetter.Kind.AGAIN, at=at)
    return len(again)


def lock_texts(submission: Submission) -> None:
    """Wait for whoever is writing at this moment, and let nobody begin."""
    texts = Text.objects.filter(section__submission=submission)
    list(texts.select_for_update(of=["self"]).order_by("pk").values_list("pk"))


def _number(wordings: Iterable[Wording]) -> int:
    return max((row.number for row in wordings), default=0)
