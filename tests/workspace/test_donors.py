"""The report for donors and partners. The brute force over all pairs of periods says
that nobody is found in the difference of two reports."""

import datetime as dt
import itertools
import random
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from audit.models import Entry
from consultations.models import Finding, Headcount
from consultations.published import is_published, publish
from factsheets.models import Edition
from proposals import actions as proposals
from proposals.models import FindingLink
from submissions import filing, stages
from submissions.models import Citation
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import counted
from tests.factories.factsheets import FactsheetFactory
from tests.factories.factsheets import publish as publish_factsheet
from tests.factories.filing import agree, frozen, in_sign_on
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from workspace import periods
from workspace.donors import report_of
from workspace.periods import Month, Period

pytestmark = pytest.mark.django_db
JANUARY, MARCH = Month(2024, 1), Month(2024, 3)
NINE_MONTHS = [JANUARY.moved(n) for n in range(9)]


def period(first=JANUARY, last=MARCH):
    return Period(first=first, last=last)


def figures_of(review, of=None) -> dict:
    found = report_of(review, of or period())
    return {
        figure.key: figure.count
        for section in found.sections
        for figure in section.figures
    }


def people_of(review, of=None) -> dict:
    """Every number of people, and of what they said, in the report."""
    found = report_of(review, of or period())
    sections = {section.key: section for section in found.sections}
    numbers = {
        (cell.dimension, cell.value): cell.count
        for line in sections["people"].lines
        for cell in line.cells
        if cell.count is not None
    }
    for key in ("people", "heard"):
        for figure in sections[key].figures:
            if figure.count is not None:
                numbers["figure", figure.key] = figure.count
    return numbers


def lines_of(review, key) -> dict:
    found = {section.key: section for section in report_of(review, period()).sections}
    return {
        str(cell.label): cell.count
        for line in found[key].lines
        for cell in line.cells
        if cell.count is not None
    }


def over(review, day=dt.date(2024, 2, 10), **more):
    closed = dt.datetime.combine(day, dt.time(20), dt.UTC)
    return EventFactory(review=review, starts_on=day, closed_at=closed, **more)


def moment(year, month, day=10):
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


def hear(review, number, at, **more):
    event = EventFactory(review=review)
    more.setdefault("event", event)
    return [FindingFactory(entered_at=at, **more) for _n in range(number)]


def page_of(review, *more, **asked):
    name = "report-file" if more else "report"
    return reverse(f"workspace:{name}", args=[review.pk, *more], query=asked or None)


# What is counted


def test_meetings_are_counted_by_kind_and_region(cast):
    naryn = RegionFactory(state=cast.review.state, name_en="Naryn")
    over(cast.review, region=naryn, kind="training")
    over(cast.review, region=naryn)
    over(cast.review, host=cast.first)
    over(cast.review, dt.date(2024, 4, 1))  # in another month
    EventFactory(review=cast.review, starts_on=dt.date(2024, 2, 1))  # not over
    over(cast.elsewhere.review)

    assert figures_of(cast.review)["meetings"] == 3
    assert lines_of(cast.review, "meetings") == {
        "Regional consultation": 2,
        "Training": 1,
        "Naryn": 2,
        "In no region, or online": 1,
    }


def test_people_are_counted_where_no_number_is_small(cast):
    counted(over(cast.review), gender={"women": 20, "men": 10, "other": 0})
    counted(over(cast.review), gender={"women": 30, "men": 2}, newcomer={"new": 9})

    assert people_of(cast.review) == {
        ("gender", "women"): 20,
        ("gender", "men"): 10,
        ("gender", "other"): 0,
        ("newcomer", "new"): 9,
        ("figure", "people"): 30,
        ("figure", "heard"): 0,
        ("figure", "sorted"): 0,
        ("figure", "cited"): 0,
    }
    people = report_of(cast.review, period()).sections[1]
    assert "Meetings in the number of people: 1 of 2" in people.remark


def test_where_all_that_is_known_is_small_there_is_no_number(cast):
    counted(over(cast.review), gender={"women": 3})
    hear(cast.review, 4, moment(2024, 2))

    found = figures_of(cast.review)

    assert (found["people"], found["heard"]) == (None, None)


def test_findings_are_counted_by_month_and_what_became_of_them(cast):
    heard = hear(cast.review, 12, moment(2024, 1), groups=[cast.first])
    hear(cast.review, 4, moment(2024, 2))  # too few for a month
    hear(cast.review, 8, moment(2024, 3))
    hear(cast.review, 6, moment(2024, 3), sensitivity="confidential")
    proposal = ProposalFactory(group=cast.first)
    for finding in heard[:6]:
        FindingLink.objects.create(
            proposal=proposal,
            finding=finding,
            linked_by=cast.bob,
            linked_at=moment(2024, 1),
        )
    section = SectionFactory(
        submission=SubmissionFactory(review=cast.review, groups=[cast.first]),
        group=cast.first,
    )
    Citation.objects.create(
        text=text_of(section), finding=heard[6], cited_at=moment(2024, 1)
    )
    Finding.objects.filter(pk=heard[8].pk).update(merged_into=heard[0])

    found = figures_of(cast.review)

    assert (found["heard"], found["sorted"], found["cited"]) == (20, 12, 8)
    said = report_of(cast.review, period()).sections[2]
    assert "Of 1 month" in said.remark


def propose(group, actor, at):
    return proposals.write_proposal(
        group=group, words={"wording_en": "Open a shelter."}, actor=actor, at=at
    )


def test_what_is_done_behind_a_wall_is_in_no_figure(cast):
    before = figures_of(cast.review)
    for group, person in (
        (cast.confidential, cast.grace),
        (cast.institution, cast.frank),
    ):
        event = over(cast.review, host=group)
        counted(event, gender={"women": 50, "men": 50})
        hear(cast.review, 9, moment(2024, 2), event=event)
        propose(group, person, moment(2024, 2))
        sheet = FactsheetFactory(group=group)
        publish_factsheet(sheet, actor=person, at=moment(2024, 2))
        filed([group], actor=person, at=moment(2024, 2))

    assert figures_of(cast.review) == before


def test_what_a_walled_group_does_with_a_finding_is_not_seen(cast):
    hear(cast.review, 9, moment(2024, 2), groups=[cast.confidential])

    found = figures_of(cast.review)

    assert (found["heard"], found["sorted"]) == (9, 0)


def test_proposals_are_counted_by_the_day_on_which_it_was_noted_first(cast):
    ours = propose(cast.first, cast.bob, moment(2023, 12))
    proposals.agree_proposal(
        proposal_id=ours.pk, version=1, actor=cast.bob, at=moment(2024, 1)
    )
    proposals.adopt_proposal(
        proposal_id=ours.pk, version=2, actor=cast.alice, at=moment(2024, 2)
    )
    propose(cast.second, cast.carol, moment(2024, 3))

    def found(*of):
        figures = figures_of(cast.review, period(*of))
        return figures["written"], figures["agreed"], figures["adopted"]

    assert found(JANUARY, MARCH) == (1, 1, 1)
    assert found(JANUARY, JANUARY) == (0, 1, 0)

    proposals.reword_proposal(
        proposal_id=ours.pk,
        version=3,
        words={"wording_en": "Open two."},
        actor=cast.bob,
        at=moment(2024, 4),
    )
    assert found(JANUARY, MARCH) == (1, 0, 0)


def filed(groups, *, actor, at):
    sent = frozen(actor=actor, groups=groups, at=at)
    return filing.file_submission(
        submission_id=sent.pk, languages=["en"], sent_at=at, actor=actor, at=at
    )


def test_submissions_are_counted_with_their_words_and_who_is_named(cast):
    submission = in_sign_on(
        actor=cast.alice,
        groups=[cast.first, cast.confidential],
        at=moment(2024, 2, 1),
    )
    for naming in ("named", "named", "unnamed", "hidden"):
        agree(submission, actor=cast.alice, naming=naming, at=moment(2024, 2, 2))
    stages.freeze(submission_id=submission.pk, actor=cast.alice, at=moment(2024, 2, 3))
    sent = filing.file_submission(
        submission_id=submission.pk,
        languages=["en", "ru"],
        sent_at=moment(2024, 2, 4),
        actor=cast.alice,
        at=moment(2024, 2, 4),
    )
    words = {file.language: file.words for file in sent.files.all()}

    found = figures_of(cast.review)

    assert words["en"] > 0
    assert (found["filed"], found["words"], found["signed"]) == (1, words["en"], 2)
    assert figures_of(cast.review, period(MARCH, MARCH))["filed"] == 0


def test_factsheets_are_counted_with_their_editions(cast):
    sheet = FactsheetFactory(group=cast.first)
    for month in (1, 2):
        publish_factsheet(sheet, actor=cast.bob, at=moment(2024, month))
    gone = FactsheetFactory(group=cast.second)
    publish_factsheet(gone, actor=cast.alice, at=moment(2024, 2))
    Edition.objects.filter(factsheet=gone).update(withdrawn_at=moment(2024, 5))

    found = figures_of(cast.review)

    assert (found["factsheets"], found["editions"]) == (1, 2)


def test_the_record_is_of_today(cast):
    RecommendationFactory(state=cast.review.state, position="supported")
    RecommendationFactory(state=cast.review.state, position="noted")

    found = figures_of(cast.review)

    assert [
        found[key] for key in ("recommendations", "supported", "noted", "pending")
    ] == [2, 1, 1, 0]


# Months


def test_months_are_whole_and_over_by_one_clock():
    """Geneva is two hours ahead of UTC at the end of September."""
    before = dt.datetime(2024, 9, 30, 21, 59, tzinfo=dt.UTC)
    after = dt.datetime(2024, 9, 30, 22, 0, tzinfo=dt.UTC)

    assert periods.over(before)[0] == Month(2024, 8)
    assert periods.over(after)[0] == Month(2024, 9)
    assert Month(2024, 1).moved(-1) == Month(2023, 12)
    assert Month(2024, 12).moved(1) == Month(2025, 1)
    assert len(set(periods.over(after))) == periods.MONTHS_OFFERED


def test_a_moment_is_in_one_month_and_in_no_other(cast):
    hear(cast.review, 5, Month(2024, 2).begins_at)
    hear(cast.review, 6, Month(2024, 2).begins_at - dt.timedelta(seconds=1))

    def heard(month):
        return figures_of(cast.review, period(month, month))["heard"]

    assert [heard(Month(2024, n)) for n in (1, 2, 3)] == [6, 5, 0]
    assert figures_of(cast.review)["heard"] == 11


# Nobody is found in the difference of two reports

LINES = {"gender": ("women", "men", "other"), "newcomer": ("new", "known")}


def make_year(cast, seed):
    """Meetings and findings in nine months; small numbers are frequent."""
    chance = random.Random(seed)
    events = []
    for month in NINE_MONTHS:
        for _meeting in range(chance.choice([0, 1, 2])):
            day = month.begins_on + dt.timedelta(days=chance.randrange(28))
            event = over(cast.review, day, host=chance.choice([None, cast.first]))
            for dimension, values in LINES.items():
                numbers = [chance.choice([0, 1, 3, 4, 5, 7, 30]) for _v in values]
                counted(event, **{dimension: dict(zip(values, numbers, strict=True))})
            events.append(event)
        at = month.begins_at + dt.timedelta(days=3)
        number = chance.choice([0, 1, 4, 5, 6, 9])
        given = chance.randrange(number + 1)
        hear(cast.review, number - given, at)
        hear(cast.review, given, at, groups=[cast.first])
    return events


def every_period():
    pairs = itertools.combinations_with_replacement(NINE_MONTHS, 2)
    return [Period(first=first, last=last) for first, last in pairs]


def answers(review):
    return {asked: people_of(review, asked) for asked in every_period()}


@pytest.mark.parametrize("seed", [1, 2])
def test_no_small_number_follows_from_any_two_periods(cast, seed):
    make_year(cast, seed)
    found = answers(cast.review)
    compared = shown = 0

    for within, around in itertools.permutations(found, 2):
        if around.first <= within.first and within.last <= around.last:
            for key, number in found[around].items():
                beyond = number - found[within].get(key, 0)
                compared += 1
                shown += beyond > 0
                assert beyond >= 0
                assert beyond not in range(1, 5)

    assert compared > 1000
    assert shown > 100


def test_nor_from_two_that_overlap(cast):
    """What is in the one and not in the other, and the other way round, are added."""
    make_year(cast, 3)
    found = answers(cast.review)

    for one, other in itertools.combinations(found, 2):
        both = Period(first=min(one.first, other.first), last=max(one.last, other.last))
        inner = Period(
            first=max(one.first, other.first), last=min(one.last, other.last)
        )
        if inner.first > inner.last:
            continue
        for key in found[both]:
            numbers = [found[asked].get(key, 0) for asked in (one, other, inner, both)]
            assert numbers[0] + numbers[1] - numbers[2] == numbers[3]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_held_back_changes_no_answer_whatever_it_is(cast, seed):
    """Stronger than any arithmetic: other small numbers wherever something is held
    back, and not one answer changes. So nothing can be concluded from the answers."""
    events = make_year(cast, seed)
    before = answers(cast.review)
    chance = random.Random(seed + 100)
    held_back = 0
    for event, dimension in itertools.product(events, LINES):
        rows = list(Headcount.objects.filter(event=event, dimension=dimension))
        if is_published(row.count for row in rows):
            continue
        held_back += 1
        rows[0].count = chance.randrange(1, 5)
        for row in rows[1:]:
            row.count += chance.randrange(1, 9)
        Headcount.objects.bulk_update(rows, ["count"])
        publish(event)
    for month in NINE_MONTHS:
        at = month.begins_at + dt.timedelta(days=3)
        number = Finding.objects.filter(entered_at=at).count()
        if number in range(1, 4):
            hear(cast.review, 1, at)
            held_back += 1

    assert held_back > 3
    assert answers(cast.review) == before


def test_it_says_the_same_whoever_takes_it_along(client, cast):
    """Alice organises the meeting, and sees its numbers on its own page."""
    today = periods.over(dt.datetime.now(dt.UTC))[0]
    counted(over(cast.review, today.begins_on), gender={"women": 3, "men": 40})
    client.force_login(cast.alice)

    page = client.get(page_of(cast.review))

    assert page.context["report"] == report_of(cast.review, at_first())
    people = page.context["report"].sections[1]
    assert (people.figures[0].count, people.lines) == (None, [])


# The page, and the files


def at_first():
    return periods.at_first(periods.over(dt.datetime.now(dt.UTC)))


@pytest.fixture
def busy(cast):
    """Something in the months that are shown at first."""
    day = at_first().last.begins_on
    region = RegionFactory(state=cast.review.state, name_en="Naryn", name_ru="Нарын")
    event = over(cast.review, day, region=region, title="Secret title")
    counted(event, gender={"women": 31, "men": 10})
    return event


def test_the_page_says_what_each_number_is(client, cast, busy):
    client.force_login(cast.alice)

    page = client.get(page_of(cast.review))

    assert "Women, men and others at these meetings" in page.text
    assert "Naryn" in page.text
    assert "Secret title" not in page.text


@pytest.mark.parametrize("name", ["bob", "carol", "dan", "eve", "frank", "grace"])
def test_only_coordinators_take_it(client, cast, name):
    client.force_login(cast[name])
    for address in (page_of(cast.review), page_of(cast.review, "en", "docx")):
        assert client.get(address).status_code == 403


def test_an_empty_period_says_what_to_do_first(client, cast):
    client.force_login(cast.alice)
    page = client.get(page_of(cast.review))
    assert "Open a meeting first" in page.text
    assert reverse("consultations:list", args=[cast.review.pk]) in page.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": "2024-13"},
        {"until": "2999-01"},
        {"from": "yesterday", "until": ""},
        {"from": at_first().last.key, "until": at_first().first.key},
    ],
)
def test_months_that_cannot_be_are_said(client, cast, wrong):
    client.force_login(cast.alice)

    page = client.get(page_of(cast.review, **wrong))

    assert page.context["form"].errors
    assert page.context["report"] is None
    assert client.get(page_of(cast.review, "en", "xlsx", **wrong)).status_code == 404


def test_the_month_that_is_not_over_cannot_be_asked_for(client, cast):
    client.force_login(cast.alice)
    now = Month.of(dt.datetime.now(periods.ZONE))
    page = client.get(page_of(cast.review, until=now.key))
    assert page.context["form"].errors["until"]


def test_the_word_file_says_the_same_in_each_language(client, cast, busy):
    client.force_login(cast.alice)
    found = {}
    for language in ("en", "ru", "ky"):
        answer = client.get(page_of(cast.review, language, "docx"))
        document = Document(BytesIO(answer.content))
        cells = [
            [cell.text for cell in row.cells]
            for table in document.tables
            for row in table.rows
        ]
        found[language] = [row[1] for row in cells]
        text = str(cells) + str([part.text for part in document.paragraphs])
        assert "Secret title" not in text
        assert document.core_properties.author == ""
        assert f"-{language}.docx" in answer.headers["Content-Disposition"]

    assert found["en"] == found["ru"] == found["ky"]
    assert "41" in found["en"]
    assert (
        Entry.objects.filter(verb="report.taken", actor_id=cast.alice.pk).count() == 3
    )


def test_the_same_report_is_the_same_file(client, cast, busy):
    client.force_login(cast.alice)
    address = page_of(cast.review, "ru", "docx")
    assert client.get(address).content == client.get(address).content


def test_the_spreadsheet_has_each_figure_with_its_period(client, cast, busy):
    client.force_login(cast.alice)

    answer = client.get(page_of(cast.review, "en", "xlsx"))

    book = load_workbook(BytesIO(answer.content))
    figures, lines, notes = (list(sheet.values) for sheet in book)
    named = {row[1]: row for row in figures}
    assert named["People counted"][2:4] == (41, at_first().name)
    assert named["Recommendations on the record"][3] == "As it stands today"
    assert ("People reached", "Women and men", "Women", 31, 76) in [
        row[:5] for row in lines
    ]
    assert len(notes) >= 5
    assert book.properties.creator in {"", None}


def test_the_page_costs_the_same_however_much_there_is(client, cast, busy, queries_of):
    client.force_login(cast.alice)
    few = queries_of(client, page_of(cast.review))
    for _more in range(2):
        counted(over(cast.review, busy.starts_on), gender={"women": 10})
        hear(cast.review, 5, at_first().last.begins_at)

    assert queries_of(client, page_of(cast.review)) == few


def test_the_page_is_told_of_on_more(client, cast):
    for name, is_there in (("alice", True), ("bob", False)):
        client.force_login(cast[name])
        page = client.get(reverse("workspace:more", args=[cast.review.pk]))
        assert (page_of(cast.review) in page.text) is is_there
