"""One risk, and the words that several share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reviews.queries import ShownDate
from workspace.counted import SOON
from workspace.scene import Scene

NAMED = 3  # groups and regions that a sentence names
URGENT_FROM = 7  # days before


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """`url`: where it is seen and done. `days`: until it is too late; below zero it
    was so many days ago. `assign_url`: where somebody is made to watch it."""

    kind: str
    title: str
    why: str
    url: str
    days: int | None = None
    is_urgent: bool = False
    assign_url: str = ""

    @property
    def mark(self) -> str:
        return "risk" if self.is_urgent else "watch"

    @property
    def is_to_come(self) -> bool:
        return self.days is not None and self.days >= 0


def near(scene: Scene, kind: str) -> ShownDate | None:
    found = scene.date(kind)
    return found if found and found.days <= SOON.days else None


def day_of(row: ShownDate) -> dict[str, str]:
    return {"day": short(row.clocks.here.date())}


def short(day: date) -> str:
    return date_format(day, "j E")


def listed[Row](rows: Sequence[Row], say: Callable[[Row], object]) -> str:
    """The first few, and how many more."""
    rest = len(rows) - NAMED
    said = ", ".join(str(say(row)) for row in rows[:NAMED])
    if rest > 0:
        said = _("%(names)s and %(n)d more") % {"names": said, "n": rest}
    return said
