"""What the pages about earlier states of a text show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from comments.models import Thread
from submissions import diff, documents
from submissions.desk import fresh_document
from submissions.models import Suggestion, Text, Update, Version
from submissions.queries import Called, names_for

NOW = "now"
AROUND = 1  # paragraphs shown before and after what changed
FOLDS_FROM = 3  # paragraphs in a row that did not change


@dataclass(frozen=True, slots=True)
class Kept:
    """A version, and what its reader may call the people in it."""

    version: Version
    authors: list[Called]
    kept_by: Called | None


def of_versions(reader, text: Text, versions: Sequence[Version]) -> list[Kept]:
    through = Version.authors.through.objects.filter(version__in=versions)
    wrote: dict[Any, list[Any]] = {}
    for version, person in through.values_list("version", "user"):
        wrote.setdefault(version, []).append(person)
    people = {person for several in wrote.values() for person in several}
    people |= {version.kept_by_id for version in versions if version.kept_by_id}
    called = names_for(reader, text.section.submission, people=people)
    return [
        Kept(
            version=version,
            authors=_each_once(called[person] for person in wrote.get(version.pk, [])),
            kept_by=called[version.kept_by_id] if version.kept_by_id else None,
        )
        for version in versions
    ]


def _each_once(people) -> list[Called]:
    """Several people of a closed group have one name outside it."""
    return sorted(set(people), key=lambda called: called.full)


def for_choice(text: Text) -> list[Version]:
    """All of them, without their documents."""
    rows = Version.objects.filter(text=text.pk).defer("document")
    return list(rows.newest_first())


# Comparing


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows that follow each other; those that did not change may be folded."""

    rows: list[diff.Row]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Compared:
    folds: list[Fold]
    tally: diff.Tally
    rows: list[diff.Row] = field(repr=False)


def compared(before: documents.Node, after: documents.Node) -> Compared:
    """As the texts read without what is only suggested."""
    rows = diff.compare(documents.settled(before), documents.settled(after))
    rows = [row for row in rows if row.block.tokens or not row.is_same]
    return Compared(folds=folded(rows), tally=diff.tally(rows), rows=rows)


def document_now(text: Text) -> documents.Node:
    return fresh_document(text)


def folded(rows: list[diff.Row]) -> list[Fold]:
    near = set()
    for place, row in enumerate(rows):
        if not row.is_same:
            near |= set(range(place - AROUND, place + AROUND + 1))
    folds = []
    places = enumerate(rows)
    for is_near, run in groupby(places, key=lambda placed: placed[0] in near):
        together = [row for _place, row in run]
        folds.append(Fold(together, not is_near and len(together) >= FOLDS_FROM))
    return folds


def suggestions_lost(text: Text, version: Version) -> int:
    """How many that wait in the text would go if this version came back."""
    rows = Suggestion.objects.filter(text=text.pk).open().values_list("pk", flat=True)
    waiting = {str(key) for key in rows}
    if not waiting:
        return 0
    standing = documents.suggested(fresh_document(text)).keys() & waiting
    staying = documents.suggested(version.document).keys()
    return len(standing - staying)


# Purging


@dataclass(frozen=True, slots=True)
class AtStake:
    """What goes with the history of a text."""

    versions: int
    suggestions: int
    waiting: int  # of these, not decided: they stand in the way
    threads: int
    changes: int


def at_stake(text: Text) -> AtStake:
    suggestions = Suggestion.objects.filter(text=text.pk)
    return AtStake(
        versions=Version.objects.filter(text=text.pk).count(),
        suggestions=suggestions.count(),
        waiting=suggestions.open().count(),
        threads=Thread.objects.about(text).exclude(quote="").count(),
        changes=Update.objects.filter(text=text.pk).count(),
    )


def version_or_none(versions: Sequence[Version], key: Any) -> Version | None:
    return next((row for row in versions if str(row.pk) == key), None)
