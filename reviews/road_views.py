"""The way of a review, drawn, and its dates in the calendar of a person: both for
everybody who knows of the review."""

import rules as permissions
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import access
from core.exceptions import ActionRefused
from core.http import require_perm
from reviews import feeds, queries
from reviews.models import Feed
from reviews.road import road_of
from reviews.road_drawing import DESK, PHONE, draw, key


@access("signed_in")
@require_safe
def road(request, review_id):
    review = queries.load_review(request.user, review_id)
    found = road_of(review, reader=request.user, at=timezone.now())
    zone = request.user.time_zone
    page = {
        "review": review,
        "road": found,
        "key": key(),
        "on_phone": draw(found, PHONE, zone=zone),
        "on_desk": draw(found, DESK, zone=zone),
        "may_change": permissions.has_perm(
            "reviews.change_milestone", request.user, review
        ),
    }
    return render(request, "reviews/road.html", page)


@access("signed_in")
@require_safe
def feed(request, review_id):
    """The address itself is shown once, to whoever has just made it."""
    review = queries.load_review(request.user, review_id)
    own = Feed.objects.visible_to(request.user).valid(at=timezone.now())
    address = request.session.pop(kept_under(review), "")
    page = {
        "review": review,
        "feed": own.filter(review=review).first(),
        "address": address,
        "address_to_open": address.replace("https:", "webcal:", 1),
    }
    response = render(request, "reviews/feed.html", page)
    patch_cache_control(response, no_store=True, private=True)
    return response


@access("signed_in")
@require_POST
def make_feed(request, review_id):
    review = load(request, review_id)
    try:
        _feed, token = feeds.make_feed(
            review=review, actor=request.user, at=timezone.now()
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        path = reverse("feed:dates", args=[token])
        request.session[kept_under(review)] = settings.SITE_URL + path
    return redirect("reviews:feed", review.pk)


@access("signed_in")
@require_POST
def withdraw_feed(request, review_id):
    review = load(request, review_id)
    feeds.withdraw_feed(review=review, actor=request.user, at=timezone.now())
    request.session.pop(kept_under(review), None)
    messages.success(request, _("The address leads nowhere any more."))
    return redirect("reviews:feed", review.pk)


def load(request, review_id):
    review = queries.load_review(request.user, review_id)
    require_perm(request.user, "reviews.make_feed", review)
    return review


def kept_under(review) -> str:
    return f"feed {review.pk}"
