from django.urls import path

from submissions.views import draft, outline, partners, sections, sync

app_name = "submissions"
urlpatterns = [
    # The outline
    path("", outline.index, name="list"),
    path("start/", outline.start, name="start"),
    path("<uuid:pk>/", outline.detail, name="detail"),
    path("<uuid:pk>/edit/", outline.edit, name="edit"),
    path("<uuid:pk>/groups/", partners.groups, name="groups"),
    path("<uuid:pk>/groups/<uuid:group_id>/end/", partners.take_out, name="end-group"),
    path("<uuid:pk>/sections/new/", sections.new, name="new-section"),
    path("s/<uuid:pk>/", sections.edit, name="section"),
    path("s/<uuid:pk>/assign/", sections.assign, name="assign"),
    path("s/<uuid:pk>/move/", sections.move, name="move"),
    path("s/<uuid:pk>/remove/", sections.remove, name="remove"),
    path("s/<uuid:pk>/status/", sections.status, name="status"),
    # Writing
    path("t/<uuid:pk>/", draft.page, name="text"),
    path("t/<uuid:pk>/sync/", sync.sync, name="sync"),
]
