"""What leaves: the activity report and the figures of a period."""

import io
import subprocess
import zipfile

import pytest
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from audit.models import Entry
from consultations import balance, report_sheet
from consultations.balance import Filters
from tests.factories.catalogue import RegionFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import MaterialFactory, QuestionFactory, counted
from tests.submissions.office import OFFICE, needs_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast, now):
    event = EventFactory(
        host=cast.first,
        title="Ден соолук жана суу",
        facilitators=[cast.dan],
        region=RegionFactory(state=cast.review.state, code="KG-N", name_en="Naryn"),
        place="Village club",
        languages=["ky", "ru"],
        notes="First line\nSecond line",
        total=41,
    )
    event.groups.set([cast.first, cast.confidential])
    counted(event, gender={"women": 31, "men": 10}, region={"KG-N": 41})
    QuestionFactory(event=event)
    QuestionFactory(event=event, kind="beforehand")
    QuestionFactory(event=event, kind="beforehand", answer="Yes", answered_at=now)
    MaterialFactory(event=event, published=True)
    MaterialFactory(event=event)
    FindingFactory(event=event)
    FindingFactory(event=event, sensitivity="confidential")
    return event


def of(event, name="report", *more):
    return reverse(f"consultations:{name}", args=[event.review_id, event.pk, *more])


def words_of(raw: bytes) -> str:
    document = Document(io.BytesIO(raw))
    cells = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    ]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_the_report_says_what_the_page_says(client, event, cast, language):
    client.force_login(cast.dan)

    response = client.get(of(event, "report-file", language))
    page = client.get(of(event), {"lang": language})

    said = words_of(response.content)
    with override(language):
        for label, text in page.context["facts"]:
            assert f"{label}: {text}" in said
        for label, number in page.context["done"]:
            assert f"{label}: {number}" in said
        for line in page.context["report"].lines:
            assert str(line.total) in said
            for cell in line.cells:
                if cell.count is not None:
                    assert f"{cell.label}\n{cell.count}\n" in f"{said}\n"
    assert "First line" in said
    assert [number for _label, number in page.context["done"]] == [1, 2, 1, 1, 1]


def test_the_report_names_nobody_and_no_hidden_group(client, event, cast):
    client.force_login(cast.dan)
    said = words_of(client.get(of(event, "report-file", "en")).content)

    assert "Dan" not in said
    assert "The hidden theme" not in said
    assert "Equality" in said
    document = Document(io.BytesIO(client.get(of(event, "report-file", "en")).content))
    assert document.core_properties.author == ""


def test_the_same_report_is_the_same_file(client, event, cast):
    client.force_login(cast.dan)
    one, two = (client.get(of(event, "report-file", "ru")).content for _n in "12")
    assert one == two


def test_a_meeting_without_numbers_has_a_report_too(client, cast):
    bare = EventFactory(host=cast.first)
    client.force_login(cast.bob)
    said = words_of(client.get(of(bare, "report-file", "en")).content)
    assert "Nobody has counted yet." in said


def test_only_whoever_organises_takes_the_report(client, event, cast):
    client.force_login(cast.carol)
    assert client.get(of(event)).status_code == 404
    assert client.get(of(event, "report-file", "en")).status_code == 404
    client.force_login(cast.dan)
    assert client.get(of(event, "report-file", "de")).status_code == 404


# The figures of a period


def sheet_of(client, review, **period):
    address = reverse("consultations:figures", args=[review.pk])
    response = client.get(address, period)
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def test_the_sheet_has_the_figures_of_the_screen(client, event, cast):
    counted(EventFactory(review=cast.review), gender={"women": 3})
    later = EventFactory(review=cast.review, starts_on="2025-01-01")
    counted(later, gender={"women": 500})
    client.force_login(cast.alice)

    book = sheet_of(client, cast.review, until="2024-12-31")

    shown = client.get(
        reverse("consultations:balance", args=[cast.review.pk]),
        {"until": "2024-12-31"},
    ).context["balance"]
    on_screen = {
        (str(line.label), str(cell.label)): (cell.count, cell.share)
        for line in shown.lines
        for cell in line.cells
        if cell.count is not None
    }
    _meetings, totals = book.worksheets
    in_sheet = {
        (row[0], row[1]): (row[2], row[3])
        for row in totals.iter_rows(min_row=2, values_only=True)
        if row[2] is not None
    }
    assert in_sheet == on_screen
    assert in_sheet["Women and men", "Women"] == (34, 77)


def test_the_sheet_has_a_row_for_each_meeting(client, event, cast):
    client.force_login(cast.alice)
    rows = list(sheet_of(client, cast.review).worksheets[0].values)
    assert len(rows) == 2
    found = dict(zip(rows[0], rows[1], strict=True))
    assert found["Title"] == "Ден соолук жана суу"
    assert found["People in all"] == 41
    assert found["Women and men: Women"] == 31
    assert found["Newcomers: For the first time"] is None
    assert Entry.objects.filter(verb="figures.taken").exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_text_becomes_a_formula(client, cast, sign):
    evil = f'{sign}HYPERLINK("http://example.org")'
    EventFactory(review=cast.review, title=evil, place=evil)
    client.force_login(cast.alice)

    sheet = sheet_of(client, cast.review).worksheets[0]

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    said = [str(cell.value) for cell in cells if "HYPERLINK" in str(cell.value)]
    assert len(said) == 2
    assert all(text.startswith("'") for text in said)


def test_numbers_and_days_stay_what_they_are():
    assert report_sheet.safe(-5) == -5
    assert report_sheet.safe(None) is None
    assert report_sheet.safe("Plain") == "Plain"
    assert report_sheet.safe("a\x00b") == "ab"


def test_a_sheet_holds_no_meeting_of_a_hidden_group(client, cast):
    hidden = EventFactory(host=cast.confidential, title="Hidden")
    counted(hidden, gender={"women": 1000})
    client.force_login(cast.alice)
    book = sheet_of(client, cast.review)
    said = str([list(sheet.values) for sheet in book.worksheets])
    assert "Hidden" not in said
    assert "1000" not in said


def test_only_coordinators_take_the_figures(client, cast):
    client.force_login(cast.bob)
    address = reverse("consultations:figures", args=[cast.review.pk])
    assert client.get(address).status_code == 403


@needs_office
def test_the_report_opens_in_libreoffice(client, event, cast, tmp_path):
    client.force_login(cast.alice)
    report = client.get(of(event, "report-file", "ky")).content
    (tmp_path / "report.docx").write_bytes(report)

    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--headless", "--convert-to", "txt:Text (encoded):UTF8"),
            *("--outdir", tmp_path, tmp_path / "report.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    said = (tmp_path / "report.txt").read_text("utf-8-sig")
    assert "Ден соолук жана суу" in said
    assert "31" in said


def test_another_reader_opens_the_figures(client, event, cast):
    """Calamine, which shares nothing with what wrote them."""
    client.force_login(cast.alice)
    address = reverse("consultations:figures", args=[cast.review.pk])
    raw = io.BytesIO(client.get(address).content)

    book = CalamineWorkbook.from_filelike(raw)

    rows = book.get_sheet_by_index(0).to_python()
    assert "Village club" in rows[1]
    assert 31 in rows[1]
    assert b"openpyxl" not in b"".join(
        zipfile.ZipFile(raw).read(name) for name in zipfile.ZipFile(raw).namelist()
    )


def test_totals_are_those_of_the_balance(cast, event):
    shown = balance.balance_of(cast.review, user=cast.alice, filters=Filters())
    assert shown.lines[0].total == 41
