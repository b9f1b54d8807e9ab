"""At the meeting: what is said is entered while it is said, or brought in from a
form that was filled without a line."""

from uuid import uuid4

from django.contrib import messages
from django.core import signing
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from catalogue.models import Term
from consultations import entering
from consultations.entering_forms import FormFileForm, sealed, unsealed
from consultations.finding_forms import PointForm
from consultations.finding_views import load_finding
from consultations.form_files import KINDS
from consultations.forms_in import counted, points_of
from consultations.models import Event, Finding, Route
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm

SHOWN = 50


def load_event(request, review_id, event_id) -> Event:
    rows = Event.objects.visible_to(request.user).for_page()
    event = get_object_or_404(rows, pk=event_id, review=review_id)
    require_perm(request.user, "consultations.enter_finding", event)
    return event


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request, review_id, event_id):
    """Asked for a fragment, it answers with the new line or with what is wrong."""
    event = load_event(request, review_id, event_id)
    rows = [] if request.method == "POST" else _entered(request.user, event)
    form = _point_form(request, event, last=rows[0].said_in if rows else "")
    is_fragment = request.headers.get("X-Fragment") == "1"
    if form.is_valid():
        try:
            finding = entering.enter_finding(
                event=event,
                point=_point(form),
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("text", str(refusal))
            form.data = form.data.copy()
            form.data["client_key"] = uuid4()
        else:
            if is_fragment:
                return _line(request, event, finding)
            return redirect(request.path)
    if is_fragment and form.is_bound:
        wrong = " ".join(text for texts in form.errors.values() for text in texts)
        return HttpResponse(wrong, status=422, content_type="text/plain")
    page = {
        "review": event.review,
        "event": event,
        "form": form,
        "rows": _entered(request.user, event) if form.is_bound else rows,
    }
    return render(
        request, "findings/enter.html", page, status=422 if form.errors else 200
    )


def _point_form(request, event, *, last):
    first = {
        "client_key": uuid4(),
        "language": last or next(iter(event.languages), request.LANGUAGE_CODE),
        "region": event.region_id,
        "groups": [group.pk for group in entering.usual_groups(event)],
    }
    groups = entering.groups_for(event, user=request.user)
    return PointForm(request.POST or None, event=event, groups=groups, initial=first)


def _point(form) -> entering.Point:
    said = form.cleaned_data
    return entering.Point(
        text=said["text"],
        change=said["change"],
        language=said["language"],
        region=said["region"],
        terms=list(said["terms"]),
        sensitivity=said["sensitivity"],
        groups=list(said["groups"]),
        client_key=said["client_key"],
    )


def _entered(user, event, **which):
    """What the person entered there, the newest first."""
    rows = (
        Finding.objects.filter(event=event, entered_by=user, **which)
        .prefetch_related(
            Prefetch("terms", Term.objects.in_order()),
            Prefetch("routes", Route.objects.order_by("pk")),
        )
        .newest_first()[:SHOWN]
    )
    since = timezone.now() - entering.TAKEN_BACK_WITHIN
    for row in rows:
        is_untouched = row.version == 1 and all(
            route.state == Route.State.SENT for route in row.routes.all()
        )
        row.can_be_taken_back = is_untouched and row.entered_at >= since
    return rows


def _line(request, event, finding):
    [row] = _entered(request.user, event, pk=finding.pk)
    page = {"review": event.review, "row": row}
    return render(request, "findings/entered.html", page, status=201)


@access("signed_in")
@require_POST
def take_back(request, review_id, pk):
    finding = load_finding(request, review_id, pk)
    event = finding.event_id
    try:
        entering.take_back_finding(
            finding=finding, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(finding)
    messages.success(request, _("Taken back."))
    return redirect("findings:enter", review_id, event)


# Without a line


@access("signed_in")
@require_safe
def form_file(request, review_id, event_id, kind):
    """In the reader's language."""
    load_event(request, review_id, event_id)
    if kind not in KINDS:
        raise Http404
    make, content_type = KINDS[kind]
    return HttpResponse(
        make(request.LANGUAGE_CODE),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="form.{kind}"'},
    )


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request, review_id, event_id):
    """First the file is read and checked; what it says is entered when the person
    has seen that. Between the two the page carries the rows."""
    event = load_event(request, review_id, event_id)
    salt = f"consultations.form:{event.pk}:{request.user.pk}"
    if "rows" in request.POST:
        return _confirm(request, event, salt=salt)
    form = FormFileForm(request.POST or None, request.FILES or None, event=event)
    page = {"review": event.review, "event": event, "form": form}
    if form.is_valid():
        rows = form.cleaned_data["file"]
        try:
            page["carried"] = sealed(rows, salt=salt)
        except ActionRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            page |= {"rows": rows, "counted": counted(rows, event=event)}
            return render(request, "findings/bring_in_check.html", page)
    return render(request, "findings/bring_in.html", page)


def _confirm(request, event, *, salt):
    try:
        rows = unsealed(request.POST["rows"], salt=salt)
    except signing.BadSignature:
        messages.error(
            request, _("This page was open too long. Choose the file again.")
        )
        return redirect(request.path)
    try:
        new = entering.bring_in(
            event=event,
            points=points_of(rows, event=event),
            actor=request.user,
            at=timezone.now(),
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    said = ngettext(
        "%(number)d point was entered.", "%(number)d points were entered.", len(new)
    )
    messages.success(request, said % {"number": len(new)})
    return redirect("findings:enter", event.review_id, event.pk)
