"""What hangs on a date in apps above this one. They say so when they start, and move
with the date in its transaction."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from reviews.models import Milestone

type Follower = Callable[..., None]
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """`follower(milestone=…, days=…, actor=…, at=…)`: called after a date was moved by
    so many days of its own calendar, never by none."""
    if follower not in _followers:
        _followers.append(follower)


def follow(
    milestone: Milestone, *, was: Milestone | None, actor: User, at: datetime
) -> None:
    """`was`: the date as it stood; None: it is new, and nothing hangs on it."""
    days = (_day(milestone) - _day(was)).days if was else 0
    if days:
        for follower in _followers:
            follower(milestone=milestone, days=days, actor=actor, at=at)


def _day(milestone: Milestone):
    return milestone.due.astimezone(ZoneInfo(milestone.zone)).date()
