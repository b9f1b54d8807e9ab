"""Reads the project's own data files, `catalogue/data/*.csv`: UTF-8, one fact
per row, `|` between several values in one cell."""

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def state_names() -> Iterator[tuple[str, str]]:
    """(ISO code, name): every name in the files under which a State is known."""
    for row in rows("states"):
        for column, name in row.items():
            if name and column.startswith(("name_", "formal_name_")):
                yield row["iso3"], name
    for row in rows("state_aliases"):
        for name in several(row["aliases"]):
            yield row["iso3"], name
