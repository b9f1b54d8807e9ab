"""Our Word file comes back: what somebody changed in it becomes her suggestions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from accounts.models import User
from core.exceptions import ActionRefused
from submissions import documents, marking, returns, store, suggesting, ydoc
from submissions.models import Submission, Suggestion, Text
from submissions.models.drafting import Level
from submissions.returns import Left, Plan
from submissions.word import bookmarks
from submissions.word.reading import Paragraph

AT_ONCE = 500  # suggestions


class CannotReturn(ActionRefused):
    """Nothing of the file was suggested."""


@dataclass(slots=True)
class Outcome:
    """What became of one section."""

    text: Text
    made: int = 0
    left: list[Left] = field(default_factory=list)
    missing: int = 0
    refusal: str = ""

    @property
    def is_as_it_was(self) -> bool:
        return not (self.made or self.left or self.missing or self.refusal)


@dataclass(slots=True)
class Part:
    """The paragraphs of one text, and what the text was when the file was made."""

    digest: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)


def bring_back(
    *,
    submission: Submission,
    paragraphs: Sequence[Paragraph],
    author: User,
    at: datetime,
) -> list[Outcome]:
    """Each section in a transaction of its own: what one refuses keeps nothing of
    the others back. Sections that the file has not stay as they are."""
    texts = {
        text.pk: text
        for text in Text.objects.visible_to(author)
        .for_page()
        .filter(section__submission=submission)
        .in_order()
    }
    parts = _parts(paragraphs, texts)
    if not parts:
        raise CannotReturn(
            _(
                "This is not a file that was taken out of this submission, or what it"
                " is known by was lost on the way."
            )
        )
    return [
        _outcome(text, parts[pk], author=author, at=at)
        for pk, text in texts.items()
        if pk in parts
    ]


def _parts(
    paragraphs: Sequence[Paragraph], texts: Mapping[UUID, Text]
) -> dict[UUID, Part]:
    """What follows the heading of a section is that section's. What follows one that
    is not open to the person, or of another submission, is nobody's."""
    parts: dict[UUID, Part] = {}
    part: Part | None = None
    for paragraph in paragraphs:
        for sign in paragraph.signs:
            if sign.kind == bookmarks.TEXT:
                key = bookmarks.text_of(sign.key)
                part = None
                if key is not None and key in texts:
                    part = parts.setdefault(key, Part(digest=sign.digest))
        if part is not None:
            part.paragraphs.append(paragraph)
    return parts


def _outcome(text: Text, part: Part, *, author: User, at: datetime) -> Outcome:
    try:
        return _bring_back(text, part, author=author, at=at)
    except suggesting.CannotSuggest as refusal:
        return Outcome(text, refusal=str(refusal))
    except Text.DoesNotExist:  # closed a moment ago
        return Outcome(text, refusal=_("This text is no longer open to you."))


@transaction.atomic
def _bring_back(text: Text, part: Part, *, author: User, at: datetime) -> Outcome:
    locked = store.lock(text.pk)
    own = suggesting.own_open(locked, author)
    doc = store.load(text.pk).doc()
    document = documents.document_of(doc)
    plan = returns.plan_of(
        document,
        part.paragraphs,
        digest=part.digest,
        own=own,
        longest=suggesting.LONGEST,
    )
    outcome = Outcome(text, left=plan.left, missing=plan.missing)
    if not plan:
        return outcome
    suggesting.require(text.pk, Level.SUGGEST, author)
    suggesting.not_too_often(locked, author=author, at=at)
    if len(plan.changed) + len(plan.added) > AT_ONCE:
        raise suggesting.CannotSuggest(
            _("Almost nothing in the file reads as it did. Nothing was suggested.")
        )
    rows = _write(locked, doc, plan, own=own, author=author, at=at)
    outcome.made = sum(row.state == Suggestion.State.OPEN for row in rows)
    return outcome


def _write(
    text: Text,
    doc: Doc,
    plan: Plan,
    *,
    own: frozenset[str],
    author: User,
    at: datetime,
) -> list[Suggestion]:
    fresh: list[UUID] = []
    keys: set[str] = set()

    def new_key() -> str:
        fresh.append(uuid4())
        return str(fresh[-1])

    def change(doc: Doc) -> None:
        root: Any = store.fragment(doc)
        for block, words in plan.changed.items():
            element = marking.find(root, block)
            if element is None:
                continue
            wording = returns.wording_from(words, documents.node_of(element))
            typed = suggesting.typed(wording)
            keys.update(marking.mark(element, typed, key=new_key(), own=own))
        for addition in reversed(plan.added):  # several behind one block stay in order
            key = new_key()
            keys.add(key)
            nodes = marking.paragraphs(
                [suggesting.typed(line) for line in addition.lines], key=key
            )
            parent, place = root, 0
            if addition.after:
                parent, place = marking.place_after(root, addition.after)
            ydoc.insert(parent, place, nodes)

    update = ydoc.edit(doc, change)
    if not keys:
        return []
    rows = suggesting.keep(text, doc, update, fresh, keys, author=author, at=at)
    for row in rows:
        suggesting.record_made(text, row, author=author, at=at)
    return rows
