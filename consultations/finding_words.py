"""The words of a finding: corrected, translated, and what stands behind them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from catalogue.models import Region, Term
from consultations.models import Finding
from consultations.models.findings import CHANGE_AT_MOST, TEXT_AT_MOST
from consultations.recording import record
from core.exceptions import ActionRefused
from core.translations import LANGUAGES, BlockState, is_filled
from evidence.models import Evidence

LONGEST = {"text": TEXT_AT_MOST, "change": CHANGE_AT_MOST}
IN_STEP = ("marks", "ready_in")


class CannotReword(ActionRefused):
    """Somebody else saved meanwhile: `theirs` is what stands now. Or it may not be
    so: then `theirs` is None."""

    def __init__(self, message: str, *, theirs: Finding | None = None):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def correct_finding(
    *,
    finding: Finding,
    version: int,
    text: str,
    change: str,
    region: Region | None,
    terms: Iterable[Term],
    actor: User,
    at: datetime,
) -> Finding:
    """In the language in which it was said. Translations stay, and say that they are
    of older words."""
    row = _locked(finding, version)
    _put(row, row.said_in, text=text, change=change)
    row.region = region
    row.note_ready()
    _save(row, row.said_in, "region")
    row.terms.set(terms)
    record("finding.corrected", row, actor=actor, at=at)
    return row


@transaction.atomic
def translate_finding(
    *,
    finding: Finding,
    version: int,
    language: str,
    text: str,
    change: str,
    actor: User,
    at: datetime,
) -> Finding:
    row = _locked(finding, version)
    if language == row.said_in or language not in LANGUAGES:
        raise CannotReword(_("That is the language in which it was said."))
    _put(row, language, text=text, change=change)
    for key in row.block_keys():
        if is_filled(row.text_of(key, language)):
            row.mark_written(key, language)
    row.note_ready()
    _save(row, language)
    record("finding.translated", row, actor=actor, at=at)
    return row


class CannotAgreeTranslation(ActionRefused):
    pass


@transaction.atomic
def agree_translation(
    *, finding: Finding, version: int, language: str, actor: User, at: datetime
) -> Finding:
    """By a rapporteur, who has read at `version` that it says what was said. Once
    either is rewritten it is agreed no more."""
    try:
        row = _locked(finding, version)
    except CannotReword as refusal:
        raise CannotAgreeTranslation(
            _("Somebody has changed it meanwhile. Read it again.")
        ) from refusal
    blocks = row.blocks(language) if language in LANGUAGES else []
    if language == row.said_in or not any(is_filled(block.text) for block in blocks):
        raise CannotAgreeTranslation(_("There is no translation to agree to."))
    if any(block.needs_work for block in blocks):
        raise CannotAgreeTranslation(
            _("It is of older words, or only a part of it is translated. Complete it.")
        )
    waiting = [block for block in blocks if block.state == BlockState.REVIEW]
    for block in waiting:
        row.mark_agreed(block.key, language)
    if waiting:
        row.save(update_fields=["marks", "updated_at"])
        record("finding.translation_agreed", row, actor=actor, at=at)
    return row


def _locked(finding: Finding, version: int) -> Finding:
    row = (
        Finding.objects.select_related("review", "host")
        .select_for_update(of=("self",))
        .get(pk=finding.pk)
    )
    if row.version != version:
        raise CannotReword(
            _("Somebody else changed this while you were writing."), theirs=row
        )
    return row


def _put(row: Finding, language: str, **words: str) -> None:
    for key, said in words.items():
        text = said.replace("\r\n", "\n").strip()
        if len(text) > LONGEST[key]:
            raise CannotReword(
                _("It has %(most)d letters at most.") % {"most": LONGEST[key]}
            )
        setattr(row, f"{key}_{language}", text)
    if language == row.said_in and not is_filled(row.text_of("text", language)):
        raise CannotReword(_("Write what was said."))


def _save(row: Finding, language: str, *more: str) -> None:
    row.version += 1
    row.save(
        update_fields=[
            *(f"{key}_{language}" for key in row.block_keys()),
            *("version", "updated_at"),
            *IN_STEP,
            *more,
        ]
    )


@transaction.atomic
def support_finding(
    *, finding: Finding, evidence: Evidence, actor: User, at: datetime
) -> None:
    finding.evidence.add(evidence)
    record("finding.supported", finding, actor=actor, at=at)


@transaction.atomic
def unsupport_finding(
    *, finding: Finding, evidence: Evidence, actor: User, at: datetime
) -> None:
    finding.evidence.remove(evidence)
    record("finding.not_supported", finding, actor=actor, at=at)
