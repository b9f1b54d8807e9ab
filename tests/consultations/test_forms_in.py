"""The form that is filled without a line: it comes back in any language, says by row
what it did not understand, and never enters a point twice."""

import io
import random
import zipfile
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from catalogue import datafiles
from consultations import form_files, forms_in
from consultations.contributing_forms import WHOM
from consultations.form_words import COLUMNS, WHOM_NAMES
from consultations.forms_in import CannotRead, read_form
from consultations.models import Finding
from tests.factories.catalogue import RegionFactory, TermFactory
from tests.factories.consultations import EventFactory, FindingFactory
from tests.recommendations.samples import spreadsheet

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ru", "ky")


@pytest.fixture
def event(cast):
    return EventFactory(host=cast.first)


@pytest.fixture
def places(cast):
    region = RegionFactory(
        state=cast.review.state, name_en="Naryn", name_ru="Нарын", name_ky="Нарын"
    )
    term = TermFactory(
        vocabulary__key="topics",
        key="health",
        name_en="Health",
        name_ru="Здоровье",
        name_ky="Саламаттык",
    )
    return region, term


def headings(language):
    return [column.headings[language] for column in COLUMNS.values()]


def xlsx(*rows, language="en"):
    return spreadsheet([headings(language), *rows])


def docx(*rows, language="en"):
    """What we give out, filled."""
    made = Document(io.BytesIO(form_files.document(language)))
    for place, cells in enumerate(rows, start=1):
        for cell, words in zip(made.tables[0].rows[place].cells, cells, strict=False):
            cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def address(event):
    return reverse("findings:bring-in", args=[event.review_id, event.pk])


def upload(client, event, content, name="form.xlsx"):
    return client.post(address(event), {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [xlsx, docx])
def test_a_form_is_understood_in_the_language_in_which_it_went_out(
    event, places, kind, language
):
    words = {
        "en": ["Kyrgyz", "Naryn", "Health", "coalition"],
        "ru": ["Кыргызский", "Нарын", "здоровье", "Коалиция"],
        "ky": ["кыргызча", "нарын", "Саламаттык", "коалиция"],
    }[language]

    [row] = read_form(
        kind(["Акушерка жок", "Акушерка керек", *words], language=language),
        event=event,
    )

    assert row.wrong == ""
    assert (row.text, row.change) == ("Акушерка жок", "Акушерка керек")
    assert (row.language, row.sensitivity) == ("ky", "coalition")
    assert (row.region, row.terms) == (places[0].code, ("health",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_that_goes_out_comes_back(event, language):
    empty = form_files.sheet(language)
    assert empty == form_files.sheet(language)
    with pytest.raises(CannotRead, match="Nothing is written"):
        read_form(empty, event=event)

    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>Жол жок</t></is></c></row>'
    filled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(empty)) as before,
        zipfile.ZipFile(filled, "w") as z,
    ):
        for name in before.namelist():
            part = before.read(name).decode()
            z.writestr(name, part.replace("</sheetData>", f"{row}</sheetData>"))

    [found] = read_form(filled.getvalue(), event=event)
    assert (found.number, found.text) == (2, "Жол жок")


@pytest.mark.parametrize("said", ["Women; everyone", "Женщины; все", "аялдар;БААРЫ"])
@pytest.mark.parametrize("kind", [xlsx, docx])
def test_whom_it_concerns_is_understood_as_contributors_are_asked(event, kind, said):
    content = kind(["There is no road", "", "", "", said])

    [row] = read_form(content, event=event)

    assert (row.wrong, set(row.terms)) == ("", {"women", "other"})


def test_every_answer_to_whom_it_concerns_is_a_topic_of_the_catalogue():
    topics = {row["key"] for row in datafiles.rows("terms/topics")}

    assert set(WHOM) == set(WHOM_NAMES) <= topics
    assert {"older", "other"} <= set(WHOM)


def test_each_row_says_what_is_wrong_with_it(event, places):
    rows = read_form(
        xlsx(
            ["", "Something", "", "", "", ""],
            ["ө" * 2001, "", "", "", "", ""],
            ["Fine", "", "Klingon", "Atlantis", "Health; Magic", "aliens"],
            ["Fine too", "", "", "", "", ""],
        ),
        event=event,
    )

    assert [bool(row.wrong) for row in rows] == [True, True, True, False]
    assert [row.number for row in rows] == [2, 3, 4, 5]
    for word in ("Klingon", "Atlantis", "Magic", "aliens"):
        assert f"“{word}”" in rows[2].wrong


def test_what_begins_like_a_formula_is_text(event):
    said = ["=1+1", '=HYPERLINK("http://evil.example")', "+7", "-1", "@here"]

    rows = read_form(xlsx(*([text] for text in said)), event=event)

    assert [row.text for row in rows] == said


def test_first_it_is_checked_then_it_is_entered_and_never_twice(
    client, cast, event, places
):
    client.force_login(cast.bob)
    content = xlsx(
        ["Акушерка жок", "", "ky", "", "Health", ""],
        ["Жол жок", "", "ky", "", "", ""],
        ["Жол  жок", "", "ky", "", "", ""],  # the same again
        ["", "What?", "", "", "", ""],
    )

    page = upload(client, event, content)
    assert page.context["counted"] == {"new": 2, "here": 0, "wrong": 1}
    assert not Finding.objects.exists()
    carried = page.context["carried"]
    client.post(address(event), {"rows": carried})
    assert set(Finding.objects.values_list("text_ky", flat=True)) == {
        "Акушерка жок",
        "Жол жок",
    }
    client.post(address(event), {"rows": carried})
    again = upload(client, event, content)
    assert again.context["counted"] == {"new": 0, "here": 2, "wrong": 1}
    client.post(address(event), {"rows": again.context["carried"]})

    assert Finding.objects.count() == 2
    finding = Finding.objects.get(text_ky="Акушерка жок")
    assert [term.key for term in finding.terms.all()] == ["health"]
    assert list(finding.groups.all()) == [cast.first]
    assert finding.entered_by == cast.bob


def test_two_people_with_the_same_form_enter_it_once(client, cast, event):
    content = xlsx(["Жол жок", "", "ky", "", "", ""])
    for person in (cast.bob, cast.alice):
        client.force_login(person)
        page = upload(client, event, content)
        client.post(address(event), {"rows": page.context["carried"]})

    assert Finding.objects.count() == 1


def test_rows_of_another_person_or_meeting_are_not_taken(client, cast, event):
    client.force_login(cast.bob)
    page = upload(client, event, xlsx(["Жол жок"]))
    other = EventFactory(host=cast.first)

    for person, place in ((cast.alice, event), (cast.bob, other)):
        client.force_login(person)
        client.post(address(place), {"rows": page.context["carried"]})
    client.post(address(other), {"rows": page.context["carried"][:-3]})

    assert not Finding.objects.exists()


def test_a_confidential_row_without_a_rapporteur_enters_nothing(client, cast):
    event = EventFactory(review=cast.review)
    client.force_login(cast.alice)
    page = upload(
        client, event, xlsx(["Жол жок"], ["Сыр", "", "", "", "", "rapporteurs"])
    )

    answer = client.post(address(event), {"rows": page.context["carried"]}, follow=True)

    assert "nobody would know of it" in answer.text
    assert not Finding.objects.exists()


def with_part(content, name, part):
    out = io.BytesIO()
    before = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.namelist():
            if one != name:
                after.writestr(one, before.read(one))
        after.writestr(name, part)
    return out.getvalue()


BOMB = with_part(
    form_files.sheet("en"),
    "xl/worksheets/sheet1.xml",
    b"<worksheet>" + b" " * 300_000_000,
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is not the form"),
        (b"PK\x03\x04 and nothing", "This is not the form"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (with_part(form_files.sheet("en"), "xl/vbaProject.bin", b"x"), "macros"),
        (with_part(form_files.document("en"), "word/vbaProject.bin", b"x"), "macros"),
        (with_part(form_files.sheet("en"), "xl/workbook.xml", b"<"), "damaged"),
        (with_part(form_files.document("en"), "word/document.xml", b"<"), "damaged"),
        (BOMB, "damaged"),
        (spreadsheet([["Somebody", "else's"], ["table", "1"]]), "headings of the form"),
        (xlsx(*([f"Point {n}"] for n in range(501))), "more than 500 rows"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(client, cast, event, content, said):
    client.force_login(cast.bob)

    page = upload(client, event, content)

    assert page.status_code == 200
    assert said in page.text
    assert not Finding.objects.exists()


def test_damaged_forms_are_sentences_never_errors(event):
    """Anything but a refusal propagates and fails this."""
    dice = random.Random(5)
    whole = [form_files.sheet("ru"), docx(["Жол жок"]), xlsx(["Жол жок"])]
    for _time in range(30):
        raw = bytearray(dice.choice(whole))
        for _byte in range(dice.randint(1, 60)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        with suppress(CannotRead):
            read_form(bytes(raw[: dice.randint(1, len(raw))]), event=event)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_form_goes_out_to_who_may_enter(client, cast, event, kind):
    place = reverse("findings:form", args=[event.review_id, event.pk, kind])
    client.force_login(cast.bob)

    answer = client.get(place)

    assert answer["Content-Disposition"] == f'attachment; filename="form.{kind}"'
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert event.title.encode() not in answer.content
    assert client.get(place.replace(kind, "exe")).status_code == 404


def test_a_key_belongs_to_the_words_and_the_meeting(event):
    row = forms_in.Row(number=2, text="Жол  жок\n", change="")
    same = forms_in.Row(number=7, text="Жол жок", change=" ", region="KG-N")

    assert row.key(event) == same.key(event)
    assert row.key(event) != row.key(FindingFactory().event)
