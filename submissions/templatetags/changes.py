"""What changed, as words of a page. Everything that people wrote is escaped; the
addresses of links are shown, not followed."""

from collections.abc import Iterable
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from submissions.diff import Change, Span
from submissions.pieces import Piece

register = template.Library()

TAGS = {
    Change.ADDED: SafeString("<ins>{}</ins>"),
    Change.REMOVED: SafeString("<del>{}</del>"),
    Change.FORMATTED: SafeString('<span class="reformatted">{}</span>'),
    Change.SAME: SafeString("{}"),
}


@register.simple_tag
def changes(spans: Iterable[Span] | None) -> SafeString:
    parts = ((format_html(TAGS[span.change], _pieces(span)),) for span in spans or [])
    return format_html_join("", "{}", parts)


def _pieces(span: Span) -> SafeString:
    """Words of one footnote that follow each other stand in one pair of brackets."""
    shows_links = span.change != Change.SAME
    parts = []
    for in_note, run in groupby(span.pieces, key=lambda p: p.kind.startswith("note")):
        shown = [_piece(piece, shows_link=shows_links) for piece in run]
        inside = format_html_join("", "{}", ((part,) for part in shown))
        if in_note:
            inside = format_html('<small class="in-note">{}</small>', inside)
        parts.append(inside)
    return format_html_join("", "{}", ((part,) for part in parts))


def _piece(piece: Piece, *, shows_link: bool) -> SafeString:
    match piece.kind:
        case "break":
            return SafeString("<br>")
        case "cite":
            return format_html('<span class="cite">{}</span>', piece.text)
        case "proposal":
            return format_html('<span class="cite">{}</span>', _("Proposal"))
        case "note_opens":
            return format_html('<span class="note-opens">{}</span> ', _("Footnote:"))
    said = format_html("{}", piece.text)
    for name in piece.marks:
        said = format_html("<{}>{}</{}>", SafeString(name), said, SafeString(name))
    if piece.href and shows_link:
        said = format_html(
            '<span class="linked">{}</span> <span class="link-to">⟨{}⟩</span>',
            said,
            piece.href,
        )
    elif piece.href:
        said = format_html('<span class="linked">{}</span>', said)
    return said
