"""Addresses for contributions, and what is behind them."""

from tests.access.rows import Row

ROWS: dict[str, list[Row]] = {}

# By a printed address: (GET, POST).
GUESTS: dict[str, dict] = {}
# Open to everybody.
PLAIN: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}
