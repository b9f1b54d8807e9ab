"""What a person has to do, over all her reviews: today, this week, whenever; and what
she waits for. Every row leads to the page where it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext_lazy, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from comments import waiting as of_comments
from consultations import waiting as of_consultations
from core.statements import SOMEBODY, Kept, kept, once
from core.waiting import Waiting, everything, read
from core.words import Worded
from factsheets import waiting as of_factsheets
from groups import waiting as of_groups
from groups.models import Group
from reviews import waiting as of_reviews
from reviews.models import Milestone, Review
from reviews.queries import ShownDate, shown
from submissions import waiting as of_submissions
from workspace import waiting as of_workspace
from workspace.counted import BY_ITSELF
from workspace.coverage import findings_address

LANGUAGES = dict(settings.LANGUAGES)
AT_ONCE = 8  # in a part of the page; the rest is asked for
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    waiting: Waiting
    title: Worded
    said: str  # what is asked; stands alone where there is no title
    group: Worded | None
    review: Review
    due_on: date | None
    days: int | None  # until then on the reader's calendar

    @property
    def kind(self) -> str:
        return _kind_of(self.waiting)

    @property
    def url(self) -> str:
        return _url_of(self.waiting, self.review)

    @property
    def done_url(self) -> str:
        """Where one click says that it is done."""
        return _done_url_of(self.waiting)

    @property
    def is_blocked(self) -> bool:
        return self.waiting.kind == "step" and bool(self.waiting.detail)

    @property
    def is_overdue(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def is_near(self) -> bool:
        return self.days is not None and 0 <= self.days <= WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page. `key` stands in its address, where all of it is asked."""

    key: str
    heading: str
    rows: Sequence[Row]
    count: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    review: Review
    next_date: ShownDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWork:
    parts: Sequence[Part]  # those in which something stands
    reviews: Sequence[ReviewRow]  # by the next date

    @property
    def has_nothing_to_do(self) -> bool:
        return all(part.key == "others" for part in self.parts)


def work_of(user: User, *, at: datetime, whole: str = "") -> MyWork:
    """`whole`: the part that is shown to its end."""
    kept_rows = _kept(get_language() or settings.LANGUAGE_CODE)
    told = read(kept_rows.ask(user=user.pk, at=at + of_reviews.AHEAD))
    known = Review.objects.visible_to(user).real().for_listing()
    reviews = {row.pk: row for row in known}
    groups = _groups_of(told, user=user)
    here = ZoneInfo(user.time_zone)
    rows = [
        _row(one, reviews[one.review], groups, here=here, today=at.astimezone(here))
        for one in told
        if one.review in reviews
    ]
    return MyWork(
        parts=_parts(rows, whole=whole),
        reviews=_by_next_date(reviews, user=user, at=at),
    )


@once
def _kept(language: str) -> Kept:
    """Putting it together takes longer than asking it, so it is done once in each
    language: in that which is set now."""
    at = datetime(1900, 1, 1, tzinfo=UTC)
    user = User(pk=SOMEBODY)
    stand_ins = {"user": user.pk, "at": at + of_reviews.AHEAD}
    return kept(waiting_rows(user, at=at), stand_ins)


def waiting_rows(user: User, *, at: datetime) -> QuerySet:
    """Whatever waits, of all kinds, in one question. It is kept: what differs from one
    person or moment to the next must be in these two, or asked of the database."""
    return everything(
        [
            *of_groups.for_person(user),
            *of_comments.for_person(user),
            *of_consultations.for_person(user),
            *of_submissions.for_person(user),
            *of_factsheets.for_person(user),
            *of_workspace.for_person(user),
            *of_reviews.for_person(user, at=at),
            *_asked_by(user),
        ]
    )


def _asked_by(user: User) -> list[QuerySet]:
    return [
        *of_groups.asked_by(user),
        *of_comments.asked_by(user),
        *of_submissions.asked_by(user),
        *of_workspace.asked_by(user),
    ]


FROM_OTHERS = frozenset({"decision-asked", "feedback-asked", "sign-on", "packet-sent"})


def _groups_of(told: Iterable[Waiting], *, user: User) -> dict[UUID, Group]:
    """By the name that the person may see."""
    wanted = {one.group for one in told if one.group}
    rows = Group.objects.visible_to(user).filter(pk__in=wanted)
    return {row.pk: row for row in rows}


def _by_next_date(
    reviews: dict[UUID, Review], *, user: User, at: datetime
) -> list[ReviewRow]:
    nearest = (
        Milestone.objects.filter(review__in=reviews, due__gt=at, done_at=None)
        .order_by("review", "due", "kind", "pk")
        .distinct("review")
    )
    dates = {row.review_id: shown(row, reader=user, at=at) for row in nearest}
    found = [
        ReviewRow(review=review, next_date=dates.get(pk))
        for pk, review in reviews.items()
    ]
    far = datetime.max.replace(tzinfo=at.tzinfo)
    return sorted(
        found, key=lambda row: row.next_date.milestone.due if row.next_date else far
    )


# The parts


def _parts(rows: Iterable[Row], *, whole: str) -> list[Part]:
    names = {
        "today": pgettext("my work", "Today"),
        "week": pgettext("my work", "This week"),
        "mine": pgettext("my work", "Waiting for me"),
        "others": pgettext("my work", "Waiting for others"),
    }
    found: dict[str, list[Row]] = {key: [] for key in names}
    for row in sorted(rows, key=_in_order):
        found[_part_of(row)].append(row)
    return [
        Part(
            key=key,
            heading=names[key],
            rows=of_it if key == whole else of_it[:AT_ONCE],
            count=len(of_it),
        )
        for key, of_it in found.items()
        if of_it
    ]


def _part_of(row: Row) -> str:
    if row.kind in FROM_OTHERS:
        return "others"
    if row.days is None or row.days > WEEK:
        return "mine"
    return "today" if row.days <= 0 else "week"


def _in_order(row: Row) -> tuple:
    kind = KINDS.index(row.kind)
    return (row.due_on or date.max, kind, str(row.title), row.waiting.thing)


# A row


def _row(
    one: Waiting,
    review: Review,
    groups: dict[UUID, Group],
    *,
    here: ZoneInfo,
    today: datetime,
) -> Row:
    due_on = one.due_on or (one.due_at.astimezone(here).date() if one.due_at else None)
    group = groups.get(one.group) if one.group else None
    return Row(
        waiting=one,
        title=_title_of(one, group),
        said=_said_of(one),
        group=group.name if group and one.kind != "findings" else None,
        review=review,
        due_on=due_on,
        days=(due_on - today.date()).days if due_on else None,
    )


def _title_of(one: Waiting, group: Group | None) -> Worded:
    if one.kind.startswith("packet"):
        return Worded(f"{LANGUAGES[one.text]} → {LANGUAGES[one.detail]}", "")
    if one.kind == "findings":
        return group.name if group else Worded("", "")
    if one.kind == "date" and not one.text:
        return Worded(str(Milestone.Kind(one.detail).label), "")
    return one.title


# What is said of each kind, in the order of those that are due on one day.
SAID: dict[str, Any] = {
    "step": _("A step of the roadmap"),
    "date": _("A date that you watch"),
    "feedback": _("You are asked what you think"),
    "decision": _("You are asked for your answer"),
    "decide": _("Everybody has answered: write down what is decided"),
    "suggestions": ngettext_lazy(
        "%(n)d suggestion waits for your decision",
        "%(n)d suggestions wait for your decision",
        "n",
    ),
    "thread": _("A comment that you see to"),
    "findings-sent": ngettext_lazy(
        "%(n)d finding waits to be read", "%(n)d findings wait to be read", "n"
    ),
    "findings-read": ngettext_lazy(
        "%(n)d finding is read and neither taken up nor set aside",
        "%(n)d findings are read and neither taken up nor set aside",
        "n",
    ),
    "section": _("Begin to write: nothing stands here yet"),
    "packet": _("For you to translate: %(n)d of %(all)d done"),
    "packet-back": _("The translation is back: read it"),
    "factsheet": _("Read it and publish it"),
    "help": _("You are asked for help"),
    "feedback-asked": _("You asked what others think"),
    "decision-asked": _("Answered: %(n)d of %(all)d"),
    "packet-sent": _("Being translated: %(n)d of %(all)d done"),
    "sign-on": _("Organisations that answered: %(n)d of %(all)d"),
}
KINDS = list(SAID)


def _said_of(one: Waiting) -> str:
    return str(SAID[_kind_of(one)] % {"n": one.count or 0, "all": one.of or 0})


def _kind_of(one: Waiting) -> str:
    return f"findings-{one.detail}" if one.kind == "findings" else one.kind


# Where each is done: the page of the thing, or a place on another page.
PAGES = {
    "feedback": "comments:feedback",
    "feedback-asked": "comments:feedback",
    "decision": "groups:decision",
    "decide": "groups:decision",
    "decision-asked": "groups:decision",
    "section": "submissions:text",
    "packet": "workspace:packet",
    "packet-back": "workspace:packet",
    "packet-sent": "workspace:packet",
    "factsheet": "factsheets:detail",
    "help": "consultations:help-request",
    "sign-on": "submissions:sign-on",
}


def _url_of(one: Waiting, review: Review) -> str:
    if one.kind in PAGES:
        return reverse(PAGES[one.kind], args=[one.review, one.thing])
    if one.kind == "findings":
        return findings_address(review, group=one.group, state=one.detail)
    name, above, mark = {
        "step": ("workspace:roadmap", one.group, "i"),
        "date": ("reviews:dates", None, "d"),
        "suggestions": ("submissions:decisions", None, "t"),
        "thread": ("submissions:text", one.within, "c"),
    }[one.kind]
    page = reverse(name, args=[one.review, *([above] if above else [])])
    return f"{page}#{mark}-{one.thing}"


def _done_url_of(one: Waiting) -> str:
    """Of what one click may end: a step of one's own that waits for no other, a date
    that does not come by itself."""
    if not one.may_act:
        return ""
    if one.kind == "step" and not one.detail:
        return reverse("workspace:do-step", args=[one.review, one.group, one.thing])
    if one.kind == "date" and one.detail not in BY_ITSELF:
        return reverse("reviews:finish_date", args=[one.review, one.thing])
    return ""
