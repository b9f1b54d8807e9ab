"""The dates of the demo, counted from the day on which it is loaded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from reviews.dates import keep_date
from reviews.loading import load_rules
from reviews.models import Milestone
from reviews.models.calendar import GENEVA
from reviews.moments import moment
from workspace.demo.cast import Cast

Kind = Milestone.Kind
LAST_MINUTE = time(23, 59)
DATES = [  # kind, days from today, not confirmed
    (Kind.WINDOW_OPENS, -9, False),
    (Kind.WINDOW_CLOSES, 33, False),
    (Kind.NATIONAL_REPORT, 150, True),
    (Kind.PRE_SESSION, 190, True),
    (Kind.REVIEW, 230, True),
]


def set_dates(cast: Cast, *, today: datetime, at: datetime) -> None:
    load_rules()
    coordinator = cast.people["coordinator"]
    there = today.astimezone(ZoneInfo(GENEVA)).date()
    for kind, days, is_projected in DATES:
        due = moment(there + timedelta(days=days), LAST_MINUTE, GENEVA)
        milestone = Milestone(
            review=cast.review, kind=kind, due=due, is_projected=is_projected
        )
        keep_date(milestone=milestone, actor=coordinator, at=at)
