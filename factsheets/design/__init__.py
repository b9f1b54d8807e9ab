"""Everything the page is drawn with, read once per process: our cuts of the fonts, the sheet, the marks; nothing else.

What is not on this shelf does not exist for the renderer: no other font, no file, no address.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import cssselect2
import pikepdf
import weasyprint
from django.conf import settings
from fontTools.ttLib import TTFont
from weasyprint.text.ffi import ffi, fontconfig, pango, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

FOLDER = Path(__file__).parent
CUTS = ("sans-400", "sans-600", "serif-400", "serif-600", "display-600")
# One side to a sheet so long that nothing ever breaks: on it, too much text is measured rather than moved.
LONG_SHEET = "@page { size: 210mm 4000mm; margin: 0 }"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    fonts: OurCuts
    sheet: weasyprint.CSS
    long_sheet: weasyprint.CSS
    files: Mapping[str, bytes]
    letters: frozenset[str]  # what every cut can print

    def shelf(self, **extra: bytes) -> Shelf:
        return Shelf(
            {
                **self.files,
                **{f"app:{name}": content for name, content in extra.items()},
            }
        )


@cache
def design() -> Design:
    """Read once and kept: parsing the sheet and the fonts again costs as much as half a page."""
    paths = font_paths()
    fonts = OurCuts(paths)
    shelf = Shelf({})

    def sheet(source: str) -> weasyprint.CSS:
        return weasyprint.CSS(string=source, font_config=fonts, url_fetcher=shelf)

    return Design(
        fonts=fonts,
        sheet=sheet((FOLDER / "page.css").read_text()),
        long_sheet=sheet(LONG_SHEET),
        files={
            f"app:{path.name}": path.read_bytes()
            for path in sorted(FOLDER.glob("*.svg"))
        },
        letters=frozenset(
            map(
                chr,
                set.intersection(
                    *(set(TTFont(path).getBestCmap()) for path in paths.values())
                ),
            )
        ),
    )


def font_paths() -> dict[str, Path]:
    folder = settings.BASE_DIR / "static" / "fonts"
    paths = {cut: folder / f"{cut}.ttf" for cut in CUTS}
    if missing := [path.name for path in paths.values() if not path.is_file()]:
        raise FontsMissing(
            f"{', '.join(missing)} missing: run `python bin/lib/fonts.py static/fonts`"
        )
    return paths


def digest_of_parts() -> "hashlib._Hash":
    """Over everything but words and data: sheet, marks, fonts, this code, and the libraries that lay out and write."""
    digest = hashlib.sha256()
    code = (FOLDER.parent / name for name in ("pdf.py", "pdf_finish.py", "charts.py"))
    for path in (*sorted(FOLDER.glob("*.*")), *code, *font_paths().values()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for version in (
        weasyprint.__version__,
        pikepdf.__version__,
        str(pango.pango_version()),
    ):
        digest.update(version.encode() + b"\0")
    return digest
