"""Where a code is typed."""

from django.urls import path

from workspace import code_views

app_name = "code"
urlpatterns = [
    path("", code_views.page, name="page"),
    path("answer/", code_views.answer, name="answer"),
]
