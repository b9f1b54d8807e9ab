"""How often something may be done in a while, counted in the cache. Nothing of who
asks is kept: the caller names what is counted."""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache


def is_too_often(what: str, *, at: datetime, most: int, within: timedelta) -> bool:
    """Count this time, and say whether it was one too many since the window began.
    Two at the very same moment may be counted as one: a limit, not a ledger."""
    seconds = int(within.total_seconds())
    window = int(at.timestamp()) // seconds
    digest = hashlib.sha256(f"{what} {window}".encode()).hexdigest()
    key = f"rate:{digest}"
    counted = cache.get(key, 0) + 1
    cache.set(key, counted, timeout=seconds)
    return counted > most
