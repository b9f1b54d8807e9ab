"""The keeper's view of people: who there is, and whether they may sign in. No
password, no address, no permission can be seen or set here."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.utils import timezone

from accounts import actions as domain_actions
from accounts.models import User

for model in (Group, EmailAddress, UserSession):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


def sign_in(request, extra_context=None):
    """The admin has no door of its own: limits and sessions are the house's."""
    if request.user.is_authenticated:
        return redirect("admin:index")
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def change_password(request, extra_context=None):
    return redirect("account_change_password")


admin.site.login = sign_in
admin.site.password_change = change_password


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    fields = ["full_name", "language", "is_active"]
    readonly_fields = ["full_name", "language"]
    list_display = ["full_name", "language", "is_active"]
    list_filter = ["is_active"]
    # No search: what is looked for would stand in the address.
    ordering = ["full_name", "pk"]
    actions = None

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        """Of others only: nobody locks themselves out."""
        return self.has_module_permission(request) and obj != request.user

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        switch = (
            domain_actions.reactivate_user
            if form.cleaned_data["is_active"]
            else domain_actions.deactivate_user
        )
        switch(user=obj, actor=request.user, at=timezone.now())

    def log_change(self, request, obj, message):
        """The trail has its entry; the admin's own log would keep the name."""
