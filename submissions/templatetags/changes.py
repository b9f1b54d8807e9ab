"""What changed, as words of a page. Everything that people wrote is escaped; the
addresses of links are shown, not followed."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from submissions.diff import Change, Span
from submissions.pieces import Piece

register = template.Library()

TAGS = {
    Change.ADDED: SafeString("{}<ins>{}</ins>"),
    Change.REMOVED: SafeString("{}<del>{}</del>"),
    Change.FORMATTED: SafeString('{}<span class="reformatted">{}</span>'),
    Change.SAME: SafeString("{}{}"),
}
CLOSES = SafeString('<small class="in-note">]</small>')


@register.simple_tag
def changes(spans: Iterable[Span] | None) -> SafeString:
    """White space before a change stands outside of it: only words are struck."""
    parts, in_note = [], False
    for span in spans or []:
        shown = []
        for piece in span.pieces:
            if in_note and piece.kind != "note":
                shown.append(CLOSES)
            in_note = piece.kind in {"note_opens", "note"}
            shown.append(_piece(piece, shows_link=span.change != Change.SAME))
        before, inside = _parted(_joined(shown))
        parts.append(format_html(TAGS[span.change], before, inside))
    return _joined([*parts, CLOSES] if in_note else parts)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _parted(html: SafeString) -> tuple[SafeString, SafeString]:
    rest = html.lstrip()
    return SafeString(html[: len(html) - len(rest)]), SafeString(rest)


def _piece(piece: Piece, *, shows_link: bool) -> SafeString:
    match piece.kind:
        case "break":
            return SafeString("<br>")
        case "cite":
            return format_html('<span class="cite">{}</span>', piece.text)
        case "proposal":
            return format_html('<span class="cite">{}</span>', _("Proposal"))
        case "note_opens":
            return format_html(' <small class="in-note">[{} </small>', _("Footnote:"))
        case "note":
            before, inside = _parted(_words(piece, shows_link))
            return format_html('{}<small class="in-note">{}</small>', before, inside)
    return _words(piece, shows_link)


def _words(piece: Piece, shows_link: bool) -> SafeString:
    said = format_html("{}", piece.text)
    for name in piece.marks:
        said = format_html("<{}>{}</{}>", SafeString(name), said, SafeString(name))
    if piece.href and shows_link:
        return format_html(
            '<span class="linked">{}</span> <span class="link-to">⟨{}⟩</span>',
            said,
            piece.href,
        )
    return format_html('<span class="linked">{}</span>', said) if piece.href else said
