"""How far the set-up of a review is. Read from what is there, so that it can be left
at any step and taken up again, by another coordinator too."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from audit.actions import record
from core.statements import SOMETHING, Kept, kept, once
from groups.models import Group
from recommendations.models import Recommendation
from reviews.models import Milestone, Review, Role, RoleInvitation
from workspace.models import PutAway

STEPS = ["open", "dates", "behind", "groups", "people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    has_dates: bool
    has_record: bool
    has_groups: bool
    has_second: bool  # coordinator, or a letter on its way to one
    is_put_away: bool

    @property
    def done(self) -> dict[str, bool]:
        """By step, in their order."""
        found = [True, self.has_dates, self.has_record, self.has_groups]
        return dict(zip(STEPS, [*found, self.has_second], strict=True))

    @property
    def left(self) -> int:
        """Without which nobody can begin: dates, groups, a second coordinator."""
        return [self.has_dates, self.has_groups, self.has_second].count(False)

    @property
    def at(self) -> str | None:
        """The step to go on with."""
        return next((step for step, is_done in self.done.items() if not is_done), None)


def set_up_of(review: Review) -> SetUp:
    """One query."""
    ((dates, record, founded, second, away),) = _found().ask(
        review=review.pk, state=review.state_id
    )
    return SetUp(
        has_dates=dates,
        has_record=record,
        has_groups=founded,
        has_second=second,
        is_put_away=away,
    )


@once
def _found() -> Kept:
    state = 1_900_000_001
    here = {"review": OuterRef("pk")}
    letters = RoleInvitation.objects.pending().filter(
        role=Role.Kind.COORDINATOR, **here
    )
    coordinators = Role.objects.filter(
        role=Role.Kind.COORDINATOR, user__is_active=True, **here
    )
    found = (
        Review.objects.filter(pk=SOMETHING)
        .annotate(
            dates=Exists(Milestone.objects.filter(**here)),
            record=Exists(Recommendation.objects.of_record().to_state(state)),
            founded=Exists(Group.objects.filter(**here)),
            second=Exists(letters) | Exists(coordinators.order_by("pk")[1:]),
            away=Exists(PutAway.objects.filter(**here)),
        )
        .values_list("dates", "record", "founded", "second", "away")
    )
    return kept(found, {"review": SOMETHING, "state": state})


def steps_left(review: Review) -> int:
    """For the home of its coordinators: none once it was put away."""
    found = set_up_of(review)
    return 0 if found.is_put_away else found.left


def reviews_behind(review: Review, *, user: User) -> QuerySet[Review]:
    """From which something can be taken along: those of the State first, then by
    cycle."""
    others = Review.objects.visible_to(user).real().exclude(pk=review.pk)
    return (
        others.select_related("state")
        .annotate(
            is_same=Exists(
                Review.objects.filter(pk=OuterRef("pk"), state=review.state_id)
            )
        )
        .order_by("-is_same", "-cycle", "created_at", "pk")
    )


@transaction.atomic
def put_away(*, review: Review, actor: User, at: datetime) -> None:
    """No home speaks of the set-up any more. A second click changes nothing."""
    _row, is_new = PutAway.objects.get_or_create(
        review=review, defaults={"put_away_at": at}
    )
    if is_new:
        record(
            "review.set_up_put_away", subject=review, actor=actor, at=at, review=review
        )
