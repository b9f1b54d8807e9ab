from django.urls import path

from workspace import (
    coverage_views,
    gift_views,
    packet_views,
    reaching,
    roadmaps,
    thread_views,
    views,
)

STEP = "r/<uuid:review_id>/group/<uuid:group_id>/roadmap/<uuid:pk>/"

app_name = "workspace"
urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("p/<uuid:public_id>/", views.public_review, name="public-review"),
    path("about/access/", views.accessibility, name="accessibility"),
    path("about/data/", views.privacy, name="privacy"),
    path("r/<uuid:review_id>/", views.review, name="review"),
    path("r/<uuid:review_id>/more/", views.more, name="more"),
    path("r/<uuid:review_id>/coverage/", coverage_views.page, name="coverage"),
    path("r/<uuid:review_id>/overlap/", views.overlap, name="overlap"),
    path("r/<uuid:review_id>/group/<uuid:group_id>/", views.group, name="group"),
    path(
        "r/<uuid:review_id>/thread/<slug:label>/<uuid:pk>/",
        thread_views.page,
        name="thread",
    ),
    path(
        "r/<uuid:review_id>/evidence/<uuid:pk>/given/<uuid:group_id>/back/",
        gift_views.take_back,
        name="gift-back",
    ),
    path(
        "r/<uuid:review_id>/organisations/",
        reaching.organisations,
        name="organisations",
    ),
    path(
        "r/<uuid:review_id>/organisations/<uuid:pk>/", reaching.contact, name="contact"
    ),
    path(
        "r/<uuid:review_id>/group/<uuid:group_id>/roadmap/",
        roadmaps.roadmap,
        name="roadmap",
    ),
    path(
        "r/<uuid:review_id>/group/<uuid:group_id>/roadmap/copy/",
        roadmaps.copy,
        name="roadmap-copy",
    ),
    path(STEP, roadmaps.step, name="step"),
    path(f"{STEP}do/", roadmaps.do_step, name="do-step"),
    path(f"{STEP}remove/", roadmaps.remove_step, name="remove-step"),
    path(
        "r/<uuid:review_id>/translate/<slug:kind>/<uuid:pk>/",
        packet_views.translate,
        name="translate",
    ),
    path(
        "r/<uuid:review_id>/packets/<uuid:pk>/",
        packet_views.packet,
        name="packet",
    ),
    path(
        "r/<uuid:review_id>/packets/<uuid:pk>/file/",
        packet_views.take_out,
        name="packet-file",
    ),
    path(
        "r/<uuid:review_id>/packets/<uuid:pk>/back/",
        packet_views.bring_back,
        name="packet-return",
    ),
    path(
        "r/<uuid:review_id>/packets/<uuid:pk>/close/",
        packet_views.close,
        name="packet-close",
    ),
    path(
        "r/<uuid:review_id>/packets/<uuid:pk>/<int:order>/",
        packet_views.item,
        name="packet-item",
    ),
]
