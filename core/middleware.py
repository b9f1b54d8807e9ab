"""The walls every request passes: who may come in, in which language, what the
browser may keep, and one log line without names."""

import logging
import time
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request

from core.access import Policy, declared_policy

log = logging.getLogger("core.request")


class RequestLogMiddleware:
    """One line per request: the name of the view, never its address. Addresses
    hold secrets and identifiers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid4().hex[:12]
        started = time.perf_counter()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        log.info(
            "request",
            extra={
                "request_id": request.id,
                "method": request.method,
                "view": match.view_name if match else "",
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000),
            },
        )
        response.headers["X-Request-ID"] = request.id
        return response


SECURITY_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


class HeadersMiddleware:
    """Headers on every response, errors included. What a signed-in person saw
    stays in no cache; search engines see nothing a view has not opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers["X-Robots-Tag"] == "all":
            del response.headers["X-Robots-Tag"]
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        elif "Cache-Control" not in response.headers and user is not None:
            patch_cache_control(response, no_cache=True, private=True)
        return response


class QuietSessionMiddleware:
    """Sign out after half an hour of silence. The moment is written at most
    every five minutes, so that reading costs no write."""

    GRAIN = 5 * 60

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            seen = request.session.get("seen", 0)
            if seen and int(time.time()) - seen > settings.SESSION_QUIET_AFTER:
                logout(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """What a page left open asks by itself is silence."""
        is_quiet = getattr(view, "asks_by_itself", False)
        if not is_quiet and not getattr(view, "keeps_nothing", False):
            note_person(request)


def note_person(request) -> None:
    """Somebody is there."""
    if request.user.is_authenticated:
        now = int(time.time())
        if now - request.session.get("seen", 0) > QuietSessionMiddleware.GRAIN:
            request.session["seen"] = now


class LanguageMiddleware:
    """`?lang=` on any page, then this browser's cookie, then the person's own
    language, then what the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        known = dict(settings.LANGUAGES)
        asked = request.GET.get("lang")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        own = request.user.language if request.user.is_authenticated else None
        language = next(
            (choice for choice in (asked, kept, own) if choice in known),
            None,
        ) or get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        if asked in known and asked != kept and not keeps_nothing(request):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=365 * 24 * 60 * 60,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response


def keeps_nothing(request) -> bool:
    """See `core.access.keeps_nothing`."""
    match = getattr(request, "resolver_match", None)
    return match is not None and getattr(match.func, "keeps_nothing", False)


class AccessMiddleware:
    """Deny any view that does not say who may reach it.

    An undeclared view answers 404 like a page that does not exist; the system
    check says so at start. A script that asks for JSON gets 401 instead of the
    sign-in page, so that it can keep what was typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        policy = declared_policy(view, match.view_name, match.namespaces)
        if policy in {Policy.PUBLIC, Policy.LINK}:
            return None
        if policy is None:
            log.error("view without access policy", extra={"view": match.view_name})
            raise Http404
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if policy is Policy.STAFF and not request.user.is_staff:
            raise Http404
        return None


def ask_to_sign_in(request):
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": "signed_out"}, status=401)
    target = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': target})}")
