"""The report for donors and partners: figures of a period, each with its definition.

It leaves the coalition, so it says the same whoever takes it along, and nothing of what
stands behind a wall. People and what they said are counted so that nobody can be found:

    people: sums of whole lines of meetings without a number from 1 to 4
    (`consultations.balance`);
    findings: sums of whole months without a number from 1 to 4.

Both are sums of parts that are published whole or not at all, and which parts a period
leaves is said by its months alone. So whatever two reports are subtracted, what is left
is again a sum of such parts: nobody, or five at least. What is held back is in no sum.
`tests/workspace/test_donors.py` tries it with all pairs of periods.

Meetings, texts, proposals and factsheets are our own work and nobody's person: they are
counted as they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from audit.models import Entry
from consultations.balance import published_sums
from consultations.figures import Cell, Line, remark_on_meetings, share
from consultations.models import Event, Finding, Route
from consultations.models.events import unwalled
from consultations.published import is_published
from factsheets.charts import number
from factsheets.models import Edition
from proposals.models import FindingLink, Proposal
from recommendations.queries import positions
from reviews.models import Review
from submissions.models import Citation, Filing, Participation, SignOn
from workspace.donor_words import FIGURES
from workspace.periods import ZONE, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`count`: None where there is something, and too little of it to be shown."""

    key: str
    count: int | None

    @property
    def label(self) -> Any:
        return FIGURES[self.key][0]

    @property
    def what(self) -> Any:
        return FIGURES[self.key][1]

    @property
    def how(self) -> Any:
        return FIGURES[self.key][2]

    @property
    def said(self) -> str:
        if self.count is None:
            return "–"
        return number(self.count, get_language() or "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    key: str
    title: str
    figures: list[Figure]
    lines: list[Line] = field(default_factory=list)
    remark: str = ""  # what is not in these numbers
    is_of_today: bool = False  # whatever the period


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorReport:
    review: Review
    period: Period
    sections: list[Section]

    @property
    def is_empty(self) -> bool:
        """Nothing was done in the period; what is on the record is not our doing."""
        return not any(
            figure.count or (figure.count is None and figure.key != "people")
            for section in self.sections
            for figure in section.figures
            if not section.is_of_today
        )


def report_of(review: Review, period: Period) -> DonorReport:
    """Nothing here asks who reads."""
    held = meetings_held(review, period)
    lines = [
        line
        for line in published_sums(review, [pk for pk, _kind, _region in held])
        if line.is_counted
    ]
    heard = findings_in(review, period)
    sections = [
        Section(
            key="meetings",
            title=_("Meetings"),
            figures=_figures({"meetings": len(held)}),
            lines=lines_of_meetings(held),
        ),
        Section(
            key="people",
            title=_("People reached"),
            figures=_figures({"people": people_in(lines)}),
            lines=lines,
            remark=remark_on_people(lines, meetings=len(held)),
        ),
        Section(
            key="heard",
            title=_("What was heard"),
            figures=_figures(heard.sums),
            remark=remark_on_findings(heard),
        ),
        Section(
            key="asked",
            title=_("What we ask for"),
            figures=_figures(proposals_in(review, period)),
        ),
        Section(
            key="written",
            title=_("What we wrote"),
            figures=_figures(
                submissions_in(review, period) | factsheets_in(review, period)
            ),
        ),
        Section(
            key="record",
            title=_("The UN record"),
            figures=_figures(record_today(review)),
            is_of_today=True,
        ),
    ]
    return DonorReport(review=review, period=period, sections=sections)


def _figures(counts: Mapping[str, int | None]) -> list[Figure]:
    return [Figure(key=key, count=count) for key, count in counts.items()]


# Meetings, and who came

type Held = list[tuple[Any, str, str]]  # the meeting, its kind, its region’s name


def meetings_held(review: Review, period: Period) -> Held:
    """Of the coalition and of its groups that are not behind a wall."""
    events = Event.objects.filter(
        unwalled("host"),
        review=review,
        closed_at__isnull=False,
        starts_on__gte=period.begins_on,
        starts_on__lt=period.ends_before,
    )
    return [
        (event.pk, event.kind, str(event.region.name) if event.region else "")
        for event in events.select_related("region").in_order()
    ]


def lines_of_meetings(held: Held) -> list[Line]:
    if not held:
        return []
    labels = dict(Event.Kind.choices)
    kinds = Counter(kind for _pk, kind, _region in held)
    regions = Counter(region for _pk, _kind, region in held)
    return [
        _line(
            "kind",
            _("By kind"),
            [(kind, labels[kind], kinds[kind]) for kind in labels if kinds[kind]],
        ),
        _line(
            "place",
            _("By region"),
            [
                (name, name or _("In no region, or online"), count)
                for name, count in sorted(
                    regions.items(), key=lambda row: (not row[0], -row[1], row[0])
                )
            ],
        ),
    ]


def _line(dimension: str, label: str, rows: Iterable[tuple[str, Any, int]]) -> Line:
    rows = list(rows)
    total = sum(count for _value, _label, count in rows)
    cells = [
        Cell(
            dimension=dimension,
            value=value,
            label=name,
            count=count,
            share=share(count, total),
        )
        for value, name, count in rows
    ]
    return Line(dimension=dimension, label=label, cells=cells, total=total)


EVERYBODY = "gender"  # the line that everybody who is counted at a meeting is in


def people_in(lines: list[Line]) -> int | None:
    totals = [line.total for line in lines if line.dimension == EVERYBODY]
    return totals[0] if totals else None


def remark_on_people(lines: list[Line], *, meetings: int) -> str:
    counted = sum(line.meetings for line in lines if line.dimension == EVERYBODY)
    return remark_on_meetings(held=meetings, counted=counted)


# What was heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    sums: dict[str, int | None]
    held_back: int  # months of which some number is in no sum


def remark_on_findings(heard: Heard) -> str:
    if not heard.held_back:
        return ""
    return ngettext(
        "Of %(n)d month some numbers are not in these sums: they were from 1 to 4.",
        "Of %(n)d months some numbers are not in these sums: they were from 1 to 4.",
        heard.held_back,
    ) % {"n": heard.held_back}


def findings_in(review: Review, period: Period) -> Heard:
    """Month by month, and of each number only the months in which it is none or five
    at least."""
    by_month = _found_by_month(review, period)
    small = [
        [key for key in HEARD if not is_published([month[key]])] for month in by_month
    ]
    sums: dict[str, int | None] = {}
    for key in HEARD:
        shown = [month[key] for month in by_month if is_published([month[key]])]
        is_held_back = any(key in keys for keys in small)
        sums[key] = None if is_held_back and not any(shown) else sum(shown)
    return Heard(sums=sums, held_back=sum(bool(keys) for keys in small))


HEARD = ("heard", "sorted", "cited")


def _found_by_month(review: Review, period: Period) -> list[dict[str, int]]:
    found = (
        Finding.objects.filter(
            unwalled("host"), review=review, **period.of_moments("entered_at")
        )
        .exclude(sensitivity=Finding.Sensitivity.CONFIDENTIAL)
        .annotate(
            month=TruncMonth("entered_at", tzinfo=ZONE),
            is_sorted=_is_sorted(),
            is_cited=_is_cited(review),
        )
    )
    months = found.values("month").annotate(
        heard=Count("pk"),
        sorted=Count("pk", filter=Q(is_sorted=True)),
        cited=Count("pk", filter=Q(is_cited=True)),
    )
    return list(months.order_by("month").values(*HEARD))


def _is_sorted() -> Q:
    given = Route.objects.filter(unwalled("group"), finding=OuterRef("pk"))
    return Q(Exists(given)) | Q(aside_at__isnull=False) | Q(merged_into__isnull=False)


def _is_cited(review: Review) -> Q:
    """Itself, or the one into which it was merged."""
    goes_on_in = Coalesce(OuterRef("merged_into"), OuterRef("pk"))
    links = FindingLink.objects.filter(
        unwalled("proposal__group"), finding=goes_on_in, proposal__review=review
    )
    citations = Citation.objects.filter(
        finding=goes_on_in, text__section__submission__in=of_ours(review)
    )
    return Q(Exists(links)) | Q(Exists(citations))


# What we ask for and write


def proposals_in(review: Review, period: Period) -> dict[str, int]:
    """A proposal does not keep when it was agreed; the trail does."""
    ours = Proposal.objects.filter(unwalled("group"), review=review)
    standing = {
        "proposal.written": ours,
        "proposal.agreed": ours.adopted_or_agreed(),
        "proposal.adopted": ours.filter(status=Proposal.Status.ADOPTED),
    }
    counted = Q()
    for verb, proposals in standing.items():
        counted |= Q(verb=verb, subject_id__in=proposals.values("pk"))
    first = (
        Entry.objects.filter(counted, review_id=review.pk)
        .values("verb", "subject_id")
        .annotate(first=Min("at"))
        .filter(**period.of_moments("first"))
    )
    verbs = Counter(first.values_list("verb", flat=True))
    return {verb.removeprefix("proposal."): verbs[verb] for verb in standing}


def of_ours(review: Review) -> Any:
    """Submissions in which a group takes part that is not behind a wall. Were one left
    out because another behind a wall takes part as well, whoever compares the number
    with what was published would learn of it."""
    parts = Participation.objects.filter(unwalled("group"), submission__review=review)
    return parts.values("submission")


def submissions_in(review: Review, period: Period) -> dict[str, int]:
    signed = (
        SignOn.objects.shown_in_files()
        .filter(submission=OuterRef("submission"))
        .order_by()
        .values("submission")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = (
        Filing.objects.filter(
            submission__in=of_ours(review), **period.of_moments("filed_at")
        )
        .annotate(
            signed=Coalesce(Subquery(signed), 0),
            language=F("files__language"),
            words=Coalesce(F("files__words"), 0),
            written_in=F("submission__source_language"),
        )
        .order_by("pk")
        .values_list("pk", "signed", "words", "language", "written_in")
    )
    signatures: dict[Any, int] = {}
    words: dict[Any, tuple[bool, int]] = {}
    for pk, number_signed, length, language, written_in in rows:
        signatures[pk] = number_signed
        words[pk] = max(words.get(pk, (False, 0)), (language == written_in, length))
    return {
        "filed": len(signatures),
        "words": sum(length for _is_source, length in words.values()),
        "signed": sum(signatures.values()),
    }


def factsheets_in(review: Review, period: Period) -> dict[str, int]:
    editions = Edition.objects.filter(
        unwalled("factsheet__group"),
        factsheet__review=review,
        withdrawn_at=None,
        **period.of_moments("published_at"),
    )
    return editions.aggregate(
        factsheets=Count("factsheet", distinct=True), editions=Count("pk")
    )


def record_today(review: Review) -> dict[str, int]:
    found = positions(review)
    return {
        "recommendations": found.recommendations,
        "supported": found.supported,
        "noted": found.noted,
        "pending": found.pending,
    }
