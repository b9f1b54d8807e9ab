"""Of allauth only what an invitation-only house needs."""

from allauth.account import views
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path

from accounts.forms import PasswordResetForm

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path(
        "password/reset/",
        views.PasswordResetView.as_view(form_class=PasswordResetForm),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sessions/", list_usersessions, name="usersessions_list"),
]
