"""The page at an address for contributions. Nothing of who looks or sends is kept:
no cookie, no session, no address. Rendered without the request, so that nothing in a
template can ask for any of them."""

import hashlib
import json
import uuid

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from consultations.contributing import (
    CannotContribute,
    answered_before,
    contribute,
    photos_of,
)
from consultations.contributing_doors import (
    Refused,
    read_body,
    refuse_a_flood,
    refuse_a_machine,
    stamp,
)
from consultations.contributing_forms import ContributionForm
from consultations.models import Code, ContributionLink
from consultations.voice_codes import shown_code
from core.access import access, keeps_nothing
from core.models import digest_of

TYPED = {"text", "region", "whom", "change", "is_by_a_minor"}
# What the page needs to open without a line.
ASSETS = (
    *("css/tokens.css", "css/base.css", "css/components.css", "css/pages.css"),
    *(
        "contribute/code.css",
        "contribute/contribute.css",
        "ui/chevron.svg",
        "marks.svg",
        "icon.svg",
    ),
    *("js/leave.js", "js/contribute-box.js", "js/contribute.js"),
)


@access("link")
@keeps_nothing
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def page(request, token):
    at = timezone.now()
    link = ContributionLink.objects.select_related(
        "review__state", "event__host", "event__region", "region"
    ).opened_with(token, at=at)
    if link is None:
        return over(request, token)
    if request.method != "POST":
        return private(show(request, link, at=at))
    return private(take(request, link, at=at))


def over(request, token):
    """Unknown or withdrawn: no such page. One whose time is over says so."""
    known = ContributionLink.objects.filter(token_digest=digest_of(token))
    if not known.filter(revoked_at=None).exists():
        raise Http404
    return private(
        HttpResponse(
            render_to_string("contribute/over.html", around(request)), status=410
        )
    )


def take(request, link, *, at):
    """Keep it and give the code, or say what is wrong and keep the words."""
    form = None
    try:
        read_body(request)
        form = ContributionForm(request.POST, request.FILES, link=link)
        if "language" in request.POST:
            return show(request, link, form=unjudged(form, link), at=at)
        return told(request, link, taken(request, form, at=at))
    except Refused as refusal:
        if form and not form.errors:
            form.add_error(None, str(refusal))
        response = refuse(request, link, form, refusal, at=at)
        if refusal.wait:
            response.headers["Retry-After"] = str(refusal.wait)
        return response


def taken(request, form: ContributionForm, *, at) -> Code:
    if not form.is_valid():
        raise Refused(first_error(form))
    link, key = form.link, form.cleaned_data["key"]
    known = answered_before(link, key)
    if known:
        return known
    refuse_a_machine(link, request.POST, at=at)
    photos = form.cleaned_data.get("photos") or []
    refuse_a_flood(request, link, has_photos=bool(photos), at=at)
    try:
        return contribute(
            link=link,
            said=form.said(photos_of(photos)),
            language=request.LANGUAGE_CODE,
            at=at,
        )
    except CannotContribute as refusal:
        raise Refused(str(refusal)) from None


def first_error(form) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def unjudged(form, link) -> ContributionForm:
    """What was typed, in another language of the page."""
    typed = {name: form[name].value() for name in form.fields if name in TYPED}
    return ContributionForm(link=link, initial=typed)


def show(request, link, *, form=None, lost="", at, status=200):
    """`lost`: why nothing of what was sent could be read."""
    context = {
        **around(request),
        "link": link,
        "form": form or ContributionForm(link=link),
        "lost": lost,
        "key": uuid.uuid4(),  # a new one: what is shown again was not kept
        "stamp": stamp(link, at=at),
        "worker_url": reverse("contribute:worker"),
    }
    return HttpResponse(
        render_to_string("contribute/page.html", context), status=status
    )


def told(request, link, code: Code):
    context = {**around(request), "link": link, "code": shown_code(code)}
    if wants_json(request):
        kept = render_to_string("contribute/code.html", context)
        return JsonResponse({"kept": kept})
    return HttpResponse(render_to_string("contribute/kept.html", context))


def refuse(request, link, form, refusal: Refused, *, at):
    if wants_json(request):
        return JsonResponse({"refused": str(refusal)}, status=refusal.status)
    return show(
        request,
        link,
        form=form,
        lost="" if form else str(refusal),
        at=at,
        status=refusal.status,
    )


def wants_json(request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def around(request) -> dict:
    return {
        "language": request.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "code_url": reverse("code:page"),
    }


def private(response):
    """In no cache but the one that the page keeps itself; the address, which is a
    key, is told to nobody."""
    patch_cache_control(response, no_store=True, private=True)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@access("public")
@keeps_nothing
@require_safe
def worker(request):
    """What opens the page without a line and sends what waits. At this address, for
    it may answer for no other pages than those beside it."""
    files = json.dumps([static(name) for name in ASSETS])
    version = hashlib.sha256(files.encode()).hexdigest()[:16]
    parts = [
        f'const ASSETS = {files}, VERSION = "{version}";',
        *(source(name) for name in ("js/contribute-box.js", "js/contribute-worker.js")),
    ]
    response = HttpResponse("\n".join(parts), content_type="text/javascript")
    patch_cache_control(response, no_cache=True)
    return response


def source(name: str) -> str:
    with open(finders.find(name), encoding="utf-8") as file:  # noqa: PTH123
        return file.read()
