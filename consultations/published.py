"""Which numbers of a meeting everybody is shown, and when those change.

A line (all numbers of one dimension) is shown when the meeting is over and none of its
numbers is 1 to 4. What is written afterwards changes it only where every number stays
as it was shown or moves by five at least: else whoever looked before and after would
see the one woman from Naryn who was added. Until then the numbers of before are shown.
What was shown once is remembered, also while the line is not shown or the meeting is
open again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from consultations.models import Event, Headcount, ShownLine

SMALL = range(1, 5)
type Numbers = Mapping[str, int]


def is_published(numbers: Iterable[int]) -> bool:
    """Of a meeting that is over. No number is 1 to 4; zero is nobody."""
    return not any(number in SMALL for number in numbers)


def tells_of_few(before: Numbers, after: Numbers) -> bool:
    """Whether the difference is a few people."""
    return any(
        abs(after.get(value, 0) - before.get(value, 0)) in SMALL
        for value in before.keys() | after.keys()
    )


def publish(event: Event) -> None:
    """In the transaction that closes the meeting, or counts after it is over, with its
    row locked."""
    counted = _counted(event)
    shown = {row.dimension: row for row in ShownLine.objects.filter(event=event)}
    for dimension in sorted(counted.keys() | shown.keys()):
        numbers, row = counted.get(dimension, {}), shown.get(dimension)
        is_new = row is None and is_published(numbers.values())
        if is_new:
            ShownLine.objects.create(event=event, dimension=dimension, numbers=numbers)
        elif row is not None and not tells_of_few(row.numbers, numbers):
            _show(row, numbers)


def _show(row: ShownLine, numbers: dict[str, int]) -> None:
    row.is_shown = bool(numbers) and is_published(numbers.values())
    if row.is_shown:
        row.numbers = numbers
    row.save(update_fields=["is_shown", "numbers", "updated_at"])


def _counted(event: Event) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = Headcount.objects.filter(event=event).order_by("pk")
    for dimension, value, count in rows.values_list("dimension", "value", "count"):
        found[dimension][value] = count
    return found
