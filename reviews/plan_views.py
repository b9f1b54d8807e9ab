"""From one date the whole chain: shown first, then set."""

from datetime import time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from catalogue.models import Turn
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm, way_back
from reviews import planning, queries
from reviews.date_forms import PlanForm
from reviews.date_views import CHANGE
from reviews.models import Milestone
from reviews.models.calendar import GENEVA


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, review_id):
    review = queries.load_review(request.user, review_id)
    require_perm(request.user, CHANGE, review)
    turn = Turn.objects.of(review.state, cycle=review.cycle)
    sent = request.POST if request.method == "POST" else request.GET
    form = PlanForm(
        sent if request.method == "POST" or "day" in request.GET else None,
        reader=request.user,
        initial=_known(review, turn, reader=request.user),
    )
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, review, form)
        except ActionRefused as refusal:
            refused = str(refusal)
    drawn = None
    if form.is_valid():
        drawn = planning.draw_plan(review, form.start, at=timezone.now())
    page = {
        "review": review,
        "turn": turn,
        "form": form,
        "back": way_back(request),
        "plan": drawn,
        "refused": refused,
        "kept": [(name, sent[name]) for name in form.fields if name in sent],
        "has_distances": bool(queries.distances_for(review)),
    }
    return render(request, "reviews/plan.html", page)


def _made(request, review, form):
    count = planning.make_plan(
        review=review,
        start=form.start,
        seen=request.POST.get("seen", ""),
        actor=request.user,
        at=timezone.now(),
    )
    said = ngettext("%(n)d date is set.", "%(n)d dates are set.", count)
    messages.success(request, said % {"n": count})
    return redirect(way_back(request) or reverse("reviews:dates", args=[review.pk]))


def _known(review, turn, *, reader) -> dict:
    """What is known of the day already: here, else in the UN's calendar."""
    initial = {
        "clock": time(9),
        "zone": GENEVA,
        "home": reader.time_zone,
        "is_projected": True,
        "is_behind_us": True,
    }
    first = review.milestones.filter(kind=Milestone.Kind.REVIEW).first()
    if first:
        there = first.due.astimezone(ZoneInfo(first.zone))
        return initial | {
            "day": there.date(),
            "clock": there.time(),
            "zone": first.zone,
            "is_projected": first.is_projected,
            "source": first.source,
        }
    if turn:
        initial |= {"is_projected": turn.is_projected, "source": turn.source[:200]}
        return initial | ({"day": turn.reviewed_on} if turn.reviewed_on else {})
    return initial
