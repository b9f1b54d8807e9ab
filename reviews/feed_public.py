"""What a calendar gets that asks by itself, for a person who is not there."""

import hashlib

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import access, keeps_nothing
from core.rates import Rate, is_too_often
from reviews.ical import Entry, calendar_file
from reviews.models import Feed

# Those who run calendars ask for very many people over one line.
A_LINE = Rate(name="feed.line", at_most=3_000, seconds=600)
A_FEED = Rate(name="feed.address", at_most=60, seconds=600)


@access("link")
@keeps_nothing
@require_safe
def dates(request, token):
    at = timezone.now()
    line = str(get_adapter().get_client_ip(request))
    if is_too_often(A_LINE, line, at=at):
        return wait()
    feed = Feed.objects.select_related("review__state", "user")
    feed = feed.opened_with(token, at=at)
    if feed is None:
        raise Http404
    if is_too_often(A_FEED, str(feed.pk), at=at):
        return wait()
    with translation.override(feed.user.language):
        return answer(request, feed)


def answer(request, feed: Feed) -> HttpResponse:
    milestones = list(feed.review.milestones.in_order())
    body = calendar_file(
        name_of(feed.review),
        [entry_of(milestone) for milestone in milestones],
        reader=feed.user.time_zone,
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    changed = max((row.updated_at for row in milestones), default=feed.created_at)
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers["Content-Language"] = feed.user.language
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Disposition"] = 'inline; filename="dates.ics"'
    patch_cache_control(response, private=True, no_cache=True)
    # Judged by the bytes alone: the latest change does not tell that a date is gone.
    return get_conditional_response(request, response["ETag"], None, response)


def entry_of(milestone) -> Entry:
    return Entry(
        id=str(milestone.pk),
        name=str(milestone.called),
        due=milestone.due,
        zone=milestone.zone,
        is_projected=milestone.is_projected,
        sequence=milestone.sequence,
        changed_at=milestone.updated_at,
        address=settings.SITE_URL + milestone.get_absolute_url(),
        is_done=milestone.done_at is not None,
    )


def name_of(review) -> str:
    return _("Review: %(state)s, cycle %(cycle)s") % {
        "state": review.state.name,
        "cycle": review.cycle,
    }


def wait() -> HttpResponse:
    response = HttpResponse(status=429, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = "600"
    patch_cache_control(response, private=True, no_store=True)
    return response
