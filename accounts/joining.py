"""The page behind every invitation's link. Looking never consumes it: mail
scanners and phones look, a person presses the button."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import actions
from accounts.forms import JoinForm
from accounts.models import User
from core.exceptions import ActionRefused
from core.models import digest_of

LINK_KEY = "invitation_address"


def join(request, token, *, model, accept):
    """Show or accept the invitation of this kind.

    `accept(invitation=…, user=…, at=…)` lets the person in and returns the
    place to go to. An unknown token is a page that does not exist; one that
    was used, withdrawn or has run out says so.
    """
    at = timezone.now()
    invitation = model.objects.filter(token_digest=digest_of(token)).first()
    if invitation is None:
        raise Http404
    if not invitation.is_valid(at=at):
        return render(
            request,
            "accounts/join_over.html",
            {"is_mine": is_used_by(invitation, request.user)},
            status=410,
        )
    if request.method == "POST":
        too_many = ratelimit.consume_or_429(request, action="signup")
        if too_many:
            return too_many
    if request.user.is_authenticated:
        return join_as_oneself(request, invitation, accept=accept, at=at)
    if User.objects.filter(email=invitation.email).exists():
        return render(request, "accounts/join_sign_in.html")
    return join_as_new(request, invitation, accept=accept, at=at)


def is_used_by(invitation, user):
    """A second click by the person who has just accepted."""
    return user.is_authenticated and invitation.used_by_id == user.pk


def join_as_oneself(request, invitation, *, accept, at):
    if request.method != "POST":
        return render(request, "accounts/join_confirm.html")
    try:
        place = accept(invitation=invitation, user=request.user, at=at)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return redirect(place)


def join_as_new(request, invitation, *, accept, at):
    form = JoinForm(
        request.POST or None,
        email=invitation.email,
        initial={"language": request.LANGUAGE_CODE},
    )
    if not form.is_valid():
        return render(request, "accounts/join.html", {"form": form})
    try:
        user, place = actions.create_account(
            invitation=invitation, accept=accept, at=at, **form.cleaned_data
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return perform_login(request, user, redirect_url=place.get_absolute_url())


def keep_address(request, invitation):
    """Where no mail is sent, the link is shown once to whoever invited."""
    if not settings.SMTP_URL:
        request.session[LINK_KEY] = invitation.secret_address()


def kept_address(request):
    return request.session.pop(LINK_KEY, "")
