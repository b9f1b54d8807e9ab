"""The pages behind a guest's link: how one comes in, and the page of something
that a guest is asked about. The link is asked for anew with every request; nothing
of it is kept in a session."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts.models import Opening
from comments import feedback
from comments.feedback_forms import AnswerForm
from comments.models import FeedbackRequest
from core.exceptions import ActionRefused
from core.models import digest_of


class Gone(Exception):
    """The link has run out."""


def door(token: str) -> Opening:
    """As links to factsheets: unknown or withdrawn is a page that does not exist;
    one that has run out says so."""
    opening = Opening.objects.opened_with(token, at=timezone.now())
    if opening:
        return opening
    if Opening.objects.filter(link_digest=digest_of(token), withdrawn_at=None).exists():
        raise Gone
    raise Http404


def through_door(request, token, make):
    """The page; or that the link is over. Nothing of it is kept anywhere. The
    site's own Referrer-Policy tells the address to no other site; a stricter one
    would take the Origin from the forms, by which they are known to be ours."""
    try:
        response = make(door(token))
    except Gone:
        response = render(request, "comments/guest_over.html", status=410)
    patch_cache_control(response, no_store=True, private=True)
    return response


def take_answer(request, asked: FeedbackRequest, opening: Opening) -> AnswerForm | None:
    """None: it is kept. Else the form with what is wrong."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            feedback.answer(
                request=asked,
                kind=form.kind,
                points=form.points(),
                by=opening,
                at=timezone.now(),
                language=request.LANGUAGE_CODE,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return None
    return form


def page_of(
    request,
    token: str,
    *,
    model: type[models.Model],
    template: str,
    shown: Callable[[Any], dict],
):
    """What the guest is asked about, as it is now, and the answer. `shown` says what
    the app's template needs of the subject."""

    def make(opening: Opening):
        if opening.subject_label != model._meta.label_lower:
            raise Http404
        rows = FeedbackRequest.objects.opened_with(opening)
        asked = get_object_or_404(rows)
        subject = get_object_or_404(
            model._default_manager.for_page(),  # type: ignore[attr-defined]
            pk=opening.subject_id,
        )
        form = AnswerForm()
        if request.method == "POST":
            refused = take_answer(request, asked, opening)
            if refused is None:
                return redirect(request.path)
            form = refused
        context = {
            "opening": opening,
            "asked": asked,
            "form": form,
            "answer_url": request.path,
            **shown(subject),
        }
        return render(request, template, context, status=422 if form.errors else 200)

    return through_door(request, token, make)
