"""Where what the trail speaks of can be looked at, for those who may know of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from comments.models import Thread
from consultations.models import Event, Finding, Material, Question
from evidence.models import Evidence
from factsheets.models import Factsheet
from groups.models import Decision, Group, RoadmapItem
from proposals.models import Proposal
from reviews.models import Milestone, Review
from submissions.models import Filing, Section, Submission, Text
from workspace.models import Packet

# Of the review as a whole these are everybody's who may know of the single one.
SHARED = (
    *(Event, Finding, Material, Question),
    *(Submission, Section, Text, Filing, Packet),
)
# Of each: its page; which column names the page, where it is not its own; whether it
# is a place on that page.
PAGES: dict[Any, tuple[str, str, str]] = {
    Finding: ("findings:detail", "pk", ""),
    Event: ("consultations:event", "pk", ""),
    Material: ("consultations:material", "pk", ""),
    Question: ("consultations:questions", "event_id", ""),
    Evidence: ("evidence:detail", "pk", ""),
    Proposal: ("proposals:detail", "pk", ""),
    Factsheet: ("factsheets:detail", "pk", ""),
    Submission: ("submissions:detail", "pk", ""),
    Section: ("submissions:detail", "submission_id", "#s-"),
    Text: ("submissions:text", "pk", ""),
    Thread: ("submissions:text", "subject_id", "#c-"),
    Group: ("workspace:group", "pk", ""),
    RoadmapItem: ("workspace:roadmap", "group_id", ""),
    Decision: ("groups:decision", "pk", ""),
    Milestone: ("reviews:dates", "", "#d-"),
    Packet: ("workspace:packet", "pk", ""),
}
WHERE = {
    Question: "event__review",
    Section: "submission__review",
    Text: "section__submission__review",
    Filing: "submission__review",
    RoadmapItem: "group__review",
    Decision: "group__review",
}


def label(model: Any) -> str:
    return str(model._meta.label_lower)


def rows_of(model: Any, user: User, review: Review) -> QuerySet:
    """What she may read of this kind in the review."""
    return _known(model, user).filter(**{WHERE.get(model, "review"): review})


def _known(model: Any, user: User) -> QuerySet:
    if model in {Submission, Factsheet}:
        return model.objects.open_to(user)
    if model is Section:
        opened = Submission.objects.open_to(user)
        return Section.objects.filter(submission__in=opened.values("pk"))
    if model is RoadmapItem:
        groups = Group.objects.open_to(user)
        return RoadmapItem.objects.filter(group__in=groups.values("pk"))
    if model is Text:
        return Text.objects.worked_on_by(user)
    if model is Thread:
        texts = Text.objects.worked_on_by(user).values("pk")
        return Thread.objects.filter(subject_label=label(Text), subject_id__in=texts)
    return model.objects.visible_to(user)


def addresses(
    entries: Iterable[Entry], *, user: User, review: Review
) -> dict[UUID, str]:
    """By subject: of those that are still there and that she may see. One question,
    however many kinds."""
    wanted: dict[str, set[UUID]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject_label, set()).add(entry.subject_id)
    pages = {label(model): (model, *page) for model, page in PAGES.items()}
    parts = [
        _columns(pages[name][0], pages[name][2], user, review, ids)
        for name, ids in wanted.items()
        if name in pages
    ]
    found = {}
    if parts:
        first, *rest = parts
        for name, pk, at in first.union(*rest, all=True):
            _model, page, parent, place = pages[name]
            args = [review.pk, at] if parent else [review.pk]
            found[pk] = reverse(page, args=args) + (f"{place}{pk}" if place else "")
    return found


def _columns(
    model: Any, parent: str, user: User, review: Review, ids: set[UUID]
) -> QuerySet:
    known = rows_of(model, user, review).filter(pk__in=ids).values("pk")
    rows: QuerySet = QuerySet(model).filter(pk__in=known).order_by()
    return rows.annotate(
        of_kind=Cast(Value(label(model)), TextField()),
        at_page=Cast(F(parent or "pk"), UUIDField()),
    ).values_list("of_kind", "pk", "at_page")
