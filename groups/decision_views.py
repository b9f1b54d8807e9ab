"""Decisions of a group: what is asked, what was answered, what came of it. Members
answer; whoever leads the group asks and writes down the result."""

import rules
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from groups import deciding, queries
from groups.decision_forms import AnswerForm, DecideForm, DecisionForm
from groups.models import Decision, Group
from groups.questions import SHIPPED, first_words


@access("signed_in")
@require_safe
def decisions(request, review_id, pk):
    group = load_open_group(request, review_id, pk)
    page = {
        "group": group,
        "review": group.review,
        "rows": queries.decisions_of(group, user=request.user, at=timezone.now()),
        "may_ask": rules.has_perm("groups.add_decision", request.user, group),
        "shipped": SHIPPED,
    }
    return render(request, "groups/decisions.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new_decision(request, review_id, pk):
    group = load_open_group(request, review_id, pk)
    require_perm(request.user, "groups.add_decision", group)
    form = DecisionForm(
        request.POST or None,
        group=group,
        initial=first_words(request.GET.get("begin", "")),
    )
    if form.is_valid():
        try:
            decision = deciding.ask_to_decide(
                decision=form.instance,
                members=form.cleaned_data["members"],
                organisations=form.cleaned_data["organisations"],
                language=request.LANGUAGE_CODE,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("members", str(refusal))
        else:
            messages.success(request, _("Asked. Everybody sees here who has answered."))
            return redirect(decision)
    page = {"group": group, "review": group.review, "form": form}
    return render(request, "groups/decision_new.html", page)


@access("signed_in")
@require_safe
def decision(request, review_id, pk):
    return show(request, load_decision(request, review_id, pk))


@access("signed_in")
@require_POST
def answer(request, review_id, pk):
    """One's own; for an organisation, named by its voice, the rapporteur's note."""
    decision = load_decision(request, review_id, pk)
    voice = None
    if "voice" in request.POST:
        require_perm(request.user, "groups.note_decision", decision)
        voices = {str(row.pk): row for row in decision.voices.filter(user=None)}
        voice = voices.get(request.POST["voice"])
    form = AnswerForm(request.POST, decision=decision)
    if not form.is_valid() or ("voice" in request.POST and voice is None):
        messages.error(request, _("Choose one of the answers."))
        return redirect(decision)
    said = {"decision": decision, "answer": form.cleaned_data["answer"]}
    at = timezone.now()
    try:
        if voice:
            deciding.note_answer(voice=voice, actor=request.user, at=at, **said)
        else:
            deciding.answer(by=request.user, at=at, **said)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept. It can be changed until it is decided."))
    return redirect(decision)


@access("signed_in")
@require_POST
def decide(request, review_id, pk):
    decision = load_decision(request, review_id, pk)
    require_perm(request.user, "groups.decide_decision", decision)
    form = DecideForm(request.POST, decision=decision)
    if form.is_valid():
        try:
            deciding.decide(
                decision=decision,
                result=form.chosen(),
                why=form.cleaned_data["why"],
                language=request.LANGUAGE_CODE,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Written down. Whoever was asked hears of it."))
        return redirect(decision)
    return show(request, decision, decide_form=form)


def show(request, decision, *, decide_form=None):
    user = request.user
    shown = queries.shown_decision(decision, user=user, at=timezone.now())
    may = {
        "decide": rules.has_perm("groups.decide_decision", user, decision),
        "note": rules.has_perm("groups.note_decision", user, decision),
    }
    own = shown.own
    first = {"answer": own.answer} if own and own.answered_at else {}
    page = {
        "group": Group.objects.visible_to(user).get(pk=decision.group_id),
        "review": decision.group.review,
        "decision": decision,
        "shown": shown,
        "may": may,
        "answer_form": AnswerForm(decision=decision, initial=first) if own else None,
        "decide_form": decide_form or DecideForm(decision=decision),
    }
    status = 422 if decide_form else 200
    return render(request, "groups/decision.html", page, status=status)


def load_open_group(request, review_id, pk) -> Group:
    """What a group decides is known to those who may read its work."""
    groups = Group.objects.open_to(request.user).select_related("review__state")
    return get_object_or_404(groups, pk=pk, review=review_id)


def load_decision(request, review_id, pk) -> Decision:
    rows = Decision.objects.visible_to(request.user).for_page()
    return get_object_or_404(rows, pk=pk, group__review=review_id)
