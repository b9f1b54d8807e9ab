"""What people do to the record of the United Nations."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record as record_entry
from catalogue.models import Cycle, State, Term
from core.exceptions import ActionRefused
from recommendations import matching, recording
from recommendations.exchange.upr_info import Export, read_export
from recommendations.models import ImportBatch

LOCK = int.from_bytes(b"uprimpor")  # any number, as long as no one else uses it

type Progress = Callable[[str, int, int], None]


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody waits for this import."""


class CannotImport(ActionRefused):
    pass


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do. Positions are counted over the file."""

    format: str
    rows: int
    outcomes: Counter[str]
    positions: Counter[str]
    problems: list[tuple[int, str]]

    def summary(self) -> dict[str, str | int]:
        return {
            "format": self.format,
            "rows": self.rows,
            **{name: self.outcomes[name] for name in matching.Outcome.values},
            **{name: self.positions[name] for name in ("supported", "noted")},
        }


def import_recommendations(
    *,
    path: Path,
    at: datetime,
    actor: User | None = None,
    expected: str = "auto",
    dry_run: bool = False,
    progress: Progress = unwatched,
) -> Report:
    """Read an export of UPR Info into the record; the same file again changes
    nothing.

    The file is read to its end before anything is written, and written in one
    transaction: a file that is cut off leaves no trace. Only the batch itself
    is committed before, so that others see that an import runs.
    """
    if not State.objects.exists():
        raise CannotImport(
            _("The catalogue is empty: run bin/manage load_catalogue first.")
        )
    export = read_export(path, expected=expected)
    total = len(export.rows)
    progress("compare", 0, total)
    if dry_run:
        return report_on(export, comparable(export))

    with alone():
        batch = begin(path=path, export=export, at=at)
        try:
            with transaction.atomic():
                matches = comparable(export)
                recording.record(
                    matches,
                    export=export,
                    batch=batch,
                    at=at,
                    progress=lambda done: progress("write", done, total),
                )
                recording.refresh_statistics()
                report = report_on(export, matches)
                finish(batch, report)
                record_entry(
                    "recommendation.imported", subject=batch, actor=actor, at=at
                )
        except BaseException as error:
            batches = ImportBatch.objects.filter(pk=batch.pk)
            refuse(batches, str(error) if isinstance(error, CannotImport) else "")
            raise
    return report


def compare(export: Export) -> list[matching.Match]:
    cycles = {
        session: cycle.number
        for cycle in Cycle.objects.all()
        for session in range(cycle.first_session, cycle.last_session + 1)
    }
    return matching.match_rows(
        export.rows,
        find_state=State.objects.resolver(),
        find_issue=Term.objects.of("upr-info-issues").resolver(),
        find_cycle=cycles.get,
    )


def comparable(export: Export) -> list[matching.Match]:
    """As `compare`, but a file of which no row can be taken is the wrong file."""
    matches = compare(export)
    if all(match.outcome == matching.Outcome.REJECTED for match in matches):
        reasons = Counter(match.reason for match in matches)
        raise CannotImport(
            _("No row of the file can be taken; most often because: %(reason)s")
            % {"reason": reasons.most_common(1)[0][0]}
        )
    return matches


def report_on(export: Export, matches: list[matching.Match]) -> Report:
    return Report(
        format=export.format,
        rows=len(matches),
        outcomes=matching.outcomes(matches),
        positions=export.positions,
        problems=list(matching.problems(matches)),
    )


@contextmanager
def alone() -> Iterator[None]:
    """Two imports at once would both create what neither sees yet. The lock is
    the database's and ends with the connection, whatever becomes of us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise CannotImport(_("Another import is running: try again when it ends."))
        try:
            # Whoever says “running” while we hold the lock has died.
            stale = ImportBatch.objects.filter(state=ImportBatch.State.RUNNING)
            refuse(stale)
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def begin(*, path: Path, export: Export, at: datetime) -> ImportBatch:
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return ImportBatch.objects.create(
        file_name=safe_name(path.name),
        file_digest=digest,
        format=export.format,
        started_at=at,
    )


def finish(batch: ImportBatch, report: Report) -> None:
    batch.state = ImportBatch.State.DONE
    batch.finished_at = timezone.now()
    batch.rows = report.rows
    for name in matching.Outcome.values:
        setattr(batch, name, report.outcomes[name])
    batch.save(
        update_fields=[
            "state",
            "finished_at",
            "rows",
            *matching.Outcome.values,
            "updated_at",
        ]
    )


def refuse(batches: QuerySet[ImportBatch], why: str = "") -> None:
    batches.update(
        state=ImportBatch.State.REFUSED,
        finished_at=timezone.now(),
        refusal=why or "The import was interrupted; nothing was changed.",
    )


def safe_name(name: str) -> str:
    """Letters, digits and a few marks: file names come from anywhere and are
    shown to people."""
    return re.sub(r"[^\w .()-]", "_", name)[-120:]
