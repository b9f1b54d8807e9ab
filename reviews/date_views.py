"""The dates of a review and the UN's rules for it: everybody who knows of the review
reads them, coordinators set the dates."""

import rules as permissions
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
from reviews import dates as actions
from reviews import queries
from reviews.date_forms import MilestoneForm

CHANGE = "reviews.change_milestone"


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def dates(request, review_id):
    review = queries.load_review(request.user, review_id)
    may_change = permissions.has_perm(CHANGE, request.user, review)
    form = None
    if may_change or request.method == "POST":
        require_perm(request.user, CHANGE, review)
        form = MilestoneForm(request.POST or None, review=review, reader=request.user)
        if _kept(request, form):
            return redirect("reviews:dates", review.pk)
    page = {
        "review": review,
        "rows": queries.dates_of(review, reader=request.user, at=timezone.now()),
        "form": form,
        "may_change": may_change,
    }
    return render(request, "reviews/dates.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def change_date(request, review_id, pk):
    review, milestone = _load(request, review_id, pk)
    form = MilestoneForm(
        request.POST or None, instance=milestone, review=review, reader=request.user
    )
    if _kept(request, form):
        return redirect("reviews:dates", review.pk)
    page = {"review": review, "milestone": milestone, "form": form}
    return render(request, "reviews/date.html", page)


@access("signed_in")
@require_POST
def remove_date(request, review_id, pk):
    review, milestone = _load(request, review_id, pk)
    actions.remove_date(milestone=milestone, actor=request.user, at=timezone.now())
    messages.success(request, _("The date is gone."))
    return redirect("reviews:dates", review.pk)


@access("signed_in")
@require_safe
def rules(request, review_id):
    review = queries.load_review(request.user, review_id)
    page = {"review": review, "rules": queries.rules_for(review)}
    return render(request, "reviews/rules.html", page)


def _load(request, review_id, pk):
    review = queries.load_review(request.user, review_id)
    milestone = get_object_or_404(review.milestones, pk=pk)
    require_perm(request.user, CHANGE, review)
    return review, milestone


def _kept(request, form) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.keep_date(
            milestone=form.instance, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        form.add_error("day", str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True
