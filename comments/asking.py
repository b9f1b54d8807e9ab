"""Asking for feedback from the page of what one writes; reading what one is asked
and answering it."""

import rules
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comments import desk, feedback, queries
from comments.feedback_forms import GUEST, AnswerForm, AskForm
from comments.models import FeedbackRequest
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm

WRITING = require_http_methods(["GET", "HEAD", "POST"])


def load_subject(request, review_id, kind, pk):
    """What one asks about, for those who work on it: who was only asked to read it
    does not read what others were asked."""
    model = queries.kind_called(kind)
    if model is None:
        raise Http404
    rows = model._default_manager.visible_to(request.user).for_page()
    subject = get_object_or_404(rows, pk=pk)
    if subject.review.pk != review_id:
        raise Http404
    require_perm(request.user, desk.perm(subject, "hear"), subject)
    return subject


@access("signed_in")
@WRITING
def ask(request, review_id, kind, pk):
    """Who was asked and what they say; and the form to ask somebody."""
    subject = load_subject(request, review_id, kind, pk)
    may_ask = rules.has_perm(desk.perm(subject, "ask"), request.user, subject)
    form = None
    if request.method == "POST":
        require_perm(request.user, desk.perm(subject, "ask"), subject)
    if may_ask:
        form = AskForm(request.POST or None, subject=subject, asker=request.user)
    if form and form.is_valid():
        try:
            token = carry_out(request, subject, form)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if token:
                address = settings.SITE_URL + queries.guest_path(subject, token)
                request.session[f"feedback {pk}"] = address
            messages.success(request, _("Asked. You hear when the answer is there."))
            return redirect(request.path)
    context = {
        "form": form,
        "new_link": request.session.pop(f"feedback {pk}", "") if may_ask else "",
        **desk.feedback_context(subject, user=request.user, at=timezone.now()),
    }
    status = 422 if form and form.errors else 200
    return render(request, "comments/ask.html", context, status=status)


def carry_out(request, subject, form) -> str:
    """Returns the token of a guest's link, if one was made."""
    whom = form.cleaned_data["whom"]
    terms = {
        "subject": subject,
        "asked": form.asked(language=request.LANGUAGE_CODE),
        "actor": request.user,
        "at": timezone.now(),
    }
    if whom == GUEST:
        _made, token = feedback.ask_guest(label=form.cleaned_data["label"], **terms)
        return token
    if whom in form.people:
        feedback.ask_adviser(role=form.people[whom], **terms)
    else:
        feedback.ask_group(group=form.groups[whom], **terms)
    return ""


def load_request(request, review_id, pk) -> FeedbackRequest:
    rows = FeedbackRequest.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("review__state"), pk=pk, review=review_id
    )


@access("signed_in")
@WRITING
def answer(request, review_id, pk):
    """For whoever is asked; who works on it is led to all that was asked."""
    asked = load_request(request, review_id, pk)
    is_asked = rules.has_perm("comments.answer_feedbackrequest", request.user, asked)
    if request.method == "POST":
        require_perm(request.user, "comments.answer_feedbackrequest", asked)
    elif not is_asked:
        return redirect(f"{address_of(asked)}#f-{asked.pk}")
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            feedback.answer(
                request=asked,
                kind=form.kind,
                points=form.points(),
                by=request.user,
                at=timezone.now(),
                language=request.LANGUAGE_CODE,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            asked.refresh_from_db()
        else:
            messages.success(request, _("Thank you. Your answer is on its way."))
            return redirect(asked)
    context = desk.asked_context(asked, user=request.user, at=timezone.now())
    status = 422 if form.errors else 200
    return render(
        request, "comments/answer.html", {"form": form, **context}, status=status
    )


@access("signed_in")
@require_POST
def withdraw(request, review_id, pk):
    asked = load_request(request, review_id, pk)
    require_perm(request.user, "comments.withdraw_feedbackrequest", asked)
    feedback.withdraw(request=asked, actor=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. It opens nothing any more."))
    return redirect(f"{address_of(asked)}#f-{asked.pk}")


def address_of(asked: FeedbackRequest) -> str:
    kind = asked.subject_label.partition(".")[2]
    return reverse("comments:ask", args=[asked.review_id, kind, asked.subject_id])
