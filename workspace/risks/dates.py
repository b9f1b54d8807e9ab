"""Dates that are over and not done, and those that nobody watches."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.counted import BY_ITSELF, SOON
from workspace.risks.risk import URGENT_FROM, Risk, day_of
from workspace.scene import Dated, Scene


def overdue_dates(scene: Scene) -> Iterator[Risk]:
    for row in scene.dates:
        found, milestone = row.shown, row.shown.milestone
        if found.is_past and milestone.kind not in BY_ITSELF:
            title = _("“%(date)s” is over and not marked as done")
            yield Risk(
                kind="overdue-date",
                title=title % {"date": milestone.called},
                why=_("It was on %(day)s. Mark it as done, or move it.")
                % day_of(found),
                url=milestone.get_absolute_url(),
                days=found.days,
                is_urgent=True,
                assign_url=_assigning(row),
            )


def unwatched_dates(scene: Scene) -> Iterator[Risk]:
    for row in scene.dates:
        found, milestone = row.shown, row.shown.milestone
        is_near = not found.is_past and found.days <= SOON.days
        if is_near and not row.is_watched:
            yield Risk(
                kind="unwatched-date",
                title=_("Nobody watches “%(date)s”") % {"date": milestone.called},
                why=_("It is on %(day)s. Say who keeps an eye on it.") % day_of(found),
                url=milestone.get_absolute_url(),
                days=found.days,
                is_urgent=found.days <= URGENT_FROM,
                assign_url=_assigning(row),
            )


def _assigning(row: Dated) -> str:
    """Where the date is given to somebody, if nobody watches it."""
    terms = [row.shown.milestone.review_id, row.shown.milestone.pk]
    form = reverse("reviews:change_date", args=terms)
    return "" if row.is_watched else f"{form}#id_owner"
