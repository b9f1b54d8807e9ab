"""Merging a finding with another one, and saying who may know it."""

import rules
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import sorting
from consultations.finding_filters import Filters, find
from consultations.finding_forms import KnownForm, MergeForm
from consultations.finding_views import done, load_finding
from consultations.models import Finding
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm

FOUND_AT_MOST = 20


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, review_id, pk):
    """With what seems to say the same, or what is found by its words."""
    finding = load_finding(request, review_id, pk, perm="sort_finding")
    filters = Filters(q=Filters.read(request.GET).q)
    visible = Finding.objects.visible_to(request.user)
    places = {}
    if request.method == "POST":
        rows = visible.filter(review=review_id).exclude(pk=pk)
    elif filters.q:
        found = find(finding.review, filters, user=request.user, opened=[])
        keys = found.exclude(pk=pk).newest_first().values_list("pk", flat=True)
        rows = visible.filter(pk__in=list(keys[:FOUND_AT_MOST])).newest_first()
    else:
        like = sorting.like(finding, user=request.user)
        places = {row.pk: place for place, row in enumerate(like)}
        rows = visible.filter(pk__in=places)
    form = MergeForm(request.POST or None, rows=rows)
    if form.is_valid():
        into = form.cleaned_data["into"]
        require_perm(request.user, "consultations.sort_finding", into)
        try:
            sorting.merge_finding(
                finding=finding, into=into, actor=request.user, at=timezone.now()
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, finding, _("Merged. Both are kept."))
    if form.is_bound:
        form.fields["into"].queryset = rows.filter(pk=_key(form))
    page = {
        "finding": finding,
        "review": finding.review,
        "form": form,
        "filters": filters,
        "rows": sorted(
            form.fields["into"].queryset, key=lambda row: places.get(row.pk, 0)
        ),
    }
    return render(request, "findings/merge.html", page)


def _key(form):
    """What was chosen, to be shown again."""
    chosen = form.cleaned_data.get("into")
    return chosen.pk if chosen else None


@access("signed_in")
@require_POST
def part(request, review_id, pk):
    finding = load_finding(request, review_id, pk, perm="sort_finding")
    sorting.part_finding(finding=finding, actor=request.user, at=timezone.now())
    return done(request, finding, _("It stands by itself again."))


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def known(request, review_id, pk):
    """Who may know it: whoever may say that of fewer, and some of more."""
    finding = load_finding(request, review_id, pk, perm="narrow_finding")
    can_widen = rules.has_perm("consultations.widen_finding", request.user, finding)
    wider = sorting.wider_than(finding) if can_widen else []
    form = KnownForm(
        request.POST or None,
        finding=finding,
        choices=[*wider, finding.sensitivity, *sorting.narrower_than(finding)],
        can_widen=bool(wider),
    )
    if form.is_valid():
        try:
            sorting.say_who_may_know(
                finding=finding,
                sensitivity=form.cleaned_data["sensitivity"],
                version=form.cleaned_data["version"],
                was_asked=form.cleaned_data.get("was_asked", False),
                may_widen=can_widen,
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("sensitivity", str(refusal))
        else:
            return done(request, finding)
    page = {"finding": finding, "review": finding.review, "form": form}
    return render(request, "findings/known.html", page)
