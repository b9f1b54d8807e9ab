"""The list of one State's recommendations: what matches the filters, and beside
each filter how many it would leave.

A filter's own counts ignore that filter, so that a second box can be ticked.
Demonstration wording is listed but counted nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import State, TermMapping
from recommendations.filters import CHOICES, Filters
from recommendations.models import MadeBy, Position, Recommendation
from recommendations.queries import pickable
from reviews.models import Review

CYCLES = range(1, 7)  # until about 2035
REAL = Q(is_demonstration=False)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    options: list[Option]

    @property
    def is_on(self) -> bool:
        return any(option.is_on for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Found:
    rows: QuerySet[Recommendation]
    facets: list[Facet]
    chips: list[Chip]
    loaded: int  # of the record, whatever the filters
    listed: int  # with demonstration wording
    recommendations: int
    pairs: int
    states: int


def find(review: Review, filters: Filters) -> Found:
    """Everything the page says, in three queries beside those for the rows."""
    pool = fitting(pickable(review).with_position(), filters)
    numbers = pool.aggregate(
        loaded=Count("pk", filter=REAL),
        listed=Count("pk", filter=every(filters)),
        recommendations=Count("pk", filter=REAL & every(filters)),
        **{
            f"{name}_{value}": Count(
                "pk",
                filter=REAL & every(filters, but=name) & condition(name, (value,)),
            )
            for name, values in fixed_options().items()
            for value in values
        },
    )
    states = list(recommending_states(review, pool, filters))
    topics = topics_of(review, pool, filters)
    facets = list(facets_of(filters, numbers, topics=topics, states=states))
    return Found(
        rows=pool.filter(every(filters)).for_listing(),
        facets=facets,
        chips=list(chips(facets, filters)),
        loaded=numbers["loaded"],
        listed=numbers["listed"],
        recommendations=numbers["recommendations"],
        pairs=sum(state.pairs for state in states),
        states=sum(1 for state in states if state.pairs),
    )


def fitting(
    pool: QuerySet[Recommendation], filters: Filters
) -> QuerySet[Recommendation]:
    """Annotate each row with which filters it passes (`fits_…`)."""
    tests = {"words": words_in(filters.words)} | {
        name: condition(name, getattr(filters, name)) for name in active(filters)
    }
    return pool.annotate(
        **{
            f"fits_{name}": ExpressionWrapper(test, output_field=BooleanField())
            for name, test in tests.items()
        }
    )


def active(filters: Filters) -> list[str]:
    return [name for name in CHOICES if getattr(filters, name)]


def every(filters: Filters, *, but: str = "") -> Q:
    """Rows that pass the words and each filter, leaving one out."""
    names = ["words", *(name for name in active(filters) if name != but)]
    return Q(**{f"fits_{name}": True for name in names})


def words_in(words: Iterable[str]) -> Q:
    """Every word, each in whichever language has it."""
    found = ~Q(pk=None)  # an expression even without words
    for word in words:
        found &= (
            Q(wording_en__icontains=word)
            | Q(wording_ru__icontains=word)
            | Q(wording_ky__icontains=word)
        )
    return found


def condition(name: str, values: Iterable[str]) -> Q:
    """What it means that one of the values is chosen."""
    this = OuterRef("pk")
    match name:
        case "position":
            return Q(position__in=values)
        case "cycle":
            return Q(cycle__in=values)
        case "action":
            return Q(action_category__in=values)
        case "russian":
            return ~Q(wording_ru="")
        case "by":
            pairs = MadeBy.objects.filter(state__iso3__in=values)
            return Q(Exists(pairs.filter(recommendation=this)))
        case "topic":
            issues = TermMapping.objects.filter(
                source__vocabulary__key="topics", source__key__in=values
            )
            tags = Recommendation.terms.through.objects.filter(
                term__in=issues.values("target")
            )
            return Q(Exists(tags.filter(recommendation=this)))
    raise ValueError(name)


def recommending_states(
    review: Review, pool: QuerySet[Recommendation], filters: Filters
) -> QuerySet[State]:
    """Whoever ever recommended something to the State, most active first.
    `found` counts what ticking it would show, `pairs` what is shown now."""
    others = pool.filter(REAL, every(filters, but="by")).values("pk")
    shown = pool.filter(REAL, every(filters)).values("pk")
    return (
        State.objects.filter(recommendations_made__recommendation__state=review.state)
        .annotate(
            found=Count(
                "recommendations_made",
                filter=Q(recommendations_made__recommendation__in=others),
            ),
            pairs=Count(
                "recommendations_made",
                filter=Q(recommendations_made__recommendation__in=shown),
            ),
        )
        .listed()
    )


def topics_of(
    review: Review, pool: QuerySet[Recommendation], filters: Filters
) -> QuerySet[Recommendation, tuple[str, str, int]]:
    """Key, name and count of plain topics, through the issues they stand for.

    Whatever an issue is mapped from is a topic. To say so once more by the key
    of the vocabulary makes PostgreSQL expect two topics and read every tag of
    every State (90 ms instead of 5).
    """
    others = pool.filter(REAL, every(filters, but="topic")).values("pk")
    topic = "terms__mapped_from__source"
    name = f"{topic}__name_{get_language() or 'en'}"
    counted = (
        Recommendation.objects.to_state(review.state)
        .filter(**{f"{topic}__isnull": False})
        .values(f"{topic}__key", name)
        .annotate(found=Count("pk", distinct=True, filter=Q(pk__in=others)))
        .order_by(f"{topic}__order", f"{topic}__key")
    )
    return counted.values_list(f"{topic}__key", name, "found")


def fixed_options() -> dict[str, dict[str, str]]:
    """Filters whose values are few and known, counted in one query."""
    return {
        "position": dict(Position.Kind.choices),
        "cycle": {
            str(number): _("Cycle %(number)d") % {"number": number} for number in CYCLES
        },
        "action": {
            str(number): label
            for number, label in Recommendation.ActionCategory.choices
        },
        "russian": {"1": _("Has Russian wording")},
    }


def facets_of(
    filters: Filters,
    numbers: dict[str, int],
    *,
    topics: Iterable[tuple[str, str, int]],
    states: Iterable[State],
) -> Iterator[Facet]:
    """In the order of the page. What would leave nothing is not offered."""
    options = {
        name: [
            (value, label, numbers[f"{name}_{value}"])
            for value, label in values.items()
        ]
        for name, values in fixed_options().items()
    }
    options["topic"] = list(topics)
    options["by"] = sorted(
        [(state.iso3, state.name, state.found) for state in states],
        key=lambda offered: -offered[2],
    )
    labels = {
        "position": _("Position of the State"),
        "cycle": _("Cycle"),
        "topic": _("Topic"),
        "by": _("Recommending State"),
        "action": _("Action category"),
        "russian": _("Language"),
    }
    for name in CHOICES:
        offered = [
            Option(value, label, count, is_on=value in getattr(filters, name))
            for value, label, count in options[name]
        ]
        left = [option for option in offered if option.count or option.is_on]
        if left:
            yield Facet(name, labels[name], left)


def chips(facets: Iterable[Facet], filters: Filters) -> Iterator[Chip]:
    for facet in facets:
        for option in facet.options:
            if option.is_on:
                without = filters.without(facet.name, option.value)
                yield Chip(option.label, without.query())
