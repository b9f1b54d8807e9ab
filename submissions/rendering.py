"""A document as a page: for readers without a script, guests and versions.

Everything is rebuilt from the document's JSON and escaped on the way; of what
people wrote only words come through, and links to web pages and mail.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from submissions import schema

Node = dict[str, Any]

BLOCK_ID = re.compile(r"b[0-9a-z]{10}")  # as the editor makes them
LINKS = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
MOST = 1000  # columns, rows, and where a list may begin
DEEPEST = 40  # of nodes in nodes: no person writes that, a hostile browser may
HEADINGS = {1: "h2", 2: "h3", 3: "h4"}  # `h1` is the heading of the section
NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands behind a reference, as its reader may know it."""

    text: str
    url: str = ""


def render(
    document: Mapping[str, Any],
    *,
    language: str,
    suggest_url: str | None = None,
    comment_url: str | None = None,
    labels: Mapping[str, Label] | None = None,
) -> SafeString:
    """The document with its blocks as anchors, its paragraphs numbered, and its
    footnotes below.

    `suggest_url` is the address of the plain form: each block then carries a
    link to it. `comment_url` does the same for a comment. `labels` says what chips and proposals stand for, by their `ref`.
    """
    page = Page(
        suggest_url=suggest_url or "",
        comment_url=comment_url or "",
        labels=labels or {},
    )
    body = page.blocks(document.get("content"), depth=0)
    return format_html(
        '<div class="words document" lang="{}">{}{}</div>{}',
        language,
        body,
        page.notes(),
        page.more(),
    )


def numbers(document: Mapping[str, Any]) -> dict[str, int]:
    """The number of each numbered paragraph, by its block id, as `render` counts."""
    counted = (
        node for node in _nodes(document.get("content")) if _is_numbered(node, depth=0)
    )
    return {_block_id(node): number for number, node in enumerate(counted, 1)}


def _is_numbered(node: Node, *, depth: int) -> bool:
    is_paragraph = node.get("type") == "paragraph" and depth == 0
    return is_paragraph and _attr(node, "numbered") is not False


@dataclass(slots=True)
class Page:
    """Blocks of one document, one after the other. What looks different on paper is
    a method of its own (see submissions.pdf)."""

    suggest_url: str
    comment_url: str
    labels: Mapping[str, Label]
    number: int = 0
    last: str = ""  # id of the last block at the top
    footnotes: list[tuple[str, SafeString]] = field(default_factory=list)
    anchored: set[str] = field(default_factory=set)

    def blocks(self, nodes: Any, *, depth: int) -> SafeString:
        if depth > DEEPEST:
            return NOTHING
        return _joined(self.block(node, depth=depth) for node in _nodes(nodes))

    def block(self, node: Node, *, depth: int) -> SafeString:
        kind = str(node.get("type"))
        if kind == "heading":
            level = _whole(_attr(node, "level"), 1)
            return self.inline_block(node, self.heading_tag(level), depth=depth)
        if kind == "paragraph":
            return self.inline_block(node, "p", depth=depth)
        if kind == "proposal":
            return self.proposal(node)
        if kind not in _AROUND:
            return NOTHING
        inside = self.blocks(node.get("content"), depth=depth + 1)
        return _AROUND[kind](node, self.anchor(node), inside)

    def heading_tag(self, level: int) -> str:
        return HEADINGS.get(level, "h4")

    def inline_block(self, node: Node, tag: str, *, depth: int) -> SafeString:
        anchor = self.anchor(node)
        number = NOTHING
        if _is_numbered(node, depth=depth):
            self.number += 1
            number = format_html('<span class="para-no">{}</span> ', self.number)
        if depth == 0:
            self.last = _block_id(node) or self.last
        return format_html(
            "<{}{}{}>{}{}{}{}</{}>",
            SafeString(tag),
            anchor,
            SafeString(' class="numbered"') if number else NOTHING,
            number,
            self.inline(node.get("content")),
            self.suggest_link(node),
            self.comment_link(node),
            SafeString(tag),
        )

    def anchor(self, node: Node) -> SafeString:
        """The block's id; a copy of a block, pasted by a bad browser, gets none."""
        key = _block_id(node)
        if not key or key in self.anchored:
            return NOTHING
        self.anchored.add(key)
        return format_html(' id="{}"', key)

    def suggest_link(self, node: Node) -> SafeString:
        key = _block_id(node)
        if not self.suggest_url or not key:
            return NOTHING
        return format_html(
            ' <a class="suggest" href="{}?block={}" rel="nofollow">{}</a>',
            self.suggest_url,
            key,
            _("Suggest other words"),
        )

    def comment_link(self, node: Node) -> SafeString:
        key = _block_id(node)
        if not self.comment_url or not key:
            return NOTHING
        return format_html(
            ' <a class="remark" href="{}?block={}#write" rel="nofollow">{}</a>',
            self.comment_url,
            key,
            _("Comment"),
        )

    def more(self) -> SafeString:
        if not self.suggest_url or not self.last:
            return NOTHING
        return format_html(
            '<p class="suggest-more"><a href="{}?after={}" rel="nofollow">{}</a></p>',
            self.suggest_url,
            self.last,
            _("Suggest a new paragraph"),
        )

    def proposal(self, node: Node) -> SafeString:
        label = self.labels.get(str(_attr(node, "ref")))
        words = label.text if label else _("A proposal that is not open to you.")
        linked = (
            format_html('<a href="{}">{}</a>', label.url, words)
            if label and _is_ours(label.url)
            else words
        )
        return format_html(
            '<div class="proposal"{}>{}</div>', self.anchor(node), linked
        )

    def inline(self, nodes: Any) -> SafeString:
        return _joined(self.inline_node(node) for node in _nodes(nodes))

    def inline_node(self, node: Node) -> SafeString:
        kind = node.get("type")
        if kind == "text":
            return _marked(node, format_html("{}", str(node.get("text", ""))))
        if kind == "hard_break":
            return _marked(node, SafeString("<br>"))
        if kind == "cite":
            return _marked(node, self.cite(node))
        if kind == "footnote":
            return _marked(node, self.footnote(node))
        return NOTHING

    def cite(self, node: Node) -> SafeString:
        label = self.labels.get(str(_attr(node, "ref")))
        words = (label.text if label else str(_attr(node, "label") or "")) or "…"
        if label and _is_ours(label.url):
            return format_html('<a class="cite" href="{}">{}</a>', label.url, words)
        return format_html('<span class="cite">{}</span>', words)

    def footnote(self, node: Node) -> SafeString:
        number = len(self.footnotes) + 1
        key = _block_id(node)
        if not key or key in self.anchored:
            key = f"n{number}"
        self.anchored.add(key)
        texts = _nodes(node.get("content"))
        self.footnotes.append(
            (
                key,
                _joined(
                    self.inline_node(part)
                    for part in texts
                    if part.get("type") == "text"
                ),
            )
        )
        return format_html(
            '<sup class="note-ref"><a id="ref-{}" href="#note-{}">{}</a></sup>',
            key,
            key,
            number,
        )

    def notes(self) -> SafeString:
        if not self.footnotes:
            return NOTHING
        return format_html(
            '<ol class="notes">{}</ol>',
            format_html_join(
                "",
                '<li id="note-{}">{} <a href="#ref-{}" aria-label="{}">↩</a></li>',
                (
                    (key, words, key, _("Back to the text"))
                    for key, words in self.footnotes
                ),
            ),
        )


# What stands around other blocks: the node, its anchor, what is inside.


def _ordered(node: Node, anchor: SafeString, inside: SafeString) -> SafeString:
    start = _whole(_attr(node, "order"), 1)
    begins = NOTHING if start == 1 else format_html(' start="{}"', start)
    return format_html("<ol{}{}>{}</ol>", anchor, begins, inside)


def _cell(tag: str):
    def cell(node: Node, anchor: SafeString, inside: SafeString) -> SafeString:
        spans = format_html_join(
            "",
            ' {}="{}"',
            (
                (name, number)
                for name in ("colspan", "rowspan")
                if (number := _whole(_attr(node, name), 1)) > 1
            ),
        )
        scope = SafeString(' scope="col"') if tag == "th" else NOTHING
        name = SafeString(tag)
        return format_html("<{}{}{}>{}</{}>", name, scope, spans, inside, name)

    return cell


def _plain(before: str, after: str):
    def around(node: Node, anchor: SafeString, inside: SafeString) -> SafeString:
        return format_html(
            "<{}{}>{}</{}>",
            SafeString(before),
            anchor,
            inside,
            SafeString(after),
        )

    return around


def _table(node: Node, anchor: SafeString, inside: SafeString) -> SafeString:
    return format_html(
        '<div class="tablewrap scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="doc-table"{}>{}</table></div>',
        _("Table"),
        anchor,
        inside,
    )


_AROUND = {
    "bullet_list": _plain("ul", "ul"),
    "ordered_list": _ordered,
    "list_item": _plain("li", "li"),
    "blockquote": _plain("blockquote", "blockquote"),
    "table": _table,
    "table_row": _plain("tr", "tr"),
    "table_cell": _cell("td"),
    "table_header": _cell("th"),
}


# Marks, from the inside out

_ORDER = ("em", "strong", "link", "modification", "insertion", "deletion")


def _marked(node: Node, inside: SafeString) -> SafeString:
    named = _nodes(node.get("marks"))
    for wanted in _ORDER:
        for mark in named:
            if schema.mark_name(str(mark.get("type"))) == wanted:
                inside = _with_mark(wanted, mark, inside)
    return inside


def _with_mark(name: str, mark: Node, inside: SafeString) -> SafeString:
    if name == "link":
        return _link(str(_attr(mark, "href") or ""), inside)
    if name in {"em", "strong"}:
        tag = SafeString(name)
        return format_html("<{}>{}</{}>", tag, inside, tag)
    tag = SafeString({"insertion": "ins", "deletion": "del"}.get(name, "span"))
    return format_html(
        '<{} class="{}" data-suggestion="{}">{}</{}>',
        tag,
        name,
        str(_attr(mark, "id") or ""),
        inside,
        tag,
    )


def _link(href: str, inside: SafeString) -> SafeString:
    if not LINKS.fullmatch(href):
        return inside
    return format_html(
        '<a href="{}" rel="noopener noreferrer nofollow">{}</a>', href, inside
    )


def _is_ours(url: str) -> bool:
    return url.startswith("/") and not url.startswith("//")


def _nodes(nodes: Any) -> list[Node]:
    if not isinstance(nodes, list):
        return []
    return [node for node in nodes if isinstance(node, dict)]


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 -- each part is built above


def _attr(node: Node, name: str) -> Any:
    attrs = node.get("attrs")
    return attrs.get(name) if isinstance(attrs, dict) else None


def _block_id(node: Node) -> str:
    key = str(_attr(node, "id") or "")
    return key if BLOCK_ID.fullmatch(key) else ""


def _whole(value: Any, other: int) -> int:
    """Numbers arrive as floats; a browser may send anything."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return other
    return number if 1 <= number <= MOST else other
