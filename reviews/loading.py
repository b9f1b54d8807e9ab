"""The rules that come with the platform, brought into the database."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from reviews.models import Rule, RuleSet

FILE = Path(__file__).parent / "data" / "rules.toml"


@dataclass(slots=True)
class Loaded:
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0  # looked up here later than when the file was written


@transaction.atomic
def load_rules() -> Loaded:
    """Bring in what the file says. Safe to repeat; a rule that was looked up later
    than the file's stays as it is here."""
    done = Loaded()
    for told in tomllib.loads(FILE.read_text())["rule"]:
        values = {
            "number": told.get("number"),
            "items": told.get("items", []),
            "certainty": told["certainty"],
            "source": told["source"],
            "checked_on": told["checked_on"],
        }
        for cycle in told["cycles"]:
            rule_set, _is_new = RuleSet.objects.get_or_create(cycle=cycle)
            _load(rule_set, told["kind"], values, done)
    return done


def _load(rule_set: RuleSet, kind: str, values: dict, done: Loaded) -> None:
    rule, is_new = Rule.objects.get_or_create(
        rule_set=rule_set, kind=kind, defaults=values
    )
    if is_new:
        done.created += 1
    elif rule.checked_on > values["checked_on"]:
        done.kept += 1
    elif all(getattr(rule, name) == value for name, value in values.items()):
        done.unchanged += 1
    else:
        for name, value in values.items():
            setattr(rule, name, value)
        rule.save()
        done.changed += 1
