from django.urls import path

from submissions.views import sync

app_name = "submissions"
urlpatterns = [
    path("t/<uuid:pk>/sync/", sync.sync, name="sync"),
]
