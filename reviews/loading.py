"""The rules that come with the platform, brought into the database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from reviews.models import Distance, Rule, RuleSet

DATA = Path(__file__).parent / "data"


@dataclass(slots=True)
class Loaded:
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0  # looked up here later than when the file was written


@transaction.atomic
def load_rules() -> Loaded:
    """Bring in what the files say of the rules and of the distances between dates.
    Safe to repeat; what was looked up later than the file's stays as it is here."""
    done = Loaded()
    for rule_set, told in _told("rule"):
        values = {
            "number": told.get("number"),
            "items": told.get("items", []),
            **_whence(told),
        }
        _load(Rule, rule_set, told["kind"], values, done)
    for rule_set, told in _told("distance"):
        values = {
            "anchor": told["anchor"],
            "days": told.get("days"),
            "hours": told.get("hours"),
            "clock": told.get("clock"),
            "zone": told.get("zone", ""),
            **_whence(told),
        }
        _load(Distance, rule_set, told["kind"], values, done)
    return done


def _told(what: str) -> Iterator[tuple[RuleSet, dict[str, Any]]]:
    for told in tomllib.loads((DATA / f"{what}s.toml").read_text())[what]:
        for cycle in told["cycles"]:
            rule_set, _is_new = RuleSet.objects.get_or_create(cycle=cycle)
            yield rule_set, told


def _whence(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("certainty", "source", "checked_on")}


def _load(
    model: type[Rule | Distance],
    rule_set: RuleSet,
    kind: str,
    values: dict[str, Any],
    done: Loaded,
) -> None:
    row, is_new = model._default_manager.get_or_create(
        rule_set=rule_set, kind=kind, defaults=values
    )
    if is_new:
        done.created += 1
    elif row.checked_on > values["checked_on"]:
        done.kept += 1
    elif all(getattr(row, name) == value for name, value in values.items()):
        done.unchanged += 1
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        done.changed += 1
