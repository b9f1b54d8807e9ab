"""Totals as rows of numbers: what can be counted, and how a page shows it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Region
from consultations.models import Aim, Event, Headcount
from consultations.models.counts import VALUES, Dimension
from reviews.models import Review

Key = tuple[str, str]  # a dimension and one of its values


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`count`: None where nobody has counted. `share` of its line, in per cent."""

    dimension: str
    value: str
    label: Any
    count: int | None
    share: int | None = None
    aim: int | None = None
    is_reached: bool = False
    tick: float = 0  # where the aim stands on the bar; else its beginning

    @property
    def key(self) -> str:
        return f"{self.dimension}-{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dimension. `total` is the sum of what is shown in it."""

    dimension: str
    label: Any
    cells: list[Cell]
    total: int
    meetings: int = 0  # that counted it and are in these numbers

    @property
    def is_counted(self) -> bool:
        return any(cell.count is not None for cell in self.cells)


def values_of(review: Review) -> dict[str, dict[str, Any]]:
    """What can be counted in this review, by dimension, in the order of pages."""
    regions = {
        region.code: region.name
        for region in Region.objects.filter(state=review.state_id).in_order()
    }
    return {
        dimension.value: regions if dimension == Dimension.REGION else VALUES[dimension]
        for dimension in Dimension
        if dimension != Dimension.REGION or regions
    }


def keys_of(values: Mapping[str, Mapping[str, Any]]) -> set[Key]:
    return {(dimension, value) for dimension, row in values.items() for value in row}


def counts_of(event: Event) -> dict[Key, int]:
    rows = Headcount.objects.filter(event=event)
    return {
        (dimension, value): count
        for dimension, value, count in rows.values_list("dimension", "value", "count")
    }


def aims_of(review: Review) -> dict[Key, int]:
    rows = Aim.objects.filter(review=review)
    return {
        (dimension, value): percent
        for dimension, value, percent in rows.values_list(
            "dimension", "value", "percent"
        )
    }


def lines(
    values: Mapping[str, Mapping[str, Any]],
    counts: Mapping[Key, int],
    *,
    aims: Mapping[Key, int] | None = None,
    meetings: Mapping[str, int] | None = None,
) -> list[Line]:
    """Every dimension with its cells, also those that nobody counted."""
    return [
        _line(dimension, row, counts, aims or {}, (meetings or {}).get(dimension, 0))
        for dimension, row in values.items()
    ]


def _line(dimension, row, counts, aims, meetings) -> Line:
    total = sum(counts.get((dimension, value), 0) for value in row)
    cells = []
    for value, label in row.items():
        count = counts.get((dimension, value))
        aim = aims.get((dimension, value))
        cells.append(
            Cell(
                dimension=dimension,
                value=value,
                label=label,
                count=count,
                share=share(count, total),
                aim=aim,
                is_reached=aim is not None
                and total > 0
                and (count or 0) * 100 >= aim * total,
                tick=0 if aim is None else aim * total / 100,
            )
        )
    return Line(
        dimension=dimension,
        label=label_of(dimension),
        cells=cells,
        total=total,
        meetings=meetings,
    )


def label_of(dimension: str) -> Any:
    return Dimension(dimension).label


def share(count: int | None, total: int) -> int | None:
    """Whole per cent, halves up; None where there is nothing to share."""
    if count is None or total == 0:
        return None
    return (200 * count + total) // (2 * total)


def together(parts: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    """The sum of several. What nobody counted stays uncounted, a zero a zero."""
    sums: Counter[Key] = Counter()
    for part in parts:
        sums.update(part)
    return dict(sums)


def remark_on_meetings(*, held: int, counted: int) -> str:
    """Beside the number of people at these meetings; nothing where all are in it."""
    if counted == held:
        return ""
    return _(
        "Meetings in the number of people: %(n)d of %(all)d. At the others nobody "
        "counted, or so few came that they could be found."
    ) % {"all": held, "n": counted}
