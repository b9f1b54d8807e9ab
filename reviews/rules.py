"""Who may do what to a review. Read top to bottom, this is the policy."""

import rules

from reviews.models import Review, Role


def review_of(obj):
    """The review itself, or the one that the object belongs to."""
    return obj if isinstance(obj, Review) else obj.review


def has_role(*kinds):
    """Predicate: the person has one of these roles in the object's review."""

    @rules.predicate(name=f"has_role:{'|'.join(kinds)}")
    def holds(user, obj):
        if not user.is_authenticated:
            return False
        roles = Role.objects.of(user, review=review_of(obj))
        return roles.filter(role__in=kinds).exists()

    return holds


is_coordinator = has_role(Role.Kind.COORDINATOR)
is_in_review = has_role(*Role.Kind.values)


@rules.predicate
def coordinates_somewhere(user):
    """Of no review in particular: it is to become one."""
    return user.is_authenticated and Review.objects.led_by(user).exists()


@rules.predicate
def is_owner(user, milestone):
    """Watches the date, and has not left the review."""
    return user.is_authenticated and milestone.owner_id == user.pk


is_inside = has_role(*Role.INSIDE)

rules.add_perm("reviews.open_review", coordinates_somewhere)
rules.add_perm("reviews.list_role", is_coordinator)
rules.add_perm("reviews.invite_role", is_coordinator)
rules.add_perm("reviews.end_role", is_coordinator)
rules.add_perm("reviews.change_review", is_coordinator)
rules.add_perm("reviews.publish_review", is_coordinator)
rules.add_perm("reviews.change_milestone", is_coordinator)
rules.add_perm("reviews.finish_milestone", is_coordinator | (is_owner & is_inside))
rules.add_perm("reviews.make_feed", is_in_review)
