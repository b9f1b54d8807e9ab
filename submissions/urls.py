from django.urls import path

from submissions.views import draft, sync

app_name = "submissions"
urlpatterns = [
    path("t/<uuid:pk>/", draft.page, name="text"),
    path("t/<uuid:pk>/sync/", sync.sync, name="sync"),
]
