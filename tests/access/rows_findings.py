"""What was heard: who reads it, gives it on, sorts it."""

from tests.access.rows import Row

ROWS: dict[str, list[Row]] = {}
