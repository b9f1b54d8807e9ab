"""From rows to facts, and figures as people type them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from factsheets import content
from factsheets.content import FiguresNotUnderstood, chart_rows, key_figures
from factsheets.facts import ChartRow
from factsheets.models import Factsheet
from factsheets.queries import material_of
from tests.factories import GroupFactory, OrganisationFactory
from tests.factories.catalogue import SessionFactory, StateFactory, TermFactory
from tests.factories.factsheets import AskFactory, ChosenFactory, FactsheetFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory

DAY = date(2026, 11, 22)


# Figures


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("2024; 7210; 3020", ChartRow(label="2024", whole=7210, part=3020)),
        ("2024;7210;3020", ChartRow(label="2024", whole=7210, part=3020)),
        ("2024; 7210", ChartRow(label="2024", whole=7210, part=None)),
        ("Ош; 1 234 567; 0", ChartRow(label="Ош", whole=1234567, part=0)),
        ("Ош; 1\u202f234\xa0567", ChartRow(label="Ош", whole=1234567)),
        ("Osh; 1,234,567; 1,000", ChartRow(label="Osh", whole=1234567, part=1000)),
        ("Osh; 12'500", ChartRow(label="Osh", whole=12500)),
        ("Osh; 31,5; 2.25", ChartRow(label="Osh", whole=31.5, part=2.25)),
        ("Osh; 0; 0", ChartRow(label="Osh", whole=0, part=0)),
    ],
)
def test_chart_rows_reads_numbers_as_people_group_them(line, row):
    assert chart_rows(line) == (row,)


@pytest.mark.parametrize(
    "line",
    [
        "2024",
        "2024;",
        "; 10; 3",
        "2024; ten",
        "2024; 10; 3; 1",
        "2024; 10; 11",
        "2024; -1",
        "2024; 10; -1",
        "2024; nan",
        "2024; inf",
        "2024; -inf",
        "2024; 1e400",
        "2024; 10; nan",
        "2024; 1000000000000",
        "2024; 10%",
    ],
)
def test_chart_rows_names_the_line_that_is_no_row(line):
    with pytest.raises(FiguresNotUnderstood) as wrong:
        chart_rows(f"2023; 9; 1\n\n{line}\n2025; ten")

    assert wrong.value.line == 3


def test_chart_rows_holds_eight_bars():
    assert len(chart_rows("\n\n".join(f"{year}; 1" for year in range(8)))) == 8

    with pytest.raises(FiguresNotUnderstood) as wrong:
        chart_rows("\n".join(f"{year}; 1" for year in range(9)))
    assert wrong.value.line == 9


@given(st.text(max_size=200))
def test_chart_rows_understands_or_says_which_line(text):
    try:
        rows = chart_rows(text)
    except FiguresNotUnderstood as wrong:
        assert text.splitlines()[wrong.line - 1].strip()  # noqa: PT017 -- either answer is right
    else:
        for row in rows:
            assert row.label.strip()
            assert 0 <= row.whole < 1e12
            assert row.part is None or 0 <= row.part <= row.whole


FIGURES = st.integers(min_value=0, max_value=10**11)
LABELS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@given(
    st.lists(st.tuples(LABELS, FIGURES, FIGURES), max_size=8),
    st.sampled_from(" ,'\xa0"),
)
def test_chart_rows_reads_back_what_was_written(rows, group):
    def written(number):
        return f"{number:,}".replace(",", group)

    lines = [
        f"{label} ; {written(max(a, b))};{written(min(a, b))}" for label, a, b in rows
    ]

    assert chart_rows("\n".join(lines)) == tuple(
        ChartRow(label=label, whole=max(a, b), part=min(a, b)) for label, a, b in rows
    )


def test_key_figures_takes_three_lines():
    read = key_figures("31% | followed by a visit\n\n2 of 7|regions\nalone\nfourth | x")

    assert [(figure.value, figure.words) for figure in read] == [
        ("31%", "followed by a visit"),
        ("2 of 7", "regions"),
        ("alone", ""),
    ]


# Facts


@pytest.fixture
def page(factsheet):
    def facts(language="en", **columns):
        Factsheet.objects.filter(pk=factsheet.pk).update(**columns)
        return content.facts_of(
            Factsheet.objects.get(pk=factsheet.pk), language, on=DAY
        )

    return facts


def test_facts_borrow_no_text_from_another_language(page):
    facts = page("ky", situation_ru="Только по-русски")

    assert (facts.title, facts.key_message, facts.situation) == ("", "", ())


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_facts_name_the_wording_of_the_record_where_nobody_wrote_shorter(
    page, factsheet, language
):
    ChosenFactory(
        factsheet=factsheet,
        recommendation__wording_en="Open shelters",
        headline_ru="Открыть убежища",
    )

    headline = page(language).past[0].headline
    assert headline == {"ru": "Открыть убежища"}.get(language, "Open shelters")


def test_facts_say_pending_until_the_state_has_answered(page, factsheet):
    ChosenFactory(factsheet=factsheet, recommendation__position="")

    assert page().past[0].position == "pending"


def test_facts_name_states_in_the_alphabet_of_the_language(page, factsheet):
    states = [
        StateFactory(name_en="Austria", name_ru="Ямайка", name_ky="Өзбекстан"),
        StateFactory(name_en="Zimbabwe", name_ru="Австрия", name_ky="Пакистан"),
    ]
    ChosenFactory(factsheet=factsheet, recommendation__made_by=states)

    assert page("en").past[0].made_by == ("Austria", "Zimbabwe")
    assert page("ru").past[0].made_by == ("Австрия", "Ямайка")
    assert page("ky").past[0].made_by == ("Өзбекстан", "Пакистан")


def test_facts_know_no_year_of_an_unknown_session(page, factsheet):
    ChosenFactory(factsheet=factsheet)

    assert page().past[0].year == 0


def test_facts_cite_what_an_ask_follows_always_in_one_order(page, factsheet):
    SessionFactory(number=8, year=2010)
    SessionFactory(number=21, year=2015)
    norway, chile = StateFactory(name_en="Norway"), StateFactory(name_en="Chile")
    old = RecommendationFactory(made_by=[norway, chile])
    paragraph = RecommendationFactory(number="117.9", session=21, cycle=2)
    later = RecommendationFactory(number="117.10", session=21, cycle=2)
    topics = [
        TermFactory(name_en="Shelters", order=2),
        TermFactory(name_en="Police", order=1),
    ]
    proposal = ProposalFactory(
        group=factsheet.group, follows=[later, old, paragraph], terms=topics
    )
    AskFactory(factsheet=factsheet, proposal=proposal)

    assert page().asks[0].source_line == (
        "Follows: 117.9, 2015; 117.10, 2015; Chile, Norway, 2010 · Police · Shelters"
    )


def test_facts_of_an_ask_that_follows_nothing(page, factsheet):
    AskFactory(factsheet=factsheet)

    assert page().asks[0].source_line == ""


def test_facts_keep_the_order_of_the_page(page, factsheet):
    second = AskFactory(factsheet=factsheet, place=2)
    first = AskFactory(factsheet=factsheet, place=1)

    assert [ask.text for ask in page().asks] == [
        first.proposal.wording_en,
        second.proposal.wording_en,
    ]


def test_facts_have_a_chart_only_with_title_and_figures(page):
    assert page(chart_rows="2024; 10; 3").chart is None
    assert page(chart_rows="", chart_title_en="Grew").chart is None

    chart = page(chart_rows="2024; 10; 3", chart_title_en="Grew").chart
    assert (chart.title, chart.rows[0].whole) == ("Grew", 10)
    assert page("ru").chart is None


def test_facts_give_the_contact_of_the_review_unless_there_is_another(page, cast):
    cast.review.contact_email = "desk@example.org"
    cast.review.save()

    assert page().contact == ("desk@example.org",)
    assert page(contact_en="us@example.org\n+996").contact == ("us@example.org", "+996")


def test_facts_of_a_demonstration_say_so(page, cast):
    assert page().is_sample is False
    cast.review.is_demo = True
    cast.review.save()
    assert page().is_sample is True


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_is_read_in_three_queries(factsheet, rows):
    for _row in range(rows):
        made = RecommendationFactory(made_by=StateFactory.create_batch(rows))
        ChosenFactory(factsheet=factsheet, recommendation=made)
        AskFactory(factsheet=factsheet).proposal.follows.set([made])

    with CaptureQueriesContext(connection) as queries:
        material = material_of(factsheet)
        for language in ("en", "ru", "ky"):
            content.facts_of(factsheet, language, on=DAY, material=material)

    assert len(queries) == 3


# Who speaks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naming", "said"),
    [("named", "Ombudsman"), ("unnamed", "Our group"), ("hidden", "Our group")],
)
def test_an_institution_signs_with_its_name_only_where_it_is_named(naming, said):
    """“Unnamed: in no file”, as it has chosen itself."""
    organisation = OrganisationFactory(name_en="Ombudsman", naming=naming)
    group = GroupFactory(
        kind="institution", organisation=organisation, name_en="Our group"
    )

    assert content.signature(FactsheetFactory(group=group), "en") == said
