"""Removing the history of a text, for words that must be gone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from accounts.models import User
from audit.actions import record
from comments.actions import empty_comments
from core.exceptions import ActionRefused
from submissions import documents, encoding, guard, queries, store, ydoc
from submissions.models import (
    CopyJob,
    Presence,
    Suggestion,
    Text,
    Update,
    Version,
)


class CannotPurge(ActionRefused):
    pass


@transaction.atomic
def purge_history(
    *, text_id: Any, actor: User, at: datetime, words: Iterable[str] = ()
) -> Text:
    """Let the text begin anew as it reads now: a fresh document, a new epoch.

    Everything that it was goes in one transaction: updates, snapshot, versions,
    suggestions with what was said about them, quotes of comments. Whoever has it
    open is told to throw the local copy away, with what was not sent yet. Who
    wrote stays known: the next version names them.

    `words` must not stand in comments on the text either: those are emptied.
    Refused while one of the words still stands in the text, and while suggestions
    wait: their words are somebody's, and may be the very ones.
    """
    wanted = [word.strip() for word in words if word.strip()]
    text = store.lock(text_id)
    document = documents.document_of(store.load(text_id).doc())
    _no_open_suggestions(text, document)
    document = documents.settled(document)
    if any(stands_in(document, word) for word in wanted):
        raise CannotPurge(
            _("Some of these words still stand in the text. Take them out first.")
        )
    authors = _authors(text)
    for model in (Update, Version, Suggestion, Presence, CopyJob):
        model._default_manager.filter(text=text_id).delete()
    _begin_anew(text, document, authors=authors, at=at)
    empty_comments(subject=text, words=wanted, at=at)
    trail: dict[str, Any] = queries.trail_of(text)
    record("text.purged", subject=text, actor=actor, at=at, **trail)
    return text


def _no_open_suggestions(text: Text, document: documents.Node) -> None:
    standing = documents.suggested(document).keys()
    rows = Suggestion.objects.filter(text=text.pk).open().values_list("pk", flat=True)
    if standing & {str(key) for key in rows}:
        raise CannotPurge(
            _("Suggestions wait in this text. Decide them first: they go as well.")
        )


def stands_in(document: documents.Node, word: str) -> bool:
    """In whatever case, across formatting, and also where no reader looks: in
    addresses, labels and footnotes."""
    wanted = _folded(word)
    return any(wanted in _folded(said) for said in _everything(document))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _everything(document: documents.Node) -> Iterator[str]:
    yield documents.plain(document, footnotes=True)
    yield documents.plain(document, footnotes=False)
    yield from _strings(document)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _authors(text: Text) -> list[UUID]:
    """Everybody who wrote so far, whatever became of it."""
    rows = Update.objects.filter(text=text.pk).exclude(author=None)
    told = Version.authors.through.objects.filter(version__text=text.pk)
    found = {
        *text.contributors,
        *rows.values_list("author", flat=True),
        *told.values_list("user", flat=True),
    }
    return sorted(found, key=str)


def _begin_anew(
    text: Text, document: documents.Node, *, authors: list[UUID], at: datetime
) -> None:
    """A document that has never known another state. Numbers go on: whoever asks
    with an old one is told of the epoch, not given less."""
    doc: Doc = Doc()
    nodes = document.get("content", [])
    data = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
    judged = guard.judge(data, known={})
    text.epoch += 1
    text.head += 1
    text.compacted = text.copied = text.head
    text.snapshot, text.size = data, len(data)
    text.state_vector = encoding.write_state(judged.state)
    text.document = documents.document_of(doc)
    text.plain = documents.plain(text.document)
    text.word_count = documents.word_count(text.document)
    text.footnote_words = documents.footnote_words(text.document)
    text.contributors = authors
    text.changed_at = at
    text.save(
        update_fields=[
            *("epoch", "head", "compacted", "copied", "snapshot", "size"),
            *("state_vector", "document", "plain", "word_count", "footnote_words"),
            "contributors",
            *("changed_at", "updated_at"),
        ]
    )
