"""A submission on paper: a whole in, bytes out. No network, queue, storage or database.

The same whole gives the same bytes in every process. What is only suggested is left
out; footnotes stand at the foot of their page; paragraphs are counted through all
sections, as in the Word file.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint
from django.template.loader import render_to_string
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import paper, pdf_finish
from core.words import clean
from submissions import documents, rendering
from submissions.documents import Node

SHEET = Path(__file__).parent / "design" / "paper.css"
DEEPEST = 6  # of headings


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: str
    depth: int
    document: Node


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed. `labels`: what proposals ask for, by their `ref`."""

    title: str
    language: str
    about: str
    names: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    labels: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Paper":
        chapters = tuple(Chapter(**chapter) for chapter in content["chapters"])
        return cls(
            **{**content, "names": tuple(content["names"]), "chapters": chapters}
        )

    @property
    def digest(self) -> str:
        """Names the file: of all that is printed, and of how."""
        said = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(f"{design_digest()} {said}".encode()).hexdigest()


def render(printed: Paper) -> bytes:
    """A tagged PDF (PDF/UA-1). Letters that no font of ours has are question marks."""
    html = page_html(printed)
    html = paper.without(html, paper.unprintable_in(html))
    with paper.drawing():
        page = paper.Page(html, shelf=paper.Shelf({}))
        document = page.render(stylesheets=[sheet()], font_config=paper.fonts())
        content = document.write_pdf(pdf_variant="pdf/ua-1", full_fonts=False)
        pages = len(document.pages)
    return pdf_finish.finish(content, languages=[printed.language] * pages)


@cache
def sheet() -> weasyprint.CSS:
    return paper.sheet_of(SHEET.read_text())


@cache
def design_digest() -> str:
    modules = (paper, pdf_finish, rendering)
    code = [SHEET, Path(__file__), *(Path(str(module.__file__)) for module in modules)]
    digest = hashlib.sha256(weasyprint.__version__.encode())
    for path in (*code, *paper.font_paths().values()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def page_html(printed: Paper) -> str:
    """Well-formed: see paper.Page."""
    number = 0
    chapters = []
    with override(printed.language):
        for chapter in printed.chapters:
            page = OnPaper(
                suggest_url="",
                comment_url="",
                labels={},
                asked=printed.labels,
                depth=chapter.depth,
                number=number,
            )
            settled = documents.settled(chapter.document)
            body = page.blocks(settled.get("content"), depth=0)
            number = page.number
            tag = SafeString(f"h{min(chapter.depth + 1, DEEPEST)}")
            heading = format_html("<{}>{}</{}>", tag, clean(chapter.heading), tag)
            chapters.append({"heading": heading, "body": body})
        return render_to_string(
            "submissions/paper.html", {"paper": printed, "chapters": chapters}
        )


@dataclass(slots=True)
class OnPaper(rendering.Page):
    """Without anchors and links of ours, which lead nowhere on paper."""

    asked: Mapping[str, str] | None = None
    depth: int = 1

    def heading_tag(self, level: int) -> str:
        return f"h{min(self.depth + 1 + max(level, 1), DEEPEST)}"

    def block(self, node: Node, *, depth: int) -> SafeString:
        if node.get("type") == "paragraph" and not depth and not node.get("content"):
            return (
                rendering.NOTHING
            )  # an empty line, which has no number in Word either
        return rendering.Page.block(self, node, depth=depth)

    def anchor(self, _node: Node) -> SafeString:
        return rendering.NOTHING

    def inline_node(self, node: Node) -> SafeString:
        if node.get("type") == "hard_break":
            return SafeString("<br/>")
        if node.get("type") == "text":
            node = {**node, "text": clean(str(node.get("text", "")))}
        return rendering.Page.inline_node(self, node)

    def proposal(self, node: Node) -> SafeString:
        ref = str((node.get("attrs") or {}).get("ref"))
        words = (self.asked or {}).get(ref) or _("Proposal")
        return format_html('<div class="asks">{}</div>', clean(words))

    def cite(self, node: Node) -> SafeString:
        label = clean(str((node.get("attrs") or {}).get("label") or ""))
        if not label:
            return rendering.NOTHING
        return format_html('<span class="cite">[{}]</span>', label)

    def footnote(self, node: Node) -> SafeString:
        if not node.get("content"):
            return rendering.NOTHING
        words = self.inline(node["content"])
        # WeasyPrint breaks on a footnote in which nothing can be seen.
        if not strip_tags(words).strip():
            return rendering.NOTHING
        return format_html('<span class="footnote">{}</span>', words)
