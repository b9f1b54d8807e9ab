"""What a group does with a finding, and to whom it is given."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import triage
from consultations.finding_desk import routes_of
from consultations.finding_forms import GiveForm, ReasonForm
from consultations.finding_views import back, done, load_finding
from consultations.models import Route
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from groups.models import Group

PLAIN = {
    "read": triage.read_finding,
    "take": triage.take_up_finding,
    "reopen": triage.reopen_finding,
}


@access("signed_in")
@require_POST
def decide(request, review_id, pk, route_id):
    """For one group: read, take up, set aside, open again. Who decides for none of
    its groups is told so, whichever she names."""
    finding = load_finding(request, review_id, pk)
    routes = routes_of(finding, user=request.user)
    if not any(route.is_led for route in routes):
        raise PermissionDenied
    route = next((row for row in routes if row.pk == route_id), None)
    if route is None:
        raise Http404
    require_perm(request.user, "consultations.sort_route", route)
    said = {
        "route": route,
        "seen": request.POST.get("seen", ""),
        "actor": request.user,
        "at": timezone.now(),
    }
    do = request.POST.get("do", "")
    try:
        if do in PLAIN:
            PLAIN[do](**said)
        else:
            triage.set_aside_finding(
                reason=request.POST.get("reason", ""),
                language=request.LANGUAGE_CODE,
                **said,
            )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return back(request, finding)
    return done(request, finding)


@access("signed_in")
@require_POST
def ungive(request, review_id, pk, route_id):
    finding = load_finding(request, review_id, pk, perm="route_finding")
    route = load_route(request, finding, route_id)
    try:
        triage.ungive_finding(route=route, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return back(request, finding)
    return done(request, finding)


def load_route(request, finding, route_id) -> Route:
    """To a group of which the person may know."""
    groups = Group.objects.visible_to(request.user)
    rows = Route.objects.filter(finding=finding, group__in=groups.values("pk"))
    route = get_object_or_404(rows.select_related("group__review"), pk=route_id)
    route.finding = finding
    return route


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request, review_id, pk):
    finding = load_finding(request, review_id, pk, perm="route_finding")
    groups = triage.receivers(finding, user=request.user)
    form = GiveForm(request.POST or None, groups=groups)
    if form.is_valid():
        try:
            triage.give_finding(
                finding=finding,
                groups=form.cleaned_data["groups"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("groups", str(refusal))
        else:
            return done(request, finding, _("Given. Their rapporteurs are told."))
    page = {"finding": finding, "review": finding.review, "form": form}
    return render(request, "findings/give.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def aside(request, review_id, pk):
    """What no group was given; and open it again."""
    finding = load_finding(request, review_id, pk, perm="sort_finding")
    at = timezone.now()
    if request.POST.get("do") == "reopen":
        triage.reopen_ungiven(finding=finding, actor=request.user, at=at)
        return done(request, finding)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            triage.set_aside_ungiven(
                finding=finding,
                reason=form.cleaned_data["reason"],
                language=request.LANGUAGE_CODE,
                actor=request.user,
                at=at,
            )
        except ActionRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return done(request, finding)
    page = {"finding": finding, "review": finding.review, "form": form}
    return render(request, "findings/aside.html", page)
