"""What waits for a person, told by every app in the same columns: so that one
question of the database brings all of it, however many apps there are.

By convention the `waiting.py` of an app has `for_person(user, …)`, what others
and the calendar ask of her, and `asked_by(user)`, what she asked of others and where
that stands; each a list of what `told` returns, and nothing that `visible_to` or
`open_to` would not show her.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, F, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from core.words import Worded, reading_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits. What the columns mean beyond their names is between the
    app that tells it and the page that shows it."""

    kind: str
    thing: UUID  # whose page it is done on
    review: UUID
    group: UUID | None = None
    within: UUID | None = None  # the thing above it, where its address names that
    text: str = ""
    language: str = ""
    detail: str = ""
    due_on: date | None = None
    due_at: datetime | None = None  # where a moment counts, not a day
    count: int | None = None
    of: int | None = None
    may_act: bool = False

    @property
    def title(self) -> Worded:
        return Worded(self.text, self.language)


COLUMNS: dict[str, models.Field] = {
    "kind": models.TextField(),
    "thing": models.UUIDField(),
    "review": models.UUIDField(),
    "group": models.UUIDField(),
    "within": models.UUIDField(),
    "text": models.TextField(),
    "language": models.TextField(),
    "detail": models.TextField(),
    "due_on": models.DateField(),
    "due_at": models.DateTimeField(),
    "count": models.IntegerField(),
    "of": models.IntegerField(),
    "may_act": models.BooleanField(),
}
EMPTY = {"text": "", "language": "", "detail": "", "may_act": False}


def told(rows: QuerySet, *, kind: Any, review: str, **known: Any) -> QuerySet:
    """These rows, as things of this kind that wait. `known`: columns by their names,
    each a path or an expression; the kind too may be one."""
    if isinstance(kind, str):
        kind = Value(kind)
    given = {"kind": kind, "thing": "pk", "review": review, **known}
    # Of a model with translated fields, `values_list` would be modeltranslation's,
    # which puts the columns into another order.
    plain: QuerySet = QuerySet(rows.model, query=rows.order_by().query)
    plain._fields = rows._fields  # type: ignore[attr-defined]  # what it is grouped by
    return plain.values_list(*(_column(name, given.get(name)) for name in COLUMNS))


def _column(name: str, known: Any) -> Cast:
    """Cast, because a union takes the types of its columns from its parts."""
    if known is None:
        known = Value(EMPTY.get(name))
    expression = F(known) if isinstance(known, str) else known
    return Cast(expression, COLUMNS[name])


def everything(parts: Iterable[QuerySet]) -> QuerySet:
    """All that was told, as one question."""
    first, *others = parts
    return first.union(*others, all=True)


def read(rows: Iterable[tuple]) -> list[Waiting]:
    """What such a question is answered with."""
    return [Waiting(**dict(zip(COLUMNS, row, strict=True))) for row in rows]


def worded_column(field: str) -> dict[str, Any]:
    """`text` and `language`, as `core.words.worded` would choose them."""
    ways = [(f"{field}_{code}", code) for code in reading_order()]
    return {
        "text": Case(
            *(When(**{f"{name}__gt": ""}, then=F(name)) for name, _code in ways),
            default=Value(""),
            output_field=models.TextField(),
        ),
        "language": Case(
            *(When(**{f"{name}__gt": ""}, then=Value(code)) for name, code in ways),
            default=Value(""),
        ),
    }


def number_of(rows: QuerySet, *, by: str) -> Coalesce:
    """How many, as a column; none is nought. `rows` refers to the outer row in what
    it filters by."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
