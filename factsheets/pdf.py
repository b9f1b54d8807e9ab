"""Facts in, bytes out: one A4 side for each language in one tagged PDF. No network, queue, storage or database.

The same facts and logo give the same bytes in every process, so a rendition can be named by edition and design alone.
Text that is too long is never shrunk or cut: `Rendered.overflow` says by how many lines, and the preview flows on.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from math import ceil
from typing import Any

import segno
import weasyprint
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.paper import Page, drawing, unprintable_in, without
from core.pdf_finish import finish
from factsheets import charts, words
from factsheets.design import Design, design, digest_of_parts
from factsheets.facts import (
    LEVELS,
    POSITIONS,
    Ask,
    Chart,
    ChartRow,
    Facts,
    KeyFigure,
    PastRecommendation,
    plain,
)

LINE = 9 * 1.38 * 4 / 3  # px: one line of body text, see `html` in design/page.css
COLUMNS = {
    1: 1,
    2: 2,
    4: 4,
}  # asks → layout in page.css; every other number stands three across


class LogoMissing(ValueError):
    """The facts name a logo and its bytes were not given, or were other bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """The side in this language is longer than its page by so many lines of body text."""

    language: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    content: bytes
    pages: int
    overflow: tuple[Overflow, ...] = ()
    unprintable: str = (
        ""  # characters that no font of ours has; a question mark stands for each
    )

    @property
    def fits(self) -> bool:
        return not self.overflow


def render(sides: Sequence[Facts], *, logo: bytes | None = None) -> Rendered:
    """Draw one side per language, in the order given."""
    _check_logo(sides, logo)
    html = page_html(sides)
    tools = design()
    unprintable = unprintable_in(html)
    html = without(html, unprintable)
    with drawing():
        document = _lay_out(html, tools, logo)
        overflow: tuple[Overflow, ...] = ()
        if not _fits(document, sides):
            overflow = _measure(_lay_out(html, tools, logo, long_sheet=True), sides)
            too_long = {side.language for side in overflow}
            document = _lay_out(
                without(page_html(sides, flowing=too_long), unprintable), tools, logo
            )
        content = document.write_pdf(pdf_variant="pdf/ua-1", full_fonts=False)
    return Rendered(
        content=finish(content, languages=_languages_by_page(document, sides)),
        pages=len(document.pages),
        overflow=overflow,
        unprintable=unprintable,
    )


def overflow_sentence(overflow: Overflow) -> str:
    """What a person is told instead of a page that does not fit; in the language of the reader."""
    sentences = {
        "en": ngettext(
            "The English side is %(lines)s line over the page. Shorten its text.",
            "The English side is %(lines)s lines over the page. Shorten its text.",
            overflow.lines,
        ),
        "ru": ngettext(
            "The Russian side is %(lines)s line over the page. Shorten its text.",
            "The Russian side is %(lines)s lines over the page. Shorten its text.",
            overflow.lines,
        ),
        "ky": ngettext(
            "The Kyrgyz side is %(lines)s line over the page. Shorten its text.",
            "The Kyrgyz side is %(lines)s lines over the page. Shorten its text.",
            overflow.lines,
        ),
    }
    return sentences[overflow.language] % {"lines": overflow.lines}


def unprintable_sentence(characters: str) -> str:
    return _(
        "These characters cannot be printed; write them another way: %(characters)s"
    ) % {"characters": " ".join(characters)}


@cache
def design_digest() -> str:
    """Names the look: part of a rendition's key. Another template, word, sheet, font or library is another digest.

    Templates and translations are taken in by what they make of a fixed sample, in every language at once.
    """
    digest = digest_of_parts()
    digest.update(
        page_html([_sample(language) for language in ("en", "ru", "ky")]).encode()
    )
    return digest.hexdigest()


def page_html(sides: Sequence[Facts], *, flowing: Collection[str] = ()) -> str:
    """The page before layout: escaped text, our own SVG, and `app:` names. Sides in `flowing` go over several pages."""
    return render_to_string(
        "factsheets/page.html",
        {"sides": [_side(facts, facts.language in flowing) for facts in sides]},
    )


def _side(facts: Facts, flowing: bool) -> Mapping[str, Any]:
    with override(facts.language):
        return {
            "facts": facts,
            "flow": "flowing" if flowing else "",
            "version": words.version(facts),
            "in_languages": words.in_languages(facts.languages),
            "logo": "app:logo" if facts.logo else "",
            "past": [_past(row) for row in facts.past],
            "chart": charts.draw(facts.chart, language=facts.language)
            if facts.chart
            else "",
            "chart_has_parts": bool(facts.chart and charts.has_parts(facts.chart)),
            "obstacles": bool(facts.challenges or facts.framework),
            "columns": COLUMNS.get(len(facts.asks), 3),
            "address": words.shown_address(facts.address),
            "qr": _qr(facts.address) if facts.address else "",
        }


def _past(row: PastRecommendation) -> Mapping[str, Any]:
    return {
        "row": row,
        "reference": plain(row.reference) or row.year,
        "when": words.cycle_and_year(row) if row.reference else words.cycle(row),
        "made_by": plain(", ".join(row.made_by)),
        "position": words.POSITION[row.position],
        "level": words.LEVEL[row.level],
    }


@lru_cache(maxsize=8)  # every side of an edition has the same
def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)


def _qr(address: str) -> SafeString:
    title = _("QR code that leads to %(address)s") % {
        "address": words.shown_address(address)
    }
    out = BytesIO()
    _code(address).save(
        out,
        kind="svg",
        border=0,
        omitsize=True,
        xmldecl=False,
        svgclass="qr",
        lineclass=None,
        dark="#0a2028",
        title=title,
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - segno escapes the title


def _lay_out(
    html: str, tools: Design, logo: bytes | None, *, long_sheet: bool = False
) -> weasyprint.Document:
    shelf = tools.shelf(logo=logo) if logo else tools.shelf()
    sheets = [tools.sheet, tools.long_sheet] if long_sheet else [tools.sheet]
    return Page(html, shelf=shelf).render(stylesheets=sheets, font_config=tools.fonts)


def _fits(document: weasyprint.Document, sides: Sequence[Facts]) -> bool:
    return len(document.pages) == len(sides) and not any(
        overflow for overflow in _measure(document, sides)
    )


def _measure(
    document: weasyprint.Document, sides: Sequence[Facts]
) -> tuple[Overflow, ...]:
    """How far the text reaches into the block that stands on the bottom edge, by the anchors both carry."""
    measured = []
    for page, facts in zip(document.pages, sides, strict=True):
        too_much = (
            page.anchors[f"end-{facts.language}"][1]
            - page.anchors[f"foot-{facts.language}"][1]
        )
        if too_much > 0:
            measured.append(
                Overflow(language=facts.language, lines=ceil(too_much / LINE))
            )
    return tuple(measured)


def _languages_by_page(
    document: weasyprint.Document, sides: Sequence[Facts]
) -> list[str]:
    """A side that flows on is an article on each of its pages, and each must say its language."""
    languages: list[str] = []
    for page in document.pages:
        started = [
            facts.language
            for facts in sides
            if f"side-{facts.language}" in page.anchors
        ]
        languages += started or languages[-1:]
    return languages


def _check_logo(sides: Sequence[Facts], logo: bytes | None) -> None:
    given = hashlib.sha256(logo).hexdigest() if logo else ""
    if any(facts.logo and facts.logo != given for facts in sides):
        raise LogoMissing


def _sample(language: str) -> Facts:
    """Uses every part of the template once, so that a change of any of them changes the digest."""
    return Facts(
        language=language,
        state_name="S",
        coalition="C",
        title="T",
        review_line="R",
        version_number=1,
        version_date="2029-11-14",
        languages=("en", "ru", "ky"),
        key_message="K",
        key_figures=(KeyFigure(value="2 of 7", words="W"),),
        past=tuple(
            PastRecommendation(
                headline="H",
                position=POSITIONS[number % len(POSITIONS)],
                level=level,
                cycle=3,
                year=2020,
            )
            for number, level in enumerate(LEVELS)
        ),
        chart=Chart(
            title="T",
            lead="L",
            whole_label="W",
            part_label="P",
            rows=(ChartRow(label="R", whole=9840.5, part=1),),
        ),
        situation=("S",),
        challenges=("C",),
        framework="F",
        asks=(Ask(text="A", source_line="S"),),
        sources="S",
        legal_notice="L",
        logo="L",
        address="https://example.org/",
        is_sample=True,
    )
