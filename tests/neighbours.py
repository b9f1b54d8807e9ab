"""Addresses of pages that are built beside these, until they are there: a meeting,
findings, a piece of evidence."""

from django.http import HttpResponse
from django.urls import include, path

from core.access import access
from upr_platform.urls import THIRD_PARTY_ACCESS  # noqa: F401 -- part of a URLconf


@access("signed_in")
def page(request, **ids):
    return HttpResponse("built beside")


handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.broken"


def of(app, *names):
    routes = {"list": ""}
    found = [path(routes.get(name, "<uuid:pk>/"), page, name=name) for name in names]
    return include((found, app))


urlpatterns = [
    path("r/<uuid:review_id>/meetings/", of("consultations", "event")),
    path("r/<uuid:review_id>/findings/", of("findings", "list", "detail")),
    path("r/<uuid:review_id>/evidence/", of("evidence", "detail")),
    path("", include("upr_platform.urls")),
]
