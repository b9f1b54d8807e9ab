"""Taking back what was given: a piece of evidence on which nothing rests there yet.
Stands here because proposals and texts, which may, are above evidence."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from consultations.models import Finding
from core.exceptions import ActionRefused
from evidence.models import Evidence, Gift
from groups.models import Group
from proposals.models import EvidenceLink
from submissions.models import Citation


class CannotTakeBack(ActionRefused):
    pass


@transaction.atomic
def take_gift_back(
    *, evidence: Evidence, group: Group, actor: User, at: datetime
) -> None:
    """Whoever puts it behind something meanwhile waits for this, or this for them."""
    row = (
        Evidence.objects.select_related("group__review")
        .select_for_update(of=("self",))
        .get(pk=evidence.pk)
    )
    gifts = Gift.objects.filter(evidence=row, group=group)
    resting = list(_resting(row, group)) if gifts.exists() else []
    if resting:
        raise CannotTakeBack(
            _("It cannot be taken back, for in that group this rests on it: %(what)s.")
            % {"what": get_text_list(resting, _("and"))}
        )
    deleted, _rows = gifts.delete()
    if deleted:
        record(
            "evidence.taken_back",
            subject=row,
            actor=actor,
            at=at,
            review=row.group.review,
            group=row.group,
        )


def _resting(evidence: Evidence, group: Group) -> Iterator[str]:
    """By kind alone: what it is, is the business of that group. Where whoever gave it
    writes along, it rests on their own shelf."""
    if EvidenceLink.objects.filter(evidence=evidence, proposal__group=group).exists():
        yield _("a proposal")
    citing = Citation.objects.filter(
        evidence=evidence, text__section__submission__groups=group
    ).exclude(text__section__submission__groups=evidence.group_id)
    if citing.exists():
        yield _("a text of a submission")
    behind = Finding.objects.filter(evidence=evidence, groups=group)
    if behind.exclude(groups=evidence.group_id).exists():
        yield _("a finding")
