"""Statements written by hand, for what every request or every keystroke asks.

PostgreSQL plans each of them once per connection instead of each time; for the
joins that decide what a person may write, planning takes longer than answering.
"""

from typing import Any

import psycopg
from django.db import connection


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
