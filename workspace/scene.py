"""What a coordinator's home knows of a review, gathered at once: how far each group is,
the dates, the submissions, where people were heard.

Counted are groups and submissions whose work is open to her, and findings and meetings
that she may know of. Of a group behind its wall there is no number, nor is it in any
sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from accounts.models import User
from consultations.balance import line_of
from consultations.figures import Line
from groups.models import Group
from reviews.models import Milestone, Review, Rule
from reviews.queries import Rules, ShownDate, shown
from submissions.limits import limit_of
from submissions.models import Submission
from workspace.counted import DIMENSION
from workspace.counts import Told, terms_of, told_of
from workspace.packet_desk import today_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    of: int = 0
    done: int = 0
    overdue: int = 0
    stuck: int = 0  # due soon, and waiting for another step
    oldest: date | None = None  # since when one is overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Of the sections that have a budget; `free`: words of the others."""

    written: int = 0
    budget: int = 0
    free: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Findings that the group has neither taken up nor set aside; of each how many
    have waited long."""

    sent: int = 0
    read: int = 0
    sent_long: int = 0
    read_long: int = 0

    @property
    def long(self) -> int:
        return self.sent_long + self.read_long


@dataclass(frozen=True, slots=True, kw_only=True)
class English:
    """Texts written in another language, and how many of them are in English too."""

    ready: int = 0
    of: int = 0

    def __add__(self, other: "English") -> "English":
        return English(ready=self.ready + other.ready, of=self.of + other.of)

    @property
    def behind(self) -> int:
        return self.of - self.ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    draft: int = 0
    in_review: int = 0
    published: int = 0
    behind: int = 0  # English is missing or stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Questions that wait for somebody's answer, near their day or after it."""

    count: int = 0
    first: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    agreed: int = 0
    asked: int = 0

    def __add__(self, other: "Signs") -> "Signs":
        return Signs(agreed=self.agreed + other.agreed, asked=self.asked + other.asked)


@dataclass(slots=True, kw_only=True)
class Standing:
    """How far a group is whose work is open."""

    group: Group
    steps: Steps = field(default_factory=Steps)
    words: Words = field(default_factory=Words)
    inbox: Inbox = field(default_factory=Inbox)
    english: English = field(default_factory=English)
    sheets: Sheets = field(default_factory=Sheets)
    asked: Asked = field(default_factory=Asked)
    signs: Signs = field(default_factory=Signs)
    proposals: int = 0
    submissions: list[Submission] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Work:
    """A submission whose work is open. `before`: how many words it had, `LONG` ago."""

    submission: Submission
    limit: int | None
    words: int = 0
    before: int = 0
    over: int = 0  # sections past their budget
    english: English = field(default_factory=English)
    signs: Signs = field(default_factory=Signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    name: str
    code: str
    findings: int
    meetings: int

    @property
    def is_heard(self) -> bool:
        return bool(self.findings or self.meetings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A packet whose day is over, while the translator has it."""

    id: UUID
    language: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date that is not done. `is_watched`: by somebody who can sign in."""

    shown: ShownDate
    is_watched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    review: Review
    today: date
    groups: list[Group]  # all that she may know, in the order of the page
    standing: Mapping[UUID, Standing]  # of the open ones
    headless: list[Group]
    dates: list[Dated]
    works: list[Work]
    places: list[Place]
    findings: int
    ungiven_long: int  # findings that no group was given
    packets: list[Late]
    balance: Line  # of `counted.DIMENSION`

    def date(self, kind: str) -> ShownDate | None:
        """The date of this kind, if it is still to come and not done."""
        known = (row.shown for row in self.dates if row.shown.milestone.kind == kind)
        return next((row for row in known if not row.is_past), None)

    @property
    def heard(self) -> int:
        return sum(place.is_heard for place in self.places)


def scene_of(
    review: Review,
    *,
    user: User,
    at: datetime,
    groups: Sequence[Any],
    submissions: Iterable[Any],
) -> Scene:
    """Groups and rows of submissions as `workspace.queries.home` has found them: each
    says in `opened` whether its work may be read."""
    opened = [group.pk for group in groups if group.opened]
    open_rows = [row.submission for row in submissions if row.submission.opened]
    terms = terms_of(
        review,
        user=user,
        at=at,
        everybody=[group.pk for group in groups],
        opened=opened,
        written=[row.pk for row in open_rows],
    )
    told = told_of(terms)
    regions = sorted(told["region"], key=lambda row: row["order"])
    places = [_place(row, told) for row in regions]
    works = _works(open_rows, told)
    return Scene(
        review=review,
        today=today_of(user, at),
        groups=list(groups),
        standing=_standing(groups, works, told, zone=user.time_zone),
        headless=_headless(groups, told),
        dates=_dates(review, user=user, at=at, told=told),
        works=list(works.values()),
        places=places,
        findings=sum(row["n"] for row in told["heard"]),
        ungiven_long=sum(row["ungiven"] for row in told["heard"]),
        packets=[
            Late(
                id=UUID(row["id"]),
                language=row["language"],
                due_on=date.fromisoformat(row["due_on"]),
            )
            for row in told["packet"]
        ],
        balance=line_of(
            DIMENSION,
            [
                *(row["numbers"] for row in told["published"]),
                *({row["value"]: row["n"]} for row in told["counted"]),
            ],
        ),
    )


# What was told, put together


def _dates(review: Review, *, user: User, at: datetime, told: Told) -> list[Dated]:
    """Once each, by their day."""
    found = {}
    for line in told["date"]:
        is_watched = line.pop("is_watched")
        due = datetime.fromisoformat(line.pop("due"))
        milestone = Milestone(review=review, due=due, **line)
        found[line["id"]] = Dated(
            shown=shown(milestone, reader=user, at=at), is_watched=is_watched
        )
    return sorted(found.values(), key=lambda row: row.shown.milestone.due)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_there(text: str | None, zone: str) -> date | None:
    moment = datetime.fromisoformat(text) if text else None
    return moment.astimezone(ZoneInfo(zone)).date() if moment else None


def _place(row: dict, told: Told) -> Place:
    def count(what: str) -> int:
        return sum(line["n"] for line in told[what] if line["region"] == row["id"])

    return Place(
        name=row[f"name_{get_language()}"] or row["name_en"],
        code=row["code"],
        findings=count("heard"),
        meetings=count("met"),
    )


def _works(rows: list[Submission], told: Told) -> dict[UUID, Work]:
    rules = Rules(
        by_kind={
            line["kind"]: Rule(kind=line["kind"], number=line["number"])
            for line in told["rule"]
        }
    )
    works = {row.pk: Work(submission=row, limit=limit_of(row, rules)) for row in rows}
    for line in told["words"]:
        work = works[UUID(line["submission"])]
        work.words += line["all"]
        work.before += line["before"]
        work.over += line["over"]
    for line in told["english"]:
        work = works[UUID(line["submission"])]
        work.english += English(ready=line["ready"], of=line["of"])
    for line in told["signs"]:
        work = works[UUID(line["submission"])]
        work.signs = Signs(agreed=line["agreed"], asked=line["asked"])
    return works


def _standing(
    groups: Iterable[Any], works: Mapping[UUID, Work], told: Told, *, zone: str
) -> dict[UUID, Standing]:
    found = {str(group.pk): Standing(group=group) for group in groups if group.opened}
    for line in told["steps"]:
        row = found[line.pop("group")]
        first, moment = _day(line.pop("oldest")), line.pop("oldest_at")
        days = [day for day in (first, _day_there(moment, zone)) if day]
        row.steps = Steps(**line, oldest=min(days, default=None))
    for line in told["inbox"]:
        row = found[line.pop("group")]
        row.inbox = Inbox(**line)
    for line in told["asked"]:
        found[line["group"]].asked = Asked(
            count=line["count"], first=_day(line["first"])
        )
    for line in told["proposals"]:
        row = found[line["group"]]
        row.proposals = line["n"]
        row.english += English(ready=line["ready"], of=line["of"])
    for line in told["sheets"]:
        row = found[line["group"]]
        row.english += English(ready=line["ready"], of=line["of"])
        row.sheets = Sheets(
            **{name: line[name] for name in Sheets.__dataclass_fields__}
        )
    _note_sections(found, works, told)
    return {row.group.pk: row for row in found.values()}


def _note_sections(
    found: Mapping[str, Standing], works: Mapping[UUID, Work], told: Told
) -> None:
    """A section that names no group is of the one that writes the whole alone."""
    parts: dict[str, list[str]] = {}
    for line in told["part"]:
        parts.setdefault(line["submission"], []).append(line["group"])

    def writer(line: dict) -> Standing | None:
        alone = parts.get(line["submission"], [])
        whose = line["group"] or (alone[0] if len(alone) == 1 else "")
        return found.get(whose)

    for line in told["words"]:
        if row := writer(line):
            row.words = Words(
                written=row.words.written + line["written"],
                budget=row.words.budget + line["budget"],
                free=row.words.free + line["all"] - line["written"],
            )
    for line in told["english"]:
        if row := writer(line):
            row.english += English(ready=line["ready"], of=line["of"])
    for submission, groups in parts.items():
        work = works[UUID(submission)]
        for row in filter(None, map(found.get, groups)):
            row.signs += work.signs
            row.submissions.append(work.submission)


def _headless(groups: Iterable[Any], told: Told) -> list[Group]:
    named = {line["id"] for line in told["headless"]}
    return [group for group in groups if str(group.pk) in named]
