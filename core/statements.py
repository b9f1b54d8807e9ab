"""Statements written by hand, for what every request or every keystroke asks; and
such as the models put together once, for what takes them longer than the answer does.

PostgreSQL plans each of them once per connection instead of each time; for the
joins that decide what a person may write, planning takes longer than answering.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from string import Formatter
from typing import Any, cast
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import RawQuerySet
from django.db.models.sql import RawQuery
from psycopg.sql import Literal


class Planned(psycopg.Cursor[Any]):
    def execute(self, query, params=None, **options):  # type: ignore[override]
        return super().execute(query, params, **{**options, "prepare": True})


class Numbered(Planned, psycopg.RawCursor[Any]):
    """For `$1`: psycopg looks through a long statement for its places each time."""


def planned(kind: type[Planned] = Planned) -> Any:
    """A cursor, to be used as `connection.cursor()` is: in the transaction that is
    open, seen by whoever counts queries, with Django's errors."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor: Any = kind(connection.connection)
    if connection.queries_logged:
        return connection.make_debug_cursor(cursor)
    return connection.make_cursor(cursor)


@dataclass(frozen=True)
class Kept:
    """A statement that was put together with stand-ins for what differs from one
    question to the next. Who may see what stays where the models say it."""

    statement: str
    names: Sequence[str]  # of what is given, in the order of its places

    def ask(self, **values: Any) -> list[tuple]:
        with planned(Numbered) as cursor:
            cursor.execute(self._numbered, self._in_order(values))
            return list(cursor.fetchall())

    def ask_for(self, model: type[Model], **values: Any) -> list[Any]:
        """Rows of the model, as it makes them of the answers: with what was annotated,
        without what they were to bring along of others."""
        given = self._in_order(values)
        query: Any = _NumberedQuery(
            self._numbered, using=connection.alias, params=given
        )
        return list(RawQuerySet(self._numbered, model=model, query=query))

    @cached_property
    def _given(self) -> list[str]:
        """Each value is sent once, however often it is asked of."""
        return list(dict.fromkeys(self.names))

    @cached_property
    def _numbered(self) -> str:
        number = {name: place for place, name in enumerate(self._given, start=1)}
        return self.statement % tuple(f"${number[name]}" for name in self.names)

    def _in_order(self, values: Mapping[str, Any]) -> tuple:
        return tuple(values[name] for name in self._given)


class _NumberedQuery(RawQuery):
    def __str__(self):
        return self.sql

    def _execute_query(self):
        self.cursor = planned(Numbered)
        self.cursor.execute(self.sql, self.params)


def kept(rows: QuerySet, stand_ins: Mapping[str, Any]) -> Kept:
    """`stand_ins`: values by name that occur in `rows` and nowhere else. All other
    values are written into the statement, where the server learns their types; a
    moment or a day among them would be that of the first question for ever."""
    written, params = rows.query.get_compiler(using=rows.db).as_sql()
    known = {value: name for name, value in stand_ins.items()}
    first, *pieces = written.split("%s")
    statement, names = first, []
    for param, piece in zip(params, pieces, strict=True):
        if isinstance(param, Hashable) and param in known:
            names.append(known[param])
            place = "%s"
        elif isinstance(param, date) or _hides(param, known):
            raise TypeError(f"no stand-in can be given for {param!r}")
        else:
            place = Literal(param).as_string(connection.connection).replace("%", "%%")
        statement += place + piece
    if missing := stand_ins.keys() - set(names):
        raise LookupError(sorted(missing))
    return Kept(statement, names)


def _hides(param: Any, known: Mapping[Any, str]) -> bool:
    """Whether a stand-in is inside a list, where it would stay."""
    return isinstance(param, list) and any(value in param for value in known)


def joined(around: str, **parts: Kept) -> Kept:
    """One statement of several: in `around`, `{name}` stands for each of them."""
    statement = ""
    names: list[str] = []
    for text, name, _spec, _conversion in Formatter().parse(around):
        statement += text
        if name is not None:
            statement += f"({parts[name].statement})"
            names.extend(parts[name].names)
    return Kept(statement, names)


_builders: list[Any] = []


def once[**P](build: Callable[P, Kept]) -> Callable[P, Kept]:
    """For functions that put a statement together: they do so once per process."""
    builder = cache(build)
    _builders.append(builder)
    return cast("Callable[P, Kept]", builder)


def forget() -> None:
    """As after a start: what is asked next is put together again."""
    for builder in _builders:
        builder.cache_clear()


# Of whom and of what is asked in most of the statements that are kept.
SOMEBODY, SOMETHING = UUID(int=1), UUID(int=2)


def listed(name: str) -> Kept:
    """Ids that will be given as a list."""
    return Kept("SELECT unnest(%s::uuid[])", [name])
