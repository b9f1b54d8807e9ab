"""Who helps where, and asking for help."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from consultations.models import HelpRequest, RegionalContact
from core.exceptions import ActionRefused
from notifications.actions import notify
from reviews.models import Role

WAITING_AT_MOST = 5


class CannotNameHelper(ActionRefused):
    pass


@transaction.atomic
def name_helper(
    *, contact: RegionalContact, actor: User, at: datetime
) -> RegionalContact:
    """Under the name that this person wants to be called by there."""
    inside = Role.objects.of(contact.user, review=contact.review)
    if not inside.filter(role__in=Role.INSIDE).exists():
        raise CannotNameHelper(_("This person has no role in the review any more."))
    contact.shown_as = " ".join(contact.shown_as.split())
    contact.save(force_insert=True)
    _record("helper.named", contact, actor=actor, at=at)
    return contact


@transaction.atomic
def remove_helper(*, contact: RegionalContact, actor: User, at: datetime) -> None:
    """What was asked of this person goes too: nobody else was meant to read it."""
    if RegionalContact.objects.filter(pk=contact.pk).exists():
        _record("helper.removed", contact, actor=actor, at=at)
        contact.delete()


class CannotAskForHelp(ActionRefused):
    pass


@transaction.atomic
def ask_for_help(
    *, contact: RegionalContact, text: str, actor: User, at: datetime
) -> HelpRequest:
    """Read by whoever helps there, and by nobody else."""
    held = RegionalContact.objects.select_for_update(no_key=True, of=("self",))
    contact = held.select_related("user", "review").get(pk=contact.pk)
    if not RegionalContact.objects.present().filter(pk=contact.pk).exists():
        raise CannotAskForHelp(_("Nobody helps here at the moment."))
    text = _tidied(text)
    waiting = contact.requests.filter(asked_by=actor, answered_at=None)
    same = waiting.filter(text=text).first()
    if same:
        return same
    if waiting.count() >= WAITING_AT_MOST:
        raise CannotAskForHelp(
            _(
                "Several of your questions wait here already. Let them be answered first."
            )
        )
    request = HelpRequest.objects.create(
        contact=contact, asked_by=actor, text=text, asked_at=at
    )
    _record("help.asked", contact, actor=actor, at=at)
    notify(recipients=[contact.user], kind="help.wanted", subject=request, at=at)
    return request


class CannotAnswerHelp(ActionRefused):
    pass


@transaction.atomic
def answer_help(
    *, request: HelpRequest, answer: str, actor: User, at: datetime
) -> HelpRequest:
    """Once, by whoever was asked."""
    row = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    answer = _tidied(answer)
    if row.answered_at:
        if row.answer == answer:
            return row
        raise CannotAnswerHelp(_("This has been answered already."))
    row.answer, row.answered_at = answer, at
    row.save(update_fields=["answer", "answered_at", "updated_at"])
    _record("help.answered", row.contact, actor=actor, at=at)
    asker = row.asked_by
    if asker.is_active:
        notify(recipients=[asker], kind="help.given", subject=row, at=at)
    return row


def _tidied(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\x00", "").strip()


def _record(verb: str, contact: RegionalContact, *, actor: User, at: datetime) -> None:
    """About the region's help desk: the trail does not tie a question to its words."""
    record(verb, subject=contact, actor=actor, at=at, review=contact.review)
