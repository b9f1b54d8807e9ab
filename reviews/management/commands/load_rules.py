from django.core.management.base import BaseCommand

from reviews.loading import load_rules


class Command(BaseCommand):
    help = "Loads what the UN asks of submissions in each cycle, and how far its dates lie apart. Safe to repeat."

    def handle(self, **options):
        done = load_rules()
        self.stdout.write(
            f"Rules: {done.created} created, {done.changed} changed, "
            f"{done.unchanged} unchanged, {done.kept} kept as looked up here."
        )
