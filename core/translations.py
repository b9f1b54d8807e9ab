"""Languages in step. Per block and language we keep from which source text the
translation was made, and whether somebody agreed to it; the state follows.

Nothing leaves in a stale language without a person saying so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.exceptions import ActionRefused

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class BlockState(models.TextChoices):
    SOURCE = "source", pgettext_lazy("state of a text block", "Source")
    MISSING = "missing", pgettext_lazy("state of a text block", "Missing")
    STALE = "stale", pgettext_lazy("state of a text block", "Stale")
    REVIEW = "review", pgettext_lazy("state of a text block", "In review")
    AGREED = "agreed", pgettext_lazy("state of a text block", "Agreed")


@dataclass(frozen=True, slots=True)
class Block:
    """One text in one language beside its source."""

    key: str
    language: str
    state: BlockState
    text: str
    source: str

    @property
    def needs_work(self) -> bool:
        return self.state in {BlockState.MISSING, BlockState.STALE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A text and what stands for it in another language, wherever it is kept: what
    each app gives to be translated, and takes back under the same names."""

    subject_label: str
    subject_id: UUID
    block: str  # within the subject
    kind: str
    source: str
    text: str
    state: BlockState

    @property
    def needs_work(self) -> bool:
        return self.state in {BlockState.MISSING, BlockState.STALE}

    @property
    def source_digest(self) -> str:
        return digest(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A translation that is handed in: of which source it was made, and which text
    it replaces, both as the person saw them."""

    text: str
    source_digest: str
    base: str  # digest of the text that stood there


class CannotTake(ActionRefused):
    """The translation was not taken. Nothing was changed."""


class TextGone(CannotTake):
    """There is nothing to translate any more."""


class SourceChanged(CannotTake):
    """The source reads otherwise by now, as `now` says."""

    def __init__(self, sentence: str, *, now: Counterpart):
        super().__init__(sentence)
        self.now = now


class WrittenMeanwhile(CannotTake):
    """Somebody else has written a translation since; `now` has it."""

    def __init__(self, sentence: str, *, now: Counterpart):
        super().__init__(sentence)
        self.now = now


def refuse_what_moved(now: Counterpart, handed: Handed) -> None:
    """Nothing is overwritten that the person has not seen."""
    if now.source_digest != handed.source_digest:
        raise SourceChanged(_("The source was changed meanwhile."), now=now)
    if digest(handed.text) != digest(now.text) and digest(now.text) != handed.base:
        raise WrittenMeanwhile(
            _("Somebody else has written a translation meanwhile."), now=now
        )


def digest(text: str | None) -> str:
    """Short fingerprint of a source text; white space at the ends and line ends
    do not count as a change."""
    normal = "\n".join(line.rstrip() for line in (text or "").strip().splitlines())
    return hashlib.sha256(normal.encode()).hexdigest()[:16]


def is_filled(text: str | None) -> bool:
    """Neither null nor empty nor only spaces."""
    return bool(text and text.strip())


def state_of(
    *, source: str | None, text: str | None, mark: Mapping | None
) -> BlockState:
    """The state of a translation, given what it was made from.

    A block whose source is empty needs nothing: it counts as agreed.
    """
    if not is_filled(text):
        return BlockState.MISSING if is_filled(source) else BlockState.AGREED
    if not mark or mark.get("from") != digest(source):
        return BlockState.STALE
    return BlockState.AGREED if mark.get("agreed") else BlockState.REVIEW


class InStep(models.Model):
    """A model whose text blocks exist in several languages.

    `marks` maps block → language → {"from": digest of the source, "agreed": bool}.
    The model says which blocks it has and reads them by name and language.
    """

    marks = models.JSONField(default=dict, editable=False)
    # Languages in which nothing is missing or stale; kept by whoever keeps marks.
    ready_in = ArrayField(models.CharField(max_length=2), default=list, editable=False)

    class Meta:
        abstract = True

    def block_keys(self) -> Iterable[str]:
        raise NotImplementedError

    def text_of(self, key: str, language: str) -> str:
        return getattr(self, f"{key}_{language}", "") or ""

    @property
    def in_step_with(self) -> str:
        """The language that the others follow."""
        raise NotImplementedError

    def block(self, key: str, language: str) -> Block:
        source = self.text_of(key, self.in_step_with)
        text = self.text_of(key, language)
        if language == self.in_step_with:
            state = BlockState.SOURCE
        else:
            mark = self.marks.get(key, {}).get(language)
            state = state_of(source=source, text=text, mark=mark)
        return Block(key, language, state, text, source)

    def blocks(self, language: str) -> list[Block]:
        return [self.block(key, language) for key in self.block_keys()]

    def note_ready(self) -> None:
        """Say anew in which other languages all of it stands."""
        self.ready_in = [
            code
            for code in LANGUAGES
            if code != self.in_step_with
            and not any(block.needs_work for block in self.blocks(code))
        ]

    def mark_written(self, key: str, language: str) -> None:
        """Somebody wrote this translation against the source as it is now."""
        if language == self.in_step_with:
            return
        source = self.text_of(key, self.in_step_with)
        self.marks.setdefault(key, {})[language] = {
            "from": digest(source),
            "agreed": False,
        }

    def mark_agreed(self, key: str, language: str) -> None:
        """Somebody read both and says that they say the same."""
        self.mark_written(key, language)
        if language != self.in_step_with:
            self.marks[key][language]["agreed"] = True
