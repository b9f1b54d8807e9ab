import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from factsheets.word import render_docx
from tests.factsheets.sample import ENGLISH, KYRGYZ, RUSSIAN


def opened(facts):
    return Document(BytesIO(render_docx(facts)))


def all_text(document):
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_docx_says_what_a_diplomat_needs():
    document = opened(ENGLISH)
    text = all_text(document)
    assert document.paragraphs[1].style.name == "Heading 1"
    assert document.paragraphs[1].text == ENGLISH.title
    for words in (
        ENGLISH.key_message,
        "What was asked before",
        "140.61, 2020, cycle 3",
        "Arcadia, Ruritania",
        "Supported",
        "We ask that the State…",
        "Follows 140.64 · SDG 16.3",
        "desk@example.org",
        "upr.example.org/f/",
        "71 findings from 8 regions",
    ):
        assert words in text


def test_docx_numbers_its_asks_and_keeps_what_is_bold():
    asks = [p for p in opened(ENGLISH).paragraphs if p.style.name == "List Number"]
    assert len(asks) == 3
    assert asks[0].runs[0].text == "open one State shelter in each of the seven regions"
    assert asks[0].runs[0].bold


def test_docx_table_has_a_header_row():
    row = opened(ENGLISH).tables[0].rows[0]
    assert row._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row.cells[3].text == "Position"


@pytest.mark.parametrize(
    ("facts", "tag"), [(ENGLISH, "en-GB"), (RUSSIAN, "ru-RU"), (KYRGYZ, "ky-KG")]
)
def test_docx_names_its_language(facts, tag):
    document = opened(facts)
    lang = next(document.styles.element.iter(qn("w:lang")))
    assert lang.get(qn("w:val")) == tag
    assert document.core_properties.language == tag
    assert facts.title in all_text(document)


def test_docx_names_no_person_and_no_hour():
    content = render_docx(ENGLISH)
    properties = Document(BytesIO(content)).core_properties
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.title == ENGLISH.title
    assert properties.modified == datetime(2029, 11, 14, tzinfo=UTC)
    with ZipFile(BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not {"docProps/thumbnail.jpeg", "docProps/app.xml"} & set(
            file.namelist()
        )
        everything = b"".join(file.read(name) for name in file.namelist())
    assert not re.search(rb"python-docx|Macintosh", everything)


def test_docx_of_the_same_facts_is_the_same_file():
    assert render_docx(RUSSIAN) == render_docx(RUSSIAN)


def test_docx_takes_hostile_text_as_text():
    facts = replace(ENGLISH, title="<w:p/>\x00\u202e & co", key_message="]]>*")
    paragraphs = [p.text for p in opened(facts).paragraphs]
    assert "<w:p/> & co" in paragraphs
    assert "]]>*" in paragraphs


def test_docx_of_almost_nothing_opens():
    facts = replace(
        ENGLISH, past=(), asks=(), key_figures=(), address="", contact=(), sources=""
    )
    assert opened(facts).paragraphs[1].text == ENGLISH.title
