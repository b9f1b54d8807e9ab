"""Whole calendar months that are over: the only periods of which figures leave.

Where a month begins is said by one clock, Geneva's, for every review and every reader:
by the clock of who reads, the same month would be another one for some hours, and the
difference of the two would be a handful of people.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from reviews.models.calendar import GENEVA

ZONE = ZoneInfo(GENEVA)
MONTHS_OFFERED = 60
MONTHS_AT_FIRST = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    def moved(self, months: int) -> "Month":
        place = self.year * 12 + self.number - 1 + months
        return Month(place // 12, place % 12 + 1)

    @property
    def key(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def name(self) -> str:
        return date_format(self.begins_on, "F Y")

    @property
    def begins_on(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def begins_at(self) -> datetime:
        return datetime(self.year, self.number, 1, tzinfo=ZONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first month to the last, both of them whole."""

    first: Month
    last: Month

    @property
    def begins_on(self) -> date:
        return self.first.begins_on

    @property
    def ends_before(self) -> date:
        return self.last.moved(1).begins_on

    @property
    def begins_at(self) -> datetime:
        return self.first.begins_at

    @property
    def ends_before_moment(self) -> datetime:
        return self.last.moved(1).begins_at

    @property
    def name(self) -> str:
        if self.first == self.last:
            return self.first.name
        return f"{self.first.name} – {self.last.name}"

    @property
    def key(self) -> str:
        return f"{self.first.key}-{self.last.key}"

    def of_moments(self, field: str) -> dict[str, datetime]:
        """As a filter: the moment in this field is in the period."""
        return {
            f"{field}__gte": self.begins_at,
            f"{field}__lt": self.ends_before_moment,
        }


def over(at: datetime) -> list[Month]:
    """The months that are over at this moment, the newest first."""
    newest = Month.of(at.astimezone(ZONE)).moved(-1)
    return [newest.moved(-back) for back in range(MONTHS_OFFERED)]


def at_first(months: list[Month]) -> Period:
    """What is shown to who has not asked for anything else."""
    return Period(first=months[MONTHS_AT_FIRST - 1], last=months[0])
