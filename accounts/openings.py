"""One object opened to somebody outside: to a person with an account, or by an
address that is its own key."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Opening, User
from audit.actions import record
from core.exceptions import ActionRefused
from core.models import digest_of

OPEN_AT_MOST = timedelta(days=180)


class CannotOpen(ActionRefused):
    pass


@transaction.atomic
def open_to_link(
    *,
    subject: models.Model,
    level: str,
    until: datetime,
    label: str,
    actor: User | None,
    at: datetime,
    review: models.Model | None = None,
    group: models.Model | None = None,
) -> tuple[Opening, str]:
    """Returns the opening and the token of its link, which is kept nowhere and
    can never be asked again. `review` and `group` say whose trail it belongs to."""
    if getattr(review, "is_practice", False):
        raise CannotOpen(
            _(
                "This is your practice review: nobody else is in it and nothing leaves"
                " it. In a real one this works."
            )
        )
    if not label.strip():
        raise CannotOpen(_("Say for whom the link is."))
    if until <= at:
        raise CannotOpen(_("The last day of the link is over already."))
    if until > at + OPEN_AT_MOST:
        raise CannotOpen(
            _("A link lasts %(most)s days at most.") % {"most": OPEN_AT_MOST.days}
        )
    token = secrets.token_urlsafe(32)
    opening = Opening.objects.create(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        link_digest=digest_of(token),
        label=label.strip(),
        level=Opening.Level(level),
        until=until,
        opened_by=actor,
    )
    record(
        "opening.made", subject=opening, actor=actor, at=at, review=review, group=group
    )
    return opening, token


@transaction.atomic
def open_to_person(
    *,
    subject: models.Model,
    level: str,
    until: datetime,
    person: User,
    through: models.Model,
    actor: User | None,
    at: datetime,
    review: models.Model | None = None,
    group: models.Model | None = None,
) -> Opening:
    """`through` is the role or the membership because of which she is shown it:
    whoever ends that ends this with it."""
    opening = Opening.objects.create(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        user=person,
        through_id=through.pk,
        level=Opening.Level(level),
        until=until,
        opened_by=actor,
    )
    record(
        "opening.given", subject=opening, actor=actor, at=at, review=review, group=group
    )
    return opening


@transaction.atomic
def withdraw(
    *,
    opening: Opening,
    actor: User | None,
    at: datetime,
    review: models.Model | None = None,
    group: models.Model | None = None,
) -> Opening:
    """From the next request on it opens nothing. What was written stays."""
    if Opening.objects.filter(pk=opening.pk, withdrawn_at=None).update(
        withdrawn_at=at, updated_at=at
    ):
        verb = "opening.ended" if opening.user_id else "opening.withdrawn"
        record(
            verb,
            subject=opening,
            actor=actor,
            at=at,
            review=review,
            group=group,
        )
    opening.refresh_from_db()
    return opening


@transaction.atomic
def withdraw_through(
    ended: UUID,
    *,
    actor: User | None,
    at: datetime,
    review: models.Model | None = None,
    group: models.Model | None = None,
) -> None:
    """What somebody was shown because of the role or membership with this id."""
    for opening in Opening.objects.filter(through_id=ended, withdrawn_at=None):
        withdraw(opening=opening, actor=actor, at=at, review=review, group=group)
