"""What the pages of the outline show: where each section stands, who is in it, and
where to go on. Reads only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import rules
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from groups.models import Group, Membership
from reviews.models import Review
from submissions import queries
from submissions.desk import LANGUAGE_NAMES, STATUS_MARKS, numbered
from submissions.models import (
    Participation,
    Section,
    Submission,
    Suggestion,
    Text,
    Update,
    Version,
)
from submissions.models.drafting import Level
from submissions.rules import leads_submission

Status = Section.Status
Status = Section.Status
VERBS = ("change", "arrange", "agree", "open", "purge")


def permitted(user: User, submission: Submission) -> dict[str, bool]:
    return {
        verb: rules.has_perm(f"submissions.{verb}_submission", user, submission)
        for verb in VERBS
    }


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


def states_of(counts: Mapping[str, int]) -> list[dict]:
    """Statuses that occur, the furthest first."""
    return [
        {"mark": STATUS_MARKS[status], "label": status.label, "count": counts[status]}
        for status in reversed(Status)
        if counts.get(status)
    ]


def rows_for(user: User, *, review: Review, group: Group | None = None) -> list[Row]:
    """Submissions of the review that the person may know of, those of a group if
    one is named; each with what its work may show her."""
    written = Text.objects.filter(
        section__submission=OuterRef("pk"), language=OuterRef("source_language")
    )
    submissions = (
        Submission.objects.visible_to(user)
        .filter(review=review)
        .annotate(
            words=Coalesce(
                Subquery(
                    written.order_by()
                    .values("section__submission")
                    .annotate(n=Sum("word_count"))
                    .values("n")
                ),
                0,
            )
        )
        .for_listing()
    )
    if group is not None:
        submissions = submissions.filter(participations__group=group)
    submissions = list(submissions)
    counts = _counts_of(submissions)
    groups = _groups_of(submissions, user=user) if submissions else {}
    return [
        Row(
            submission=submission,
            groups=groups.get(submission.pk, []),
            words=submission.words if submission.opened else 0,
            counts=counts.get(submission.pk, Counter()) if submission.opened else {},
        )
        for submission in submissions
    ]


def _counts_of(submissions: list[Submission]) -> dict[UUID, Counter]:
    counts: dict[UUID, Counter] = {}
    if submissions:
        rows = (
            Section.objects.filter(submission__in=submissions)
            .order_by()
            .values_list("submission", "status")
            .annotate(n=Count("pk"))
        )
        for submission, status, n in rows:
            counts.setdefault(submission, Counter())[status] += n
    return counts


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
    groups = Group.objects.open_to(user).filter(review=review)
    answers = Membership.objects.filter(
        user=user, group=OuterRef("pk"), role=Membership.Role.RAPPORTEUR
    )
    leads = review.roles.filter(user=user, role="coordinator")
    return list(groups.filter(Exists(answers) | Exists(leads)).for_listing())


# The outline


@dataclass(slots=True, kw_only=True)
class ShownText:
    """A section in one language."""

    text: Text
    name: str
    is_source: bool


@dataclass(slots=True, kw_only=True)
class ShownSection:
    """One line of the outline."""

    section: Section
    number: str
    has_parts: bool = False
    texts: list[ShownText] = field(default_factory=list)
    owner: queries.Called | None = None
    group: Group | None = None
    suggestions: int = 0
    threads: int = 0

    @property
    def mark(self) -> str:
        return STATUS_MARKS[self.section.status]

    @property
    def source(self) -> ShownText:
        """The text it is written in; else the only one that is open."""
        return next((shown for shown in self.texts if shown.is_source), self.texts[0])

    @property
    def words(self) -> int:
        return self.source.text.word_count

    @property
    def is_over(self) -> bool:
        budget = self.section.word_budget
        return budget is not None and self.words > budget

    @property
    def is_heading_only(self) -> bool:
        """A heading over others without words of its own: nothing waits here."""
        is_bare = not self.section.word_budget and not self.words
        return self.has_parts and is_bare


def outline_of(submission: Submission, *, user: User) -> dict[str, Any]:
    """The page of a submission that `visible_to` has found: only texts that the
    person may read, and what waits in each."""
    texts = list(_texts_of(submission, user=user))
    for text in texts:
        text.section.submission = submission
    groups = {
        group.pk: group
        for group in Group.objects.visible_to(user)
        .filter(participations__submission=submission)
        .for_listing()
    }
    threads = open_threads(texts)
    shown = _sections_of(texts, groups=groups, threads=threads)
    _call_owners(shown, submission, user=user)
    return {
        "submission": submission,
        "review": submission.review,
        "groups": list(groups.values()),
        "sections": shown,
        "totals": _totals_of(submission, texts),
        "states": states_of(
            Counter(row.section.status for row in shown if not row.is_heading_only)
        ),
        "given_out": sum(row.section.word_budget or 0 for row in shown),
        "go_on": where_to_go_on(texts, user=user, sections=shown),
        "may": permitted(user, submission),
    }


def _texts_of(submission: Submission, *, user: User):
    waiting = (
        Suggestion.objects.open()
        .filter(text=OuterRef("pk"))
        .order_by()
        .values("text")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        Text.objects.visible_to(user)
        .filter(section__submission=submission)
        .without_blobs()
        .select_related("section")
        .annotate(
            suggestion_count=Coalesce(Subquery(waiting), 0), **last_written_by(user)
        )
        .in_order()
    )


def last_written_by(user: User) -> dict[str, Any]:
    """Expression, by name: when the person wrote in a text last, as far as the log
    and the versions remember; null if never."""
    typed = Update.objects.filter(text=OuterRef("pk"), author=user).order_by("-seq")
    kept = Version.objects.filter(text=OuterRef("pk"), authors=user).newest_first()
    return {
        "typed_at": Subquery(typed.values("at")[:1]),
        "was_author_at": Subquery(kept.values("kept_at")[:1]),
    }


def _sections_of(texts: list[Text], *, groups, threads) -> list[ShownSection]:
    by_section: dict[UUID, list[Text]] = {}
    sections: dict[UUID, Section] = {}
    for text in texts:
        by_section.setdefault(text.section_id, []).append(text)
        sections.setdefault(text.section_id, text.section)
    lines = list(sections.values())
    numbers = numbered(lines)
    shown = []
    for place, section in enumerate(lines):
        below = lines[place + 1].depth if place + 1 < len(lines) else 0
        rows = by_section[section.pk]
        shown.append(
            ShownSection(
                section=section,
                number=numbers[section.pk],
                has_parts=below > section.depth,
                group=groups.get(section.group_id),
                suggestions=sum(text.suggestion_count for text in rows),
                threads=sum(threads.get(text.pk, 0) for text in rows),
                texts=[
                    ShownText(
                        text=text,
                        name=LANGUAGE_NAMES[text.language],
                        is_source=text.is_source,
                    )
                    for text in sorted(rows, key=lambda text: not text.is_source)
                ],
            )
        )
    return shown


def open_threads(texts: list[Text]) -> dict[UUID, int]:
    """How many threads of comments wait in each text."""
    return {}


def _call_owners(
    shown: list[ShownSection], submission: Submission, *, user: User
) -> None:
    people = {row.section.owner_id for row in shown if row.section.owner_id}
    if people:
        called = queries.names_for(user, submission, people=people)
        for row in shown:
            row.owner = called.get(row.section.owner_id)


def _totals_of(submission: Submission, texts: list[Text]) -> list[dict]:
    """Words per language, the one it is written in first."""
    languages = {text.language for text in texts}
    return [
        {
            "language": language,
            "name": LANGUAGE_NAMES[language],
            "words": sum(
                text.word_count for text in texts if text.language == language
            ),
        }
        for language in sorted(
            languages, key=lambda code: (code != submission.source_language, code)
        )
    ]


@dataclass(slots=True, kw_only=True)
class GoOn:
    """Where the person writes next, and why there."""

    text: Text
    number: str
    kind: str  # "wrote": she wrote here last; "owns": hers to write; "begin"


def where_to_go_on(
    texts: list[Text], *, user: User, sections: list[ShownSection]
) -> GoOn | None:
    """Where she wrote last; else the first section that is hers; else the first in
    which nothing stands yet."""
    numbers = {row.section.pk: row.number for row in sections}
    bare = {row.section.pk for row in sections if row.is_heading_only}
    open_to_her = [
        text
        for text in texts
        if text.level == Level.WRITE and text.section_id not in bare
    ]
    wrote = [(moment, text) for text in open_to_her if (moment := wrote_at(text, user))]
    if wrote:
        _moment, text = max(wrote, key=lambda pair: pair[0])
        return GoOn(text=text, number=numbers[text.section_id], kind="wrote")
    sources = [text for text in open_to_her if text.is_source] or open_to_her
    for kind, candidates in (
        ("owns", [text for text in sources if text.section.owner_id == user.pk]),
        ("begin", [text for text in sources if not text.word_count]),
        ("begin", sources),
    ):
        if candidates:
            first = candidates[0]
            return GoOn(text=first, number=numbers[first.section_id], kind=kind)
    return None


def wrote_at(text: Text, user: User) -> datetime | None:
    """Wants a text with `last_written_by(user)`. Between the log and the versions
    a text knows only who wrote, not when: as late as it changed, then."""
    moments = [text.typed_at, text.was_author_at]
    if user.pk in text.contributors:
        moments.append(text.changed_at)
    return max((moment for moment in moments if moment), default=None)


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


def places_in(submission: Submission) -> list[tuple[Section, str]]:
    """Where a new section can stand: after each that is there."""
    sections = list(submission.sections.in_order())
    numbers = numbered(sections)
    return [
        (
            section,
            _("After %(number)s %(heading)s")
            % {"number": numbers[section.pk], "heading": section.heading},
        )
        for section in sections
    ]


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
