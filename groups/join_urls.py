"""Where the links of invitations lead: those into groups and those to roles."""

from django.urls import include, path

from groups import views

urlpatterns = [
    path("group/<str:token>/", views.join, name="join_group"),
    path("", include("reviews.join_urls")),
]
