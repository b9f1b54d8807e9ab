from zoneinfo import ZoneInfo

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from consultations import actions, event_desk
from consultations.forms.events import EventForm, QuestionForm
from consultations.models import Event
from consultations.views.loading import load_event, of_event
from core.access import access
from core.http import require_perm
from reviews.queries import load_review


@access("signed_in")
@require_safe
def listing(request, review_id):
    review = load_review(request.user, review_id)
    kind = request.GET.get("kind", "")
    region = request.GET.get("region", "")
    today = _today(request)
    rows = event_desk.meetings(review, user=request.user, kind=kind, region=region)
    past = Paginator(
        event_desk.past(rows, today=today), event_desk.PAST_ON_A_PAGE
    ).get_page(request.GET.get("page"))
    page = {
        "review": review,
        "coming": event_desk.coming(rows, today=today),
        "past": past,
        "kinds": Event.Kind.choices,
        "regions": review.state.regions.in_order(),
        "kind": kind,
        "region": region,
        "may_open": rules.has_perm("consultations.open_event", request.user, review),
    }
    return render(request, "consultations/list.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, review_id):
    review = load_review(request.user, review_id)
    require_perm(request.user, "consultations.open_event", review)
    form = EventForm(
        request.POST or None,
        instance=Event(review=review),
        user=request.user,
        hosts=event_desk.hosts_for(request.user, review=review),
        for_coalition=event_desk.opens_for_coalition(request.user, review=review),
        initial={
            "host": request.GET.get("group", ""),
            "region": _region_in(request, review),
        },
    )
    if form.is_valid():
        event = actions.open_event(
            event=form.instance,
            groups=form.cleaned_data["groups"],
            facilitators=form.cleaned_data["facilitators"],
            language=request.LANGUAGE_CODE,
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The meeting is open."))
        return redirect(event)
    return render(request, "consultations/edit.html", {"review": review, "form": form})


def _region_in(request, review):
    """By its code, from the map of what was heard where."""
    code = request.GET.get("region", "").replace("\0", "")
    return review.state.regions.filter(code=code).first() if code else None


@access("signed_in")
@require_safe
def event(request, review_id, pk):
    event = load_event(request, review_id, pk)
    page = of_event(request, event)
    page["shown"] = event_desk.shown_event(event, user=request.user)
    page["question_form"] = QuestionForm()
    page["is_past"] = event.ends_on < _today(request)
    return render(request, "consultations/event.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    form = EventForm(request.POST or None, instance=event, user=request.user)
    theirs = None
    if form.is_valid():
        try:
            actions.change_event(
                event=form.instance,
                version=form.cleaned_data["version"] or 0,
                groups=form.cleaned_data["groups"],
                facilitators=form.cleaned_data["facilitators"],
                language=request.LANGUAGE_CODE,
                actor=request.user,
                at=timezone.now(),
            )
        except actions.CannotChangeEvent as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data["version"] = theirs.version
        else:
            messages.success(request, _("Saved."))
            return redirect(event)
    page = of_event(request, event) | {"form": form, "theirs": theirs}
    return render(request, "consultations/edit.html", page)


@access("signed_in")
@require_POST
def close(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    actions.close_event(event=event, actor=request.user, at=timezone.now())
    messages.success(request, _("Noted: the meeting is over."))
    return redirect(event)


@access("signed_in")
@require_POST
def reopen(request, review_id, pk):
    event = load_event(request, review_id, pk, organise=True)
    actions.reopen_event(event=event, actor=request.user, at=timezone.now())
    messages.success(request, _("The meeting is open again."))
    return redirect(event)


def _today(request):
    return timezone.now().astimezone(ZoneInfo(request.user.time_zone)).date()
