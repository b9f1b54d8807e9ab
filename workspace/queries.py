"""What the pages that show several apps need, in a handful of queries."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.words import worded
from factsheets import content
from factsheets.facts import plain
from factsheets.models import Edition, Factsheet
from groups.models import Decision, Group, Membership
from proposals.models import Proposal
from recommendations import queries as record
from reviews.models import Milestone, Review, Role
from reviews.queries import ShownDate
from submissions import listing, overview
from submissions.models import Submission, Text

HINTS_AT_MOST = 3


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


def home(review: Review, *, user, nearest: ShownDate | None = None) -> dict:
    """The review home: what to do next, the groups, the record in figures. `review`
    as `reviews.queries.load_review` returns it, `nearest` its next date."""
    groups = list(
        Group.objects.visible_to(user)
        .filter(review=review)
        .annotate(
            drafts=count_of(Factsheet, status__in=["draft", "review", "withdrawn"]),
            published=count_of(Factsheet, status="published"),
            asks=count_of(Proposal),
            my_role=Subquery(
                Membership.objects.of(user, group=OuterRef("pk")).values("role")[:1]
            ),
        )
        .for_listing()
    )
    for group in groups:
        group.my_part = Membership.Role(group.my_role).label if group.my_role else ""
    groups.sort(key=lambda group: not group.my_role)
    counts = record.positions(review)
    submissions = listing.rows_for(user, review=review, names_groups=False)
    first = filing_hints(submissions, leads=review.is_led, nearest=nearest)
    return {
        "groups": groups,
        "own_groups": [group for group in groups if group.opened],
        "other_groups": [group for group in groups if not group.opened],
        "leads": review.is_led,
        "submissions": submissions,
        "counts": counts,
        "last_review_loaded": review.cycle == 1 or counts.of_last_review > 0,
        "hints": [
            *first,
            *hints(
                review,
                user=user,
                groups=groups,
                leads=review.is_led,
                counts=counts,
                submissions=submissions,
            ),
        ][:HINTS_AT_MOST],
    }


DAYS_BEFORE: dict[
    str, int
] = {  # as the page of a filing asks for it, two weeks before the end
    Milestone.Kind.WINDOW_CLOSES: 14,
    Milestone.Kind.OWN_CUT_OFF: 12,
}


def filing_hints(submissions, *, leads, nearest: ShownDate | None) -> list[dict]:
    """For coordinators, from two weeks before the UN's window closes: hand it in."""
    kind = nearest.milestone.kind if nearest else ""
    if not leads or not nearest or nearest.days > DAYS_BEFORE.get(kind, -1):
        return []
    return [
        {
            "kind": "file",
            "url": reverse("submissions:filing", args=[of.review_id, of.pk]),
            "title": of.title,
        }
        for row in submissions
        for of in [row.submission]
        if of.opened and of.stage != Submission.Stage.FILED
    ][:1]


def count_of(model, **conditions):
    """How many of the group, as a column of its row."""
    rows = model._default_manager.filter(group=OuterRef("pk"), **conditions)
    counted = rows.order_by().values("group").annotate(n=Count("pk")).values("n")
    return Subquery(counted)


def hints(review, *, user, groups, leads, counts, submissions) -> list[dict]:
    """At most three next things, the most useful first. A hint is a kind and
    what it needs; the page has the words."""
    writes = [
        group.pk for group in groups if group.my_role in {"rapporteur", "drafter"}
    ]
    drafts = (
        Factsheet.objects.filter(group__in=writes)
        .filter(Q(status="review") | Q(status="draft"))
        .order_by("-status", "-updated_at", "pk")[: HINTS_AT_MOST - 1]
    )
    found = [
        {
            "kind": f"factsheet-{factsheet.status}",
            "url": factsheet.get_absolute_url(),
            "title": worded(factsheet, "title"),
        }
        for factsheet in drafts
    ]
    if any(row.submission.opened for row in submissions):
        text = overview.last_place_of(user, review=review)
        if text:
            found.insert(0, go_on_hint(text))
    if writes:  # starting another one is always offered
        found = [*found[: HINTS_AT_MOST - 1], {"kind": "start-factsheet"}]
    if leads and not counts.recommendations:
        found.insert(0, {"kind": "load-record"})
    if leads and not review.is_public:
        found.append({"kind": "open-public-page"})
    answers = any(group.my_role == "rapporteur" for group in groups)
    if (answers or leads) and not submissions:
        found.append({"kind": "start-submission"})
    return found


def go_on_hint(text: Text) -> dict:
    """To where the person writes next in a submission."""
    return {
        "kind": "go-on-writing" if text.word_count else "begin-writing",
        "url": text.get_absolute_url(),
        "heading": text.section.heading,
        "submission": text.section.submission.title,
        "language": text.get_language_display(),
    }


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
