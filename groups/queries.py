"""What pages about groups need, and which part of the trail a person may read."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from audit.models import Entry
from groups.models import Group, Invitation, Membership
from reviews.models import Review, Role


def groups_of(review: Review, *, user) -> QuerySet[Group]:
    """Groups of the review that the person may know, in the order of lists, with
    how many are in them and whether anybody answers for them."""
    members = (
        Membership.objects.filter(group=OuterRef("pk"))
        .order_by()
        .values("group")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        Group.objects.visible_to(user)
        .filter(review=review)
        .annotate(
            member_count=Coalesce(Subquery(members), 0),
            has_rapporteur=Exists(
                Membership.objects.filter(
                    group=OuterRef("pk"), role=Membership.Role.RAPPORTEUR
                )
            ),
        )
        .for_listing()
    )


def members_of(group: Group, *, user) -> QuerySet[Membership]:
    return (
        Membership.objects.visible_to(user)
        .filter(group=group)
        .select_related("user")
        .order_by("user__full_name", "pk")
    )


def open_invitations(group: Group) -> QuerySet[Invitation]:
    """Neither used nor withdrawn; those that ran out can be sent again."""
    return group.invitations.pending().order_by("-expires_at", "pk")


def trail_visible_to(user) -> QuerySet[Entry]:
    """A coordinator reads the review's trail but that of groups closed to her; a
    rapporteur the own group's."""
    if not user.is_authenticated:
        return Entry.objects.none()
    led = Role.objects.filter(user=user, role=Role.Kind.COORDINATOR).values("review")
    answered_for = Membership.objects.filter(
        user=user, role=Membership.Role.RAPPORTEUR
    ).values("group")
    opened = Group.objects.open_to(user).filter(review__in=led).values("pk")
    return Entry.objects.filter(
        Q(group_id__in=answered_for)
        | Q(review_id__in=led, group_id=None)
        | Q(review_id__in=led, group_id__in=opened)
    )
