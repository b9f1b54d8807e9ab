"""Languages in step. Per block and language we keep from which source text the
translation was made, and whether somebody agreed to it; the state follows.

Nothing leaves in a stale language without a person saying so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


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
