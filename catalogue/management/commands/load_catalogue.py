from django.core.management.base import BaseCommand

from catalogue import actions

OUTCOMES = ("created", "changed", "unchanged", "removed")


class Command(BaseCommand):
    help = "Loads States, regions, vocabularies, treaties and cycles. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would change; change nothing.",
        )

    def handle(self, *, dry_run, verbosity, **options):
        report = actions.load_catalogue(dry_run=dry_run)
        for line in report.lines:
            self.stdout.write(line)
        if verbosity > 1:
            for kind, counts in report.counts.items():
                self.stdout.write(f"{kind}: {_sentence(counts)}")
        totals = {outcome: report.total(outcome) for outcome in OUTCOMES}
        self.stdout.write(f"Catalogue: {_sentence(totals)}.")
        if dry_run:
            self.stdout.write("Dry run: nothing was changed.")


def _sentence(counts):
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)
