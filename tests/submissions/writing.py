"""Typing as a browser would, without one."""

from django.db import transaction
from django.utils import timezone

from submissions import documents, store, ydoc


def write(text, nodes, *, author=None, at=None):
    """Put nodes at the end of a text."""
    return change(
        text,
        lambda doc: ydoc.append(store.fragment(doc), nodes),
        author=author,
        at=at,
    )


def change(text, edit, *, author=None, at=None):
    with transaction.atomic():
        locked = store.lock(text.pk)
        doc = store.load(text.pk).doc()
        data = ydoc.edit(doc, edit)
        store.add(locked, data, author=author, at=at or timezone.now())
    return data


def paragraphs(*texts):
    return [ydoc.paragraph(text) for text in texts]


def read(text):
    return documents.document_of(store.load(text.pk).doc())


def lines(text):
    return documents.plain(read(text)).split("\n")


def type_in(block, words):
    """An edit: words at the end of a paragraph."""

    def typed(doc):
        paragraph = list(store.fragment(doc).children)[block]
        text = next(iter(paragraph.children))
        text.insert(len(text), words)

    return typed
