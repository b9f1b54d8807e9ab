"""What people do with the decisions of their group."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from core.words import language_of
from groups.models import Decision, Membership, Voice
from notifications.actions import notify

ASKED_AT_MOST = 100


class CannotAsk(ActionRefused):
    pass


@transaction.atomic
def ask_to_decide(
    *,
    decision: Decision,
    members: Iterable[Membership],
    organisations: Iterable[str] = (),
    language: str,
    actor: User,
    at: datetime,
) -> Decision:
    """Put the question set on `decision` to these members of the group, and to these
    organisations, for which somebody will note the answer."""
    wanted = [membership.pk for membership in members]
    seats = list(
        decision.group.memberships.filter(pk__in=wanted)
        .select_related("user")
        .order_by("pk")
    )
    named = list(dict.fromkeys(filter(None, map(_tidied, organisations))))
    if not seats and not named:
        raise CannotAsk(_("Choose at least one to ask."))
    if len(seats) + len(named) > ASKED_AT_MOST:
        raise CannotAsk(_("Ask %(most)d at most at once.") % {"most": ASKED_AT_MOST})
    said = " ".join([decision.question, *decision.options])
    decision.language = language_of(said, otherwise=language)
    decision.asked_by, decision.asked_at = actor, at
    decision.save(force_insert=True)
    Voice.objects.bulk_create(
        [
            *(Voice(decision=decision, user=seat.user) for seat in seats),
            *(Voice(decision=decision, organisation=name) for name in named),
        ]
    )
    _record("decision.asked", decision, actor=actor, at=at)
    notify(
        recipients=[seat.user for seat in seats if seat.user_id != actor.pk],
        kind="decision.wanted",
        subject=decision,
        at=at,
    )
    return decision


class CannotAnswer(ActionRefused):
    pass


@transaction.atomic
def answer(*, decision: Decision, answer: int, by: User, at: datetime) -> Voice:
    """A member's own answer; until it is decided she may give another one."""
    decision = _open(decision, CannotAnswer)
    voice = decision.voices.filter(user=by).first()
    if voice is None:
        raise CannotAnswer(_("You were not asked."))
    _keep_answer(voice, decision, answer, at=at)
    _record("decision.answered", decision, actor=by, at=at)
    return voice


@transaction.atomic
def note_answer(
    *, decision: Decision, voice: Voice, answer: int, actor: User, at: datetime
) -> Voice:
    """What an organisation said, by whoever leads the group."""
    decision = _open(decision, CannotAnswer)
    voice = decision.voices.get(pk=voice.pk)
    if voice.user_id:
        raise CannotAnswer(_("Members answer themselves."))
    voice.noted_by = actor
    _keep_answer(voice, decision, answer, at=at)
    _record("decision.noted", decision, actor=actor, at=at)
    return voice


class CannotDecide(ActionRefused):
    pass


@transaction.atomic
def decide(
    *,
    decision: Decision,
    result: int | None,
    why: str,
    language: str,
    actor: User,
    at: datetime,
) -> Decision:
    """Write down what was decided and why: for good. Whoever was asked hears of it.
    `result`: which of the answers; None: none of them, as `why` explains."""
    decision = _open(decision, CannotDecide)
    _refuse_unknown(decision, result)
    why = why.replace("\r\n", "\n").strip()
    if not why:
        raise CannotDecide(_("Write why it was decided so."))
    decision.state = Decision.State.DECIDED
    decision.result, decision.why = result, why
    decision.why_language = language_of(why, otherwise=language)
    decision.decided_at, decision.decided_by = at, actor
    decision.save(
        update_fields=[
            *("state", "result", "why", "why_language"),
            *("decided_at", "decided_by", "updated_at"),
        ]
    )
    _record("decision.decided", decision, actor=actor, at=at)
    asked = User.objects.filter(
        pk__in=decision.voices.exclude(user=None).values("user"), is_active=True
    )
    notify(
        recipients=asked.exclude(pk=actor.pk),
        kind="decision.known",
        subject=decision,
        at=at,
    )
    return decision


def _open(decision: Decision, refusal: type[ActionRefused]) -> Decision:
    """Locked: of an answer and the end at once, the second sees the first."""
    row = (
        Decision.objects.select_related("group__review")
        .select_for_update(of=("self",))
        .get(pk=decision.pk)
    )
    if not row.is_open:
        raise refusal(_("This was decided meanwhile."))
    return row


def _keep_answer(voice: Voice, decision: Decision, answer: int, *, at: datetime):
    _refuse_unknown(decision, answer)
    voice.answer, voice.answered_at = answer, at
    voice.save(update_fields=["answer", "answered_at", "noted_by", "updated_at"])


def _refuse_unknown(decision: Decision, answer: int | None) -> None:
    if answer is not None and not 0 <= answer < len(decision.options):
        raise CannotAnswer(_("Choose one of the answers."))


def _tidied(name: Any) -> str:
    return " ".join(str(name).split())


def _record(verb: str, decision: Decision, *, actor: User, at: datetime) -> None:
    record(
        verb,
        subject=decision,
        actor=actor,
        at=at,
        review=decision.group.review,
        group=decision.group,
    )
