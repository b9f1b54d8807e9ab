from django.urls import path

from submissions.views import draft, suggestions, sync

app_name = "submissions"
urlpatterns = [
    path("decisions/", suggestions.decisions, name="decisions"),
    path("t/<uuid:pk>/", draft.page, name="text"),
    path("t/<uuid:pk>/decide/", suggestions.decide, name="decide"),
    path("t/<uuid:pk>/suggest/", suggestions.suggest, name="suggest"),
    path("t/<uuid:pk>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("t/<uuid:pk>/sync/", sync.sync, name="sync"),
]
