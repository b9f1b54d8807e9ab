from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.wording import catalogues
from core.wording.extraction import extract


class Command(BaseCommand):
    help = "Brings locale/ up to date with the words in the code. Safe to repeat."
    # The words are judged without a database and without the pages.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; one line per problem, and fail if there is one.",
        )
        parser.add_argument("--root", type=Path, default=settings.BASE_DIR)
        parser.add_argument("--locale", type=Path, default=settings.LOCALE_PATHS[0])

    def handle(self, *, check, root, locale, **options):
        found = extract(root)
        problems = list(found.problems)
        for language, _name in settings.LANGUAGES:
            path = catalogues.path_of(language, locale)
            if not check:
                catalogue = catalogues.brought_up_to_date(
                    catalogues.read(path), found.messages, language
                )
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(str(catalogue), encoding="utf-8")
            problems += catalogues.problems(path, found.messages, language)
        for problem in problems:
            self.stdout.write(problem)
        self.stdout.write(
            f"{len(found.messages)} messages, {_counted(problems)}.",
        )
        if problems and check:
            raise CommandError("The words are not complete: see above.")


def _counted(problems):
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
