"""The dates of a review and the UN's rules for it: everybody who knows of the review
reads them, coordinators set the dates."""

from dataclasses import dataclass

import rules as permissions
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm, way_back
from reviews import dates as actions
from reviews import queries
from reviews.date_forms import MilestoneForm
from reviews.moving import Change

CHANGE = "reviews.change_milestone"
FINISH = "reviews.finish_milestone"


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def dates(request, review_id):
    review = queries.load_review(request.user, review_id)
    may_change = permissions.has_perm(CHANGE, request.user, review)
    form = None
    if may_change or request.method == "POST":
        require_perm(request.user, CHANGE, review)
        form = MilestoneForm(request.POST or None, review=review, reader=request.user)
        if answer := _keep(request, form):
            return answer.response(request, review)
    rows = queries.dates_of(review, reader=request.user, at=timezone.now())
    page = {
        "review": review,
        "phases": queries.by_phase(rows),
        "form": form,
        "may_change": may_change,
    }
    return render(request, "reviews/dates.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def change_date(request, review_id, pk):
    """A date that others follow is changed in two steps: first it is shown what moves
    with it."""
    review, milestone = _load(request, review_id, pk)
    # As it is, not as the form would have it.
    page = {"called": milestone.called, "may_count": _may_count(milestone)}
    form = MilestoneForm(
        request.POST or None, instance=milestone, review=review, reader=request.user
    )
    if answer := _keep(request, form):
        return answer.response(request, review)
    page |= {"review": review, "milestone": milestone, "form": form}
    return render(request, "reviews/date.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def count_date(request, review_id, pk):
    """Put a date back to where the cycle's distances have it, seen beforehand."""
    review, milestone = _load(request, review_id, pk)
    seen = request.POST.get("seen") if request.method == "POST" else None
    try:
        if seen:
            actions.count_again(
                milestone=milestone, actor=request.user, at=timezone.now(), seen=seen
            )
            messages.success(request, _("Saved."))
            return redirect("reviews:dates", review.pk)
        answer = Answer(milestone=milestone, change=actions.draw_counted(milestone))
    except actions.MovesChanged as refusal:
        change = actions.draw_counted(milestone)
        answer = Answer(milestone=milestone, change=change, note=str(refusal))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reviews:change_date", review.pk, milestone.pk)
    return answer.response(request, review)


@access("signed_in")
@require_POST
def remove_date(request, review_id, pk):
    review, milestone = _load(request, review_id, pk)
    actions.remove_date(milestone=milestone, actor=request.user, at=timezone.now())
    messages.success(request, _("The date is gone."))
    return redirect("reviews:dates", review.pk)


@access("signed_in")
@require_POST
def finish_date(request, review_id, pk):
    said = _("It is done.")
    if way_back(request):
        said = _("Done. It stands among the dates of the review.")
    return _mark(request, review_id, pk, actions.finish_date, said)


@access("signed_in")
@require_POST
def reopen_date(request, review_id, pk):
    return _mark(request, review_id, pk, actions.reopen_date, _("It is open again."))


def _mark(request, review_id, pk, action, said):
    review = queries.load_review(request.user, review_id)
    milestone = get_object_or_404(review.milestones, pk=pk)
    require_perm(request.user, FINISH, milestone)
    try:
        action(milestone=milestone, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(way_back(request) or reverse("reviews:dates", args=[review.pk]))


@access("signed_in")
@require_safe
def rules(request, review_id):
    review = queries.load_review(request.user, review_id)
    page = {
        "review": review,
        "rules": queries.rules_for(review),
        "distances": queries.distances_for(review),
    }
    return render(request, "reviews/rules.html", page)


def _load(request, review_id, pk):
    review = queries.load_review(request.user, review_id)
    milestone = get_object_or_404(review.milestones, pk=pk)
    require_perm(request.user, CHANGE, review)
    return review, milestone


def _may_count(milestone) -> bool:
    try:
        actions.draw_counted(milestone)
    except ActionRefused:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a form comes to: the date is kept, or its moves are shown first."""

    milestone: object
    change: Change | None = None  # None: it is kept
    note: str = ""
    kept: tuple = ()  # what was written in the form, to be sent once more

    def response(self, request, review):
        if self.change is None:
            messages.success(request, _("Saved."))
            return redirect("reviews:dates", review.pk)
        page = {
            "review": review,
            "milestone": self.milestone,
            "change": self.change,
            "note": self.note,
            "kept": self.kept,
            "now": timezone.now(),
            "is_counted_again": not self.kept,
        }
        return render(request, "reviews/date_moves.html", page)


def _keep(request, form) -> Answer | None:
    """None: the form was not sent, or says what is wrong."""
    if not form.is_valid():
        return None
    milestone = form.instance
    kept = tuple((name, request.POST.get(name, "")) for name in form.fields)
    seen = request.POST.get("seen", "")
    try:
        change = actions.draw_kept(milestone)
        if not change.takes_along or seen:
            actions.keep_date(
                milestone=milestone,
                actor=request.user,
                at=timezone.now(),
                stamp=form.cleaned_data.get("stamp", ""),
                seen=seen or change.digest,
            )
            return Answer(milestone=milestone)
    except actions.MovesChanged as refusal:
        change = actions.draw_kept(milestone)
        return Answer(milestone=milestone, change=change, kept=kept, note=str(refusal))
    except actions.DateChanged as refusal:
        form.take_up(refusal.now)
        form.add_error("day", str(refusal))
        return None
    except ActionRefused as refusal:
        form.add_error("day", str(refusal))
        return None
    return Answer(milestone=milestone, change=change, kept=kept)
