"""What was heard: the list, one finding, its pictures."""

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.finding_desk import (
    for_listing,
    load_for_page,
    options_for,
    page_of,
    with_route,
)
from consultations.finding_filters import Filters, find
from consultations.models import Event, Finding
from core.access import access
from core.files import send_file
from core.http import require_perm, way_back
from reviews.queries import load_review

PAGE = 50


def load_finding(request, review_id, pk, *, perm="") -> Finding:
    rows = load_for_page(request.user)
    finding = get_object_or_404(rows, pk=pk, review=review_id)
    if perm:
        require_perm(request.user, f"consultations.{perm}", finding)
    return finding


@access("signed_in")
@require_safe
def listing(request, review_id):
    """Of one group: its inbox."""
    review = load_review(request.user, review_id)
    filters = Filters.read(request.GET)
    options = options_for(review, user=request.user)
    rows = find(review, filters, user=request.user, opened=options.groups)
    rows = for_listing(rows, opened=options.groups)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    page.object_list = with_route(
        list(page.object_list), opened=options.groups, filters=filters
    )
    own = (group for group in options.groups if str(group.pk) == filters.group)
    group = next(own, None)
    context = {
        "review": review,
        "filters": filters,
        "options": options,
        "page": page,
        "group": group,
        "may_sort": group is not None
        and rules.has_perm("consultations.sort_route", request.user, group),
        "event": _event_of(request, filters),
        "here": request.get_full_path(),
    }
    return render(request, "findings/list.html", context)


def _event_of(request, filters):
    if not filters.event:
        return None
    return Event.objects.visible_to(request.user).filter(pk=filters.event).first()


@access("signed_in")
@require_safe
def detail(request, review_id, pk):
    finding = load_finding(request, review_id, pk)
    return show(request, finding)


def show(request, finding, **more):
    page = page_of(finding, user=request.user)
    page["here"] = finding.get_absolute_url()
    status = 422 if more else 200
    return render(request, "findings/detail.html", page | more, status=status)


@access("signed_in")
@require_safe
def photo(request, review_id, pk, photo_id):
    finding = load_finding(request, review_id, pk)
    row = finding.photos.select_related("file").filter(pk=photo_id).first()
    if row is None:
        raise Http404
    return send_file(request, row.file, filename="photo.png", inline=True)


def back(request, finding):
    return redirect(way_back(request) or finding.get_absolute_url())


def done(request, finding, sentence=""):
    messages.success(request, sentence or _("Recorded."))
    return back(request, finding)
