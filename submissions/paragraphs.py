"""Where a submission that is frozen, or was handed in, cites something: by the
numbers that its paragraphs have in the Word files."""

from collections.abc import Collection, Iterator
from uuid import UUID

from submissions import documents
from submissions.documents import Node
from submissions.models import FrozenFile

Place = tuple[UUID, UUID]  # the section, and what is cited there


def numbers_citing(
    submissions: Collection[UUID],
) -> dict[Place, list[int]]:
    """Only where every file that cites it there says the same: what is a paragraph in
    one language and two in another has no number that is true of both."""
    if not submissions:
        return {}
    rows = FrozenFile.objects.filter(submission__in=submissions)
    found: dict[Place, list[int]] = {}
    torn: set[Place] = set()
    for content in rows.values_list("wording__content", flat=True):
        for place, numbers in _in_file(content).items():
            if found.setdefault(place, numbers) != numbers:
                torn.add(place)
    return {place: numbers for place, numbers in found.items() if place not in torn}


def _in_file(content: dict) -> dict[Place, list[int]]:
    """A purge may have emptied it."""
    number = 0
    found: dict[Place, list[int]] = {}
    for section in content.get("sections", []):
        for node in _numbered(section["document"]):
            number += 1
            for _kind, ref in documents.cited(node):
                found.setdefault((UUID(section["id"]), ref), []).append(number)
    return found


def _numbered(document: Node) -> Iterator[Node]:
    """As `submissions.word` numbers them: at the top, not empty."""
    for node in document.get("content", []):
        is_numbered = node.get("attrs", {}).get("numbered")
        if node["type"] == "paragraph" and is_numbered and node.get("content"):
            yield node
