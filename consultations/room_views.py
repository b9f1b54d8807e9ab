"""Drafts taken to the room, for whoever organises the meeting."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consultations import room
from consultations.models import ContributionLink, Event, Tabled
from consultations.models.room import AT_MOST
from consultations.room_forms import FindingForm, hands_form
from consultations.room_results import said_to
from consultations.voice_codes import picture_of
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from core.models import derived_token


def load_event(request, review_id, pk) -> Event:
    rows = Event.objects.visible_to(request.user).for_page()
    event = get_object_or_404(rows, pk=pk, review=review_id)
    require_perm(request.user, "consultations.organise_event", event)
    return event


def load_tabled(request, review_id, pk) -> Tabled:
    events = Event.objects.visible_to(request.user).filter(review=review_id)
    rows = Tabled.objects.select_related("event__review__state", "event__host")
    tabled = get_object_or_404(rows, pk=pk, event__in=events)
    require_perm(request.user, "consultations.organise_event", tabled.event)
    return tabled


@access("signed_in")
@require_safe
def table(request, review_id, pk):
    return show(request, load_event(request, review_id, pk))


def show(request, event, *, finding_form=None, wrong=None, theirs=None, status=200):
    """`wrong`: the form of hands that was refused, by its draft; `theirs`: what
    somebody else wrote there meanwhile."""
    drafts = list(event.tabled.order_by("order"))
    told = set(event.tabled.told().values_list("pk", flat=True))
    said = said_to([draft.pk for draft in drafts], with_remarks=True)
    rows = [
        {
            "draft": draft,
            "is_told": draft.pk in told,
            "said": said[draft.pk],
            "form": (wrong or {}).get(draft.pk) or hands_form(draft, said[draft.pk]),
            "is_wrong": draft.pk in (wrong or {}),
            "theirs": theirs if draft.pk in (wrong or {}) else None,
        }
        for draft in drafts
    ]
    links = ContributionLink.objects.filter(event=event).valid(at=timezone.now())
    page = {
        "event": event,
        "review": event.review,
        "rows": rows,
        "at_most": AT_MOST,
        "is_full": len(rows) >= AT_MOST,
        "links": [shown(link) for link in links.in_order()],
        "finding_form": finding_form or FindingForm(event=event, user=request.user),
    }
    return render(request, "room/table.html", page, status=status)


def shown(link: ContributionLink) -> dict:
    """To be thrown on the wall: phones read the picture from their seats."""
    path = reverse("room_link:phone", args=[derived_token(link)])
    address = f"{settings.SITE_URL}{path}"
    return {"label": link.label, "address": address, "qr": picture_of(address)}


@access("signed_in")
@require_POST
def add_finding(request, review_id, pk):
    event = load_event(request, review_id, pk)
    form = FindingForm(request.POST, event=event, user=request.user)
    if form.is_valid():
        try:
            room.put_finding_on_table(
                event=event,
                finding=form.cleaned_data["finding"],
                actor=request.user,
                at=timezone.now(),
            )
        except ActionRefused as refusal:
            form.add_error("finding", str(refusal))
        else:
            messages.success(request, _("It is on the list, in these words."))
            return redirect("room:table", review_id, pk)
    return show(request, event, finding_form=form, status=422)


@access("signed_in")
@require_POST
def hands(request, review_id, pk):
    tabled = load_tabled(request, review_id, pk)
    before = said_to([pk], with_remarks=True)[pk]
    form = hands_form(tabled, before, data=request.POST)
    theirs = None
    if form.is_valid():
        try:
            room.count_hands(
                tabled=tabled,
                hands=form.hands(),
                seen=form.seen_before(),
                remark=form.cleaned_data["remark"],
                language=request.LANGUAGE_CODE,
                actor=request.user,
                at=timezone.now(),
            )
        except room.CannotCount as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
            form.data = form.data.copy()
            form.data[form.add_prefix("seen")] = form.initial["seen"]
        else:
            messages.success(request, _("Written down. It can be changed."))
            return redirect("room:table", review_id, tabled.event_id)
    return show(request, tabled.event, wrong={pk: form}, theirs=theirs, status=422)


@access("signed_in")
@require_POST
def take_off(request, review_id, pk):
    tabled = load_tabled(request, review_id, pk)
    try:
        room.take_off_table(tabled=tabled, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is off the list."))
    return redirect("room:table", review_id, tabled.event_id)
