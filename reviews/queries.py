"""What pages need of a review and of the people in it."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from reviews.models import Review, Role, RoleInvitation

ORDER = ["coordinator", "adviser", "facilitator", "translator", "member", "institution"]


def load_review(user, pk: UUID) -> Review:
    """The review with its State, if the person may know of it: else there is none."""
    reviews = Review.objects.visible_to(user).select_related("state")
    return get_object_or_404(reviews, pk=pk)


def roles_of(review: Review, *, user) -> list[Role]:
    """Everybody with a role, the ones who answer for the review first."""
    roles = (
        Role.objects.visible_to(user)
        .filter(review=review)
        .select_related("user", "region")
        .order_by("user__full_name", "pk")
    )
    return sorted(roles, key=lambda role: ORDER.index(role.role))


def open_invitations(review: Review) -> QuerySet[RoleInvitation]:
    """Neither used nor withdrawn; those that ran out can be sent again."""
    return (
        RoleInvitation.objects.pending()
        .filter(review=review)
        .select_related("region")
        .order_by("-expires_at", "pk")
    )
