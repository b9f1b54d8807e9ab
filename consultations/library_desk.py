"""What pages about materials show."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from consultations.models import Event, Material
from groups.models import Membership
from groups.rules import WRITERS
from reviews.models import Review, Role


def shelf_of(review: Review, *, user: Any) -> QuerySet[Material]:
    rows = Material.objects.visible_to(user).filter(review=review, event=None)
    return rows.annotate(file_count=Count("files")).in_order()


def owners_for(
    user: User, *, review: Review, event: Event | None, standing: Any = None
) -> QuerySet[User]:
    """Who may prepare a material, as far as the person may know of them: who leads
    through the meeting and writes for its host; on the shelf, coordinators."""
    known = Q(pk=user.pk) | Q(pk=standing)
    if event is None:
        roles = Role.objects.visible_to(user).filter(review=review)
        led = roles.filter(role=Role.Kind.COORDINATOR)
        known |= Q(pk__in=led.values("user"))
    else:
        seats = Membership.objects.visible_to(user).filter(
            group=event.host_id, role__in=WRITERS
        )
        known |= Q(facilitations__event=event) | Q(pk__in=seats.values("user"))
    people = User.objects.filter(known, is_active=True).distinct()
    return people.order_by("full_name", "pk")
