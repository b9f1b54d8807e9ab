"""Which submissions there are, and which groups write them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from core.statements import SOMEBODY, SOMETHING, Kept, kept, once
from groups.models import Group, Membership
from reviews.models import Review
from submissions.desk import states_of
from submissions.models import Participation, Section, Submission, Text
from submissions.rules import groups_answered_for, leads_submission

# The list


@dataclass(slots=True, kw_only=True)
class Row:
    """A submission in a list."""

    submission: Submission
    groups: list[Group]
    words: int  # in the language it is written in
    counts: dict[str, int]  # sections by status

    @property
    def states(self) -> list[dict]:
        return states_of(self.counts)


def rows_for(
    user: User,
    *,
    review: Review,
    group: Group | None = None,
    names_groups: bool = True,
) -> list[Row]:
    """Submissions of the review that the person may know of, those of a group if
    one is named; each with what its work may show her."""
    found = _known_of_group() if group else _known()
    which = {"group": group.pk} if group else {}
    submissions = found.ask_for(Submission, user=user.pk, review=review.pk, **which)
    for submission in submissions:
        submission.review = review
    is_named = names_groups and submissions
    groups = _groups_of(submissions, user=user) if is_named else {}
    return [
        Row(
            submission=submission,
            groups=groups.get(submission.pk, []),
            words=submission.words if submission.opened else 0,
            counts={
                status: getattr(submission, f"n_{status}")
                for status in Section.Status.values
            }
            if submission.opened
            else {},
        )
        for submission in submissions
    ]


@once
def _known() -> Kept:
    return kept(_known_rows(), {"user": SOMEBODY, "review": SOMETHING})


@once
def _known_of_group() -> Kept:
    group = UUID(int=3)
    rows = _known_rows().filter(participations__group=group)
    return kept(rows, {"user": SOMEBODY, "review": SOMETHING, "group": group})


def _known_rows() -> QuerySet[Submission]:
    counted = {
        f"n_{status}": sections_that_are(status) for status in Section.Status.values
    }
    return (
        Submission.objects.visible_to(User(pk=SOMEBODY))
        .filter(review=SOMETHING)
        .annotate(words=words_written(), **counted)
        .order_by("-created_at", "pk")
    )


def words_written() -> Coalesce:
    """Of a submission, in the language it is written in: by section, as each has one
    text in it that is found at once."""
    texts = Text.objects.filter(
        section=OuterRef("pk"), language=OuterRef(OuterRef("source_language"))
    )
    words = Sum(Subquery(texts.values("word_count")))
    sections = Section.objects.filter(submission=OuterRef("pk")).order_by()
    return Coalesce(
        Subquery(sections.values("submission").annotate(n=words).values("n")), 0
    )


def sections_that_are(status: str) -> Coalesce:
    """Of a submission: how many. Headings over others that have no words of their
    own are not waited for."""
    after = Section.objects.filter(
        submission=OuterRef("submission"), order__gt=OuterRef("order")
    )
    rows = (
        Section.objects.filter(submission=OuterRef("pk"), status=status)
        .annotate(
            depth_below=Coalesce(
                Subquery(after.order_by("order").values("depth")[:1]), 0
            )
        )
        .exclude(
            Q(depth_below__gt=F("depth")),
            status=Section.Status.EMPTY,
            word_budget=None,
        )
    )
    counted = rows.order_by().values("submission")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def _groups_of(
    submissions: Iterable[Submission], *, user: User
) -> dict[UUID, list[Group]]:
    """Who takes part, under the names that the person may know."""
    submissions = list(submissions)
    groups = {
        group.pk: group
        for group in Group.objects.visible_to(user)
        .filter(participations__submission__in=submissions)
        .distinct()
        .for_listing()
    }
    parts = Participation.objects.filter(submission__in=submissions)
    takes_part = set(parts.values_list("submission", "group"))
    return {
        submission.pk: [
            group
            for group in groups.values()
            if (submission.pk, group.pk) in takes_part
        ]
        for submission in submissions
    }


def groups_to_start_with(user: User, *, review: Review) -> list[Group]:
    """Groups in whose name the person may begin a submission."""
    return list(groups_answered_for(user).filter(review=review).for_listing())


def first_choices(user: User, led: list[Group]) -> dict[str, Any]:
    """What the form of a new submission begins with."""
    source = "ru" if user.language == "ky" else user.language
    is_partner = led[0].kind == Group.Kind.INSTITUTION
    return {
        "source_language": source,
        "languages": sorted({source, "en", "ru"}),
        "outline": "institution" if is_partner else "joint",
        "groups": [led[0].pk] if len(led) == 1 else [],
    }


# Who takes part


def partners_of(submission: Submission, *, user: User) -> QuerySet[Group]:
    """Groups that write it, under the names that the person may know."""
    return (
        Group.objects.visible_to(user)
        .filter(participations__submission=submission)
        .for_listing()
    )


def possible_partners(submission: Submission, *, user: User) -> QuerySet[Group]:
    """Groups of the review that could write along: on the same side of the wall,
    and an institution writes alone."""
    taken = submission.participations.values("group")
    groups = Group.objects.visible_to(user).filter(review=submission.review_id)
    if submission.groups.filter(kind=Group.Kind.INSTITUTION).exists():
        groups = groups.none()
    return groups.filter(kind=Group.Kind.THEMATIC).exclude(pk__in=taken).for_listing()


@dataclass(slots=True, kw_only=True)
class Partner:
    """A group that takes part, as a person sees it who arranges the submission."""

    group: Group
    sections: int
    may_take_out: bool  # as the rule of `submissions.end_participation`


def partners_to_show(submission: Submission, *, user: User) -> list[Partner]:
    counts = dict(
        submission.sections.exclude(group=None)
        .order_by()
        .values_list("group")
        .annotate(n=Count("pk"))
    )
    answers = Membership.objects.filter(user=user, role=Membership.Role.RAPPORTEUR)
    own = set(answers.values_list("group", flat=True))
    leads = leads_submission(user, submission)
    return [
        Partner(
            group=group,
            sections=counts.get(group.pk, 0),
            may_take_out=leads or group.pk in own,
        )
        for group in partners_of(submission, user=user)
    ]
