import rules
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from core.models import Job


def require_perm(user, perm: str, obj) -> None:
    """Raise 403 unless the policy in `rules.py` says yes. Call it right after
    loading `obj`.

    Deliberately not `user.has_perm`: a superuser would pass that one.
    """
    if not rules.has_perm(perm, user, obj):
        raise PermissionDenied


def mark_of(user) -> str:
    """By which a page of one's own knows again who is signed in. Tells nobody else
    who that is."""
    return salted_hmac("core.person", str(user.pk), algorithm="sha256").hexdigest()[:32]


def being_made(
    request: HttpRequest, template: str, job: Job, **context
) -> HttpResponse:
    """The page of who waits for a file: it comes back by itself, more seldom where
    the job was given up."""
    context["job"] = job
    response = render(request, template, context, status=202)
    response.headers["Refresh"] = "3" if job.is_pending else "60"
    patch_cache_control(response, no_store=True)
    return response


def way_back(request: HttpRequest) -> str:
    """Where the person came from, if it is a page of ours."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_ours and target.startswith("/") else ""
