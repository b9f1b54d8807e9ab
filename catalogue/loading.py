"""Brings rows in line with the data files, and counts what it did."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from catalogue.models.named import LoadedModel


@dataclass(kw_only=True)
class Report:
    """What loading did, by the plural name of the rows, and a line for each
    fact that a reader may want to look at."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += number

    def total(self, outcome: str) -> int:
        return sum(counts[outcome] for counts in self.counts.values())


def load_rows[M: LoadedModel](
    report: Report,
    model: type[M],
    rows: Iterable[dict[str, Any]],
    *,
    key: tuple[str, ...],
    within: Q | None = None,
) -> dict[Any, M]:
    """Create or correct one row per entry, found by `key`; return them by it.

    A value that a person changed here stays, also when the files change; the
    report says so once. Rows that the files no longer name stay as well,
    because something may refer to them.
    """
    kind = str(model._meta.verbose_name_plural)
    existing = {
        _key_of(entry, key): entry
        for entry in model._default_manager.filter(within or Q())
    }
    loaded = {}
    for row in rows:
        wanted = {name: value for name, value in row.items() if name not in key}
        entry = existing.pop(tuple(row[name] for name in key), None)
        if entry is None:
            entry = model(**row, as_loaded=_said(wanted))
            entry.save(force_insert=True)
            report.count(kind, "created")
        else:
            _correct(report, kind, entry, wanted)
        loaded[row[key[-1]]] = entry
    for entry in existing.values():
        if entry.as_loaded:  # else it was never from a file
            report.lines.append(f"{kind}: {entry} is in no file any more; it stays")
    return loaded


def _correct(
    report: Report, kind: str, entry: LoadedModel, wanted: dict[str, Any]
) -> None:
    changed = []
    for name, value in wanted.items():
        current = getattr(entry, name)
        if current == value:
            continue
        last_loaded = entry.as_loaded.get(name, _plain(current))
        if _plain(current) != last_loaded:
            if _plain(value) != last_loaded:
                report.lines.append(
                    f"{kind}: {name} “{current}” was written here and stays; "
                    f"the file now says “{value}”"
                )
            continue
        setattr(entry, name, value)
        changed.append(name)
        report.lines.append(f"{kind}: {name} “{current}” became “{value}”")
    if changed or entry.as_loaded != _said(wanted):
        entry.as_loaded = _said(wanted)
        entry.save(update_fields=[*changed, "as_loaded", "updated_at"])
    report.count(kind, "changed" if changed else "unchanged")


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    """As JSON keeps it, which has no days."""
    return value.isoformat() if isinstance(value, date) else value


def load_pairs(
    report: Report,
    kind: str,
    through: type[models.Model],
    pairs: set[tuple[int, int]],
    *,
    columns: tuple[str, str],
    within: Q | None = None,
) -> None:
    """Make the pairs in a joining table exactly these: nobody edits them."""
    manager = through._default_manager
    existing = {
        (left, right): pk
        for pk, left, right in manager.filter(within or Q()).values_list("pk", *columns)
    }
    new = sorted(pairs - existing.keys())
    gone = [pk for pair, pk in existing.items() if pair not in pairs]
    manager.bulk_create(
        [through(**dict(zip(columns, pair, strict=True))) for pair in new]
    )
    manager.filter(pk__in=gone).delete()
    report.count(kind, "created", len(new))
    report.count(kind, "removed", len(gone))
    report.count(kind, "unchanged", len(existing) - len(gone))


def _key_of(entry: models.Model, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in key)
