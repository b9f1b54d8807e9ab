"""Asking back, through the code, whoever said something."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.models import Code, Enquiry, Finding
from consultations.recording import rapporteurs_of, record
from core.exceptions import ActionRefused
from core.words import language_of
from groups.models import Group
from notifications.actions import notify


class CannotAskBack(ActionRefused):
    pass


def has_code(finding: Finding) -> bool:
    return Code.objects.filter(finding=finding, revoked_at=None).exists()


@transaction.atomic
def ask_back(
    *,
    finding: Finding,
    group: Group | None,
    text: str,
    language: str,
    actor: User,
    at: datetime,
) -> Enquiry:
    """One question at a time: whoever holds the code is not pressed."""
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    if not has_code(row):
        raise CannotAskBack(
            _("It was entered at a meeting and has no code: nobody would read this.")
        )
    if row.enquiries.filter(answered_at=None).exists():
        raise CannotAskBack(_("A question waits for an answer already."))
    said = " ".join(text.split())
    if not said:
        raise CannotAskBack(_("Write the question."))
    enquiry = Enquiry.objects.create(
        finding=row,
        group=group,
        text=said,
        language=language_of(said, otherwise=language),
        asked_by=actor,
        asked_at=at,
    )
    record("enquiry.asked", finding, actor=actor, at=at, group=group)
    return enquiry


class CannotAnswer(ActionRefused):
    pass


@transaction.atomic
def answer_enquiry(
    *, enquiry: Enquiry, text: str, language: str, at: datetime
) -> Enquiry:
    """By whoever holds the code, without an account. Whoever asked is told, and the
    rapporteurs of the group for which it was asked; of none, of those that have it."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise CannotAnswer(_("Write the answer."))
    row = (
        Enquiry.objects.select_related("finding__review", "finding__host", "group")
        .select_for_update(of=("self",))
        .get(pk=enquiry.pk)
    )
    if row.answered_at:
        raise CannotAnswer(_("It was answered already."))
    row.answer, row.answered_at = said, at
    row.answer_language = language_of(said, otherwise=language)
    row.save(update_fields=["answer", "answered_at", "answer_language", "updated_at"])
    record("enquiry.answered", row.finding, actor=None, at=at, group=row.group)
    notify(
        recipients=_told(row),
        kind="finding.answer",
        subject=row.finding,
        at=at,
        rung=str(row.pk),
    )
    return row


def _told(enquiry: Enquiry) -> set[User]:
    groups = [enquiry.group] if enquiry.group else list(enquiry.finding.groups.all())
    asker = [enquiry.asked_by] if enquiry.asked_by.is_active else []
    return {*asker, *rapporteurs_of(groups)}
