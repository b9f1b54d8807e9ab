import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import ActionRefused
from workspace.demo.loading import load_demo


class Command(BaseCommand):
    help = (
        "Load the demonstration coalition into a database that holds nobody real,"
        " and print its accounts. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="End with one line of JSON."
        )

    def handle(self, **options):
        try:
            demo = load_demo(at=timezone.now())
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from None

        self.stdout.write(self.what_was_done(demo))
        if options["json"]:
            said = {"accounts": demo.accounts, "try": demo.tries}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            self.print_accounts(demo)

    def what_was_done(self, demo):
        if not demo.counts:
            return _("The demo is already there; nothing was changed.")
        return (
            _(
                "The demo is loaded: %(groups)d groups, %(recommendations)d"
                " demonstration recommendations, %(proposals)d proposals,"
                " %(factsheets)d factsheets. The worker makes the PDFs."
            )
            % demo.counts
        )

    def print_accounts(self, demo):
        width = max(len(account["email"]) for account in demo.accounts)
        for account in demo.accounts:
            self.stdout.write(
                f"  {account['email']:<{width}}  {account['password']}  {account['role']}"
            )
        for number, line in enumerate(demo.tries, start=1):
            self.stdout.write(f"{number}. {line}")
