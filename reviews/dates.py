"""What people do with the dates of a review."""

from copy import copy
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from core.stamps import is_stale
from reviews import followers, moving
from reviews.models import Milestone, Review, Role
from reviews.moving import Change, Move

Kind = Milestone.Kind
CHANGEABLE = [
    *("kind", "name", "due", "zone", "is_projected", "source", "owner"),
    *("is_counted", "sequence"),
]
MOVABLE = ["due", "zone", "is_projected", "source", "is_counted", "sequence"]


class CannotKeepDate(ActionRefused):
    pass


class DateChanged(CannotKeepDate):
    """Somebody else changed it since the form was opened."""

    def __init__(self, now: Milestone, *, wished: Milestone):
        self.now = now
        theirs, yours = on_its_clock(now), on_its_clock(wished)
        said = _(
            "Somebody changed this date meanwhile: it is %(theirs)s now, you "
            "wrote %(yours)s. Nothing was saved. Save again to have it your way."
        )
        if theirs == yours:
            theirs = ", ".join(filter(None, [now.called, _watched(now), now.source]))
            said = _(
                "Somebody changed this date meanwhile. It says now: %(theirs)s. Nothing "
                "was saved. Save again to have it your way."
            )
        super().__init__(said % {"theirs": theirs, "yours": yours})


WRITTEN = ("kind", "name", "due", "zone", "is_projected", "source", "owner_id")


def _says_the_same(one: Milestone, other: Milestone) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in WRITTEN)


def _watched(milestone: Milestone) -> str:
    watcher = milestone.owner
    return watcher.full_name if watcher else _("Nobody watches it")


class MovesChanged(CannotKeepDate):
    """What would follow is not what was shown."""

    def __init__(self):
        super().__init__(
            _("The dates changed meanwhile. Nothing was saved; look again.")
        )


@transaction.atomic
def keep_date(
    *,
    milestone: Milestone,
    actor: User,
    at: datetime,
    stamp: str = "",
    seen: str | None = None,
) -> Milestone:
    """Keep a date, new or changed, and move with it whatever is counted from it. A
    counted date whose moment is changed by hand stays there from then on.

    `stamp`: when it had been changed last, as the form was opened; `seen`: the
    digest of the moves that were shown. Where either does not hold any more, nothing
    is kept.
    """
    _locked(milestone.review_id)
    known = None if milestone._state.adding else _as_it_stands(milestone)
    if known and is_stale(stamp, known):
        if _says_the_same(known, milestone):  # a second click
            return known
        raise DateChanged(known, wished=milestone)
    change = draw_kept(milestone)
    if seen is not None and seen != change.digest:
        raise MovesChanged
    _save(milestone, was=known, actor=actor, at=at)
    follow(change.moves, review=milestone.review, actor=actor, at=at)
    return milestone


def draw_kept(milestone: Milestone) -> Change:
    """What keeping the date would take along. Refuses as keeping it would."""
    known = None if milestone._state.adding else _as_it_stands(milestone)
    if known is None:
        _refuse_twice(milestone)
    _by_hand(milestone, known)
    _in_their_order(milestone)
    try:
        return moving.draw(milestone)
    except OverflowError as error:
        raise CannotKeepDate(_("This day is out of all calendars.")) from error


def keep_alone(*, milestone: Milestone, actor: User, at: datetime) -> Milestone:
    """The same where what follows is set by the caller, who has locked the review."""
    known = None if milestone._state.adding else _as_it_stands(milestone)
    _by_hand(milestone, known)
    return _save(milestone, was=known, actor=actor, at=at)


def _save(
    milestone: Milestone, *, was: Milestone | None, actor: User, at: datetime
) -> Milestone:
    if milestone._state.adding:
        milestone.save(force_insert=True)
    else:
        milestone.save(update_fields=[*CHANGEABLE, "updated_at"])
    _record("milestone.kept", milestone, actor=actor, at=at)
    followers.follow(milestone, was=was, actor=actor, at=at)
    return milestone


def _by_hand(milestone: Milestone, known: Milestone | None) -> None:
    """Mark what a person has written: a changed moment is counted no more, and is not
    said where the old one was."""
    if known is None:
        milestone.is_counted = False
        return
    is_moved = milestone.due != known.due
    is_other = is_moved or (milestone.zone, milestone.is_projected) != (
        known.zone,
        known.is_projected,
    )
    milestone.is_counted = known.is_counted and not is_other
    milestone.sequence = known.sequence + is_moved
    if known.is_counted and is_other and milestone.source == known.source:
        milestone.source = ""


class CannotCount(ActionRefused):
    pass


@transaction.atomic
def count_again(
    *, milestone: Milestone, actor: User, at: datetime, seen: str | None = None
) -> Milestone:
    """Put a date that was set by hand back where it belongs by the cycle's distances,
    and let it follow again."""
    _locked(milestone.review_id)
    milestone = _as_it_stands(milestone)
    change = draw_counted(milestone)
    if seen is not None and seen != change.digest:
        raise MovesChanged
    follow(change.moves, review=milestone.review, actor=actor, at=at)
    return milestone


def draw_counted(milestone: Milestone) -> Change:
    """What follows when the date is counted again; itself among the moves."""
    if milestone.done_at:
        raise CannotCount(_("It is done: a date that is done stays."))
    if milestone.is_counted:
        raise CannotCount(_("It is counted already."))
    change = moving.draw_counted(milestone)
    if change is None:
        raise CannotCount(_("The date from which it would be counted is not set."))
    return change


def follow(moves: list[Move], *, review: Review, actor: User, at: datetime) -> None:
    """Make and move what follows. The review's row is locked."""
    for move in moves:
        place(move, review=review, actor=actor, at=at)


def place(move: Move, *, review: Review, actor: User, at: datetime) -> Milestone:
    milestone = move.milestone or Milestone(review=review, kind=move.to.kind)
    was = copy(move.milestone)
    milestone.sequence += bool(move.milestone and move.is_elsewhen)
    milestone.due, milestone.zone = move.to.due, move.to.zone
    milestone.is_projected = move.to.is_projected
    milestone.is_counted = True
    milestone.source = move.distance.source
    if move.milestone is None:
        milestone.save(force_insert=True)
        _record("milestone.kept", milestone, actor=actor, at=at)
    else:
        milestone.save(update_fields=[*MOVABLE, "updated_at"])
        _record("milestone.moved", milestone, actor=actor, at=at)
        followers.follow(milestone, was=was, actor=actor, at=at)
    return milestone


@transaction.atomic
def remove_date(*, milestone: Milestone, actor: User, at: datetime) -> None:
    """Take a date away; with the end of the window goes our own cut-off, if it is
    counted from it. What else is counted stays where it is."""
    review = _locked(milestone.review_id)
    gone = Milestone.objects.filter(pk=milestone.pk)
    if milestone.kind == Kind.WINDOW_CLOSES:
        gone |= review.milestones.filter(
            kind=Kind.OWN_CUT_OFF, is_counted=True, done_at=None
        )
    for row in gone:
        _record("milestone.removed", row, actor=actor, at=at)
        row.delete()


class CannotFinish(ActionRefused):
    pass


@transaction.atomic
def finish_date(*, milestone: Milestone, actor: User, at: datetime) -> Milestone:
    """Mark a date as done. Twice is refused with who did it, and never undoes it."""
    _locked(milestone.review_id)
    milestone = _as_it_stands(milestone)
    if milestone.done_at:
        raise CannotFinish(_already_done(milestone, reader=actor))
    milestone.done_at, milestone.done_by = at, actor
    milestone.save(update_fields=["done_at", "done_by", "updated_at"])
    _record("milestone.done", milestone, actor=actor, at=at)
    return milestone


def _already_done(milestone: Milestone, *, reader: User) -> str:
    day = date_format(timezone.localtime(milestone.done_at), "j E Y")
    known = Role.objects.visible_to(reader).filter(review=milestone.review)
    if milestone.done_by and known.filter(user=milestone.done_by).exists():
        return _("%(who)s marked it as done already, on %(day)s.") % {
            "who": milestone.done_by.full_name,
            "day": day,
        }
    return _("It was marked as done already, on %(day)s.") % {"day": day}


@transaction.atomic
def reopen_date(*, milestone: Milestone, actor: User, at: datetime) -> Milestone:
    """It is not done after all."""
    _locked(milestone.review_id)
    milestone = _as_it_stands(milestone)
    if milestone.done_at is None:
        raise CannotFinish(_("It is not done: there is nothing to take back."))
    milestone.done_at = milestone.done_by = None
    milestone.save(update_fields=["done_at", "done_by", "updated_at"])
    _record("milestone.reopened", milestone, actor=actor, at=at)
    return milestone


def _refuse_twice(new: Milestone) -> None:
    """Somebody may have set it since the form was opened."""
    rows = new.review.milestones.exclude(kind=Kind.OTHER)
    if rows.filter(kind=new.kind).exists():
        raise CannotKeepDate(_("This date is there already. Change that one."))


def _in_their_order(new: Milestone) -> None:
    """The window opens, we are done, the window closes. What is counted from the new
    date follows it, and is in nobody's way."""
    order: list[str] = [Kind.WINDOW_OPENS, Kind.OWN_CUT_OFF, Kind.WINDOW_CLOSES]
    if new.kind not in order:
        return
    others = new.review.milestones.exclude(pk=new.pk).filter(kind__in=order)
    if new.kind == Kind.WINDOW_CLOSES:
        others = others.exclude(is_counted=True, done_at=None)
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


def on_its_clock(milestone: Milestone) -> str:
    there = timezone.localtime(milestone.due, ZoneInfo(milestone.zone))
    return date_format(there, "j E Y, H:i")


def _as_it_stands(milestone: Milestone) -> Milestone:
    rows = Milestone.objects.select_related("review", "done_by", "owner")
    found = rows.filter(pk=milestone.pk).first()
    if found is None:
        raise CannotKeepDate(_("This date was taken away meanwhile."))
    return found


def _locked(review_id) -> Review:
    return Review.objects.select_for_update(no_key=True).get(pk=review_id)


def _record(verb: str, milestone: Milestone, *, actor: User, at: datetime) -> None:
    record(verb, subject=milestone, actor=actor, at=at, review=milestone.review)
