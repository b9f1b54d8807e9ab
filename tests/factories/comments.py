"""Comments and guests' links as people would make them, by the actions."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Opening
from accounts.openings import open_to_link
from comments import actions, queries
from submissions import store, ydoc
from submissions.models import Text


def write(text: Text, *paragraphs: str) -> list[str]:
    """Put paragraphs into the document; returns the ids of their blocks."""
    nodes = [
        ydoc.paragraph(words, id=f"b{number:010d}")
        for number, words in enumerate(paragraphs)
    ]
    doc = store.load(text.pk).doc()
    update = ydoc.edit(doc, lambda inside: ydoc.append(store.fragment(inside), nodes))
    with transaction.atomic():
        store.add(store.lock(text.pk), update, author=None, at=timezone.now())
    return [node["attrs"]["id"] for node in nodes]


def say(text: Text, by, body="Is it nine or six?", *, at=None, people=(), **place):
    """A thread on the text, begun by a person or with a link."""
    return actions.open_thread(
        subject=text,
        review=text.section.submission.review,
        body=body,
        by=by,
        at=at or timezone.now(),
        place=actions.Place(**place),
        people=people_of(people) or known_to(by, text),
    )


def answer(thread, by, body="Nine.", *, at=None, people=()):
    return actions.reply(
        thread=thread,
        body=body,
        by=by,
        at=at or timezone.now(),
        people=people_of(people) or known_to(by, thread.subject()),
    )


def people_of(people):
    return {person.pk: person.full_name for person in people}


def known_to(by, text):
    return {} if isinstance(by, Opening) else queries.mentionable(by, text)


def link_to(subject, *, by=None, level="comment", label="Adviser", days=30, at=None):
    """A guest's link and its token."""
    at = at or timezone.now() - timedelta(minutes=1)
    return open_to_link(
        subject=subject,
        level=level,
        until=at + timedelta(days=days),
        label=label,
        actor=by,
        at=at,
    )
