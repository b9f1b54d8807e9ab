"""What leaves for a donor, opened in a real LibreOffice: every number of the file is
the one on the screen, and nothing that somebody typed is a formula."""

import csv
import re
import subprocess

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from lxml import etree, html

from tests.factories import GroupFactory
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import AimFactory, MaterialFactory, QuestionFactory, counted
from tests.submissions.office import OFFICE, needs_calc, needs_office

pytestmark = [pytest.mark.django_db, pytest.mark.alone, needs_office]
LANGUAGES = ["en", "ru", "ky"]
EVERY_SHEET = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE_NS = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
EVIL = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1"]


@pytest.fixture(scope="module")
def libre(tmp_path_factory):
    """Converts, with one profile for all; where its files are then."""
    home = tmp_path_factory.mktemp("office")

    def convert(raw: bytes, name: str, to: str):
        folder = home / str(len(list(home.iterdir())))
        folder.mkdir()
        (folder / name).write_bytes(raw)
        subprocess.run(
            [
                *(OFFICE, f"-env:UserInstallation=file://{home}/profile"),
                *("--headless", "--norestore", "--convert-to", to),
                *("--outdir", folder, folder / name),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return folder

    return convert


@pytest.fixture
def event(cast, now):
    event = EventFactory(
        host=cast.first,
        region=RegionFactory(state=cast.review.state, code="KG-N", name_en="Naryn"),
        total=1041,
        closed_at=now,
    )
    counted(
        event,
        gender={"women": 1031, "men": 7, "other": 3},  # so few that others see none
        region={"KG-N": 1040, "KG-B": 0},
        newcomer={"new": 29, "known": 17},
    )
    QuestionFactory(event=event)
    QuestionFactory.create_batch(2, event=event, kind="beforehand")
    QuestionFactory(event=event, kind="beforehand", answer="Yes", answered_at=now)
    MaterialFactory(event=event, published=True)
    FindingFactory.create_batch(4, event=event)
    return event


def on_page(client, address, **asked):
    return html.fromstring(client.get(address, asked).text).find(".//main")


def words(element) -> str:
    """Its words as they are read: without what only screen readers are told."""
    return " ".join(element.text_content().split())


def numbers_of(main) -> list[list[str]]:
    """Row by row what the tables of numbers show: of what, how many, which share."""
    rows = []
    for table in main.xpath(".//table[contains(@class, 'counted')]"):
        rows.append([words(table.find("caption"))])
        rows += [
            [text for cell in row if (text := words(cell))]
            for row in table.xpath("tbody/tr | tfoot/tr")
        ]
    return rows


# The activity report


def lines_of_report(client, event, language, libre) -> list[str]:
    address = reverse(
        "consultations:report-file", args=[event.review_id, event.pk, language]
    )
    raw = client.get(address).content
    made = libre(raw, "report.docx", "txt:Text (encoded):UTF8") / "report.txt"
    lines = made.read_text("utf-8-sig").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def between(lines, first, last) -> list[str]:
    return lines[lines.index(first) + 1 : lines.index(last)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_report_stands_on_the_page(
    client, cast, event, libre, language
):
    client.force_login(cast.bob)
    address = reverse("consultations:report", args=[event.review_id, event.pk])
    main = on_page(client, address, lang=language)

    lines = lines_of_report(client, event, language, libre)

    with override(language):
        reached, done = gettext("Who was reached"), gettext("What was done")
        in_all = gettext("People in all")
    shown = [text for row in numbers_of(main) for text in row]
    assert between(lines, reached, done)[:-1] == [f"{in_all}: 1041", *shown]
    assert {"1031", "7", "3", "99 %"} <= set(shown)
    facts = main.xpath(".//dl[contains(@class, 'facts')]/div")
    for fact in facts:
        label, text = (words(part) for part in fact)
        assert any(line.endswith(f"{label}: {text}") for line in lines), label
    counted_there = [re.findall(r"\d+", words(fact[1])) for fact in facts[-5:]]
    assert counted_there == [["1"], ["3"], ["1"], ["1"], ["4"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_of_which_nothing_is_counted(client, cast, libre, language):
    bare = EventFactory(host=cast.first)
    client.force_login(cast.bob)
    address = reverse("consultations:report", args=[bare.review_id, bare.pk])
    main = on_page(client, address, lang=language)

    lines = lines_of_report(client, bare, language, libre)

    with override(language):
        reached, done = gettext("Who was reached"), gettext("What was done")
        nobody = gettext("Nobody has counted yet.")
    assert numbers_of(main) == []
    assert between(lines, reached, done)[0] == nobody
    assert nobody in words(main)
    assert [line[-3:] for line in lines[lines.index(done) + 1 :]] == [": 0"] * 5


# The figures of a period


def sheets_of(client, review, libre, **period) -> list[list[list[str]]]:
    """Meetings, and totals, as LibreOffice says them."""
    address = reverse("consultations:figures", args=[review.pk])
    raw = client.get(address, period).content
    folder = libre(raw, "figures.xlsx", EVERY_SHEET)
    made = sorted(folder.glob("*.csv"), key=lambda path: path.stat().st_mtime_ns)
    return [list(csv.reader(path.read_text("utf-8").splitlines())) for path in made]


def in_sheet(totals) -> list[list[str]]:
    """As the page has it: what nobody counted and nobody aims at is left out."""
    rows = []
    for row in totals[1:]:
        line, label, count, share, aim, _meetings = row
        if count or aim:
            rows.append([line, label, count or "–", share and f"{share} %", aim])
    return rows


def on_screen(main) -> list[list[str]]:
    rows = []
    for table in main.xpath(".//table[contains(@class, 'counted')]"):
        line = words(table.find("caption"))
        for row in table.xpath("tbody/tr"):
            label, count, share = (words(cell) for cell in row)
            aims = row.xpath("th/span[contains(@class, 'aim')]/text()")
            aim = re.search(r"\d+", aims[0])[0] if aims else ""
            name = row.find("th").text.strip()
            assert label.startswith(name)
            rows.append([line, name, count, share, aim])
    return rows


@needs_calc
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_period_stands_on_the_page(
    client, cast, event, libre, language
):
    counted(EventFactory(review=cast.review), gender={"women": 4}, age={"under_18": 6})
    EventFactory(review=cast.review)
    walled = GroupFactory(review=cast.review, institution=True)
    for host in (cast.confidential, walled):
        counted(EventFactory(host=host), gender={"women": 2}, newcomer={"new": 5000})
    AimFactory(review=cast.review, dimension="gender", value="women", percent=50)
    AimFactory(review=cast.review, dimension="organisation", value="cso", percent=20)
    client.force_login(cast.alice)
    address = reverse("consultations:balance", args=[cast.review.pk])
    main = on_page(client, address, lang=language)

    meetings, totals = sheets_of(client, cast.review, libre, lang=language)

    shown = on_screen(main)
    assert in_sheet(totals) == shown
    assert [row[2] for row in shown[:3]] == ["1035", "7", "3"]
    assert len(meetings) == 4
    columns = list(zip(*meetings[1:], strict=True))
    sums = [
        sum(int(number) for number in column if number)
        for column in columns[8:]
        if any(column)
    ]
    counts = [int(row[2]) for row in shown if row[2] != "–"]
    assert sums == counts
    assert "5000" not in str(meetings) + str(totals) + words(main)


@needs_calc
def test_what_somebody_typed_is_text_in_every_cell(client, cast, libre):
    for text in EVIL:
        EventFactory(review=cast.review, title=text, place=f"{text} there")
    client.force_login(cast.alice)
    address = reverse("consultations:figures", args=[cast.review.pk])
    raw = client.get(address).content

    made = libre(raw, "figures.xlsx", "fods") / "figures.fods"

    cells = list(etree.parse(made).iter(f"{TABLE}table-cell"))
    assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
    typed = [cell for cell in cells if re.search(r"1\+1|SUM", "".join(cell.itertext()))]
    assert len(typed) == 2 * len(EVIL)
    assert {cell.get(f"{OFFICE_NS}value-type") for cell in typed} == {"string"}
