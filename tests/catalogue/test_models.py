import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from catalogue.models import Cycle, Region, State, Term
from tests.factories.catalogue import (
    CycleFactory,
    RegionFactory,
    StateAliasFactory,
    StateFactory,
    TermFactory,
    TermMappingFactory,
)

pytestmark = pytest.mark.django_db


def test_state_name_is_in_the_readers_language():
    state = StateFactory(name_en="Germany", name_ru="Германия", name_ky="Германия")

    with translation.override("ru"):
        assert str(state) == "Германия"


def test_state_resolve_knows_an_alias_in_any_spelling():
    korea = StateAliasFactory(alias="DPR Korea").state
    StateAliasFactory(alias="Republic of Korea")

    assert State.objects.resolve("dpr&nbsp;KOREA\n") == korea


@pytest.mark.parametrize("name", ["Korea", "DPR Kore", "", "&#40;Unknown&#41;"])
def test_state_resolve_never_guesses(name):
    StateAliasFactory(alias="DPR Korea")

    assert State.objects.resolve(name) is None
    assert State.objects.resolver()(name) is None


def test_state_resolver_asks_the_database_twice_for_any_number_of_names(
    django_assert_num_queries,
):
    aliases = [StateAliasFactory() for _ in range(3)]

    with django_assert_num_queries(2):
        resolve = State.objects.resolver()
        found = [resolve(alias.alias) for alias in aliases]

    assert found == [alias.state for alias in aliases]


def test_state_alias_stands_for_one_state():
    StateAliasFactory(alias="Macedonia FYR")

    with pytest.raises(IntegrityError, match="statealias_names_one_state"):
        StateAliasFactory(alias="macedonia, fyr")


def test_state_alias_must_have_a_word():
    alias = StateAliasFactory.build(state=StateFactory(), alias="(***)")

    with pytest.raises(ValidationError):
        alias.full_clean()


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Costa Rica", "Côte d’Ivoire", "Croatia", "Türkiye", "Tuvalu"]),
        ("ru", ["Ёлка", "Ель", "Йемен", "Папуа — Новая Гвинея", "Парагвай"]),
        ("ky", ["Нярва", "Ңава", "Ояш", "Өзбекстан", "Уяз", "Үндү", "Фижи"]),
    ],
)
def test_states_are_listed_in_the_alphabet_of_the_language(language, names):
    column = f"name_{language}"
    for name in reversed(names):
        StateFactory(**{column: name})

    listed = State.objects.listed(language).values_list(column, flat=True)

    assert list(listed) == names


def test_states_are_listed_in_the_readers_language_unless_told():
    first = StateFactory(name_en="Zambia", name_ru="Аа")
    last = StateFactory(name_en="Austria", name_ru="Яя")

    with translation.override("ru"):
        assert list(State.objects.listed()) == [first, last]
    assert list(State.objects.listed("en-gb")) == [last, first]


def test_state_sort_key_follows_a_corrected_name():
    state = StateFactory(name_ky="Аа")

    state.name_ky = "Үч"
    state.save(update_fields=["name_ky"])

    state.refresh_from_db()
    assert state.sort_key_ky == "уӿч"


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize("column", ["name_en", "name_ru", "name_ky"])
def test_state_is_named_in_every_language(column, empty):
    with pytest.raises(IntegrityError, match="state_named_in_every_language"):
        StateFactory(**{"name_en": "Somewhere", column: empty})


@pytest.mark.parametrize(
    "facts",
    [
        {"is_member": True, "regional_group": ""},
        {"is_member": False, "regional_group": State.RegionalGroup.AFRICAN},
    ],
)
def test_state_has_a_regional_group_if_and_only_if_it_is_a_member(facts):
    with pytest.raises(IntegrityError, match="state_member_has_regional_group"):
        StateFactory(**facts)


def test_states_are_visible_to_everybody():
    state = StateFactory()

    assert list(State.objects.visible_to(None)) == [state]


def test_region_code_is_checked():
    with pytest.raises(IntegrityError, match="region_code_is_iso_3166_2"):
        RegionFactory(code="Osh")


def test_regions_come_in_their_own_order():
    second, first = RegionFactory(order=2), RegionFactory(order=1)

    assert list(Region.objects.in_order()) == [first, second]


def test_terms_of_a_vocabulary():
    topic = TermFactory()
    TermFactory(vocabulary__key="upr-info-issues")

    assert list(Term.objects.of("topics")) == [topic]


def test_terms_meaning_a_topic_are_those_mapped_to_it():
    mapping = TermMappingFactory()
    TermMappingFactory()

    assert list(Term.objects.meaning([mapping.source])) == [mapping.target]


def test_term_cannot_stand_for_itself():
    term = TermFactory()

    with pytest.raises(IntegrityError, match="termmapping_joins_two_terms"):
        TermMappingFactory(source=term, target=term)


def test_term_resolver_knows_export_labels():
    term = TermFactory(name_en="Detention conditions", aliases=["Detention"])

    resolve = Term.objects.of("topics").resolver()

    assert resolve("detention ") == term
    assert resolve("Detention conditions") == term
    assert resolve("Detention camps") is None


def test_cycle_of_a_session():
    cycle = CycleFactory(number=1, first_session=1, last_session=12)

    assert Cycle.objects.of_session(12) == cycle
    assert Cycle.objects.of_session(13) is None


def test_cycles_share_no_session():
    CycleFactory(number=1, first_session=1, last_session=12)

    with pytest.raises(IntegrityError, match="cycle_shares_no_session"):
        CycleFactory(number=2, first_session=12, last_session=26)
