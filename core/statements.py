"""Statements written by hand, for what every request or every keystroke asks; and
such as the models put together once, for what takes them longer than the answer does.

PostgreSQL plans each of them once per connection instead of each time; for the
joins that decide what a person may write, planning takes longer than answering.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from psycopg.sql import Literal


class Planned(psycopg.Cursor[Any]):
    def execute(self, query, params=None, **options):  # type: ignore[override]
        return super().execute(query, params, **{**options, "prepare": True})


def planned() -> Any:
    """A cursor, to be used as `connection.cursor()` is: in the transaction that is
    open, seen by whoever counts queries, with Django's errors."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor: Any = Planned(connection.connection)
    if connection.queries_logged:
        return connection.make_debug_cursor(cursor)
    return connection.make_cursor(cursor)


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that was put together with stand-ins for what differs from one
    question to the next. Who may see what stays where the models say it."""

    statement: str
    names: Sequence[str]  # of what is given, in the order of its places

    def ask(self, **values: Any) -> list[tuple]:
        with planned() as cursor:
            cursor.execute(self.statement, [values[name] for name in self.names])
            return list(cursor.fetchall())


def kept(rows: QuerySet, stand_ins: Mapping[str, Any]) -> Kept:
    """`stand_ins`: values by name that occur in `rows` and nowhere else. All other
    values are written into the statement, where the server learns their types."""
    written, params = rows.query.get_compiler(using=rows.db).as_sql()
    known = {value: name for name, value in stand_ins.items()}
    first, *pieces = written.split("%s")
    statement, names = first, []
    for param, piece in zip(params, pieces, strict=True):
        if param in known:
            names.append(known[param])
            place = "%s"
        else:
            place = Literal(param).as_string(connection.connection).replace("%", "%%")
        statement += place + piece
    if missing := known.keys() - set(params):
        raise LookupError([known[value] for value in missing])
    return Kept(statement, names)


def among(stand_in: str) -> RawSQL:
    """For `…__in`, where a list of ids will be given."""
    return RawSQL("SELECT unnest(%s::uuid[])", [stand_in])
