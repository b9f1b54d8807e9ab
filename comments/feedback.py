"""Asking somebody outside what she thinks, and answering.

Each request makes the openings through which it is read, and takes them back when
it is withdrawn. The words go nowhere but into the request: not into the trail, not
into a notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts import openings
from accounts.models import Opening, User
from comments import mentions, queries, recording
from comments.models import FeedbackRequest, Thread
from comments.models.feedback import POINT_AT_MOST, POINTS_AT_MOST, QUESTION_AT_MOST
from core.exceptions import ActionRefused
from groups.models import Group, Membership
from notifications.actions import notify
from reviews.models import Role

State, Answer = FeedbackRequest.State, FeedbackRequest.Answer


class CannotAsk(ActionRefused):
    pass


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked, and by when: a day where the person lives who asks."""

    question: str
    due_on: date
    language: str = "en"


# Asking


@transaction.atomic
def ask_adviser(
    *, subject: Any, role: Role, asked: Asked, actor: User, at: datetime
) -> FeedbackRequest:
    """The adviser may open this, and nothing else of the group's work."""
    candidates = queries.advisers_for(subject, asker=actor)
    held = (
        candidates.select_for_update(of=("self",), no_key=True)
        .filter(pk=role.pk)
        .first()
    )
    if held is None:
        raise CannotAsk(_("This person does not advise the coalition any more."))
    _refuse_twice(subject, adviser=held.user)
    request = _ask(subject, asked, actor=actor, at=at, adviser=held.user)
    _open_to(request, [(held.user, held)], actor=actor, at=at)
    return request


@transaction.atomic
def ask_group(
    *, subject: Any, group: Group, asked: Asked, actor: User, at: datetime
) -> FeedbackRequest:
    """Each rapporteur that the group has now may open it and answer for the group.
    Who becomes one later was not asked."""
    if not queries.groups_for(subject, asker=actor).filter(pk=group.pk).exists():
        raise CannotAsk(_("This group cannot be asked."))
    seats = list(
        Membership.objects.filter(
            group=group, role=Membership.Role.RAPPORTEUR, user__is_active=True
        )
        .exclude(user=actor)
        .select_related("user")
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    if not seats:
        raise CannotAsk(_("Nobody answers for this group at the moment."))
    _refuse_twice(subject, group=group)
    request = _ask(subject, asked, actor=actor, at=at, group=group)
    _open_to(request, [(seat.user, seat) for seat in seats], actor=actor, at=at)
    return request


@transaction.atomic
def ask_guest(
    *, subject: Any, label: str, asked: Asked, actor: User, at: datetime
) -> tuple[FeedbackRequest, str]:
    """Returns the request and the token of its link, which is kept nowhere."""
    request = _ask(subject, asked, actor=actor, at=at)
    opening, token = openings.open_to_link(
        subject=subject,
        level=Opening.Level.COMMENT,
        until=_until(at),
        label=label,
        actor=actor,
        at=at,
        **queries.trail_of(subject),
    )
    request.openings.add(opening)
    return request, token


def _ask(subject: Any, asked: Asked, *, actor: User, at: datetime, **of):
    question = _tidied(asked.question)
    if not question:
        raise CannotAsk(_("Write what you want to know."))
    _refuse_length(question, QUESTION_AT_MOST, CannotAsk)
    zone = ZoneInfo(actor.time_zone)
    if asked.due_on < at.astimezone(zone).date():
        raise CannotAsk(_("That day is over already."))
    if datetime.combine(asked.due_on, time.max, zone) > _until(at):
        raise CannotAsk(
            _("Ask for a day within the next %(most)s days.")
            % {"most": openings.OPEN_AT_MOST.days}
        )
    request = FeedbackRequest.objects.create(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        review=subject.review,
        asked_by=actor,
        question=question,
        language=mentions.language_of(question, otherwise=asked.language),
        due_on=asked.due_on,
        asked_at=at,
        **of,
    )
    request._subject = subject  # type: ignore[attr-defined]
    recording.record_about("feedback.asked", request, by=actor, at=at)
    return request


def _open_to(
    request: FeedbackRequest,
    readers: Iterable[tuple[User, models.Model]],
    *,
    actor: User,
    at: datetime,
) -> None:
    subject = request.subject()
    trail = queries.trail_of(subject)
    people = []
    for person, through in readers:
        opening = openings.open_to_person(
            subject=subject,
            level=Opening.Level.COMMENT,
            until=_until(at),
            person=person,
            through=through,
            actor=actor,
            at=at,
            **trail,
        )
        request.openings.add(opening)
        people.append(person)
    notify(recipients=people, kind="feedback.wanted", subject=request, at=at)


def _until(at: datetime) -> datetime:
    """Until it is withdrawn; no opening lasts longer than this."""
    return at + openings.OPEN_AT_MOST


def _refuse_twice(subject: models.Model, **of: models.Model) -> None:
    """Asked while the row of whoever is asked is locked."""
    if FeedbackRequest.objects.about(subject).waiting().filter(**of).exists():
        raise CannotAsk(
            _("This group has been asked already and has not answered yet.")
            if "group" in of
            else _("This adviser has been asked already and has not answered yet.")
        )


# Answering


class CannotAnswer(ActionRefused):
    pass


@transaction.atomic
def answer(
    *,
    request: FeedbackRequest,
    kind: str,
    by: User | Opening,
    at: datetime,
    points: Iterable[str] = (),
    language: str = "en",
) -> FeedbackRequest:
    """Once. Who asked hears of it once. The same answer by a second click is the
    same answer."""
    given = [point for point in map(_tidied, points) if point]
    request = _locked(request)
    opening = _opening_of(request, by)
    is_open = opening is not None and opening.is_current(at=at)
    if not is_open or request.subject() is None:
        raise CannotAnswer(_("You are not asked any more."))
    _refuse_empty(request, kind, given, by=by)
    if request.is_answered:
        if (request.answer, request.points) == (kind, given):
            return request
        raise CannotAnswer(_("This has been answered already."))
    request.state, request.answer = State.ANSWERED, Answer(kind)
    request.points, request.answered_at = given, at
    words = " ".join(given)
    request.points_language = mentions.language_of(words, otherwise=language)
    request.save(
        update_fields=[
            *("state", "answer", "points", "points_language"),
            *("answered_at", "updated_at"),
        ]
    )
    recording.record_about("feedback.answered", request, by=by, at=at)
    notify(recipients=[request.asked_by], kind="feedback.given", subject=request, at=at)
    return request


def _refuse_empty(
    request: FeedbackRequest, kind: str, points: list[str], *, by: User | Opening
) -> None:
    if kind not in Answer.values:
        raise CannotAnswer(_("Choose one of the answers."))
    if kind == Answer.POINTS:
        if not 1 <= len(points) <= POINTS_AT_MOST:
            raise CannotAnswer(_("Write one to three points."))
        for point in points:
            _refuse_length(point, POINT_AT_MOST, CannotAnswer)
    elif points:
        raise CannotAnswer(_("Points are an answer of their own."))
    if kind == Answer.COMMENTS and not _commented(request, by):
        raise CannotAnswer(
            _("There is no comment of yours yet. Write one beside the text first.")
        )


def _commented(request: FeedbackRequest, by: User | Opening) -> bool:
    threads = Thread.objects.about(request.subject())
    own = (
        threads.begun_with(by) if isinstance(by, Opening) else threads.begun_by(by)
    ).filter(comments__removed_at=None)
    return own.exists()


def _opening_of(request: FeedbackRequest, by: User | Opening) -> Opening | None:
    """Locked against a withdrawal at the same moment."""
    mine = {"pk": by.pk} if isinstance(by, Opening) else {"user": by.pk}
    rows = request.openings.select_for_update(of=("self",), no_key=True)
    return rows.filter(**mine).first()


# Withdrawing


@transaction.atomic
def withdraw(*, request: FeedbackRequest, actor: User, at: datetime) -> FeedbackRequest:
    """From the next request on it opens nothing. An answer that came stays."""
    request = _locked(request)
    if request.withdrawn_at:
        return request
    request.withdrawn_at = at
    if request.is_waiting:
        request.state = State.WITHDRAWN
    request.save(update_fields=["state", "withdrawn_at", "updated_at"])
    trail = queries.trail_of(request.subject())
    for opening in request.openings.order_by("pk"):
        openings.withdraw(opening=opening, actor=actor, at=at, **trail)
    recording.record_about("feedback.withdrawn", request, by=actor, at=at)
    return request


# What they share


def _locked(request: FeedbackRequest) -> FeedbackRequest:
    rows = FeedbackRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=request.pk)


def _tidied(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\x00", "").strip()


def _refuse_length(words: str, most: int, refusal: type[ActionRefused]) -> None:
    if len(words) > most:
        raise refusal(
            _("This is too long: %(count)s characters of %(most)s.")
            % {"count": len(words), "most": most}
        )
