"""What the pages of the outline show: where each section stands, who is in it, and
where to go on. Reads only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import rules
from django.db.models import (
    Count,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from comments.queries import open_counts
from core.statements import SOMEBODY, SOMETHING, Kept, kept, once
from core.words import Worded
from groups.models import Group
from reviews.models import Review
from submissions import queries
from submissions.desk import LANGUAGE_NAMES, STATUS_MARKS, states_of
from submissions.models import (
    Section,
    Submission,
    Suggestion,
    Text,
    Update,
    Version,
)
from submissions.models.drafting import Level
from submissions.numbers import numbered

Status = Section.Status
VERBS = ("change", "arrange", "agree", "open", "translate")


# Of a frozen one nothing is changed, whoever may.
CHANGING = frozenset({"change", "agree", "translate"})


def permitted(user: User, submission: Submission) -> dict[str, bool]:
    return {
        verb: not (submission.is_closed and verb in CHANGING)
        and rules.has_perm(f"submissions.{verb}_submission", user, submission)
        for verb in VERBS
    }


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
        is_bare = self.section.status == Status.EMPTY and not self.section.word_budget
        return self.has_parts and is_bare

    @property
    def whose(self) -> list[Worded]:
        """Who answers for it and which group writes it; each name once."""
        names = [Worded(self.owner.full, "")] if self.owner else []
        if self.group and str(self.group.name) not in map(str, names):
            names.append(self.group.name)
        return names


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
    threads = open_counts(texts)
    shown = _sections_of(texts, groups=groups, threads=threads)
    _call_owners(shown, submission, user=user)
    given_out = sum(row.section.word_budget or 0 for row in shown)
    return {
        "submission": submission,
        "review": submission.review,
        "groups": list(groups.values()),
        "rows": shown,
        "totals": _totals_of(submission, texts),
        "states": states_of(
            Counter(row.section.status for row in shown if not row.is_heading_only)
        ),
        "given_out": given_out,
        "spare": (submission.word_budget or 0) - given_out,
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
    by_section: dict[Any, list[Text]] = {}
    sections: dict[Any, Section] = {}
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


def _call_owners(
    shown: list[ShownSection], submission: Submission, *, user: User
) -> None:
    people = {row.section.owner_id for row in shown if row.section.owner_id}
    if people:
        called = queries.names_for(user, submission, people=people)
        for row in shown:
            if row.section.owner_id:
                row.owner = called[row.section.owner_id]


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


def last_place_of(user: User, *, review: Review) -> Text | None:
    """Where in the whole review the person writes next: where she wrote last, else
    a section that is hers and not finished."""
    found = [
        text
        for text in _places().ask_for(Text, user=user.pk, review=review.pk)
        if _in_its_section(text).level == Level.WRITE
    ]
    wrote = [(moment, text) for text in found if (moment := wrote_at(text, user))]
    if wrote:
        return max(wrote, key=lambda pair: pair[0])[1]
    return found[0] if found else None


# What rights, the address and the words of a link ask of what stands above a text.
OF_SECTION = ("status", *(f"heading_{code}" for code in LANGUAGE_NAMES))
OF_SUBMISSION = (
    *("id", "review_id", "stage", "source_language"),
    *(f"title_{code}" for code in LANGUAGE_NAMES),
)


def _in_its_section(text: Text) -> Text:
    above = {name: getattr(text, f"whole_{name}") for name in OF_SUBMISSION}
    here = {name: getattr(text, f"part_{name}") for name in OF_SECTION}
    submission = Submission(**above)
    text.section = Section(id=text.section_id, submission=submission, **here)
    return text


@once
def _places() -> Kept:
    user = User(pk=SOMEBODY)
    # Not `contributors__contains`: a stand-in is not found in a list.
    place = {"function": "array_position", "output_field": IntegerField()}
    contributed = Func(F("contributors"), Value(user.pk), **place)
    whole = {
        f"whole_{name}": F(f"section__submission__{name}") for name in OF_SUBMISSION
    }
    part = {f"part_{name}": F(f"section__{name}") for name in OF_SECTION}
    texts = (
        Text.objects.visible_to(user)
        .filter(section__submission__review=SOMETHING)
        .without_blobs()
        .annotate(**last_written_by(user), contributed=contributed, **whole, **part)
    )
    was_here = (
        Q(typed_at__isnull=False)
        | Q(was_author_at__isnull=False)
        | Q(contributed__isnull=False)
    )
    unfinished = [Status.EMPTY, Status.DRAFTING]
    hers = Q(section__owner=user, section__status__in=unfinished) & Q(
        language=F("section__submission__source_language")
    )
    rows = texts.filter(was_here | hers).in_order()
    return kept(rows, {"user": SOMEBODY, "review": SOMETHING})


def wrote_at(text: Text, user: User) -> datetime | None:
    """Wants a text with `last_written_by(user)`. Between the log and the versions
    a text knows only who wrote, not when: as late as it changed, then."""
    moments = [text.typed_at, text.was_author_at]
    if user.pk in text.contributors:
        moments.append(text.changed_at)
    return max((moment for moment in moments if moment), default=None)


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
