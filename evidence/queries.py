"""What pages need of evidence."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from evidence.models import Evidence, Gift
from groups.models import Group
from reviews.models import Review


@dataclass(frozen=True, slots=True)
class Shelf:
    group: Group
    own: int
    given: int


def shelves(user, *, review: Review) -> list[Shelf]:
    """How much lies on each shelf that is open to the person."""
    present = Q(evidence__withdrawn_at=None)
    groups = (
        Group.objects.open_to(user)
        .filter(review=review)
        .annotate(
            own=Count("evidence", filter=present, distinct=True),
            given=Count("gifts", distinct=True),
        )
        .for_listing()
    )
    return [Shelf(group, group.own, group.given) for group in groups]


def by_kind(group: Group) -> list[tuple[str, list[Evidence]]]:
    """What lies on the shelf, under the name of its kind; the withdrawn last."""
    rows: dict[str, list[Evidence]] = {kind: [] for kind in Evidence.Kind.values}
    for row in Evidence.objects.filter(group=group).for_listing():
        rows[row.kind].append(row)
    return [
        (
            str(Evidence.Kind(kind).label),
            sorted(found, key=lambda row: row.withdrawn_at is not None),
        )
        for kind, found in rows.items()
        if found
    ]


def given_to(group: Group) -> QuerySet[Evidence]:
    return Evidence.objects.filter(gifts__group=group).for_listing()


def given_from(evidence: Evidence, *, user) -> list[Group]:
    """To which groups, as the person may know them."""
    groups = Group.objects.visible_to(user).filter(gifts__evidence=evidence)
    return list(groups.for_listing())


def receivers(evidence: Evidence, *, user) -> QuerySet[Group]:
    """No institution: it works behind a wall of its own."""
    gifts = Gift.objects.filter(evidence=evidence).values("group")
    return (
        Group.objects.visible_to(user)
        .filter(review=evidence.review_id, kind=Group.Kind.THEMATIC)
        .exclude(pk__in=gifts)
        .exclude(pk=evidence.group_id)
        .for_listing()
    )
