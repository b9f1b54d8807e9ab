"""What holds for the project as a whole, whatever app a page belongs to."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse

from core.access import access
from upr_platform.urls import THIRD_PARTY_ACCESS  # noqa: F401 -- part of a URLconf

ROOT = Path(settings.BASE_DIR)

# Settings


PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "made up, long and varied 0123456789",
    "SEALING_KEYS": "bWFkZSB1cCBmb3IgdGhlIGNoZWNrLCAyNTYgYml0cyE=",
    "DATABASE_URL": "postgres://somebody@localhost/somewhere",
    "REDIS_URL": "redis://localhost/0",
    "ALLOWED_HOSTS": "review.example.org",
    "SITE_URL": "https://review.example.org",
    "SMTP_URL": "smtp://mail.example.org:587/?tls=1",
}
KNOWN = "b25seSBmb3IgdGhpcyBtYWNoaW5lLCBub3Qgb3RoZXI="
SAY = "from django.conf import settings as s; print({})"


def start(said="s.MODE", **variables):
    """Read the settings in a process that has only these variables."""
    return subprocess.run(
        [sys.executable, "-c", SAY.format(said)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "upr_platform.settings",
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def without(name):
    return {key: value for key, value in PRODUCTION.items() if key != name}


@pytest.mark.parametrize("name", [*PRODUCTION.keys() - {"MODE"}])
def test_production_does_not_start_without(name):
    refused = start(**without(name))

    assert refused.returncode == 1
    assert f"{name} is not set" in refused.stderr


def test_production_is_the_mode_that_nobody_has_to_ask_for():
    assert start(**without("MODE")).stdout == "production\n"


def test_an_unknown_mode_is_refused():
    refused = start(**{**PRODUCTION, "MODE": "prod"})

    assert "MODE is 'prod'" in refused.stderr


def test_secrets_may_come_from_files(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("from a file\n")

    started = start(
        "s.SECRET_KEY", **without("SECRET_KEY"), SECRET_KEY_FILE=str(secret)
    )

    assert started.stdout == "from a file\n"


@pytest.mark.parametrize(
    "keys",
    ["short", "not base64 at all, but long enough", "YQ==", "=", ",", KNOWN],
    ids=["short", "no base64", "one byte", "padding", "comma", "known to everybody"],
)
def test_production_refuses_sealing_keys_that_are_none(keys):
    refused = start(**{**PRODUCTION, "SEALING_KEYS": keys})

    assert refused.returncode == 1
    assert "ImproperlyConfigured: SEALING_KEYS hold" in refused.stderr


def test_several_sealing_keys_keep_their_order():
    first, second = (
        PRODUCTION["SEALING_KEYS"],
        "c2Vjb25kIGtleSwgb2YgdGhlIHNhbWUgbGVuZ3RoLCA=",
    )

    started = start(
        "[key[:6] for key in s.SEALING_KEYS]",
        **{**PRODUCTION, "SEALING_KEYS": f"{first}, {second}"},
    )

    assert started.stdout == "[b'made u', b'second']\n"


def test_production_is_locked():
    said = (
        "s.DEBUG, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31_536_000,"
        " s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME"
    )

    assert start(said, **PRODUCTION).stdout == "False True True True __Host-session\n"


# Headers


@access("public")
def breaks(request):
    raise ZeroDivisionError


@access("public")
def works(request):
    return HttpResponse("fine")


def undeclared(request):
    return HttpResponse("nobody said who may see this")


urlpatterns = [
    path("breaks/", breaks),
    path("works/", works),
    path("undeclared/", undeclared),
    path("", include("upr_platform.urls")),
]
handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.broken"

HEADERS = {
    "Content-Security-Policy": None,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": None,
    "X-Request-ID": None,
}
ANSWERS = {
    # what is asked: (status, method, path, more)
    "a page": (200, "get", "/accounts/login/", {}),
    "a redirect": (302, "get", "/start/", {}),
    "nothing": (404, "get", "/nowhere/", {}),
    "no such method": (405, "post", "/about/data/", {}),
    "an old form": (403, "post", "/accounts/login/", {}),
    "a wrong host": (400, "get", "/", {"headers": {"host": "evil.example.org"}}),
    "an error": (500, "get", "/breaks/", {}),
    "a file": (200, "get", "/static/css/tokens.css", {}),
    "no such file": (404, "get", "/static/css/none.css", {}),
    "a machine’s question": (200, "get", "/healthz", {}),
    "a script signed out": (
        401,
        "get",
        "/me/",
        {"headers": {"accept": "application/json"}},
    ),
    "an undeclared view": (404, "get", "/undeclared/", {}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", ANSWERS)
@override_settings(ROOT_URLCONF="tests.test_project", WHITENOISE_USE_FINDERS=True)
def test_every_answer_carries_the_headers(what):
    status, method, address, more = ANSWERS[what]
    client = Client(
        raise_request_exception=False, enforce_csrf_checks=what == "an old form"
    )

    response = getattr(client, method)(address, **more)
    if response.streaming:
        list(response)  # which closes the file

    assert response.status_code == status
    missing = {
        name: response.get(name)
        for name, value in HEADERS.items()
        if response.get(name) is None or value not in {None, response.get(name)}
    }
    assert missing == {}


@pytest.mark.django_db
def test_the_browser_is_told_to_run_nothing_inline(client):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.django_db
def test_what_a_signed_in_person_saw_is_kept_nowhere(client, cast):
    client.force_login(cast.alice)

    assert "no-store" in client.get(reverse("accounts:me"))["Cache-Control"]


# Templates and addresses


APPS = [  # top first, as in import-linter's contract
    "workspace",
    "factsheets",
    "submissions",
    "proposals",
    "consultations",
    "evidence",
    "comments",
    "groups",
    "recommendations",
    "reviews",
    "notifications",
    "accounts",
    "catalogue",
    "audit",
    "core",
]
APP_OF = {
    "set_up": "workspace",
    "public": "factsheets",
    "letters": "notifications",
    "link": "factsheets",
    "guest": "submissions",
    "sign": "submissions",
    "proposal_link": "proposals",
    "contribute": "consultations",
    "findings": "consultations",
    "room": "consultations",
    "room_link": "consultations",
    "feed": "reviews",
    "roadmap_link": "workspace",
    "packet_link": "workspace",
    "code": "workspace",
    "voices": "consultations",
    "admin": "core",
}
# Home pages are made of several apps; these are theirs, and what DESIGN 3 names.
UPWARD = {
    "workspace:review",
    "workspace:group",
    "workspace:roadmap",
    "roadmap_link:roadmap",
    "workspace:start",
    "workspace:thread",
    "workspace:coverage",
    "workspace:gift-back",
    "workspace:translate",
    "workspace:search",
    "code:page",
}
ADDRESS = re.compile(
    r"""(?:\{% \s*url \s+ | reverse\( \s* | redirect\( \s*)["']([a-z_]+:[\w-]+)["']""",
    re.VERBOSE,
)


def namespaces_used():
    for app in APPS:
        for file in (
            *(ROOT / app).rglob("*.py"),
            *(ROOT / "templates" / app).rglob("*.*"),
        ):
            for name in ADDRESS.findall(file.read_text()):
                yield app, str(file.relative_to(ROOT)), name


def test_pages_link_only_downwards():
    upward = [
        (file, name)
        for app, file, name in namespaces_used()
        if name not in UPWARD
        and APPS.index(APP_OF.get(name.partition(":")[0], name.partition(":")[0]))
        < APPS.index(app)
    ]

    assert upward == []


def test_links_are_found_at_all():
    assert len(list(namespaces_used())) > 50


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|<style\b"
    r"|\sstyle=|\son(?:click|change|input|submit|load|error|focus|blur|key|mouse)|javascript:",
    re.IGNORECASE,
)
OUR_OWN_PAPER = {"factsheets/page.html"}  # drawn to PDF, never sent to a browser


def test_templates_have_no_inline_script_or_style():
    templates = ROOT / "templates"
    guilty = [
        f"{file.relative_to(templates)}: {found}"
        for file in templates.rglob("*.html")
        for found in INLINE.findall(file.read_text())
        if str(file.relative_to(templates)) not in OUR_OWN_PAPER
    ]

    assert guilty == []
