"""Statements written by hand, for what every request or every keystroke asks.

PostgreSQL plans each of them once per connection instead of each time; for the
joins that decide what a person may write, planning takes longer than answering.
"""

import psycopg
from django.db import connection


class Planned(psycopg.Cursor):
    def execute(self, query, params=None):  # as Django's cursors, without options
        return super().execute(query, params, prepare=True)


def planned():
    """A cursor, to be used as `connection.cursor()` is: in the transaction that is
    open, seen by whoever counts queries, with Django's errors."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = Planned(connection.connection)
    if connection.queries_logged:
        return connection.make_debug_cursor(cursor)
    return connection.make_cursor(cursor)
