"""Where people without an account write: the address is the key."""

from django.urls import path

from consultations import contributing_views

app_name = "contribute"
urlpatterns = [
    path("worker.js", contributing_views.worker, name="worker"),
    path("<str:token>/", contributing_views.page, name="page"),
]
