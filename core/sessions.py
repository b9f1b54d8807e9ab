"""Django's sessions in the database, read with one plain statement: every request
begins with it, and putting the query together would take longer than asking it."""

from django.contrib.sessions.backends import db
from django.utils import timezone

from core.statements import planned

READ = """
SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s
"""


SHORTEST = 8  # letters of a key, as Django has it


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        """What we never gave out is not asked for: a cookie may hold a NUL, which
        PostgreSQL refuses."""
        return bool(key and len(key) >= SHORTEST and key.isascii() and key.isalnum())

    def load(self):
        with planned() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None  # the browser's is not kept: a new one is made
            return {}
        return self.decode(row[0])
