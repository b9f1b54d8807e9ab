"""What of a group, a submission, a factsheet or a proposal is to be translated, and
where each text comes from and goes back to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.translations import BlockState, Counterpart, Handed, TextGone
from core.words import Worded
from factsheets import translating as of_factsheets
from factsheets.models import Factsheet
from factsheets.queries import name_of as name_of_factsheet
from groups.models import Group
from proposals import translating as of_proposals
from proposals.models import Proposal
from reviews.models import Review
from submissions import documents, twinning
from submissions import translating as of_texts
from submissions.models import Participation, Submission, Text
from submissions.queries import name_of as name_of_text
from workspace.models import Packet, PacketItem

KINDS: dict[str, type[models.Model]] = {
    "group": Group,
    "submission": Submission,
    "factsheet": Factsheet,
    "proposal": Proposal,
}
Key = tuple[str, UUID, str]
KIND_NAMES = {
    "paragraph": gettext_lazy("Paragraph"),
    "heading": gettext_lazy("Heading"),
    "recommendation": gettext_lazy("Recommendation"),
    "question": gettext_lazy("Advance question"),
    "title": pgettext_lazy("block of a factsheet", "Title"),
    "key_message": gettext_lazy("Key message"),
    "key_figures": gettext_lazy("Figures beside it"),
    "past_intro": gettext_lazy("What was asked before, in short"),
    "chart_title": gettext_lazy("Chart: title"),
    "chart_lead": gettext_lazy("Chart: what it shows"),
    "chart_whole": gettext_lazy("Chart: the whole bar is"),
    "chart_part": gettext_lazy("Chart: the dark part is"),
    "situation": gettext_lazy("Situation"),
    "challenges": gettext_lazy("What stands in the way"),
    "framework": gettext_lazy("National framework"),
    "contact": gettext_lazy("Contact"),
    "sources": gettext_lazy("Sources"),
    "headline": gettext_lazy("Past recommendation, in a few words"),
    "outcome": gettext_lazy("What became of it"),
}


def key_of(row: Counterpart | PacketItem) -> Key:
    return (row.subject_label, row.subject_id, row.block)


def words_in(text: str) -> int:
    """As submissions count; signs that stand for something are no words."""
    return documents.words(twinning.SIGN.sub(lambda sign: f" {sign[2] or ''} ", text))


# What can be sent


def gather(
    user: User, subject: Any, *, review: Review, source: str, into: str
) -> list[Counterpart]:
    """All that is missing or stale of it, as far as the person may read it and have
    it translated; without what somebody is at already."""
    if source == into:
        return []
    texts = of_texts.texts_to_translate(user, review=review, into=into, source=source)
    proposals = of_proposals.proposals_to_translate(user, review=review, source=source)
    sheets = of_factsheets.factsheets_to_translate(user, review=review, source=source)
    found: list[Counterpart] = []
    match subject:
        case Group():
            alone = (
                Participation.objects.values("submission")
                .annotate(number=Count("pk"))
                .filter(number=1)
                .values("submission")
            )
            whole = Participation.objects.filter(group=subject, submission__in=alone)
            texts = texts.filter(
                Q(section__group=subject)
                | Q(
                    section__group=None,
                    section__submission__in=whole.values("submission"),
                )
            )
            proposals = proposals.filter(group=subject)
            sheets = sheets.filter(group=subject)
        case Submission():
            texts = texts.filter(section__submission=subject)
            proposals, sheets = proposals.none(), sheets.none()
        case Factsheet():
            texts = texts.none()
            asked = subject.asks.values("proposal")
            proposals = proposals.filter(pk__in=asked, group=subject.group_id)
            sheets = sheets.filter(pk=subject.pk)
        case Proposal():
            texts, sheets = texts.none(), sheets.none()
            proposals = proposals.filter(pk=subject.pk)
    found += of_texts.counterparts([text for text in texts if of_texts.may_send(text)])
    found += of_proposals.counterparts(proposals, into=into)
    found += of_factsheets.counterparts(sheets, into=into)
    return [row for row in found if row.needs_work]


def in_hands(review: Review, *, into: str) -> set[Key]:
    """What waits in another packet."""
    rows = PacketItem.objects.filter(
        packet__in=Packet.objects.unfinished().filter(review=review, language=into)
    ).exclude(state__in=[PacketItem.State.DONE, PacketItem.State.GONE])
    return {key_of(row) for row in rows}


# What it says now


def standing(items: Iterable[PacketItem], *, into: str) -> dict[Key, Counterpart]:
    """How each text of the packet stands now. Whoever has the packet may know."""
    ids: dict[str, set[UUID]] = {}
    for item in items:
        ids.setdefault(item.subject_label, set()).add(item.subject_id)
    texts = Text.objects.filter(pk__in=ids.get(of_texts.LABEL, ()))
    texts = texts.select_related("section__submission").without_blobs()
    proposals = Proposal.objects.filter(pk__in=ids.get(of_proposals.LABEL, ()))
    sheets = Factsheet.objects.filter(pk__in=ids.get(of_factsheets.LABEL, ()))
    found: list[Counterpart] = []
    if of_texts.LABEL in ids:
        found += of_texts.counterparts(texts)
    if of_proposals.LABEL in ids:
        found += of_proposals.counterparts(proposals, into=into)
    if of_factsheets.LABEL in ids:
        found += of_factsheets.counterparts(sheets, into=into)
    return {key_of(row): row for row in found}


def names_of(items: Iterable[PacketItem]) -> dict[UUID, tuple[Worded, str]]:
    """What each subject is called, and where it is read by who may."""
    ids: dict[str, set[UUID]] = {}
    for item in items:
        ids.setdefault(item.subject_label, set()).add(item.subject_id)
    found: dict[UUID, tuple[Worded, str]] = {}
    if of_texts.LABEL in ids:
        texts = Text.objects.filter(pk__in=ids[of_texts.LABEL]).without_blobs()
        for text in texts.select_related("section__submission"):
            found[text.pk] = (name_of_text(text), text.get_absolute_url())
    if of_factsheets.LABEL in ids:
        for sheet in Factsheet.objects.filter(pk__in=ids[of_factsheets.LABEL]):
            found[sheet.pk] = (name_of_factsheet(sheet), sheet.get_absolute_url())
    if of_proposals.LABEL in ids:
        for row in Proposal.objects.filter(pk__in=ids[of_proposals.LABEL]):
            here = Worded(_("Proposal"), get_language() or "en")
            found[row.pk] = (here, row.get_absolute_url())
    return found


def take(
    item: PacketItem,
    *,
    language: str,
    handed: Handed,
    actor: User | None,
    via: str,
    at: datetime,
) -> Counterpart:
    """Back to its app, by that app's own action."""
    terms: dict[str, Any] = {"handed": handed, "actor": actor, "via": via, "at": at}
    try:
        if item.subject_label == of_texts.LABEL:
            return of_texts.take_translation(
                text_id=item.subject_id, block=item.block, **terms
            )
        if item.subject_label == of_proposals.LABEL:
            return of_proposals.take_translation(
                proposal_id=item.subject_id, language=language, **terms
            )
        return of_factsheets.take_translation(
            factsheet_id=item.subject_id, block=item.block, language=language, **terms
        )
    except (Text.DoesNotExist, Proposal.DoesNotExist, Factsheet.DoesNotExist):
        raise TextGone(_("This text was removed meanwhile.")) from None


# Beside it


def agreed_for(
    user: User, review: Review, *, source: str, into: str
) -> Sequence[Counterpart]:
    """Translations that were agreed, of what the person may read in this review."""
    texts = (
        of_texts.texts_to_translate(user, review=review, into=into, source=source)
        .filter(twins__is_agreed=True)
        .distinct()
    )
    proposals = of_proposals.proposals_to_translate(user, review=review, source=source)
    sheets = of_factsheets.factsheets_to_translate(user, review=review, source=source)
    found = [
        *of_proposals.counterparts(proposals, into=into),
        *of_factsheets.counterparts(sheets, into=into),
        *of_texts.counterparts(texts),
    ]
    return [row for row in found if row.state == BlockState.AGREED]
