"""What organisations say: yes, no, how to be named, that they withdraw, that what was
written down for them is wrong; by themselves behind their link, or to a coordinator.

Each locks the submission first, so that an answer and a change of the wording, or
freezing, wait for each other. The names of people who signed go into `SignOnAnswer`
and nowhere else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import ActionRefused
from notifications.actions import notify
from submissions import agreed_files, signers
from submissions.models import (
    Naming,
    SignOn,
    SignOnAnswer,
    SignOnLetter,
    SignOnLink,
    Submission,
    Wording,
)

Stage = Submission.Stage
State = SignOn.State
Kind = SignOnAnswer.Kind
Via = SignOnAnswer.Via
named_organisations = agreed_files.named_organisations


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said: by the organisation itself, or written down for it."""

    kind: str
    naming: str = Naming.UNNAMED
    signed_name: str = ""
    signed_function: str = ""
    reason: str = ""


class CannotAnswer(ActionRefused):
    pass


class TextChanged(CannotAnswer):
    """What was read is not what is asked about any more."""


@transaction.atomic
def answer_by_link(
    *, link: SignOnLink, answer: Answer, seen: int, at: datetime
) -> SignOn:
    """`seen` is the number of the wording that was on the page. The same answer by a
    second click is the same answer."""
    sign_on = _opened(link, at=at)
    submission = sign_on.submission
    if submission.stage == Stage.FROZEN:
        return _name_less(sign_on, answer, at=at)
    if submission.stage != Stage.SIGN_ON:
        raise CannotAnswer(_("Nothing can be signed at the moment."))
    if seen != sign_on.asked_number:
        raise TextChanged(
            _("The text changed while you read. Nothing was signed; read it again.")
        )
    return _keep(sign_on, answer, via=Via.LINK, at=at)


def _name_less(sign_on: SignOn, answer: Answer, *, at: datetime) -> SignOn:
    """Once it is frozen nobody signs any more; who signed may still have the name
    taken out of the files."""
    if sign_on.state != State.YES or answer.kind != Kind.YES:
        raise CannotAnswer(_("The text is frozen: it is too late to sign it."))
    if answer.naming == Naming.NAMED:
        raise CannotAnswer(_("The text is frozen: a name can only be taken out now."))
    return _keep(sign_on, answer, via=Via.LINK, at=at)


@transaction.atomic
def withdraw_by_link(*, link: SignOnLink, at: datetime) -> SignOn:
    """Takes the name out of everything that was not sent yet."""
    sign_on = _opened(link, at=at)
    if sign_on.state == State.WITHDRAWN:
        return sign_on
    if not signers.has_agreed(sign_on):
        raise CannotAnswer(_("There is no agreement that you could withdraw."))
    kept = sign_on.last_answer
    answer = Answer(
        kind=Kind.WITHDRAWN,
        naming=sign_on.naming,
        signed_name=kept.signed_name if kept else "",
        signed_function=kept.signed_function if kept else "",
    )
    return _keep(sign_on, answer, via=Via.LINK, at=at)


@transaction.atomic
def say_wrong_by_link(*, link: SignOnLink, at: datetime) -> SignOn:
    """A coordinator wrote an answer down that this organisation has not given: it is
    asked again, and its name is in nothing that was not sent yet."""
    sign_on = _opened(link, at=at)
    last = sign_on.last_answer
    if last and last.kind == Kind.WRONG:
        return sign_on
    if not signers.is_recorded(sign_on):
        raise CannotAnswer(_("No answer was written down for you."))
    answer = Answer(kind=Kind.WRONG, naming=sign_on.naming)
    return _keep(sign_on, answer, via=Via.LINK, at=at)


@transaction.atomic
def record_answer(
    *,
    sign_on_id: Any,
    answer: Answer,
    via: str,
    said_at: datetime,
    actor: User,
    at: datetime,
) -> SignOn:
    """Given by phone, on paper or in a chat, and written down by a coordinator. The
    organisation is told, and may say that this is wrong."""
    sign_on = signers.locked_row(sign_on_id)
    stage = sign_on.submission.stage
    if via == Via.LINK or via not in Via.values:
        raise CannotAnswer(_("Say how it answered."))
    if said_at > at:
        raise CannotAnswer(_("This day is still to come."))
    if answer.kind == Kind.WITHDRAWN:
        if not signers.has_agreed(sign_on):
            raise CannotAnswer(_("There is no agreement that it could withdraw."))
    elif stage != Stage.SIGN_ON:
        raise CannotAnswer(_("Nothing can be signed at the moment."))
    kept = _keep(sign_on, answer, via=via, at=said_at, actor=actor, now=at)
    signers.write_to([kept], SignOnLetter.Kind.RECORDED, at=at)
    return kept


STATES = {
    Kind.YES: State.YES,
    Kind.NO: State.NO,
    Kind.WITHDRAWN: State.WITHDRAWN,
    Kind.WRONG: State.ASKED,
}
VERBS = {
    Kind.YES: "sign_on.agreed",
    Kind.NO: "sign_on.refused",
    Kind.WITHDRAWN: "sign_on.withdrawn",
    Kind.WRONG: "sign_on.was_wrong",
}
NOTICES = {
    Kind.YES: "sign_on.has_agreed",
    Kind.NO: "sign_on.has_refused",
    Kind.WITHDRAWN: "sign_on.has_withdrawn",
    Kind.WRONG: "sign_on.is_wrong",
}


def _keep(
    sign_on: SignOn,
    answer: Answer,
    *,
    via: str,
    at: datetime,
    actor: User | None = None,
    now: datetime | None = None,
) -> SignOn:
    """`at`: when it was said. The row of `sign_on` is locked with its submission."""
    kept = _checked(sign_on, answer, via=via, at=at, actor=actor)
    last = sign_on.last_answer
    if last and _says(last) == _says(kept) and STATES[Kind(kept.kind)] == sign_on.state:
        return sign_on
    was_in_files = _is_in_files(sign_on)
    kept.save(force_insert=True)
    sign_on.state = STATES[Kind(kept.kind)]
    sign_on.naming = kept.naming
    sign_on.last_answer = kept
    sign_on.save(update_fields=["state", "naming", "last_answer", "updated_at"])
    if was_in_files != _is_in_files(sign_on) and (
        sign_on.submission.stage == Stage.FROZEN
    ):
        agreed_files.make_files(sign_on.submission, at=now or at)
    signers.record_about(
        VERBS[Kind(kept.kind)],
        sign_on,
        actor=actor,
        at=now or at,
        via="" if actor else "link",
    )
    _tell(sign_on, kept, but=actor, at=now or at)
    return sign_on


def _checked(
    sign_on: SignOn, answer: Answer, *, via: str, at: datetime, actor: User | None
) -> SignOnAnswer:
    name, function = _tidied(answer.signed_name), _tidied(answer.signed_function)
    if answer.kind not in Kind.values or answer.naming not in Naming.values:
        raise CannotAnswer(_("Choose one of the answers."))
    if answer.kind == Kind.YES and not name:
        raise CannotAnswer(_("Write who signs."))
    if max(len(name), len(function)) > NAME_AT_MOST:
        raise CannotAnswer(_("This name is too long."))
    if len(answer.reason) > REASON_AT_MOST:
        raise CannotAnswer(_("This reason is too long."))
    # Declining tells nothing about how one would be named.
    naming = sign_on.naming if answer.kind == Kind.NO else answer.naming
    wording = (
        Wording.objects.without_content()
        .filter(submission=sign_on.submission, number=sign_on.asked_number)
        .filter(language=sign_on.language)
        .first()
    )
    return SignOnAnswer(
        sign_on=sign_on,
        kind=answer.kind,
        naming=naming,
        signed_name=name,
        signed_function=function,
        reason=answer.reason.replace("\x00", "").strip(),
        wording_number=sign_on.asked_number,
        wording_digest=wording.digest if wording else "",
        via=via,
        answered_at=at,
        recorded_by=actor,
    )


NAME_AT_MOST = 120
REASON_AT_MOST = 1000


def _tidied(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())


def _says(row: SignOnAnswer) -> tuple:
    return (
        *(row.kind, row.naming, row.signed_name, row.signed_function, row.reason),
        *(row.wording_number, row.via, row.recorded_by_id),
    )


def _is_in_files(sign_on: SignOn) -> bool:
    return sign_on.state == State.YES and sign_on.naming == Naming.NAMED


def _opened(link: SignOnLink, *, at: datetime) -> SignOn:
    """Under the lock: it may have been withdrawn a moment ago."""
    sign_on = signers.locked_row(link.sign_on_id)
    if not sign_on.links.valid(at=at).filter(pk=link.pk).exists():
        raise CannotAnswer(_("This link leads nowhere any more."))
    return sign_on


def _tell(
    sign_on: SignOn, kept: SignOnAnswer, *, but: User | None, at: datetime
) -> None:
    people = signers.who_concludes(sign_on.submission)
    notify(
        recipients=people.exclude(pk=but.pk) if but else people,
        kind=NOTICES[Kind(kept.kind)],
        subject=sign_on,
        rung=str(kept.pk),
        at=at,
        by_mail=kept.kind != Kind.YES,
    )
