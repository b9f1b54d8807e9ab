"""Which dates wait for a person (`core.waiting`)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Value

from accounts.models import User
from core.waiting import told
from reviews.models import Milestone, Role

AHEAD = timedelta(days=60)  # what comes later, nobody has to think of today


def for_person(user: User, *, at: datetime) -> list[QuerySet]:
    """Those that she watches, past or near, that are not done; of reviews in which she
    is still on the coalition's side: who may mark them as done, too
    (`reviews.finish_milestone`)."""
    seats = Role.objects.of(user, review=OuterRef("review"))
    inside = seats.filter(role__in=Role.INSIDE)
    rows = Milestone.objects.visible_to(user).filter(
        Exists(inside), owner=user, done_at=None, due__lte=at + AHEAD
    )
    return [
        told(
            rows,
            kind="date",
            review="review",
            text="name",
            detail="kind",
            due_at="due",
            may_act=Value(value=True),
        )
    ]
