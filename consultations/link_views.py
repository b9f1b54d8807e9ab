"""Addresses for contributions and codes of meetings, for whoever organises: made,
printed, withdrawn."""

import rules
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from consultations.link_forms import LinkForm
from consultations.link_making import make_link, make_meeting_code, revoke_link
from consultations.models import Code, ContributionLink, Event
from consultations.voice_codes import picture_of, shown_code
from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from reviews.models import Review

SLIPS = 10  # on a sheet


@access("signed_in")
@require_safe
def links(request, review_id):
    review = load_review(request, review_id)
    may_make = rules.has_perm("consultations.make_regional_link", request.user, review)
    organised = Event.objects.organised_by(request.user)
    rows = listed(request).filter(review=review)
    page = {
        "review": review,
        "may_make": may_make,
        "rows": rows.annotate(
            is_organised=Q(event=None) | Exists(organised.filter(pk=OuterRef("event")))
        ),
        "now": timezone.now(),
    }
    return render(request, "contribute/links.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def of_region(request, review_id):
    review = load_review(request, review_id)
    require_perm(request.user, "consultations.make_regional_link", review)
    form = LinkForm(
        request.POST or None, link=ContributionLink(review=review), user=request.user
    )
    if form.is_valid():
        return made(request, form)
    page = {"review": review, "form": form}
    return render(request, "contribute/link_new.html", page)


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def of_event(request, review_id, pk):
    """The addresses of a meeting, and its code."""
    event = load_event(request, review_id, pk)
    form = LinkForm(
        request.POST or None,
        link=ContributionLink(review=event.review, event=event),
        user=request.user,
    )
    if form.is_valid():
        return made(request, form)
    code = Code.objects.filter(event=event).first()
    page = {
        "review": event.review,
        "event": event,
        "form": form,
        "rows": listed(request).filter(event=event),
        "code": shown_code(code) if code else None,
        "now": timezone.now(),
    }
    return render(request, "contribute/event.html", page)


def made(request, form: LinkForm):
    at = timezone.now()
    try:
        link = make_link(
            link=form.opened(at=at),
            groups=form.cleaned_data["groups"],
            actor=request.user,
            at=at,
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    messages.success(request, _("Made. Print the poster, or copy the address."))
    return redirect(link)


@access("signed_in")
@require_safe
def link(request, review_id, pk):
    found = load_link(request, review_id, pk)
    address = address_of(found)
    page = {
        "review": found.review,
        "link": found,
        "address": address,
        "qr": picture_of(address),
        "received": found.findings.count(),
        "is_open": found.expires_at > timezone.now(),
    }
    return render(request, "contribute/link.html", page)


@access("signed_in")
@require_POST
def revoke(request, review_id, pk):
    found = load_link(request, review_id, pk)
    try:
        revoke_link(link=found, actor=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. What came in is still there."))
    return redirect(found)


@access("signed_in")
@require_safe
def poster(request, review_id, pk, language):
    found = load_link(request, review_id, pk)
    address = address_of(found)
    page = {"link": found, "address": address, "qr": picture_of(address)}
    return on_paper(request, "contribute/poster.html", page, language)


@access("signed_in")
@require_POST
def make_code(request, review_id, pk):
    event = load_event(request, review_id, pk)
    make_meeting_code(event=event, actor=request.user, at=timezone.now())
    messages.success(request, _("The meeting has its code. Print the slips."))
    return redirect("voices:of-event", review_id, pk)


@access("signed_in")
@require_safe
def slips(request, review_id, pk, language):
    event = load_event(request, review_id, pk)
    code = get_object_or_404(Code, event=event, revoked_at=None)
    page = {
        "event": event,
        "code": shown_code(code),
        "code_address": f"{settings.SITE_URL.partition('//')[2]}{reverse('code:page')}",
        "slips": range(SLIPS),
    }
    return on_paper(request, "contribute/slips.html", page, language)


def on_paper(request, template: str, page: dict, language: str):
    """In the language of those who will read the paper."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        return render(request, template, {**page, "on_paper_in": language})


def load_review(request, review_id) -> Review:
    rows = Review.objects.visible_to(request.user).select_related("state")
    return get_object_or_404(rows, pk=review_id)


def load_event(request, review_id, pk) -> Event:
    rows = Event.objects.visible_to(request.user).for_page()
    event = get_object_or_404(rows, pk=pk, review=review_id)
    require_perm(request.user, "consultations.organise_event", event)
    return event


def load_link(request, review_id, pk) -> ContributionLink:
    found = get_object_or_404(listed(request), pk=pk, review=review_id)
    if found.event:
        require_perm(request.user, "consultations.organise_event", found.event)
    else:
        require_perm(request.user, "consultations.make_regional_link", found.review)
    return found


def listed(request):
    return (
        ContributionLink.objects.visible_to(request.user)
        .select_related("review__state", "event__host", "event__region", "region")
        .annotate(received=Count("findings", distinct=True))
        .in_order()
    )


def address_of(found: ContributionLink) -> str:
    return f"{settings.SITE_URL}{found.secret_path()}"
