from itertools import product
from string import ascii_uppercase

import factory
from factory.django import DjangoModelFactory

from catalogue import datafiles
from catalogue.models import (
    Cycle,
    Region,
    Session,
    State,
    StateAlias,
    Term,
    TermMapping,
    Treaty,
    Vocabulary,
)

PAIRS = ["".join(pair) for pair in product(ascii_uppercase, repeat=2)]
FREE_PAIRS = sorted({*PAIRS} - {row["iso2"] for row in datafiles.rows("states")})


class NamedFactory(DjangoModelFactory):
    """Give `name_en`; the other languages are made from it."""

    class Meta:
        abstract = True

    name_ru = factory.LazyAttribute(lambda row: f"{row.name_en} по-русски")
    name_ky = factory.LazyAttribute(lambda row: f"{row.name_en} кыргызча")


class StateFactory(NamedFactory):
    """A State that does not exist (no real code begins with X), or, with
    `kyrgyzstan=True`, the one that does: the same row however often asked."""

    class Meta:
        model = State
        django_get_or_create = ("iso3",)

    class Params:
        kyrgyzstan = factory.Trait(
            iso3="KGZ",
            iso2="KG",
            name_en="Kyrgyzstan",
            name_ru="Кыргызстан",
            name_ky="Кыргызстан",
            regional_group=State.RegionalGroup.ASIA_PACIFIC,
        )
        observer = factory.Trait(is_member=False, regional_group="")

    iso3 = factory.Sequence(lambda n: "X" + FREE_PAIRS[n % len(FREE_PAIRS)])
    iso2 = factory.LazyAttribute(lambda state: state.iso3[1:])
    name_en = factory.Sequence("State {}".format)
    is_member = True
    regional_group = State.RegionalGroup.ASIA_PACIFIC


class StateAliasFactory(DjangoModelFactory):
    class Meta:
        model = StateAlias

    state = factory.SubFactory(StateFactory)
    alias = factory.Sequence("other name {}".format)


class RegionFactory(NamedFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    state = factory.SubFactory(StateFactory, kyrgyzstan=True)
    code = factory.Sequence(lambda n: f"KG-{PAIRS[n % len(PAIRS)]}")
    name_en = factory.Sequence("Region {}".format)
    kind = Region.Kind.OBLAST
    order = factory.Sequence(lambda n: n % 1000)


class VocabularyFactory(NamedFactory):
    class Meta:
        model = Vocabulary
        django_get_or_create = ("key", "version")

    key = "topics"
    version = "1"
    name_en = factory.LazyAttribute(lambda vocabulary: vocabulary.key.capitalize())
    source = "These tests."


class TermFactory(NamedFactory):
    """A topic; `vocabulary__key="upr-info-issues"` for one of UPR Info's."""

    class Meta:
        model = Term
        django_get_or_create = ("vocabulary", "key")

    vocabulary = factory.SubFactory(VocabularyFactory)
    key = factory.Sequence("term-{}".format)
    name_en = factory.LazyAttribute(lambda term: term.key.capitalize())
    order = factory.Sequence(lambda n: n % 1000)


class TermMappingFactory(DjangoModelFactory):
    class Meta:
        model = TermMapping

    source = factory.SubFactory(TermFactory)
    target = factory.SubFactory(TermFactory, vocabulary__key="upr-info-issues")


class TreatyFactory(NamedFactory):
    class Meta:
        model = Treaty
        django_get_or_create = ("key",)

    key = factory.Sequence("treaty-{}".format)
    abbreviation = factory.LazyAttribute(lambda treaty: treaty.key.upper()[:12])
    name_en = factory.LazyAttribute(lambda treaty: f"Convention {treaty.key}")
    adopted_year = 1966
    order = factory.Sequence(lambda n: n % 1000)
    body_abbreviation = "BODY"
    body_name_en = "Committee"
    body_name_ru = "Комитет"
    body_name_ky = "Комитет"


class CycleFactory(DjangoModelFactory):
    """The first cycle, unless all its numbers are given."""

    class Meta:
        model = Cycle
        django_get_or_create = ("number",)

    number = 1
    first_session = 1
    last_session = 12
    first_year = 2008
    last_year = 2011
    source = "These tests."


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session
        django_get_or_create = ("number",)

    number = 8
    year = 2010
