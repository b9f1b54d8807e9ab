from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consultations import event_desk, event_questions, shipped
from consultations.forms.events import AnswerForm, QuestionForm
from consultations.models import Question
from consultations.views.loading import load_event, of_event
from core.access import access
from core.exceptions import ActionRefused


@access("signed_in")
@require_safe
def questions(request, review_id, pk):
    return show(request, load_event(request, review_id, pk))


@access("signed_in")
@require_POST
def add(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show(request, event, add_form=form)
    try:
        event_questions.add_question(
            event=event,
            text=form.cleaned_data["text"],
            language=request.LANGUAGE_CODE,
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        form.add_error("text", str(refusal))
        return show(request, event, add_form=form)
    return back(event)


@access("signed_in")
@require_POST
def take(request, review_id, pk):
    """Those that we ship for this kind of meeting, in the reader's language."""
    event = load_event(request, review_id, pk, organise=True)
    ready = shipped.questions_for(event.kind, language=request.LANGUAGE_CODE)
    try:
        event_questions.take_questions(
            event=event, questions=ready, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("They stand below. Change what does not fit."))
    return back(event)


@access("signed_in")
@require_POST
def change(request, review_id, pk, question_id):
    """Up, down, or out."""
    event = load_event(request, review_id, pk, organise=True)
    rows = Question.objects.filter(event=event, kind=Question.Kind.TO_ASK)
    question = get_object_or_404(rows, pk=question_id)
    do = request.POST.get("do")
    given = {"question": question, "actor": request.user, "at": timezone.now()}
    if do == "remove":
        event_questions.remove_question(**given)
    elif do in {"up", "down"}:
        event_questions.move_question(up=do == "up", **given)
    return back(event)


@access("signed_in")
@require_POST
def ask(request, review_id, pk):
    """Nobody's name goes along."""
    event = load_event(request, review_id, pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show(request, event, ask_form=form)
    try:
        event_questions.ask_beforehand(
            event=event,
            text=form.cleaned_data["text"],
            language=request.LANGUAGE_CODE,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        form.add_error("text", str(refusal))
        return show(request, event, ask_form=form)
    messages.success(
        request, _("Asked, without your name. The answer will stand here.")
    )
    return back(event)


@access("signed_in")
@require_POST
def answer(request, review_id, pk, question_id):
    event = load_event(request, review_id, pk, organise=True)
    rows = Question.objects.filter(event=event, kind=Question.Kind.BEFOREHAND)
    question = get_object_or_404(rows.select_related("event__host"), pk=question_id)
    form = AnswerForm(request.POST, prefix=str(question.pk))
    if not form.is_valid():
        return show(request, event, answering=(question.pk, form))
    try:
        event_questions.answer_question(
            question=question,
            answer=form.cleaned_data["answer"],
            seen=form.cleaned_data["seen"],
            language=request.LANGUAGE_CODE,
            actor=request.user,
            at=timezone.now(),
        )
    except event_questions.CannotAnswerQuestion as refusal:
        form.add_error("answer", str(refusal))
        form.data = form.data.copy()
        form.data[form.add_prefix("seen")] = refusal.theirs.answer
        return show(request, event, answering=(question.pk, form))
    messages.success(request, _("Saved."))
    return back(event)


def back(event):
    return redirect(
        reverse("consultations:questions", args=[event.review_id, event.pk])
    )


def show(request, event, *, add_form=None, ask_form=None, answering=(None, None)):
    to_ask, beforehand = event_desk.questions_of(event)
    may_organise = event_desk.may_organise(request.user, event)
    answered, wrong = answering
    page = of_event(request, event) | {
        "to_ask": to_ask,
        "beforehand": [
            (row, wrong if row.pk == answered else _answer_form(row))
            for row in beforehand
        ],
        "answered": answered,
        "may_organise": may_organise,
        "add_form": add_form or QuestionForm(auto_id="id_add_%s"),
        "ask_form": ask_form or QuestionForm(auto_id="id_ask_%s"),
        "wrong": add_form or ask_form or wrong,
    }
    status = 422 if page["wrong"] else 200
    return render(request, "consultations/questions.html", page, status=status)


def _answer_form(question):
    return AnswerForm(
        prefix=str(question.pk),
        initial={"answer": question.answer, "seen": question.answer},
    )
