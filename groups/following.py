"""Steps of a roadmap go with the date towards which they lead."""

from datetime import date, datetime, timedelta
from typing import cast

from accounts.models import User
from audit.actions import record
from groups.models import RoadmapItem
from reviews.models import Milestone


def move_steps(*, milestone: Milestone, days: int, actor: User, at: datetime) -> None:
    """What is not done and has a day moves by as many days, in whichever group; a step
    without a day has nothing to move. Out of all calendars: it stays."""
    steps = list(
        RoadmapItem.objects.select_for_update(of=("self",))
        .select_related("group")
        .filter(milestone=milestone, done_at=None, due_on__isnull=False)
        .order_by("pk")
    )
    for step in steps:
        try:
            step.due_on = cast("date", step.due_on) + timedelta(days=days)
        except OverflowError:
            continue
        step.updated_at = at
        record(
            "roadmapitem.followed",
            subject=step,
            actor=actor,
            at=at,
            review=milestone.review,
            group=step.group,
        )
    RoadmapItem.objects.bulk_update(steps, ["due_on", "updated_at"])
