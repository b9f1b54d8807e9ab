"""Which dates follow from which, counted on the clocks where they hang. Plain
values in, plain values out: nothing here asks or changes a database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from reviews.moments import moment_or_before

HOME = "home"
# What holds whatever a cycle's distances say.
IN_THEIR_ORDER = [
    ("window_opens", "own_cut_off"),
    ("window_opens", "window_closes"),
    ("own_cut_off", "window_closes"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A date that is set, or that follows from one."""

    kind: str
    due: datetime
    zone: str
    is_projected: bool = False
    is_counted: bool = False
    is_done: bool = False

    @property
    def stays(self) -> bool:
        """What was set by hand or is done does not follow any more."""
        return self.is_done or not self.is_counted

    @property
    def there(self) -> datetime:
        return self.due.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a date lies from another: in days or in hours, less than nothing
    before it. No clock, no zone: those of the other date."""

    kind: str
    anchor: str
    days: int | None = None
    hours: int | None = None
    clock: time | None = None
    zone: str = ""
    is_ours: bool = False  # our own custom: as sure as the date it is counted from

    @property
    def is_before(self) -> bool:
        return (self.days or self.hours or 0) < 0


def count(
    points: Mapping[str, Point],
    steps: Iterable[Step],
    *,
    home: str = "",
    adding: Collection[str] = (),
) -> dict[str, Point]:
    """Every date, with those that follow where they belong now. Kinds in `adding` are
    made where they are missing; `home` is where the clocks of their own place hang.

    Dates that were set by hand or are done stay, and so does what is counted from a
    date that nobody has set. Counting twice changes nothing. Raises OverflowError for
    days that are out of all calendars.
    """
    found = dict(points)
    for step in anchors_first(steps):
        anchor, known = found.get(step.anchor), found.get(step.kind)
        if anchor is None or (known is None and step.kind not in adding):
            continue
        if known is None or not known.stays:
            found[step.kind] = _placed(step, anchor, known=known, home=home)
    return found


def _placed(step: Step, anchor: Point, *, known: Point | None, home: str) -> Point:
    zone = step.zone or anchor.zone
    if zone == HOME:
        zone = known.zone if known else home or anchor.zone
    there = anchor.there.replace(tzinfo=None) + timedelta(
        days=step.days or 0, hours=step.hours or 0
    )
    due = moment_or_before(there.date(), step.clock or there.time(), zone)
    is_projected = anchor.is_projected or not step.is_ours
    point = known or Point(kind=step.kind, due=due, zone=zone, is_counted=True)
    return replace(point, due=due, zone=zone, is_projected=is_projected)


def anchors_first(steps: Iterable[Step]) -> list[Step]:
    """Each after the one from which its date is counted. Steps that lead in a circle
    count nothing and are left out."""
    waiting = {step.kind: step for step in steps}
    order: list[Step] = []
    while ready := [s for s in waiting.values() if s.anchor not in waiting]:
        order += ready
        for step in ready:
            del waiting[step.kind]
    return order


def followers(kind: str, steps: Iterable[Step]) -> list[str]:
    """Everything that is counted from a date, near or far."""
    found = [kind]
    for step in anchors_first(steps):
        if step.anchor in found:
            found.append(step.kind)
    return found[1:]


def out_of_order(
    points: Mapping[str, Point], steps: Iterable[Step]
) -> list[tuple[str, str]]:
    """(earlier, later): pairs that do not stand in this order any more."""
    pairs = list(IN_THEIR_ORDER)
    for step in steps:
        pair = (step.kind, step.anchor) if step.is_before else (step.anchor, step.kind)
        if pair not in pairs:
            pairs.append(pair)
    return [
        (earlier, later)
        for earlier, later in pairs
        if earlier in points
        and later in points
        and points[earlier].due > points[later].due
    ]
