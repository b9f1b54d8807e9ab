from django.core.management.base import BaseCommand, CommandError

from core.resealing import reseal


class Command(BaseCommand):
    help = (
        "Seals everything with the first of SEALING_KEYS. Run it after a new key was "
        "put in front; then the others may go. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *, dry_run, **options):
        shut = 0
        for column in reseal(dry_run=dry_run):
            verb = "to seal again" if dry_run else "sealed again"
            self.stdout.write(f"{column.column}: {column.done} {verb}")
            if column.shut:
                self.stdout.write(f"{column.column}: {column.shut} do not open")
            shut += column.shut
        if shut:
            raise CommandError(
                "Some values do not open with any of SEALING_KEYS: take no key away."
            )
