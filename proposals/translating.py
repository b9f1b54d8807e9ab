"""Proposals before a translator, and her words coming back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.translations import (
    CannotTake,
    Counterpart,
    Handed,
    is_filled,
    refuse_what_moved,
)
from proposals.actions import KEPT_IN_STEP, keep_in_step
from proposals.models import Proposal

LABEL = "proposals.proposal"
BLOCK = "wording"
LONGEST = 1000


def proposals_to_translate(user: User, *, review, source: str) -> Any:
    """Of the groups whose work the person may read, in the language that they are
    written in first."""
    rows = Proposal.objects.worked_on_by(user).filter(
        review=review, source_language=source
    )
    return rows.select_related("group", "review").order_by("created_at", "pk")


def counterparts(proposals: Iterable[Proposal], *, into: str) -> list[Counterpart]:
    return [_counterpart(row, into) for row in proposals if row.in_step_with != into]


def _counterpart(proposal: Proposal, language: str) -> Counterpart:
    block = proposal.block(BLOCK, language)
    return Counterpart(
        subject_label=LABEL,
        subject_id=proposal.pk,
        block=BLOCK,
        kind=proposal.kind,
        source=block.source,
        text=block.text,
        state=block.state,
    )


@transaction.atomic
def take_translation(
    *,
    proposal_id: UUID,
    language: str,
    handed: Handed,
    actor: User | None,
    via: str = "",
    at: datetime,
) -> Counterpart:
    """Set the wording in this language, as *in review*. A wording that takes the
    place of another makes the proposal a draft again, as any rewording does; one
    that was missing changes nothing that was agreed.

    Raises SourceChanged or WrittenMeanwhile with how it stands; then nothing is
    written.
    """
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("review", "group")
        .get(pk=proposal_id)
    )
    if language == proposal.in_step_with:
        raise CannotTake(_("This is the language that the proposal is written in."))
    now = _counterpart(proposal, language)
    refuse_what_moved(now, handed)
    text = handed.text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not is_filled(text):
        raise CannotTake(_("Write the translation first."))
    if len(text) > LONGEST:
        raise CannotTake(
            _("This is too long: %(count)s characters of %(most)s.")
            % {"count": len(text), "most": LONGEST}
        )
    if text != now.text:
        if is_filled(now.text):
            proposal.status = Proposal.Status.DRAFT
        setattr(proposal, f"wording_{language}", text)
        proposal.version += 1
    keep_in_step(proposal, [language])
    proposal.save(
        update_fields=[
            *(f"wording_{language}", *KEPT_IN_STEP),
            *("status", "version", "updated_at"),
        ]
    )
    record(
        "proposal.translated",
        subject=proposal,
        actor=actor,
        via=via,
        at=at,
        review=proposal.review,
        group=proposal.group,
    )
    return now
