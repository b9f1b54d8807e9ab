"""What was heard and waits for a person (`core.waiting`)."""

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Left

from accounts.models import User
from consultations.models import Finding, HelpRequest, Route
from core.waiting import told
from groups.models import Membership

BEGINNING = 160  # characters of a request that a list shows


def for_person(user: User) -> list[QuerySet]:
    """What the groups that she answers for have to sort, group by group: how much
    waits to be read, and how much was read (`detail`). And whoever asks her for help
    in a region."""
    return [
        _to_sort(user),
        told(
            HelpRequest.objects.waiting_for(user),
            kind="help",
            review="contact__review",
            text=Left("text", BEGINNING),
        ),
    ]


def _to_sort(user: User) -> QuerySet:
    """Only of what she may know."""
    known = Finding.objects.visible_to(user).standing().filter(pk=OuterRef("finding"))
    seats = Membership.objects.filter(user=user, role=Membership.Role.RAPPORTEUR)
    waiting = Route.objects.open().to(seats).filter(Exists(known)).order_by()
    return told(
        waiting.values("group", "group__review", "state").annotate(n=Count("pk")),
        kind="findings",
        thing="group",
        review="group__review",
        group="group",
        detail="state",
        count="n",
    )
