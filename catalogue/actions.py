from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from catalogue import datafiles
from catalogue.loading import Report, load_pairs, load_rows
from catalogue.models import (
    Cycle,
    Region,
    Session,
    State,
    StateAlias,
    Term,
    TermMapping,
    Treaty,
    Turn,
    Vocabulary,
)
from catalogue.names import normalise


@transaction.atomic
def load_catalogue(*, dry_run: bool = False) -> Report:
    """Bring the catalogue in line with the project's data files.

    Safe to run again at any time: rows are found by their keys, renamed where
    the files say so, and never deleted. It leaves no audit entry: a machine
    does it at every start, and nobody's work is touched.
    """
    report = Report()
    # The bare `name` column follows the language that is active at the save.
    with translation.override("en"):
        _load_calendar(report)
        load_rows(
            report, Treaty, _numbers("treaties", "order", "adopted_year"), key=("key",)
        )
        terms = _load_terms(report)
        states = _load_states(report)
        _load_turns(report, states)
        _load_aliases(report, states)
        _load_memberships(report, states, terms["organisations"])
        _load_mappings(report, terms["topics"], terms["upr-info-issues"])
    if dry_run:
        transaction.set_rollback(True)
    return report


def _numbers(name: str, *columns: str) -> Iterator[dict[str, Any]]:
    """The rows of a file, with these columns read as numbers."""
    for row in datafiles.rows(name):
        yield row | {column: int(row[column]) for column in columns}


def _load_calendar(report: Report) -> None:
    cycles = _numbers(
        "cycles", "number", "first_session", "last_session", "first_year", "last_year"
    )
    load_rows(report, Cycle, cycles, key=("number",))
    sessions = [_dated(row) for row in _numbers("sessions", "number", "year")]
    load_rows(report, Session, sessions, key=("number",))


def _load_turns(report: Report, states: dict[str, State]) -> None:
    turns = []
    for row in _numbers("turns", "cycle", "session"):
        iso3 = row.pop("state")
        turns.append(_dated(row) | {"state_id": states[iso3].pk})
    load_rows(report, Turn, turns, key=("state_id", "cycle"))


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its days read as days, and whether it is only projected."""
    days = {
        name: date.fromisoformat(value) if value else None
        for name, value in row.items()
        if name.endswith("_on")
    }
    return row | days | {"is_projected": bool(row["is_projected"])}


def _load_terms(report: Report) -> dict[str, dict[str, Term]]:
    vocabularies = load_rows(
        report, Vocabulary, datafiles.rows("vocabularies"), key=("version", "key")
    )
    return {
        key: load_rows(
            report,
            Term,
            [_term(row, vocabulary) for row in datafiles.rows(f"terms/{key}")],
            key=("vocabulary_id", "key"),
            within=Q(vocabulary=vocabulary),
        )
        for key, vocabulary in vocabularies.items()
    }


def _term(row: datafiles.Row, vocabulary: Vocabulary) -> dict[str, Any]:
    names = {
        column: value
        for column, value in row.items()
        if column.startswith(("name_", "definition_"))
    }
    return {
        "vocabulary_id": vocabulary.pk,
        "key": row["key"],
        "order": int(row.get("order", 0)),
        "aliases": datafiles.several(row.get("aliases", "")),
        **names,
    }


def _load_states(report: Report) -> dict[str, State]:
    states = load_rows(
        report,
        State,
        # The files give an observer State no regional group, and only it.
        [
            row | {"is_member": bool(row["regional_group"])}
            for row in datafiles.rows("states")
        ],
        key=("iso3",),
    )
    regions = []
    for row in _numbers("regions", "order"):
        iso3 = row.pop("state")
        regions.append(row | {"state_id": states[iso3].pk})
    load_rows(report, Region, regions, key=("code",))
    return states


def _load_aliases(report: Report, states: dict[str, State]) -> None:
    """Add the names that are missing. One that staff gave to another State
    stays there."""
    known = set(StateAlias.objects.values_list("alias", flat=True))
    aliases = {normalise(name): states[iso3] for iso3, name in datafiles.state_names()}
    StateAlias.objects.bulk_create(
        StateAlias(alias=alias, state=state)
        for alias, state in aliases.items()
        if alias not in known
    )
    kind = str(StateAlias._meta.verbose_name_plural)
    report.count(kind, "created", len(aliases.keys() - known))
    report.count(kind, "unchanged", len(aliases.keys() & known))


def _load_memberships(
    report: Report, states: dict[str, State], organisations: dict[str, Term]
) -> None:
    members = {
        (states[iso3].pk, organisations[row["key"]].pk)
        for row in datafiles.rows("terms/organisations")
        for iso3 in row["members"].split()
    }
    load_pairs(
        report,
        "memberships",
        State.organisations.through,
        members,
        columns=("state_id", "term_id"),
    )


def _load_mappings(
    report: Report, topics: dict[str, Term], issues: dict[str, Term]
) -> None:
    pairs = {
        (topics[row["key"]].pk, issues[issue].pk)
        for row in datafiles.rows("terms/topics")
        for issue in datafiles.several(row["issues"])
    }
    load_pairs(
        report,
        str(TermMapping._meta.verbose_name_plural),
        TermMapping,
        pairs,
        columns=("source_id", "target_id"),
        within=Q(source__in=topics.values(), target__in=issues.values()),
    )
