"""How often somebody does something, counted in the cache's table, which every web
process shares. Of who does it only a digest is written, keyed with the secret key
and another one in the next window; it goes when its window ends."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

PREFIX = "rate:"
# One statement, so that two at once are counted as two.
COUNT = """
INSERT INTO core_cache (cache_key, value, expires) VALUES (%s, '1', %s)
ON CONFLICT (cache_key) DO UPDATE SET value = (core_cache.value::int + 1)::text
RETURNING value::int
"""
READ = "SELECT value::int FROM core_cache WHERE cache_key = %s"
FORGET = """
DELETE FROM core_cache WHERE cache_key IN (
    SELECT cache_key FROM core_cache WHERE expires < %s AND starts_with(cache_key, %s)
    FOR UPDATE SKIP LOCKED
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most so many within a window of so many seconds; windows begin by the
    clock, so that twice as many may fall around the moment where two meet."""

    name: str
    at_most: int
    seconds: int


def is_too_often(rate: Rate, who: str, *, at: datetime) -> bool:
    """Count once more, and say whether that is too often."""
    key, ends_at = _window(rate, who, at)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, ends_at])
        (count,) = cursor.fetchone()
        if count == 1:
            cursor.execute(FORGET, [at, PREFIX])
    return bool(count > rate.at_most)


def is_used_up(rate: Rate, who: str, *, at: datetime) -> bool:
    """Whether once more would be too often. Counts nothing."""
    key, _ends_at = _window(rate, who, at)
    with connection.cursor() as cursor:
        cursor.execute(READ, [key])
        row = cursor.fetchone()
    return bool(row and row[0] >= rate.at_most)


def _window(rate: Rate, who: str, at: datetime) -> tuple[str, datetime]:
    number = int(at.timestamp()) // rate.seconds
    ends_at = datetime.fromtimestamp((number + 1) * rate.seconds, UTC)
    secret = hashlib.sha256(f"rates {settings.SECRET_KEY}".encode()).digest()
    message = f"{rate.name}:{number}:{who}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).hexdigest()
    return f"{PREFIX}{digest}", ends_at + timedelta(seconds=1)
