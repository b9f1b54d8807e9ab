"""What the pages that show several apps need, in a handful of queries."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from accounts.models import User
from core.statements import SOMEBODY, SOMETHING, Kept, kept, once
from factsheets import content
from factsheets.facts import plain
from factsheets.models import Edition, Factsheet
from groups.models import Decision, Group, Membership
from proposals.models import Proposal
from recommendations import queries as record
from reviews.models import Review, Role
from submissions import listing


def load_group(user, review_id: UUID, pk: UUID) -> Group:
    """The group with its review, as `load_review` returns it, in one question.
    `open_decisions`: how many wait for its members."""
    led = Role.objects.of(user, review=OuterRef("review"))
    rows = (
        Group.objects.visible_to(user)
        .filter(review=review_id, review__in=Review.objects.visible_to(user))
        .select_related("review__state")
        .annotate(
            is_led=Exists(led.filter(role=Role.Kind.COORDINATOR)),
            open_decisions=Coalesce(count_of(Decision, state=Decision.State.OPEN), 0),
        )
    )
    group = get_object_or_404(rows, pk=pk)
    group.review.is_led = group.is_led
    return group


def home(review: Review, *, user) -> dict:
    """The review home: the groups, the submissions, the record in figures. `review` as
    `reviews.queries.load_review` returns it; what to do next, `hints` says."""
    found = _groups_side_by_side() if review.is_led else _groups_counted()
    groups = found.ask_for(Group, user=user.pk, review=review.pk)
    for group in groups:
        group.my_part = Membership.Role(group.my_role).label if group.my_role else ""
    groups.sort(key=lambda group: not group.my_role)
    counts = record.positions(review)
    submissions = listing.rows_for(user, review=review, names_groups=False)
    return {
        "groups": groups,
        "own_groups": [group for group in groups if group.opened],
        "other_groups": [group for group in groups if not group.opened],
        "leads": review.is_led,
        "submissions": submissions,
        "counts": counts,
        "last_review_loaded": review.cycle == 1 or counts.of_last_review > 0,
    }


@once
def _groups_counted() -> Kept:
    rows = _known_groups().annotate(
        drafts=count_of(Factsheet, status__in=["draft", "review", "withdrawn"]),
        published=count_of(Factsheet, status="published"),
        asks=count_of(Proposal),
    )
    return kept(rows, {"user": SOMEBODY, "review": SOMETHING})


@once
def _groups_side_by_side() -> Kept:
    """For whoever leads: `workspace.counts` counts for her."""
    return kept(_known_groups(), {"user": SOMEBODY, "review": SOMETHING})


def _known_groups():
    somebody = User(pk=SOMEBODY)
    seats = Membership.objects.of(somebody, group=OuterRef("pk"))
    return (
        Group.objects.visible_to(somebody)
        .filter(review=SOMETHING)
        .annotate(my_role=Subquery(seats.values("role")[:1]))
        .for_listing()
    )


def count_of(model, **conditions):
    """How many of the group, as a column of its row."""
    rows = model._default_manager.filter(group=OuterRef("pk"), **conditions)
    counted = rows.order_by().values("group").annotate(n=Count("pk")).values("n")
    return Subquery(counted)


def published(review: Review) -> list[dict]:
    """The newest edition of each published factsheet, with what a diplomat looks
    for in a list; by title as the reader sees it."""
    factsheets = Factsheet.objects.filter(
        review=review, status=Factsheet.Status.PUBLISHED
    ).with_current_edition()
    editions = Edition.objects.in_bulk([row.edition_id for row in factsheets])
    rows = []
    for factsheet in factsheets:
        edition = editions[factsheet.edition_id]
        language = content.shown_language(edition)
        rows.append(
            {
                "factsheet": factsheet,
                "edition": edition,
                "facts": content.facts_in(edition, language),
            }
        )
    return sorted(
        rows, key=lambda row: (plain(row["facts"].title).casefold(), row["edition"].pk)
    )
