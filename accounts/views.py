from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.forms import DetailsForm
from core.access import access
from core.http import mark_of


@access("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def me(request):
    form = DetailsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        actions.change_own_details(user=form.instance, at=timezone.now())
        messages.success(request, _("Your details are saved."))
        # This browser may remember another language: the new choice wins.
        own = (
            {"lang": form.instance.language} if "language" in form.changed_data else {}
        )
        return redirect(reverse("accounts:me", query=own))
    return render(request, "accounts/me.html", {"form": form})


@access("signed_in")
@require_safe
def here(request):
    """Who is signed in, and a token for forms: asked before a form leaves its page
    (static/js/send.js)."""
    return JsonResponse({"who": mark_of(request.user), "token": get_token(request)})
