"""Submissions and their outlines: the list, a new one, the rapporteur's overview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.access import access
from core.exceptions import ActionRefused
from reviews.queries import load_review
from submissions import actions, checking, listing, overview, signing_desk
from submissions.forms import StartForm, SubmissionForm
from submissions.views.loading import load_submission


@access("signed_in")
@require_safe
def index(request, review_id):
    review = load_review(request.user, review_id)
    page = {
        "review": review,
        "rows": listing.rows_for(request.user, review=review),
        "may_start": bool(listing.groups_to_start_with(request.user, review=review)),
    }
    return render(request, "submissions/list.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request, review_id):
    review = load_review(request.user, review_id)
    led = listing.groups_to_start_with(request.user, review=review)
    if not led:
        raise Http404
    form = StartForm(
        request.POST or None,
        initial=listing.first_choices(request.user, led),
        user=request.user,
        review=review,
        led=led,
    )
    if form.is_valid():
        try:
            submission = actions.start_submission(
                submission=form.instance,
                groups=form.chosen_groups,
                outline=form.chosen_outline,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(submission)
    page = {"review": review, "form": form, "chosen_languages": form.said_languages()}
    return render(request, "submissions/start.html", page)


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    submission = load_submission(request, review_id, pk)
    page = overview.outline_of(submission, user=request.user)
    if submission.opened:
        texts = [shown.text for row in page["rows"] for shown in row.texts]
        page |= signing_desk.standing(submission, user=request.user, texts=texts)
    return render(request, "submissions/detail.html", page)


@access("signed_in")
@require_safe
def check(request, review_id, pk, language):
    """What is left to do before it can be sent, for those who work on it."""
    submission = load_submission(request, review_id, pk)
    if not submission.opened or language not in submission.languages:
        raise Http404
    page = {
        "review": submission.review,
        "submission": submission,
        "checked": checking.check(submission, language=language, user=request.user),
        "languages": checking.languages_of(submission),
    }
    return render(request, "submissions/check.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    submission = load_submission(request, review_id, pk, perm="arrange")
    form = SubmissionForm(request.POST or None, instance=submission)
    if form.is_valid():
        try:
            actions.change_submission(
                submission=form.instance, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(submission)
    page = {"review": submission.review, "submission": submission, "form": form}
    return render(request, "submissions/edit.html", page)
