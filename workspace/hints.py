"""What somebody does next in a review: at most three things, those of its phase first.
A hint is a kind and what it needs; the page has the words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.words import worded
from factsheets.models import Factsheet
from reviews.models import Milestone, Review
from reviews.phases import Phase
from reviews.queries import ShownDate
from submissions import overview
from submissions.models import Submission, Text

HINTS_AT_MOST = 3
# As the page of a filing asks for it, two weeks before the end.
DAYS_BEFORE: dict[str, int] = {
    Milestone.Kind.WINDOW_CLOSES: 14,
    Milestone.Kind.OWN_CUT_OFF: 12,
}
# What a phase is for comes before what can be done in any.
OF_PHASE = {
    Phase.DRAFTING: [
        "file",
        "plan-dates",
        "go-on-writing",
        "begin-writing",
        "start-submission",
    ],
    Phase.ADVOCACY: ["factsheet-review", "factsheet-draft", "start-factsheet"],
    Phase.REVIEW: ["open-public-page", "factsheet-review", "factsheet-draft"],
    Phase.FOLLOW_UP: ["load-record", "hear-what-was-done", "plan-dates"],
}

type Hint = dict[str, Any]


def next_things(
    review: Review,
    *,
    user,
    home: dict[str, Any],
    dates: Iterable[ShownDate],
    phase: Phase | None,
) -> list[Hint]:
    """`home`: of `queries.home`; `dates`: of
    `reviews.queries.telling_dates_of`."""
    rows = list(dates)
    found = [
        *filing_hints(home["submissions"], leads=review.is_led, dates=rows),
        *hints(
            review,
            user=user,
            groups=home["groups"],
            counts=home["counts"],
            submissions=home["submissions"],
        ),
        *of_the_phase(review, dates=rows, phase=phase),
    ]
    first = OF_PHASE.get(phase, []) if phase else []
    found.sort(
        key=lambda hint: (
            first.index(hint["kind"]) if hint["kind"] in first else len(first)
        )
    )
    return found[:HINTS_AT_MOST]


def of_the_phase(
    review: Review, *, dates: list[ShownDate], phase: Phase | None
) -> list[Hint]:
    """For coordinators, what no group is asked for by its work."""
    if not review.is_led:
        return []
    found = []
    if phase == Phase.FOLLOW_UP:
        found.append({"kind": "hear-what-was-done"})
    if dates and all(row.is_past or row.milestone.done_at for row in dates):
        found.append({"kind": "plan-dates"})
    return found


def filing_hints(submissions, *, leads: bool, dates: Iterable[ShownDate]) -> list[Hint]:
    """For coordinators, from two weeks before the UN's window closes: hand it in."""
    is_near = any(
        not row.is_past
        and not row.milestone.done_at
        and row.days <= DAYS_BEFORE.get(row.milestone.kind, -1)
        for row in dates
    )
    if not leads or not is_near:
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


def hints(review: Review, *, user, groups, counts, submissions) -> list[Hint]:
    """What the work of her groups asks of her, the most useful first."""
    leads = review.is_led
    writes = [
        group.pk for group in groups if group.my_role in {"rapporteur", "drafter"}
    ]
    drafts = Factsheet.objects.filter(group__in=writes, status__in=["review", "draft"])
    newest = drafts.order_by("-status", "-updated_at", "pk")[: HINTS_AT_MOST - 1]
    found = [
        {
            "kind": f"factsheet-{factsheet.status}",
            "url": factsheet.get_absolute_url(),
            "title": worded(factsheet, "title"),
        }
        for factsheet in (newest if writes else [])
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


def go_on_hint(text: Text) -> Hint:
    """To where the person writes next in a submission."""
    return {
        "kind": "go-on-writing" if text.word_count else "begin-writing",
        "url": text.get_absolute_url(),
        "heading": text.section.heading,
        "submission": text.section.submission.title,
        "language": text.get_language_display(),
    }
