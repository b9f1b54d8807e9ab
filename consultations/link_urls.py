"""Addresses for contributions, as those see them who print them."""

from django.urls import path

from consultations import link_views

app_name = "voices"
urlpatterns = [
    path("", link_views.links, name="list"),
    path("new/", link_views.of_region, name="of-region"),
    path("<uuid:pk>/", link_views.link, name="link"),
    path("<uuid:pk>/revoke/", link_views.revoke, name="revoke"),
    path("<uuid:pk>/poster/<str:language>/", link_views.poster, name="poster"),
    path("meetings/<uuid:pk>/", link_views.of_event, name="of-event"),
    path("meetings/<uuid:pk>/code/", link_views.make_code, name="make-code"),
    path("meetings/<uuid:pk>/slips/<str:language>/", link_views.slips, name="slips"),
]
