"""A text that was written elsewhere comes into an outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from submissions import arranging, copying, history, queries, store, ydoc
from submissions.actions import locked
from submissions.documents import Node
from submissions.models import Section, Submission, Text, Update, Version
from submissions.models.drafting import Level


class CannotImport(ActionRefused):
    """Nothing of the file was brought in."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A piece and where it goes: into a section, or a new one (None)."""

    heading: str
    level: int
    blocks: Sequence[Node]
    section: UUID | None


@transaction.atomic
def bring_in(
    *,
    submission: Submission,
    language: str,
    choices: Sequence[Choice],
    actor: User,
    at: datetime,
) -> list[Text]:
    """All of it or nothing. What stands in a section stays; what comes is put behind
    it, and what stood before is kept as a version. New sections go behind the one
    that the piece before went into."""
    if not choices:
        raise CannotImport(_("Nothing was chosen."))
    submission = locked(submission.pk)
    if _is_here(submission, choices):
        raise CannotImport(_("This file was brought in already."))
    after: Section | None = None
    texts = []
    for choice in choices:
        if choice.section is None:
            after = _new_section(submission, choice, language, after, actor, at)
        else:
            after = submission.sections.filter(pk=choice.section).first()
            if after is None:
                raise CannotImport(
                    _("A section was taken out meanwhile. Choose again.")
                )
        texts.append(_write(after, choice, language=language, actor=actor, at=at))
    record(
        "submission.imported",
        subject=submission,
        actor=actor,
        at=at,
        **queries.trail_of_submission(submission),
    )
    return texts


def _is_here(submission: Submission, choices: Sequence[Choice]) -> bool:
    """The page was sent twice: its blocks got their keys when the file was read."""
    keys = [choice.blocks[0]["attrs"]["id"] for choice in choices if choice.blocks]
    texts = Text.objects.filter(section__submission=submission)
    said = texts.annotate(said=Cast("document", TextField()))
    return bool(keys) and said.filter(said__contains=keys[0]).exists()


def _new_section(
    submission: Submission,
    choice: Choice,
    language: str,
    after: Section | None,
    actor: User,
    at: datetime,
) -> Section:
    section = Section(
        submission=submission,
        depth=min(max(choice.level, 1), 3),
        **{f"heading_{language}": choice.heading or _("Imported text")},
    )
    return arranging.add_section(section=section, after=after, actor=actor, at=at)


def _write(
    section: Section, choice: Choice, *, language: str, actor: User, at: datetime
) -> Text:
    text = (
        Text.objects.visible_to(actor)
        .without_blobs()
        .select_related("section")
        .filter(section=section, language=language)
        .first()
    )
    if text is None or text.level < Level.WRITE:
        raise CannotImport(
            _("“%(section)s” may not be changed by you now. Choose another section.")
            % {"section": section.heading}
        )
    if store.lock(text.pk).section.is_agreed:
        raise CannotImport(
            _("“%(section)s” is agreed. Open it again, or choose another section.")
            % {"section": section.heading}
        )
    if choice.blocks:
        _append(text, choice.blocks, actor=actor, at=at)
    return text


def _append(text: Text, blocks: Sequence[Node], *, actor: User, at: datetime) -> None:
    history.keep_version(text_id=text.pk, kind=Version.Kind.BEFORE, actor=actor, at=at)
    held = store.lock(text.pk)
    doc = store.load(text.pk).doc()

    def change(doc: Any) -> None:
        ydoc.append(store.fragment(doc), blocks)

    data = ydoc.edit(doc, change)
    try:
        store.add(held, data, author=actor, at=at, via=Update.Via.IMPORTED)
    except store.TooLarge:
        raise CannotImport(
            _("This is more than one section may hold. Divide it under more headings.")
        ) from None
    copying.write_copy(text.pk, at=at)
