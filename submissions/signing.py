"""What organisations and those who ask them do: ask, answer, withdraw, write down an
answer, remind, ask again.

Every one of them locks the submission first, so that an answer and a change of the
wording, or freezing, wait for each other. The names of people who signed go into
`SignOnAnswer` and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from audit.actions import record
from core import crypto, jobs
from core.exceptions import ActionRefused
from groups.models import Group, Membership
from notifications.actions import notify
from reviews.models import Role
from submissions import agreed_files, proposed, queries
from submissions.actions import locked
from submissions.models import (
    Naming,
    SignOn,
    SignOnAnswer,
    SignOnLetter,
    SignOnLink,
    Submission,
    Text,
    Wording,
)

Stage = Submission.Stage
State = SignOn.State
Kind = SignOnAnswer.Kind
Via = SignOnAnswer.Via
LINK_LASTS = timedelta(days=90)
REMIND_AFTER = timedelta(days=3)
named_organisations = agreed_files.named_organisations


# Asking


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
    _in_sign_on(submission, CannotAsk)
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
    _write_to([sign_on], SignOnLetter.Kind.ASKED, at=at)
    _record("sign_on.asked", sign_on, actor=actor, at=at)
    return sign_on


@transaction.atomic
def take_back(*, sign_on_id: Any, actor: User, at: datetime) -> None:
    """Asked by mistake: as if it had not been. What was answered stays."""
    sign_on = _locked(sign_on_id)
    if sign_on.answers.exists():
        raise CannotAsk(
            _("It has answered. What an organisation said is kept; it can withdraw.")
        )
    _record("sign_on.taken_back", sign_on, actor=actor, at=at)
    sign_on.delete()


@transaction.atomic
def make_link(*, sign_on_id: Any, actor: User, at: datetime) -> SignOnLink:
    """A new address; the ones before lead nowhere any more."""
    sign_on = _locked(sign_on_id)
    sign_on.links.filter(revoked_at=None).update(revoked_at=at, updated_at=at)
    _record("sign_on.link_made", sign_on, actor=actor, at=at)
    return _make_link(sign_on, actor=actor, at=at)


@transaction.atomic
def revoke_links(*, sign_on_id: Any, actor: User, at: datetime) -> None:
    sign_on = _locked(sign_on_id)
    if sign_on.links.filter(revoked_at=None).update(revoked_at=at, updated_at=at):
        _record("sign_on.link_withdrawn", sign_on, actor=actor, at=at)


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
    _in_sign_on(submission, CannotRemind)
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
    _write_to(due, SignOnLetter.Kind.REMINDER, at=at)
    record(
        "submission.sign_on_reminded",
        subject=submission,
        actor=actor,
        at=at,
        **_trail(submission),
    )
    return Reminded(len(due), len(waiting) - len(reached))


class CannotAskAgain(ActionRefused):
    pass


@transaction.atomic
def ask_again(*, submission_id: Any, actor: User, at: datetime) -> int:
    """The text was changed: whoever agreed is asked anew, and shown what changed.
    The earlier answers stay, as answers to the earlier wording. How many."""
    submission = locked(submission_id)
    _in_sign_on(submission, CannotAskAgain)
    lock_texts(submission)
    wordings, is_new = proposed.propose(submission, actor=actor, at=at)
    if not is_new:
        raise CannotAskAgain(_("The text reads as they were asked about it."))
    record(
        "submission.asked_again",
        subject=submission,
        actor=actor,
        at=at,
        **_trail(submission),
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
    _write_to(again, SignOnLetter.Kind.AGAIN, at=at)
    return len(again)


def lock_texts(submission: Submission) -> None:
    """Wait for whoever is writing at this moment, and let nobody begin."""
    texts = Text.objects.filter(section__submission=submission)
    list(texts.select_for_update(of=["self"]).order_by("pk").values_list("pk"))


# Answering


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
    is_less = answer.kind == Kind.YES and answer.naming != Naming.NAMED
    if sign_on.state != State.YES or not is_less:
        raise CannotAnswer(_("The text is frozen: it is too late to sign it."))
    return _keep(sign_on, answer, via=Via.LINK, at=at)


@transaction.atomic
def withdraw_by_link(*, link: SignOnLink, at: datetime) -> SignOn:
    """Takes the name out of everything that was not sent yet."""
    sign_on = _opened(link, at=at)
    if sign_on.state == State.WITHDRAWN:
        return sign_on
    if not has_agreed(sign_on):
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
    if not is_recorded(sign_on):
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
    sign_on = _locked(sign_on_id)
    stage = sign_on.submission.stage
    if via == Via.LINK or via not in Via.values:
        raise CannotAnswer(_("Say how it answered."))
    if said_at > at:
        raise CannotAnswer(_("This day is still to come."))
    if answer.kind == Kind.WITHDRAWN:
        if not has_agreed(sign_on):
            raise CannotAnswer(_("There is no agreement that it could withdraw."))
    elif stage != Stage.SIGN_ON:
        raise CannotAnswer(_("Nothing can be signed at the moment."))
    kept = _keep(sign_on, answer, via=via, at=said_at, actor=actor, now=at)
    _write_to([kept], SignOnLetter.Kind.RECORDED, at=at)
    return kept


def has_agreed(sign_on: SignOn) -> bool:
    """To the wording in force, or to an earlier one and was not taken back since."""
    last = sign_on.last_answer
    return last is not None and last.kind == Kind.YES


def is_recorded(sign_on: SignOn) -> bool:
    """What counts for it now was written down by somebody else."""
    last = sign_on.last_answer
    return last is not None and last.via != Via.LINK


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
    _record(
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


# What they share


def _in_sign_on(submission: Submission, refusal: type[ActionRefused]) -> None:
    if submission.stage != Stage.SIGN_ON:
        raise refusal(_("Organisations are asked while the submission is in sign-on."))


def _locked(sign_on_id: Any) -> SignOn:
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


def _opened(link: SignOnLink, *, at: datetime) -> SignOn:
    """Under the lock: it may have been withdrawn a moment ago."""
    sign_on = _locked(link.sign_on_id)
    if not sign_on.links.valid(at=at).filter(pk=link.pk).exists():
        raise CannotAnswer(_("This link leads nowhere any more."))
    return sign_on


def _number(wordings: Iterable[Wording]) -> int:
    return max((row.number for row in wordings), default=0)


def _write_to(rows: Iterable[SignOn], kind: str, *, at: datetime) -> None:
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


def _tell(
    sign_on: SignOn, kept: SignOnAnswer, *, but: User | None, at: datetime
) -> None:
    people = who_concludes(sign_on.submission)
    notify(
        recipients=people.exclude(pk=but.pk) if but else people,
        kind=NOTICES[Kind(kept.kind)],
        subject=sign_on,
        rung=str(kept.pk),
        at=at,
        by_mail=kept.kind != Kind.YES,
    )


def _trail(submission: Submission) -> dict[str, Any]:
    """Coordinators' alone: the entries of a group would count those that are hidden.
    What nobody coordinates is its group's."""
    if is_led(submission):
        return {"review": submission.review, "group": None}
    return queries.trail_of_submission(submission)


def _record(
    verb: str, sign_on: SignOn, *, actor: User | None, at: datetime, via: str = ""
) -> None:
    record(
        verb,
        subject=sign_on,
        actor=actor,
        at=at,
        via=via,
        **_trail(sign_on.submission),
    )
