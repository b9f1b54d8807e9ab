"""How a submission is put together: what the UN asks of its paragraphs and headings."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from submissions import headings, outlines
from submissions.checks import Check, Place, found
from submissions.documents import Node
from submissions.models import Section


def checks(places: list[Place], sections: Sequence[Section]) -> list[Check]:
    return [_numbered(places), _under_headings(places, sections), _complete()]


def _numbered(places: list[Place]) -> Check:
    """DOMAIN SUB-12: states and the UN cite by the number of a paragraph."""
    bare = [
        place.at(block=str(node["attrs"].get("id") or ""))
        for place in places
        for node in _unnumbered(place.document)
        if not place.section.part
    ]
    return found(
        bare,
        mark="watch",
        title=_("Paragraphs without a number"),
        good=_("Every paragraph has a number"),
    )


def _unnumbered(document: Node) -> Iterator[Node]:
    for node in document.get("content", []):
        is_paragraph = node["type"] == "paragraph" and node.get("content")
        if is_paragraph and node["attrs"].get("numbered") is False:
            yield node


def _under_headings(places: list[Place], sections: Sequence[Section]) -> Check:
    """DOMAIN SUB-61, SUB-62: the UN's summary takes up what it finds under the
    heading where it belongs. Those that we ship are taken for known."""
    known = headings.Known(
        row[f"heading_{language}"]
        for outline in outlines.shipped().values()
        for row in outline.headings
        for language in outlines.LANGUAGES
    )
    above = _above(sections)
    strange = [
        place.at()
        for place in places
        if place.text.word_count
        and not place.section.part
        and not any(known.has(row) for row in above[place.section.pk])
    ]
    return found(
        strange,
        mark="watch",
        title=_("It stands under no heading by which the UN sums up"),
        good=_("Everything stands under a heading by which the UN sums up"),
    )


def _above(sections: Sequence[Section]) -> dict:
    """Each section with the headings over it, itself first."""
    path: list[Section] = []
    found_above = {}
    for section in sections:
        path = [row for row in path if row.depth < section.depth]
        found_above[section.pk] = [section, *reversed(path)]
        path.append(section)
    return found_above


def _complete() -> Check:
    """DOMAIN SUB-6: what a file of ours cannot carry need not be looked for."""
    return Check("ok", _("No pictures, maps or reports of others are annexed"))
