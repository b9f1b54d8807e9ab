"""The shelves of evidence, and drafts taken to a room."""

from tests.access.rows import Row

ROWS: dict[str, list[Row]] = {}
