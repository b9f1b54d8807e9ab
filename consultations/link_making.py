"""What organisers do with addresses for contributions and with codes of meetings."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from consultations.models import Code, ContributionLink, Event
from consultations.voice_codes import draw_code
from core.exceptions import ActionRefused
from groups.models import Group
from reviews.practising import refuse_in_practice


@transaction.atomic
def make_link(
    *, link: ContributionLink, groups: Iterable[Group], actor: User, at: datetime
) -> ContributionLink:
    """Open the address set on `link`, of a meeting or of a region."""
    refuse_in_practice(link.review)
    link.made_by = actor
    link.derive_token()
    link.save(force_insert=True)
    link.groups.set(groups)
    _record("contributionlink.made", link, actor=actor, at=at)
    return link


class CannotRevoke(ActionRefused):
    pass


@transaction.atomic
def revoke_link(*, link: ContributionLink, actor: User, at: datetime) -> None:
    """From now on it is an address that does not exist; what came in stays."""
    revoked = ContributionLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=at, updated_at=at
    )
    if not revoked:
        raise CannotRevoke(_("It has been withdrawn already."))
    _record("contributionlink.revoked", link, actor=actor, at=at)


@transaction.atomic
def make_meeting_code(*, event: Event, actor: User, at: datetime) -> Code:
    """The one code of the meeting: made once, printed as often as one likes."""
    Event.objects.select_for_update().get(pk=event.pk)
    known = Code.objects.filter(event=event).first()
    if known:
        return known
    code = draw_code(event=event, at=at)
    record(
        "code.made",
        subject=code,
        actor=actor,
        at=at,
        review=event.review,
        group=event.host,
    )
    return code


def _record(verb: str, link: ContributionLink, *, actor: User, at: datetime) -> None:
    host = link.event.host if link.event else None
    record(verb, subject=link, actor=actor, at=at, review=link.review, group=host)
