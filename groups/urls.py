from django.urls import path

from groups import decision_views, views

app_name = "groups"
urlpatterns = [
    path("", views.group_list, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/people/", views.people, name="people"),
    path("<uuid:pk>/leave/", views.leave, name="leave"),
    path("<uuid:pk>/people/<uuid:membership_id>/role/", views.change_role, name="role"),
    path("<uuid:pk>/people/<uuid:membership_id>/end/", views.remove, name="remove"),
    path(
        "<uuid:pk>/invitations/<uuid:invitation_id>/again/",
        views.send_again,
        name="send_again",
    ),
    path(
        "<uuid:pk>/invitations/<uuid:invitation_id>/revoke/",
        views.revoke,
        name="revoke",
    ),
    path("<uuid:pk>/decisions/", decision_views.decisions, name="decisions"),
    path("<uuid:pk>/decisions/new/", decision_views.new_decision, name="new-decision"),
    path("decisions/<uuid:pk>/", decision_views.decision, name="decision"),
    path("decisions/<uuid:pk>/answer/", decision_views.answer, name="answer"),
    path("decisions/<uuid:pk>/decide/", decision_views.decide, name="decide"),
]
