"""What people do with the dates of a review."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from reviews.models import Milestone, Review, Rule
from reviews.queries import rules_for

Kind = Milestone.Kind
CHANGEABLE = ["kind", "name", "due", "zone", "is_projected", "hours_before", "owner"]


class CannotKeepDate(ActionRefused):
    pass


@transaction.atomic
def keep_date(*, milestone: Milestone, actor: User, at: datetime) -> Milestone:
    """Keep a date, new or changed. Our own cut-off is counted back from the end of
    the window until somebody sets it by hand; then it stays where it was put."""
    review = _locked(milestone.review_id)
    if milestone.kind == Kind.OWN_CUT_OFF:
        milestone.hours_before = None
    _in_their_order(review, milestone)
    if milestone._state.adding:
        milestone.save(force_insert=True)
    else:
        milestone.save(update_fields=[*CHANGEABLE, "updated_at"])
    _record("milestone.kept", milestone, actor=actor, at=at)
    if milestone.kind == Kind.WINDOW_CLOSES:
        _count_back(review, closes=milestone, actor=actor, at=at)
    return milestone


@transaction.atomic
def remove_date(*, milestone: Milestone, actor: User, at: datetime) -> None:
    """Take a date away; with the end of the window goes what is counted from it."""
    review = _locked(milestone.review_id)
    gone = Milestone.objects.filter(pk=milestone.pk)
    if milestone.kind == Kind.WINDOW_CLOSES:
        gone |= review.milestones.exclude(hours_before=None)
    for row in gone:
        _record("milestone.removed", row, actor=actor, at=at)
        row.delete()


def _in_their_order(review: Review, new: Milestone) -> None:
    """The window opens, we are done, the window closes."""
    order: list[str] = [Kind.WINDOW_OPENS, Kind.OWN_CUT_OFF, Kind.WINDOW_CLOSES]
    if new.kind not in order:
        return
    others = review.milestones.exclude(pk=new.pk).filter(kind__in=order)
    if new.kind == Kind.WINDOW_CLOSES:
        others = others.filter(hours_before=None)  # what is counted back follows
    for row in others:
        is_before = order.index(row.kind) < order.index(new.kind)
        if is_before and row.due >= new.due:
            raise CannotKeepDate(
                _("This would be before “%(date)s”.") % {"date": row.called}
            )
        if not is_before and row.due <= new.due:
            raise CannotKeepDate(
                _("This would be after “%(date)s”.") % {"date": row.called}
            )


def _count_back(
    review: Review, *, closes: Milestone, actor: User, at: datetime
) -> None:
    hours = rules_for(review).number(Rule.Kind.OWN_CUT_OFF)
    own = review.milestones.filter(kind=Kind.OWN_CUT_OFF).first()
    if hours is None or (own and own.hours_before is None):
        return
    if own is None:
        own = Milestone(review=review, kind=Kind.OWN_CUT_OFF)
    own.due = closes.due - timedelta(hours=hours)
    own.zone, own.is_projected = closes.zone, closes.is_projected
    own.hours_before = hours
    own.save()
    _record("milestone.kept", own, actor=actor, at=at)


def _locked(review_id) -> Review:
    return Review.objects.select_for_update(no_key=True).get(pk=review_id)


def _record(verb: str, milestone: Milestone, *, actor: User, at: datetime) -> None:
    record(verb, subject=milestone, actor=actor, at=at, review=milestone.review)
