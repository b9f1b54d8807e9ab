"""Word files in LibreOffice: it shows all that is in them, counts the same words, and
what it saves comes back."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from submissions import documents, returns, suggesting
from submissions.returns import Addition
from submissions.word import Chapter, Cover, render_docx, render_redline
from tests.submissions import office
from tests.submissions.office import Office, needs_office
from tests.submissions.returned import TEXT, exported, paragraphs_of
from tests.submissions.test_diff import doc, note, of, para, run
from tests.submissions.test_rewriting import heading, listed, table
from tests.submissions.test_word_count import EXPECTED

pytestmark = [needs_office]
TEXT_NS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def libre(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


def content_of(odt):
    with ZipFile(BytesIO(odt)) as archive:
        return etree.fromstring(archive.read("content.xml"))


LONG = [
    Chapter(
        f"{number}. Глава",
        1 + number % 2,
        doc(
            heading("Меры", 1),
            *(
                of(run(f"Абзац {number}.{k} о ңөү"), note(f"Отчёт {number}.{k}"))
                for k in range(5)
            ),
            listed("один", "два"),
            table(("а", "б"), ("в", "г")),
        ),
    )
    for number in range(1, 9)
]


@pytest.fixture(scope="module")
def whole():
    cover = Cover(about="УПО: Кыргызстан, цикл 5", names=["Первая", "Вторая"])
    return render_docx("Представление", LONG, language="ru", cover=cover)


def test_every_paragraph_is_there_and_numbered(libre, whole):
    text = libre.edit(whole, to=office.TEXT).decode("utf-8-sig")
    lines = [line.strip() for line in text.splitlines()]

    wanted = [f"Абзац {n}.{k} о ңөү" for n in range(1, 9) for k in range(5)]
    for place, words in enumerate(wanted, 1):
        (line,) = (line for line in lines if words in line)
        assert line.startswith(f"{place}.")
    for words in ("Представление", "Первая", "Вторая", "УПО: Кыргызстан, цикл 5"):
        assert words in lines
    assert sum(line == "(a) один" for line in lines) in (0, 8)


def test_every_footnote_is_a_footnote(libre, whole):
    root = content_of(libre.edit(whole, to=office.WRITER))
    notes = list(root.iter(f"{TEXT_NS}note"))

    said = ["".join(n.find(f"{TEXT_NS}note-body").itertext()).strip() for n in notes]
    assert said == [f"Отчёт {n}.{k}" for n in range(1, 9) for k in range(5)]
    assert {n.get(f"{TEXT_NS}note-class") for n in notes} == {"footnote"}


def test_headings_are_headings(libre, whole):
    root = content_of(libre.edit(whole, to=office.WRITER))
    levels = [h.get(f"{TEXT_NS}outline-level") for h in root.iter(f"{TEXT_NS}h")]

    assert levels[:4] == ["2", "3", "1", "2"]
    assert len(levels) == 16


def test_words_are_counted_as_libreoffice_does(libre):
    """Its own separators emptied, and paragraphs without the numbers it would count."""
    document = doc(
        *(
            para(text, f"b{place}", numbered=False)
            for place, (text, _count) in enumerate(EXPECTED)
        )
    )

    def counted(document):
        chapters = [Chapter("Г", 1, document)]
        return libre.count(render_docx("Т", chapters, language="ru"))

    around = counted(doc())  # title, heading, number of the page
    assert counted(document) - around == documents.word_count(document)


# Redline


def test_redline_shows_its_changes(libre):
    before = doc(of(run("Срок сутки."), note("с. 5")), para("Лишний абзац.", "b2"))
    after = doc(of(run("Срок двое суток."), note("с. 5")), para("Иное", "b3"))
    raw = render_redline("Т", before, after, language="en")
    root = content_of(libre.edit(raw, to=office.WRITER))

    kinds = [
        etree.QName(child).localname
        for region in root.iter(f"{TEXT_NS}changed-region")
        for child in region
    ]
    assert sorted(set(kinds)) == ["deletion", "insertion"]
    assert {creator.text for creator in root.iter(f"{DC}creator")} == {"Coalition"}
    gone = "".join("".join(part.itertext()) for part in root.iter(f"{TEXT_NS}deletion"))
    assert "сутки" in gone
    assert "Лишний абзац." in gone
    accepted = libre.edit(raw, ACCEPT, to=office.TEXT).decode("utf-8-sig")
    assert "Срок двое суток." in accepted
    assert "Лишний" not in accepted
    rejected = libre.edit(raw, REJECT, to=office.TEXT).decode("utf-8-sig")
    assert "Срок сутки." in rejected
    assert "Лишний абзац." in rejected
    assert "Иное" not in rejected


DISPATCH = """
  Dim helper : helper = createUnoService("com.sun.star.frame.DispatchHelper")
  Dim none()
  helper.executeDispatch(doc.CurrentController.Frame, ".uno:{}", "", 0, none())"""
ACCEPT = DISPATCH.format("AcceptAllTrackedChanges")
REJECT = DISPATCH.format("RejectAllTrackedChanges")


# And back

DOCUMENT = doc(
    heading("Меры", 1),
    of(run("В шести районах"), note("Отчёт, с. 5"), run(" нет убежища."), key="b1"),
    para("Ехать семь часов.", "b2"),
    para("Денег нет.", "b3"),
    para("Суд далеко.", "b4"),
)
EDITS = [
    office.replace("шести", "девяти"),
    office.add_behind("Денег нет.", "Совсем новый абзац."),
    office.take_out("Ехать семь"),
]


def plan(raw):
    paragraphs, digest = paragraphs_of(raw)
    return returns.plan_of(
        DOCUMENT,
        paragraphs,
        digest=digest,
        own=frozenset(),
        longest=suggesting.LONGEST,
    )


def test_what_libreoffice_only_saved_comes_back_unchanged(libre):
    made = plan(libre.edit(exported(DOCUMENT, text=TEXT)))

    assert (made.changed, made.added, made.left, made.missing) == ({}, [], [], 0)


@pytest.mark.parametrize("tracking", [[], [office.TRACKING]])
def test_what_was_edited_in_libreoffice_comes_back(libre, tracking):
    raw = libre.edit(exported(DOCUMENT, text=TEXT), *tracking, *EDITS)
    made = plan(raw)

    assert made.left == []
    assert made.added == [Addition("b3", ("Совсем новый абзац.",))]
    assert made.changed == {
        "b1": "В девяти районах\ufffc нет убежища.",
        "b2": "",
    }
