"""When a row was changed last, as a form carries it: so that nobody's words are written
over by whoever had the form open meanwhile."""


def stamp_of(row) -> str:
    return row.updated_at.isoformat()


def is_stale(stamp: str, row) -> bool:
    """`row`: as it stands, under a lock. Without a stamp nothing is said."""
    return bool(stamp) and stamp != stamp_of(row)
