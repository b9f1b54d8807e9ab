"""The questions of a meeting: those to be asked there, and those that people ask
beforehand. The meeting's row is locked where the order is written."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.event_trail import record_event
from consultations.models import Event, Question
from consultations.models.events import QUESTION_AT_MOST
from consultations.recording import rapporteurs_of
from core.exceptions import ActionRefused
from core.words import Worded, language_of
from notifications.actions import notify
from reviews.models import Role

TO_ASK_AT_MOST = 40
BEFOREHAND_AT_MOST = 200
Kind = Question.Kind


class CannotAskQuestion(ActionRefused):
    pass


@transaction.atomic
def add_question(
    *, event: Event, text: str, language: str, actor: User, at: datetime
) -> Question:
    """Put one at the end of those to be asked."""
    event = _locked(event)
    text = _tidied(text)
    said = language_of(text, otherwise=language)
    [question] = _append(event, [Worded(text, said)])
    record_event("question.added", event, actor=actor, at=at)
    return question


@transaction.atomic
def take_questions(
    *, event: Event, questions: Iterable[Worded], actor: User, at: datetime
) -> list[Question]:
    """Put shipped ones at the end; those that are there already stay once."""
    event = _locked(event)
    there = set(event.questions.filter(kind=Kind.TO_ASK).values_list("text", flat=True))
    taken = _append(event, [said for said in questions if said.text not in there])
    if taken:
        record_event("question.added", event, actor=actor, at=at)
    return taken


@transaction.atomic
def move_question(*, question: Question, up: bool, actor: User, at: datetime) -> None:
    """One place up or down; at the end it stays."""
    event = _locked(question.event)
    rows = list(event.questions.filter(kind=Kind.TO_ASK).in_order())
    here = next((i for i, row in enumerate(rows) if row.pk == question.pk), None)
    if here is None:
        return
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        return
    rows.insert(there, rows.pop(here))
    for place, row in enumerate(rows, start=1):
        row.order = place
    Question.objects.bulk_update(rows, ["order"])
    record_event("question.moved", event, actor=actor, at=at)


@transaction.atomic
def remove_question(*, question: Question, actor: User, at: datetime) -> None:
    event = _locked(question.event)
    if Question.objects.filter(pk=question.pk).delete()[0]:
        record_event("question.removed", event, actor=actor, at=at)


@transaction.atomic
def ask_beforehand(*, event: Event, text: str, language: str, at: datetime) -> Question:
    """By anybody who may know of the meeting. Who it was is kept nowhere: not with
    the question, not in the trail, not in who is told of it."""
    event = _locked(event)
    if event.closed_at:
        raise CannotAskQuestion(_("The meeting is over."))
    text = _tidied(text)
    rows = event.questions.filter(kind=Kind.BEFOREHAND)
    there = rows.filter(text=text).first()
    if there:
        return there
    if rows.count() >= BEFOREHAND_AT_MOST:
        raise CannotAskQuestion(
            _("So many questions wait already. Ask at the meeting.")
        )
    question = Question.objects.create(
        event=event,
        kind=Kind.BEFOREHAND,
        text=text,
        language=language_of(text, otherwise=language),
    )
    record_event("question.asked", event, actor=None, at=at)
    notify(
        recipients=_who_answers(event),
        kind="question.waits",
        subject=event,
        at=at,
        rung=str(question.pk),
        by_mail=not rows.filter(answered_at=None).exclude(pk=question.pk).exists(),
    )
    return question


def _who_answers(event: Event) -> set[User]:
    """Who leads through it, and the rapporteurs of the group that holds it; where
    there is nobody, who coordinates the review. Whoever asked hears of it like the
    others: who does not hear would have asked."""
    people = User.objects.filter(is_active=True)
    led = event.facilitations.values("user")
    found = set(people.filter(pk__in=led))
    if event.host:
        found |= set(rapporteurs_of([event.host]))
    if not found and event.host is None:
        lead = Role.objects.filter(review=event.review, role=Role.Kind.COORDINATOR)
        found = set(people.filter(pk__in=lead.values("user")))
    return found


class CannotAnswerQuestion(ActionRefused):
    """Somebody else answered meanwhile. `theirs` is what stands there now."""

    def __init__(self, message: str, *, theirs: Question):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def answer_question(
    *,
    question: Question,
    answer: str,
    seen: str,
    language: str,
    actor: User,
    at: datetime,
) -> Question:
    """On the meeting's page. `seen` is the answer that stood there when the person
    began to write; an empty answer takes it away."""
    row = Question.objects.select_for_update().get(pk=question.pk)
    if _lines(row.answer) != _lines(seen):
        raise CannotAnswerQuestion(
            _("Somebody else answered this meanwhile. Read it, then change it."),
            theirs=row,
        )
    row.answer = _lines(answer)
    row.answer_language = (
        language_of(row.answer, otherwise=language) if row.answer else ""
    )
    row.answered_at = at if row.answer else None
    row.save(update_fields=["answer", "answer_language", "answered_at", "updated_at"])
    record_event("question.answered", question.event, actor=actor, at=at)
    return row


def _append(event: Event, texts: list[Worded]) -> list[Question]:
    rows = event.questions.filter(kind=Kind.TO_ASK)
    if rows.count() + len(texts) > TO_ASK_AT_MOST:
        raise CannotAskQuestion(
            _("A meeting has time for %(most)d questions at most.")
            % {"most": TO_ASK_AT_MOST}
        )
    last = rows.aggregate(last=Max("order"))["last"] or 0
    return Question.objects.bulk_create(
        [
            Question(
                event=event,
                kind=Kind.TO_ASK,
                text=said.text,
                language=said.language,
                order=last + number,
            )
            for number, said in enumerate(texts, start=1)
        ]
    )


def _tidied(text: str) -> str:
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        raise CannotAskQuestion(_("Write the question."))
    if len(text) > QUESTION_AT_MOST:
        raise CannotAskQuestion(
            _("This is too long: %(count)s characters of %(most)s.")
            % {"count": len(text), "most": QUESTION_AT_MOST}
        )
    return text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _locked(event: Event) -> Event:
    rows = Event.objects.select_related("review", "host")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
