from django.urls import path

from reviews import date_views, plan_views, road_views, views

app_name = "reviews"
urlpatterns = [
    path("", views.people, name="people"),
    path("roles/<uuid:pk>/end/", views.end_role, name="end_role"),
    path("invitations/<uuid:pk>/again/", views.send_again, name="send_again"),
    path("invitations/<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("dates/", date_views.dates, name="dates"),
    path("dates/road/", road_views.road, name="road"),
    path("dates/feed/", road_views.feed, name="feed"),
    path("dates/feed/new/", road_views.make_feed, name="make_feed"),
    path("dates/feed/withdraw/", road_views.withdraw_feed, name="withdraw_feed"),
    path("dates/<uuid:pk>/", date_views.change_date, name="change_date"),
    path("dates/plan/", plan_views.plan, name="plan"),
    path("dates/<uuid:pk>/count/", date_views.count_date, name="count_date"),
    path("dates/<uuid:pk>/finish/", date_views.finish_date, name="finish_date"),
    path("dates/<uuid:pk>/reopen/", date_views.reopen_date, name="reopen_date"),
    path("dates/<uuid:pk>/remove/", date_views.remove_date, name="remove_date"),
    path("rules/", date_views.rules, name="rules"),
    path("settings/", views.settings, name="settings"),
    path("settings/public/open/", views.open_public_page, name="open_public_page"),
    path("settings/public/close/", views.close_public_page, name="close_public_page"),
]
