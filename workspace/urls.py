from django.urls import path

from workspace import (
    activity_views,
    coverage_views,
    donor_views,
    gift_views,
    packet_views,
    practice_views,
    reaching,
    roadmaps,
    search_views,
    situation_views,
    thread_views,
    views,
    work_views,
)

STEP = "r/<uuid:review_id>/group/<uuid:group_id>/roadmap/<uuid:pk>/"

app_name = "workspace"
urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("me/work/", work_views.work, name="work"),
    path("me/work/cards/", work_views.put_cards, name="put-cards"),
    path("me/practice/", practice_views.practice, name="practice"),
    path("p/<uuid:public_id>/", views.public_review, name="public-review"),
    path("about/access/", views.accessibility, name="accessibility"),
    path("about/data/", views.privacy, name="privacy"),
    path("r/<uuid:review_id>/", views.review, name="review"),
    path("r/<uuid:review_id>/more/", views.more, name="more"),
    path("r/<uuid:review_id>/coverage/", coverage_views.page, name="coverage"),
    path("r/<uuid:review_id>/report/", donor_views.report, name="report"),
    path(
        "r/<uuid:review_id>/report/<slug:language>/<slug:kind>/",
        donor_views.report_file,
        name="report-file",
    ),
    path("r/<uuid:review_id>/search/", search_views.page, name="search"),
    path("r/<uuid:review_id>/activity/", activity_views.page, name="activity"),
    path("r/<uuid:review_id>/situation/", situation_views.page, name="situation"),
    path(
        "r/<uuid:review_id>/situation/<slug:language>/",
        situation_views.pdf,
        name="situation-pdf",
    ),
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
