"""The rungs on which people are reminded: data, and what a rung is."""

import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "ladder.toml"
MORNING = time(7)  # of the last day: its warning goes by mail at once


@dataclass(frozen=True, slots=True)
class Rung:
    """`is_last`: the day before; `is_late`: it is over and not done."""

    name: str
    is_last: bool = False
    is_late: bool = False

    @property
    def reaches_leaders(self) -> bool:
        return self.is_last or self.is_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    days: tuple[int, ...]
    late_every: int
    late_at_most: int

    @property
    def days_after(self) -> int:
        return self.late_every * self.late_at_most

    def rung(self, *, days_left: int, is_over: bool, clock: time) -> Rung | None:
        """On which one the reader stands, if on any: the nearest one that is
        reached. Those before it were told, or lay in the past already when the
        date was made or moved."""
        if is_over:
            return self._late(-days_left)
        reached = [days for days in self.days if days_left <= days]
        if not reached:
            return None
        days = min(reached)
        if days == days_left == 1 and clock < MORNING:
            return None
        return Rung(str(days), is_last=days == 1)

    def _late(self, days_over: int) -> Rung | None:
        """From the day after on."""
        if days_over < 1 or days_over > self.days_after:
            return None
        number = (days_over - 1) // self.late_every + 1
        return Rung(f"late-{number}", is_late=True)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text())


def ladder_of(kind: str) -> Ladder:
    """Of a kind of date."""
    said = _said()
    return _ladder({**said["usual"], **said["kind"].get(kind, {})})


def ladder_of_steps() -> Ladder:
    return _ladder(_said()["step"])


@cache
def longest() -> tuple[int, int]:
    """How many days before and after a date anybody is reminded of it."""
    ladders = [ladder_of(kind) for kind in ("", *_said()["kind"])]
    return (
        max(max(ladder.days) for ladder in ladders),
        max(ladder.days_after for ladder in ladders),
    )


def _ladder(said: dict[str, Any]) -> Ladder:
    return Ladder(
        days=tuple(said["days"]),
        late_every=said["late_every"],
        late_at_most=said["late_at_most"],
    )
