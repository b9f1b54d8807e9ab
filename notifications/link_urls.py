"""The way out that stands in every letter: addresses that are their own key."""

from django.urls import path

from notifications import link_views

app_name = "letters"
urlpatterns = [
    path("<str:token>/", link_views.page, name="page"),
    path("<str:token>/now/", link_views.one_click, name="one_click"),
]
