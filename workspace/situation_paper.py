"""The situation report on paper: what it says in, bytes out. The same words give the
same bytes."""

import hashlib
from functools import cache
from pathlib import Path

import weasyprint
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import paper, pdf_finish
from workspace.situation import Situation

SHEET = Path(__file__).parent / "design" / "situation.css"


def render(said: Situation) -> bytes:
    """A tagged PDF (PDF/UA-1). Letters that no font of ours has are question marks."""
    with override(said.language):
        title = _("Situation report: %(state)s") % {"state": said.state}
        page = {"said": said, "title": title}
        drawn = render_to_string("workspace/situation_paper.html", page)
    html = paper.without(drawn, paper.unprintable_in(drawn))
    with paper.drawing():
        sheets = paper.Page(html, shelf=paper.Shelf({}))
        document = sheets.render(stylesheets=[sheet()], font_config=paper.fonts())
        content = document.write_pdf(pdf_variant="pdf/ua-1", full_fonts=False)
    return pdf_finish.finish(content, languages=[said.language])


@cache
def sheet() -> weasyprint.CSS:
    return paper.sheet_of(SHEET.read_text())


def digest_of(said: Situation) -> str:
    """Names the file: of all that is printed, and of how."""
    return hashlib.sha256(f"{design_digest()} {said.digest}".encode()).hexdigest()


@cache
def design_digest() -> str:
    modules = (paper, pdf_finish)
    code = [SHEET, Path(__file__), *(Path(str(one.__file__)) for one in modules)]
    digest = hashlib.sha256(weasyprint.__version__.encode())
    for path in (*code, *paper.font_paths().values()):
        digest.update(path.read_bytes())
    return digest.hexdigest()
