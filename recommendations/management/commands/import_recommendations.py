import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import ActionRefused
from recommendations import actions

EVERY = 5  # seconds between lines where nobody watches a terminal


class Command(BaseCommand):
    help = (
        "Load recommendations from an export of UPR Info (.xls, .xlsx, .csv, .csv.gz)."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--format", choices=["auto", "xls", "xlsx", "csv"], default="auto"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen, do nothing."
        )
        parser.add_argument(
            "--json", action="store_true", help="End with one line of JSON."
        )

    def handle(self, *, path, dry_run, **options):
        try:
            report = actions.import_recommendations(
                path=path,
                at=timezone.now(),
                expected=options["format"],
                dry_run=dry_run,
                progress=self.progress(),
            )
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from None

        for number, reason in report.problems:
            self.stderr.write(
                _("Row %(number)d: %(reason)s") % {"number": number, "reason": reason}
            )
        summary = report.summary()
        if options["json"]:
            self.stdout.write(json.dumps(summary))
        else:
            self.stdout.write(self.sentence(dry_run) % summary)

    def sentence(self, dry_run):
        if dry_run:
            return _(
                "%(rows)d rows: %(created)d would be created, %(changed)d changed,"
                " %(unchanged)d left as they are, %(rejected)d rejected."
            )
        return _(
            "%(rows)d rows: %(created)d created, %(changed)d changed,"
            " %(unchanged)d left as they were, %(rejected)d rejected."
        )

    def progress(self):
        """One line rewritten on a terminal; elsewhere one now and then."""
        is_watched, last = self.stderr.isatty(), time.monotonic()
        steps = {"compare": _("Comparing"), "write": _("Writing")}

        def show(step, done, total):
            nonlocal last
            line = f"{steps[step]} {done}/{total}"
            if is_watched:
                self.stderr.write(f"\r{line}", ending="\n" if done == total else "")
            elif time.monotonic() - last >= EVERY:
                last = time.monotonic()
                self.stderr.write(line)

        return show
