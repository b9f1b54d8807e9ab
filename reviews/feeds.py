"""What a person does with the address for their own calendar. In no review's trail: its
coordinators would read there who is in a group that is closed to them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from reviews.models import Feed, Review, Role
from reviews.practising import refuse_in_practice

LASTS = timedelta(days=2 * 365)


class CannotMakeFeed(ActionRefused):
    pass


@transaction.atomic
def make_feed(*, review: Review, actor: User, at: datetime) -> tuple[Feed, str]:
    """The person's address, and its token, which nobody can ask again. One that
    there was before opens nothing from now on."""
    refuse_in_practice(review)
    # The lock also makes two clicks follow each other.
    roles = Role.objects.select_for_update(no_key=True).of(actor, review=review)
    if not roles.order_by("pk"):
        raise CannotMakeFeed(_("You are not in this review any more."))
    _withdraw(review, actor=actor, at=at)
    feed = Feed(review=review, user=actor, expires_at=at + LASTS)
    token = feed.draw_token()
    feed.save(force_insert=True)
    record("feed.made", subject=feed, actor=actor, at=at)
    return feed, token


@transaction.atomic
def withdraw_feed(*, review: Review, actor: User, at: datetime) -> bool:
    """From now on the person's address is one that does not exist. False: there was
    none."""
    return _withdraw(review, actor=actor, at=at)


def _withdraw(review: Review, *, actor: User, at: datetime) -> bool:
    feed = Feed.objects.filter(review=review, user=actor, revoked_at=None).first()
    if feed is None:
        return False
    withdrawn = Feed.objects.filter(pk=feed.pk, revoked_at=None).update(
        revoked_at=at, updated_at=at
    )
    if withdrawn:
        record("feed.withdrawn", subject=feed, actor=actor, at=at)
    return bool(withdrawn)
