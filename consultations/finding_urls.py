from django.urls import path

from consultations import (
    entering_views,
    finding_views,
    sorting_views,
    triage_views,
    wording_views,
)

app_name = "findings"
urlpatterns = [
    path("", finding_views.listing, name="list"),
    path("at/<uuid:event_id>/", entering_views.enter, name="enter"),
    path("at/<uuid:event_id>/bring-in/", entering_views.bring_in, name="bring-in"),
    path("at/<uuid:event_id>/form/<str:kind>/", entering_views.form_file, name="form"),
    path("<uuid:pk>/", finding_views.detail, name="detail"),
    path("<uuid:pk>/photo/<uuid:photo_id>/", finding_views.photo, name="photo"),
    path("<uuid:pk>/take-back/", entering_views.take_back, name="take-back"),
    path("<uuid:pk>/edit/", wording_views.edit, name="edit"),
    path(
        "<uuid:pk>/translate/<str:language>/",
        wording_views.translate,
        name="translate",
    ),
    path(
        "<uuid:pk>/translate/<str:language>/agree/",
        wording_views.agree,
        name="agree",
    ),
    path("<uuid:pk>/evidence/", wording_views.support, name="support"),
    path(
        "<uuid:pk>/evidence/<uuid:evidence_id>/remove/",
        wording_views.unsupport,
        name="unsupport",
    ),
    path("<uuid:pk>/ask/", wording_views.ask, name="ask"),
    path("<uuid:pk>/give/", triage_views.give, name="give"),
    path("<uuid:pk>/aside/", triage_views.aside, name="aside"),
    path("<uuid:pk>/routes/<uuid:route_id>/", triage_views.decide, name="decide"),
    path(
        "<uuid:pk>/routes/<uuid:route_id>/take-back/",
        triage_views.ungive,
        name="ungive",
    ),
    path("<uuid:pk>/merge/", sorting_views.merge, name="merge"),
    path("<uuid:pk>/part/", sorting_views.part, name="part"),
    path("<uuid:pk>/known/", sorting_views.known, name="known"),
]
