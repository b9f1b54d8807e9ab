"""Meetings: who may know of them, who organises them."""

from tests.access.rows import Row

ROWS: dict[str, list[Row]] = {}
