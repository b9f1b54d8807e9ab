"""Where in a text a comment stands."""

from comments.actions import Place
from comments.models import QUOTE_AT_MOST
from submissions import documents
from submissions.desk import fresh_document
from submissions.models import Text


def place_in(
    text: Text, *, block: str = "", start: str = "", end: str = "", quote: str = ""
) -> Place:
    """Of the block alone, the quote is how it begins. A block that is gone
    meanwhile is no reason to refuse a comment."""
    if block and not quote:
        quote = beginning_of(fresh_document(text), block)
    return Place(block=block, start=start, end=end, quote=quote)


def beginning_of(document: documents.Node, block: str, *, most=QUOTE_AT_MOST) -> str:
    for found in documents.blocks(document):
        if found.id == block:
            return shortened(found.text, most)
    return ""


def shortened(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
