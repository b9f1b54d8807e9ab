"""Where in a text a comment stands."""

from comments import queries
from comments.actions import Place
from comments.models import QUOTE_AT_MOST, Thread
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


def assigned(user, review) -> list[tuple[Thread, Text]]:
    """Threads of the review that wait for the person, each with its text."""
    threads = list(queries.assigned_to(user, review))
    ids = {thread.subject_id for thread in threads}
    texts = {
        text.pk: text
        for text in Text.objects.visible_to(user).for_page().filter(pk__in=ids)
    }
    for thread in threads:
        thread._subject = texts.get(thread.subject_id)
    return [(thread, thread._subject) for thread in threads if thread._subject]
