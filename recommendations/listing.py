"""The list of one State's recommendations: what matches the filters, and beside
each filter how many it would leave.

A filter's own counts ignore that filter, so that a second box can be ticked.
Demonstration wording is listed but counted nowhere.

A State has some hundred recommendations a cycle: what the filters look at is
fetched whole, in three plain queries, and compared here. Counted in SQL, six
filters over four tables were planned well on one day and badly on the next.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import State, TermMapping
from recommendations.filters import CHOICES, Filters
from recommendations.models import MadeBy, Position, Recommendation
from recommendations.queries import pickable
from reviews.models import Review


@dataclass(frozen=True, slots=True)
class Fact:
    """What filters look at. `values` has, for each filter, what it may match."""

    pk: UUID
    is_real: bool
    has_words: bool
    values: dict[str, frozenset[str]]


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
    listed: list[UUID]  # in order, with demonstration wording
    facets: list[Facet]
    chips: list[Chip]
    is_loaded: bool  # whether the record has anything, whatever the filters
    recommendations: int
    pairs: int
    states: int


def find(review: Review, filters: Filters) -> Found:
    labels = fixed_labels()
    facts = list(facts_of(review, filters, labels))
    wanted = that_are_on(filters)
    shown = [fact for fact in facts if passes(fact, wanted)]
    made_by = [fact.values["by"] for fact in shown if fact.is_real]
    facets = list(facets_of(facts, filters, labels))
    return Found(
        listed=[fact.pk for fact in shown],
        facets=facets,
        chips=list(chips(facets, filters)),
        is_loaded=any(fact.is_real for fact in facts),
        recommendations=len(made_by),
        pairs=sum(len(states) for states in made_by),
        states=len(frozenset().union(*made_by)),
    )


def facts_of(
    review: Review, filters: Filters, labels: dict[str, dict[str, str]]
) -> Iterator[Fact]:
    """In the order of the record. Fills in the labels of States and topics."""
    language = get_language() or "en"
    codes: dict[int, str] = {}
    states = State.objects.listed().values_list("pk", "iso3", f"name_{language}")
    for pk, code, name in states:
        codes[pk] = code
        labels["by"][code] = name
    topics: dict[int, set[str]] = defaultdict(set)  # by the issue they stand for
    mappings = TermMapping.objects.order_by("source__order", "source__key")
    for issue, key, name in mappings.values_list(
        "target", "source__key", f"source__name_{language}"
    ):
        topics[issue].add(key)
        labels["topic"][key] = name

    for row in compared(review, filters):
        values = {
            "position": {row.position},
            "cycle": {str(row.cycle)},
            "topic": set().union(*(topics[issue] for issue in row.issues)),
            "by": {codes[state] for state in row.by},
            "action": {str(row.action_category)},
            "russian": {"1"} if row.has_russian else (),
        }
        yield Fact(
            pk=row.pk,
            is_real=not row.is_demonstration,
            has_words=row.has_words,
            values={name: frozenset(own) for name, own in values.items()},
        )


def compared(review: Review, filters: Filters):
    """One row for each recommendation to the State. The two lists are looked up
    row by row on purpose: joined, the tags of every State would be read."""
    this = OuterRef("pk")
    pairs = MadeBy.objects.filter(recommendation=this)
    tags = Recommendation.terms.through.objects.filter(recommendation=this)
    return (
        pickable(review)
        .with_position()
        .annotate(
            by=ArraySubquery(pairs.values("state")),
            issues=ArraySubquery(tags.values("term")),
            has_words=ExpressionWrapper(
                words_in(filters.words), output_field=BooleanField()
            ),
            has_russian=ExpressionWrapper(
                ~Q(wording_ru=""), output_field=BooleanField()
            ),
        )
        .in_record_order()
        .values_list(
            *("pk", "is_demonstration", "has_words", "has_russian"),
            *("position", "cycle", "action_category", "by", "issues"),
            named=True,
        )
    )


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


type Wanted = list[tuple[str, tuple[str, ...]]]


def that_are_on(filters: Filters, *, but: str = "") -> Wanted:
    """Filters and the values that were chosen of each, leaving one out."""
    chosen = [(name, getattr(filters, name)) for name in CHOICES if name != but]
    return [(name, values) for name, values in chosen if values]


def passes(fact: Fact, wanted: Wanted) -> bool:
    """Whether it has the words, and one value of each filter."""
    return fact.has_words and all(
        not fact.values[name].isdisjoint(values) for name, values in wanted
    )


def fixed_labels() -> dict[str, dict[str, str]]:
    """By filter and value, in the order of the page. Cycles, topics and States
    are those that occur."""
    return {
        "position": {kind.value: str(kind.label) for kind in Position.Kind},
        "cycle": {},
        "topic": {},
        "by": {},
        "action": {
            str(one.value): str(one.label) for one in Recommendation.ActionCategory
        },
        "russian": {"1": _("Has Russian wording")},
    }


def facets_of(
    facts: list[Fact], filters: Filters, labels: dict[str, dict[str, str]]
) -> Iterator[Facet]:
    """In the order of the page. What would leave nothing is not offered."""
    labels["cycle"] = {
        number: _("Cycle %(number)s") % {"number": number}
        for number in sorted({one for fact in facts for one in fact.values["cycle"]})
    }
    titles = {
        "position": _("Position of the State"),
        "cycle": _("Cycle"),
        "topic": _("Topic"),
        "by": _("Recommending State"),
        "action": _("Action category"),
        "russian": _("Language"),
    }
    for name in CHOICES:
        wanted = that_are_on(filters, but=name)
        left = [fact for fact in facts if passes(fact, wanted)]
        offered = set(getattr(filters, name))
        offered.update(*(fact.values[name] for fact in left))
        real = (fact.values[name] for fact in left if fact.is_real)
        counts = Counter(chain.from_iterable(real))
        options = [
            Option(value, label, counts[value], value in getattr(filters, name))
            for value, label in labels[name].items()
            if value in offered
        ]
        if name == "by":  # most active first; names are in alphabetical order
            options.sort(key=lambda option: -option.count)
        if options:
            yield Facet(name, titles[name], options)


def chips(facets: Iterable[Facet], filters: Filters) -> Iterator[Chip]:
    for facet in facets:
        for option in facet.options:
            if option.is_on:
                without = filters.without(facet.name, option.value)
                yield Chip(option.label, without.query())
