"""Of what was heard where: topics, regions, groups, and where nothing was.

Counted is what the reader may know, and nothing else: two readers may see other
numbers, and none of them learns from a number of a finding that she may not know.
Small cells are therefore not suppressed: behind each stands a list that she may read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Region, Term
from consultations.finding_filters import NOWHERE
from consultations.models import Finding
from core.words import Worded
from groups.models import Group
from reviews.models import Review

HEATS = (1, 3, 6, 12)  # from this many on, a darker cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """An empty one leads to a new meeting there, for whoever may open one."""

    count: int
    url: str  # empty where there is nothing to open

    @property
    def heat(self) -> int:
        return sum(self.count >= least for least in HEATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: Worded | str
    cells: list[Cell]
    total: Cell

    @property
    def gaps(self) -> int:
        return sum(not cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    heads: list[Any]
    rows: list[Row]  # those with the most gaps first

    @property
    def gaps(self) -> int:
        return sum(row.gaps for row in self.rows)

    @property
    def cells(self) -> int:
        return len(self.rows) * len(self.heads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    by_region: Table
    by_group: Table
    groups: list[Group]
    group: Group | None  # if only its findings are counted
    total: int


def findings_address(review: Review, **asked: Any) -> str:
    """The list of findings, narrowed down: by the key of a topic, the code of a
    region, the id of a group."""
    query = {name: value for name, value in asked.items() if value}
    return reverse("findings:list", args=[review.pk], query=query or None)


def meeting_address(review: Review, **asked: Any) -> str:
    """A new meeting, its region and its group chosen already."""
    return reverse("consultations:new", args=[review.pk], query=asked)


def coverage_of(
    review: Review, *, user: Any, group_id: UUID | None, may_open: bool = False
) -> Coverage:
    """`group_id`: count only what was given to it. What was given to whom is counted
    of the groups alone whose work is open to the person. `may_open`: she may open a
    meeting where nothing was heard."""
    topics = list(Term.objects.of("topics").in_order())
    regions = list(Region.objects.filter(state=review.state_id).in_order())
    groups = list(Group.objects.open_to(user).filter(review=review).for_listing())
    group = next((row for row in groups if row.pk == group_id), None)
    known = Finding.objects.visible_to(user).filter(review=review).standing()
    known = Finding.objects.filter(pk__in=known.values("pk"))
    if group:
        known = known.filter(routes__group=group)
    places = _counted(known, "terms", "region")
    totals: Counter[Any] = Counter()
    for (topic, _region), n in places.items():
        totals[topic] += n
    in_regions = [
        Column(
            region.pk,
            region.name,
            {"region": region.code},
            {"region": region.code} if may_open else {},
        )
        for region in regions
    ]
    given = _counted(known, "terms", "routes__group")
    in_groups = [
        Column(row.pk, row.name, {"group": row.pk})
        for row in ([group] if group else groups)
    ]
    terms: dict[str, Any] = {
        "review": review,
        "topics": topics,
        "totals": totals,
        "group": group,
    }
    return Coverage(
        by_region=_table(
            columns=[
                *in_regions,
                Column(None, _("No place"), {"region": NOWHERE}),
            ],
            counts=places,
            **terms,
        ),
        by_group=_table(columns=in_groups, counts=given, **terms),
        groups=groups,
        group=group,
        total=known.count(),
    )


def _counted(known: QuerySet[Finding], *by: str) -> Counter[tuple]:
    """A finding on two topics counts under both; without one, under none."""
    rows = known.order_by().values_list(*by).annotate(n=Count("pk", distinct=True))
    return Counter({tuple(key): n for *key, n in rows})


@dataclass(frozen=True, slots=True)
class Column:
    key: Any
    name: Any
    asked: dict[str, Any]  # of the list of findings
    opens: dict[str, Any] = field(default_factory=dict)  # a meeting; none: it does not


def _table(
    *,
    review: Review,
    topics: Sequence[Term],
    columns: Sequence[Column],
    counts: Counter[tuple],
    totals: Counter[Any],
    group: Group | None,
) -> Table:
    narrow = {"group": group.pk} if group else {}

    def cell(count: int, topic: Term, column: Column | None = None) -> Cell:
        url = ""
        if count:
            terms = {**narrow, "topic": topic.key, **(column.asked if column else {})}
            url = findings_address(review, **terms)
        elif column and column.opens:
            url = meeting_address(review, **narrow, **column.opens)
        return Cell(count=count, url=url)

    rows = [
        Row(
            name=topic.name,
            cells=[
                cell(counts[topic.pk, column.key], topic, column) for column in columns
            ],
            total=cell(totals[topic.pk], topic),
        )
        for topic in topics
    ]
    rows.sort(key=lambda row: (-row.gaps, row.total.count))
    return Table(heads=[column.name for column in columns], rows=rows)
