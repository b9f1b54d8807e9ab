"""Everything a factsheet is drawn with, read once per process: the sheet, the marks; nothing else."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import weasyprint
from weasyprint.text.ffi import pango

from core import paper, pdf_finish
from core.paper import Shelf, sheet_of

FOLDER = Path(__file__).parent
# One side to a sheet so long that nothing ever breaks: on it, too much text is measured rather than moved.
LONG_SHEET = "@page { size: 210mm 4000mm; margin: 0 }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    fonts: paper.OurCuts
    sheet: weasyprint.CSS
    long_sheet: weasyprint.CSS
    files: Mapping[str, bytes]

    def shelf(self, **extra: bytes) -> Shelf:
        return Shelf(
            {
                **self.files,
                **{f"app:{name}": content for name, content in extra.items()},
            }
        )


@cache
def design() -> Design:
    """Read once and kept: parsing the sheet again costs as much as a third of a page."""
    return Design(
        fonts=paper.fonts(),
        sheet=sheet_of((FOLDER / "page.css").read_text()),
        long_sheet=sheet_of(LONG_SHEET),
        files={
            f"app:{path.name}": path.read_bytes()
            for path in sorted(FOLDER.glob("*.svg"))
        },
    )


def digest_of_parts() -> "hashlib._Hash":
    """Over everything but words and data: sheet, marks, fonts, this code, and the libraries that lay out and write."""
    digest = hashlib.sha256()
    code = [
        *(FOLDER.parent / name for name in ("pdf.py", "charts.py")),
        *(Path(module.__file__) for module in (paper, pdf_finish)),
    ]
    fonts = paper.font_paths().values()
    for path in (*sorted(FOLDER.glob("*.*")), *code, *fonts):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for version in (
        weasyprint.__version__,
        pikepdf.__version__,
        str(pango.pango_version()),
    ):
        digest.update(version.encode() + b"\0")
    return digest
