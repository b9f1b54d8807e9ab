from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.actions import send_invitation_again
from catalogue.models import State
from reviews import actions
from reviews.models import Review, Role, RoleInvitation


class Command(BaseCommand):
    help = (
        "Open a State's review in one cycle and print the link that makes its "
        "first coordinator. Run again, it says that the review exists and prints "
        "the link as long as nobody has used it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--state", required=True, help="three letters, as KGZ")
        parser.add_argument("--cycle", required=True, type=int)
        parser.add_argument("--session", type=int)
        parser.add_argument("--email", required=True, help="of the coordinator")
        parser.add_argument("--coalition-en", default="")
        parser.add_argument("--coalition-ru", default="")
        parser.add_argument("--coalition-ky", default="")
        parser.add_argument(
            "--language", default="ru", choices=[code for code, _ in settings.LANGUAGES]
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen"
        )

    def handle(self, **options):
        state = State.objects.filter(iso3=options["state"].upper()).first()
        if state is None:
            raise CommandError(
                f"No State has the code {options['state']}. Load the catalogue first: "
                "bin/manage load_catalogue"
            )
        known = (
            Review.objects.real()
            .filter(state=state, cycle=options["cycle"], is_demo=False)
            .first()
        )
        with transaction.atomic():
            if known:
                self.speak_of(known)
            else:
                self.open(state, options)
            if options["dry_run"]:
                transaction.set_rollback(True)
                self.stdout.write("Dry run: nothing was changed.")

    def open(self, state, options):
        review = Review(
            state=state,
            cycle=options["cycle"],
            session=options["session"],
            coalition_name_en=options["coalition_en"],
            coalition_name_ru=options["coalition_ru"],
            coalition_name_ky=options["coalition_ky"],
        )
        try:
            review.full_clean()
            RoleInvitation._meta.get_field("email").clean(options["email"], None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        review, invitation = actions.open_review(
            review=review,
            email=options["email"],
            language=options["language"],
            at=timezone.now(),
        )
        self.stdout.write(f"The review {review.pk} is open.")
        if not options["dry_run"]:
            self.show(invitation)

    def speak_of(self, review):
        self.stdout.write(f"The review exists: {review.pk}.")
        invitation = (
            review.invitations.pending()
            .filter(role=Role.Kind.COORDINATOR, invited_by=None)
            .order_by("-expires_at", "pk")
            .first()
        )
        if invitation is None:
            self.stdout.write("Its first coordinator has accepted.")
            return
        if not invitation.is_valid(at=timezone.now()):
            invitation = send_invitation_again(
                invitation=invitation, actor=None, at=timezone.now(), review=review
            )
        self.show(invitation)

    def show(self, invitation):
        self.stdout.write(
            f"The first coordinator's link, until {invitation.expires_at:%d %B %Y}:"
        )
        self.stdout.write(invitation.secret_address())
