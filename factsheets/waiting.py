"""Which factsheets wait for a person (`core.waiting`)."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from core.waiting import told, worded_column
from factsheets.models import Factsheet
from groups.models import Membership


def for_person(user: User) -> list[QuerySet]:
    """Those in review of the groups that she answers for: she publishes them."""
    answers = Membership.objects.of(user, group=OuterRef("group")).filter(
        role=Membership.Role.RAPPORTEUR
    )
    rows = Factsheet.objects.worked_on_by(user).filter(
        Exists(answers), status=Factsheet.Status.REVIEW
    )
    return [
        told(
            rows,
            kind="factsheet",
            review="review",
            group="group",
            **worded_column("title"),
        )
    ]
