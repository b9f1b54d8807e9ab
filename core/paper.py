"""What every page on paper is drawn with: our cuts of the fonts, read once per process, and nothing else.

What is not on the shelf does not exist for the renderer: no other font, no file, no address.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree as ET

import cssselect2
import weasyprint
from django.conf import settings
from fontTools.ttLib import TTFont
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

CUTS = ("sans-400", "sans-600", "serif-400", "serif-600", "display-600")
WHITE = "\xad\n"  # needs no letter in a font
_one_at_a_time = Lock()  # one font map, and Pango is not safe to share between threads


class FontsMissing(RuntimeError):
    """The fonts were not cut. Another font in their place would be a page nobody has approved, so there is no fallback."""


class NotOnTheShelf(ValueError):
    """The page asked for something outside itself. Our template never does; text that tries gets nothing."""


class Shelf(URLFetcher):
    """Serves `app:` names from memory and refuses everything else: http, file, ftp, data, whatever comes next.

    Deliberately without `super().__init__()`: there are no openers to misuse, and none of the 25 ms they cost.
    """

    _fail_on_errors = False  # WeasyPrint looks at it after a refusal: the page goes on without what was refused

    def __init__(self, files: Mapping[str, bytes]):
        self._files = files

    def fetch(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> URLFetcherResponse:
        content = self._files.get(url)
        if content is None:
            raise NotOnTheShelf(url)
        kind = "image/svg+xml" if url.endswith(".svg") else "image/png"
        return URLFetcherResponse(url, content, {"Content-Type": kind})


class OurCuts(FontConfiguration):
    """Our cuts, registered where they lie; an @font-face in a sheet or a page is ignored.

    WeasyPrint would copy every @font-face into a temporary folder and remove it when the interpreter ends; worker
    children leave by `os._exit` and would each leave theirs behind.
    """

    def __init__(self, paths: Mapping[str, Path]):
        super().__init__()
        for path in paths.values():
            if not fontconfig.FcConfigAppFontAddFile(self._config, bytes(path)):
                raise FontsMissing(f"{path.name} cannot be read as a font")
        pangoft2.pango_fc_font_map_config_changed(
            ffi.cast("PangoFcFontMap *", self.font_map)
        )

    def add_font_face(self, rule_descriptors, url_fetcher):
        """Refuse: there are no fonts but ours."""


class Page(weasyprint.HTML):
    """A page of ours, which is well-formed: expat reads it in a tenth of the time that
    `weasyprint.HTML` takes to put up with any HTML there is.

    Deliberately without `super().__init__()`, which does nothing but that.
    """

    def __init__(self, source: str, *, shelf: Shelf):
        root = ET.fromstring(source)  # noqa: S314 - our template; text in it is escaped
        self.base_url = None
        self.url_fetcher = shelf
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            root, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element


def font_paths() -> dict[str, Path]:
    folder = settings.BASE_DIR / "static" / "fonts"
    paths = {cut: folder / f"{cut}.ttf" for cut in CUTS}
    if missing := [path.name for path in paths.values() if not path.is_file()]:
        raise FontsMissing(
            f"{', '.join(missing)} missing: run `python bin/lib/fonts.py static/fonts`"
        )
    return paths


@cache
def fonts() -> OurCuts:
    """Read once and kept: parsing the fonts again costs as much as half a page."""
    return OurCuts(font_paths())


@cache
def letters() -> frozenset[str]:
    """What every cut can print."""
    cmaps = (set(TTFont(path).getBestCmap()) for path in font_paths().values())
    return frozenset(map(chr, set.intersection(*cmaps)))


def sheet_of(source: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=source, font_config=fonts(), url_fetcher=Shelf({}))


def unprintable_in(html: str) -> str:
    """Characters that no font of ours has, each once."""
    return "".join(sorted(set(html) - letters() - set(WHITE)))


def without(html: str, characters: str) -> str:
    """A question mark in the place of each."""
    if not characters:
        return html
    return html.translate(dict.fromkeys(map(ord, characters), "?"))


@contextmanager
def drawing() -> Iterator[None]:
    """One page at a time, and no looking for garbage among its hundred thousand living
    parts: it finds none, and takes a twentieth of the time; afterwards they go at once."""
    with _one_at_a_time:
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if was_enabled:
                gc.enable()
