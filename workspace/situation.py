"""Where a review stands, in figures for one page that is handed on.

A confidential group and an institution are in no figure: whoever knows the others
could take these away and have theirs. Of people, and of what they said, fewer than
five are not told.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from catalogue.models import Region
from consultations.balance import published_sums
from consultations.figures import remark_on_meetings
from consultations.models import Event, Finding, Route
from consultations.models.counts import Dimension
from consultations.models.events import unwalled
from core.templatetags.ui import place
from factsheets.models import Factsheet
from groups.models import Group
from proposals.models import Proposal
from reviews.models import Review
from reviews.queries import ShownDate, rules_for, telling_dates_of
from reviews.road import missing_from, phase_said, standing_by
from submissions.models import Participation, Submission, Text

DATES = 3
FEW = 5  # fewer of people are not told


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str
    definition: str


@dataclass(frozen=True, slots=True)
class Deadline:
    name: str
    there: str  # on the clock where it counts
    here: str  # on the reader's


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that the page says, in one language; plain data."""

    language: str
    state: str
    about: str
    coalition: str
    as_of: str
    phase: str = ""  # nothing where the dates do not say
    missing: tuple[str, ...] = ()  # the dates that would say it; never on paper
    dates: tuple[Deadline, ...]
    figures: tuple[Figure, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Situation":
        return cls(
            **{
                **content,
                "missing": tuple(content.get("missing", ())),
                "dates": tuple(Deadline(**row) for row in content["dates"]),
                "figures": tuple(Figure(**row) for row in content["figures"]),
            }
        )

    @property
    def digest(self) -> str:
        said = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def situation_of(
    review: Review, *, reader: User, language: str, at: datetime
) -> Situation:
    """In the language that is set now, which is `language`."""
    today = at.astimezone(ZoneInfo(reader.time_zone))
    dates = telling_dates_of(review, reader=reader, at=at, ahead=DATES)
    standing = standing_by(dates, cycle=review.cycle, at=at)
    return Situation(
        language=language,
        state=str(review.state.name),
        about=_about(review),
        coalition=str(review.coalition_name),
        as_of=date_format(today, "j E Y"),
        phase=phase_said(standing, cycle=review.cycle),
        missing=tuple(missing_from(standing)),
        dates=tuple(_next(dates, reader=reader)),
        figures=tuple(_figures(review, today=today.date())),
    )


def _about(review: Review) -> str:
    words = {"cycle": review.cycle, "session": review.session}
    if review.session:
        return _("Universal Periodic Review, cycle %(cycle)s, session %(session)s") % (
            words
        )
    return _("Universal Periodic Review, cycle %(cycle)s") % words


def _next(dates: list[ShownDate], *, reader: User) -> list[Deadline]:
    ahead = [row for row in dates if not row.is_past and not row.milestone.done_at]
    return [_deadline(row, reader) for row in ahead[:DATES]]


def _deadline(found: ShownDate, reader: User) -> Deadline:
    name = str(found.milestone.called)
    if found.milestone.is_projected:
        name = _("%(date)s (not confirmed)") % {"date": name}
    here = _on_clock(found.clocks.here, reader.time_zone)
    return Deadline(
        name=name,
        there=_on_clock(found.clocks.there, found.milestone.zone),
        here=here if found.clocks.differ else "",
    )


def _on_clock(moment: datetime, zone: str) -> str:
    return f"{date_format(moment, 'j E Y, H:i')} ({place(zone)})"


def of_people(count: int) -> str:
    """A number of people, or of what they said."""
    if 0 < count < FEW:
        return _("fewer than five")
    return _number(count)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\xa0")


# What is counted


def _tally(review: Review, *, today: date) -> dict[str, int]:
    """All numbers in one question, but those of people."""
    findings = _findings_of(review)
    is_sorted = Q(is_sorted=True)
    proposals = Proposal.objects.filter(unwalled("group"), review=review)
    factsheets = Factsheet.objects.filter(unwalled("group"), review=review)
    held = Event.objects.filter(unwalled("host"), review=review).filter(
        Q(closed_at__isnull=False) | Q(ends_on__lt=today)
    )
    texts = Text.objects.filter(
        section__submission__in=_submissions_of(review),
        language=F("section__submission__source_language"),
    )
    numbers = {
        "groups": _count(_open_groups(review)),
        "sorted": _count(findings.filter(is_sorted)),
        "unsorted": _count(findings.exclude(is_sorted)),
        "proposals": _count(proposals),
        "agreed": _count(proposals.adopted_or_agreed()),
        "factsheets": _count(factsheets),
        "out": _count(factsheets.filter(status=Factsheet.Status.PUBLISHED)),
        "held": _count(held),
        "reached": _count(held, "region"),
        "regions": _count(Region.objects.filter(state=review.state_id)),
        "words": _sum(texts, "word_count"),
        "footnotes": _sum(texts, "footnote_words"),
    }
    columns = {f"n_{name}": number for name, number in numbers.items()}
    row: Any = Review.objects.values(**columns).get(pk=review.pk)
    found = {name: row[f"n_{name}"] or 0 for name in numbers}
    return found | _people(review)


def _people(review: Review) -> dict[str, int]:
    """As in the report for donors: sums of published lines. How many were there in all
    is said inside alone; less those lines, it would tell of the few whom they leave
    out, and of the one who was added to it later."""
    over = Event.objects.filter(
        unwalled("host"), review=review, closed_at__isnull=False
    ).values_list("pk", flat=True)
    lines = {line.dimension: line for line in published_sums(review, over)}
    line = lines[Dimension.GENDER]
    return {"people": line.total, "counted": line.meetings}


def _count(rows: QuerySet, of: str = "pk") -> Subquery:
    """How many, or how many different ones, as a column."""
    return _number_of(rows, Func(F(of), template="COUNT(DISTINCT %(expressions)s)"))


def _sum(rows: QuerySet, field: str) -> Subquery:
    return _number_of(rows, Func(F(field), function="SUM"))


def _number_of(rows: QuerySet, number: Func) -> Subquery:
    number.output_field = BigIntegerField()
    return Subquery(rows.order_by().annotate(tally=number).values("tally"))


def _open_groups(review: Review) -> QuerySet:
    return Group.objects.filter(
        review=review, is_confidential=False, kind=Group.Kind.THEMATIC
    )


def _findings_of(review: Review) -> QuerySet:
    given = Route.objects.filter(unwalled("group"), finding=OuterRef("pk"))
    return (
        Finding.objects.filter(unwalled("host"), review=review)
        .exclude(sensitivity=Finding.Sensitivity.CONFIDENTIAL)
        .standing()
        .annotate(
            is_sorted=Case(
                When(Exists(given) | Q(aside_at__isnull=False), then=True),
                default=False,
            )
        )
    )


def _submissions_of(review: Review) -> QuerySet:
    """As `workspace.donors.of_ours`: those in which a group takes part that is not
    behind a wall. Were one left out because another takes part as well, the two
    reports, or this one and what is published, would tell of it."""
    ours = Participation.objects.filter(unwalled("group"), submission__review=review)
    return Submission.objects.filter(pk__in=ours.values("submission"))


# Each figure with what is counted in it


def _figures(review: Review, *, today: date) -> Iterator[Figure]:
    found = _tally(review, today=today)
    yield Figure(
        _("Thematic groups"),
        _number(found["groups"]),
        _("Groups of the coalition. Partner institutions are not counted."),
    )
    yield from _of_findings(found)
    yield Figure(
        _("Proposals agreed"),
        _part(found["agreed"], found["proposals"]),
        _(
            "Recommendations and advance questions to which their group or the coalition has agreed, of all that are written."
        ),
    )
    yield from _of_words(review, found)
    yield Figure(
        _("Factsheets published"),
        _part(found["out"], found["factsheets"]),
        _("Published and not withdrawn, of all that were begun."),
    )
    yield from _of_meetings(found)


def _of_findings(found: Mapping[str, int]) -> Iterator[Figure]:
    yield Figure(
        _("Findings sorted"),
        of_people(found["sorted"]),
        _(
            "Points made at meetings and through printed addresses that were given to a group or set aside with a reason. Without confidential ones."
        ),
    )
    yield Figure(
        _("Findings not sorted yet"),
        of_people(found["unsorted"]),
        _("The same points, as long as nobody has decided who takes them up."),
    )


def _of_words(review: Review, found: Mapping[str, int]) -> Iterator[Figure]:
    rows = list(_submissions_of(review))
    if not rows:
        return
    rules = rules_for(review)
    budgets = (row.word_budget or rules.words(joint=row.is_joint) or 0 for row in rows)
    budget = sum(budgets)
    written = found["words"] + (found["footnotes"] if rules.counts_footnotes else 0)
    said = ngettext(
        "Words of %(n)s submission in the language it is written in, of as many as the coalition allows itself or the UN reads.",
        "Words of %(n)s submissions in the language each is written in, of as many as the coalition allows itself or the UN reads.",
        len(rows),
    ) % {"n": len(rows)}
    value = _part(written, budget) if budget else _number(written)
    yield Figure(_("Words written"), value, said)


def _of_meetings(found: Mapping[str, int]) -> Iterator[Figure]:
    yield Figure(
        _("Meetings held"),
        _number(found["held"]),
        _("Meetings of every kind that are over."),
    )
    yield Figure(
        _("Regions reached"),
        _part(found["reached"], max(found["regions"], found["reached"])),
        _("Regions in which at least one of these meetings took place."),
    )
    yield Figure(
        _("People at meetings"),
        _number(found["people"]),
        _of_whom(found),
    )


def _of_whom(found: Mapping[str, int]) -> str:
    said = _("Women, men and others at these meetings; who came twice counts twice.")
    left_out = remark_on_meetings(held=found["held"], counted=found["counted"])
    return f"{said} {left_out}".strip()


def _part(part: int, whole: int) -> str:
    words = {"part": _number(part), "whole": _number(whole)}
    return _("%(part)s of %(whole)s") % words
