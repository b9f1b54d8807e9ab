"""What a diplomat sees, without an account: the page of one edition and its
files, by public address or by secret link. The same view serves both; only the
way in differs."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.utils.text import slugify
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core import files
from core.access import access
from core.http import being_made
from core.models import digest_of
from factsheets import charts, content, publishing, word, words
from factsheets.facts import Facts, plain
from factsheets.models import Edition, Rendition, ShareLink

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_AGE = 300  # seconds; withdrawn is gone everywhere after these


@dataclass(frozen=True, slots=True)
class Door:
    """An edition and the way somebody came to it."""

    edition: Edition
    namespace: str  # "public" or "link"
    key: object  # the factsheet's id, or the token
    is_indexed: bool = False

    def url(self, name: str, *args) -> str:
        return reverse(f"{self.namespace}:{name}", args=[self.key, *args])


class Gone(Exception):
    """It was here and has been withdrawn."""


# -- The two ways in ------------------------------------------------------------


def public_door(factsheet_id) -> Door:
    newest = (
        Edition.objects.filter(
            factsheet=factsheet_id, factsheet__review__is_public=True
        )
        .select_related("factsheet__review__state", "logo")
        .order_by("-number")
        .first()
    )
    if newest is None:
        raise Http404
    if newest.is_withdrawn:
        raise Gone
    may_be_indexed = newest.factsheet.review.may_be_indexed
    return Door(newest, "public", factsheet_id, may_be_indexed)


def link_door(token: str, *, at: datetime) -> Door:
    link = ShareLink.objects.filter(token_digest=digest_of(token), revoked_at=None)
    link = link.select_related("edition__factsheet__review__state", "edition__logo")
    link = link.first()
    if link is None:
        raise Http404
    if link.edition.is_withdrawn or link.expires_at <= at:
        raise Gone
    return Door(link.edition, "link", token)


# -- Views ------------------------------------------------------------------------


@access("public")
@require_safe
def factsheet(request, factsheet_id):
    return answer(request, lambda: page(request, public_door(factsheet_id)))


@access("public")
@require_safe
def factsheet_pdf(request, factsheet_id, name):
    return answer(request, lambda: pdf(request, public_door(factsheet_id), name))


@access("public")
@require_safe
def factsheet_docx(request, factsheet_id, language):
    return answer(request, lambda: docx(request, public_door(factsheet_id), language))


@access("link")
@require_safe
def linked(request, token):
    return answer(request, lambda: page(request, by_link(request, token)), secret=True)


@access("link")
@require_safe
def linked_pdf(request, token, name):
    return answer(
        request, lambda: pdf(request, by_link(request, token), name), secret=True
    )


@access("link")
@require_safe
def linked_docx(request, token, language):
    return answer(
        request, lambda: docx(request, by_link(request, token), language), secret=True
    )


def by_link(request, token):
    return link_door(token, at=timezone.now())


def answer(request, make, *, secret=False):
    """The page, or 410 for what was withdrawn. A secret address is told to no
    other site."""
    try:
        response = make()
    except Gone:
        response = render(request, "410.html", status=410)
        patch_cache_control(response, no_cache=True)
    if secret:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


# -- What they show ---------------------------------------------------------------------


def page(request, door: Door) -> HttpResponse:
    edition = door.edition
    language = content.shown_language(edition)
    facts = content.facts_in(edition, language)
    files_of = files_with(edition, lambda name: door.url("pdf", name))
    files_of.sort(key=lambda row: row["name"] != language)
    response = render(
        request,
        "factsheets/landing.html",
        {
            **page_context(facts),
            "edition": edition,
            "door": door,
            "pdfs": files_of,
            "docx_url": door.url("docx", language),
            "is_indexed": door.is_indexed,
        },
    )
    if not request.user.is_authenticated and door.namespace == "public":
        patch_cache_control(
            response, public=True, max_age=MAX_AGE, must_revalidate=True
        )
    return indexed(response, door)


def page_context(facts: Facts) -> dict:
    """What the landing page needs of the facts; the preview uses the same. In
    the language of the facts, whatever the reader's."""
    with override(facts.language):
        return page_in_language(facts)


def page_in_language(facts: Facts) -> dict:
    return {
        "facts": facts,
        "chart_svg": charts.draw(
            facts.chart, language=facts.language, colours=charts.SCREEN
        )
        if facts.chart
        else "",
        "chart_table": charts.table(facts.chart, language=facts.language)
        if facts.chart
        else None,
        "version": words.version(facts),
        "past": [
            {
                "row": row,
                "when": words.cycle_and_year(row),
                "position": words.POSITION[row.position],
                "level": words.LEVEL[row.level],
            }
            for row in facts.past
        ],
        "asks": [{"ask": ask, "copy": copy_of(ask, facts)} for ask in facts.asks],
        "all_asks": "\n\n".join(copy_of(ask, facts) for ask in facts.asks),
    }


def copy_of(ask, facts: Facts) -> str:
    """An ask as plain text with its source line, to be taken into a statement."""
    source = " · ".join(
        part for part in (plain(ask.source_line), facts.coalition) if part
    )
    return f"{plain(ask.text)}\n({source})" if source else plain(ask.text)


def files_with(edition: Edition, url) -> list[dict]:
    """The PDFs of the edition, with their bytes where they are ready."""
    ready = edition.renditions.filter(file__isnull=False)
    sizes = dict(
        ready.order_by("finished_at", "pk").values_list("languages", "file__size")
    )
    return [
        {"name": name, "url": url(name), "size": sizes.get(name)}
        for name in publishing.sets_of(edition)
    ]


def pdf(request, door: Door, name: str) -> HttpResponse:
    """The PDF; while it is being made, a page that comes back by itself."""
    edition = door.edition
    if name not in publishing.sets_of(edition):
        raise Http404
    rendition = publishing.order_rendition(
        edition=edition, languages=name, at=timezone.now()
    )
    response = pdf_response(request, rendition, is_public=door.namespace == "public")
    return indexed(response, door)


def indexed(response: HttpResponse, door: Door) -> HttpResponse:
    """Search engines see only what the review lets them."""
    if door.is_indexed:
        response.headers["X-Robots-Tag"] = "all"
    return response


def pdf_response(request, rendition: Rendition, *, is_public: bool) -> HttpResponse:
    if rendition.state != Rendition.State.READY:
        return being_made(request, "factsheets/being_prepared.html", rendition)
    response = files.send_file(
        request,
        rendition.file,
        filename=file_name(rendition.edition, rendition.languages, "pdf"),
        inline=True,
    )
    if is_public:
        patch_cache_control(
            response, public=True, max_age=MAX_AGE, must_revalidate=True
        )
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def docx(request, door: Door, language: str) -> HttpResponse:
    edition = door.edition
    if language not in edition.languages:
        raise Http404
    sheet = edition.factsheet
    address = content.public_address(sheet) if sheet.review.is_public else ""
    etag = quote_etag(digest_of(f"{edition.pk} {language} {address} docx")[:32])
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified()
    facts = replace(content.facts_in(edition, language), address=address)
    made = word.render_docx(facts)
    response = HttpResponse(made, content_type=DOCX)
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{file_name(edition, language, "docx")}"'
    )
    return indexed(response, door)


def file_name(edition: Edition, languages: str, ending: str) -> str:
    """Plain Latin, from the English title where there is one; without names of
    groups or people."""
    title = edition.content.get("en", {}).get("title", "")
    state = edition.factsheet.review.state.iso3.lower()
    words = re.sub(r"[^a-z0-9-]", "", slugify(plain(title)))[:60].strip("-")
    return (
        "-".join(
            part
            for part in (state, "upr", words, languages, f"v{edition.number}")
            if part
        )
        + f".{ending}"
    )
