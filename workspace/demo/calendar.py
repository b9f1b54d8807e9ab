"""The dates of the demo, counted from the day on which it is loaded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from reviews.dates import keep_date
from reviews.loading import load_rules
from reviews.models import Milestone
from reviews.models.calendar import GENEVA
from reviews.moments import moment
from reviews.planning import Start, draw_plan, make_plan
from workspace.demo.cast import Cast

Kind = Milestone.Kind
LAST_MINUTE = time(23, 59)
HOME = "Asia/Bishkek"
WATCHED_BY = {  # by kind, in the cast; the others are still nobody's
    Kind.WINDOW_CLOSES: "coordinator",
    Kind.OWN_CUT_OFF: "coordinator",
    Kind.TRANSLATION: "translator",
}
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
    plan_the_rest(cast, at=at)
    for kind, person in WATCHED_BY.items():
        milestone = cast.review.milestones.get(kind=kind)
        milestone.owner = cast.people[person]
        keep_date(milestone=milestone, actor=coordinator, at=at)


def plan_the_rest(cast: Cast, *, at: datetime) -> None:
    """Everything that is counted from the day of the review."""
    first = cast.review.milestones.get(kind=Kind.REVIEW)
    start = Start(
        due=first.due,
        zone=first.zone,
        home=HOME,
        is_projected=first.is_projected,
        source=first.source,
        is_behind_us=True,
    )
    plan = draw_plan(cast.review, start, at=at)
    make_plan(
        review=cast.review,
        start=start,
        seen=plan.digest,
        actor=cast.people["coordinator"],
        at=at,
    )
