"""A submission as a Word file."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from submissions.word import Chapter, Cover, render_docx
from tests.submissions.docx import Package, W, in_russian
from tests.submissions.test_diff import BLOCKS, doc, note, of, para, run
from tests.submissions.test_rewriting import heading, listed, table


def made(*nodes, **more):
    chapter = Chapter("3. Убежища", 1, doc(*nodes))
    return render_docx("Представление", [chapter], language="ru", **more)


def opened(*nodes, **more):
    raw = made(*nodes, **more)
    Package(raw).check()
    return Document(BytesIO(raw))


def said(document):
    return [(p.style.name, p.text) for p in document.paragraphs]


def number_of(paragraph):
    """List and level, from the paragraph or its style."""
    found = paragraph._p.find(f".//{qn('w:numPr')}")
    if found is None:
        found = paragraph.style.element.find(f".//{qn('w:numPr')}")
    if found is None:
        return None
    get = {child.tag: int(child.get(qn("w:val"))) for child in found}
    return get[qn("w:numId")], get.get(qn("w:ilvl"), 0)


def test_docx_has_title_headings_and_paragraphs():
    document = opened(heading("Меры", 1), para("Первый."), para("Второй."))

    assert said(document) == [
        ("Title", "Представление"),
        ("Heading 1", "3. Убежища"),
        ("Heading 2", "Меры"),
        ("Numbered Paragraph", "Первый."),
        ("Numbered Paragraph", "Второй."),
    ]


def test_docx_numbers_paragraphs_through_all_chapters():
    chapters = [Chapter(f"{k}. Глава", 1, doc(para("Слово"))) for k in (1, 2)]
    raw = render_docx("Название", chapters, language="ru")
    numbers = [number_of(p) for p in Document(BytesIO(raw)).paragraphs]

    assert numbers[2] == numbers[4] is not None
    assert numbers[0] is numbers[1] is None
    assert number_of(opened(para("Слово", numbered=False)).paragraphs[2]) is None


def test_docx_begins_every_list_anew():
    document = opened(listed("один", "два"), listed("три"))
    numbers = [number_of(p) for p in document.paragraphs[2:]]

    assert numbers[0] == numbers[1] != numbers[2]
    assert None not in numbers


def test_docx_puts_lists_into_lists():
    outer = listed("снаружи")
    outer["content"][0]["content"].append(listed("внутри"))
    levels = [number_of(p)[1] for p in opened(outer).paragraphs[2:]]

    assert levels == [0, 1]


def test_docx_has_tables_with_merged_cells():
    node = table(("а", "б"), ("в", "г"))
    node["content"][0]["content"][0]["attrs"]["rowspan"] = 2
    del node["content"][1]["content"][0]
    (shown,) = opened(node).tables

    assert [[cell.text for cell in row.cells] for row in shown.rows] == [
        ["а", "б"],
        ["а", "г"],
    ]


def test_docx_keeps_bold_italic_and_links():
    document = opened(
        of(
            run("Жирно", "strong"),
            run(" и ", "em"),
            run("тут", "link", href="https://example.org/a"),
            run("нет", "link", href="javascript:alert(1)"),
        )
    )
    paragraph = document.paragraphs[2]

    assert [r.bold for r in paragraph.runs][:2] == [True, None]
    assert paragraph.runs[1].italic
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("тут", "https://example.org/a")


def test_docx_has_real_footnotes():
    raw = made(
        of(run("Слово"), note("Отчёт, с. 5"), run(" дальше"), note("Там же")),
        listed("один"),
        of(run("Ещё"), note("Третий")),
    )
    package = Package(raw)
    package.check()

    assert package.lines()[2:] == [
        "Слово[[Отчёт, с. 5]] дальше[[Там же]]",
        "один",
        "Ещё[[Третий]]",
    ]
    ids = re.findall(r'<w:footnote w:id="(\d+)"', package.text("word/footnotes.xml"))
    assert ids == ["1", "2", "3"]


def test_docx_has_links_in_footnotes():
    content = [run("тут", "link", href="https://example.org/a")]
    node = {"type": "footnote", "attrs": {"id": "b9"}, "content": content}
    package = Package(made(of(run("Слово"), node)))

    package.check()
    rels = package.text("word/_rels/footnotes.xml.rels")
    assert "https://example.org/a" in rels


def test_docx_leaves_out_empty_footnotes():
    package = Package(made(of(run("Слово"), note(""))))

    package.check()
    assert package.lines()[2:] == ["Слово"]


def test_docx_leaves_out_what_is_only_suggested():
    node = of(run("Срок "), run("сутки"), run(" двое"))
    node["content"][1]["marks"] = [{"type": "deletion", "attrs": {"id": "k"}}]
    node["content"][2]["marks"] = [{"type": "insertion", "attrs": {"id": "k"}}]

    assert opened(node).paragraphs[2].text == "Срок сутки"


def test_docx_says_what_a_proposal_asks():
    node = {"type": "proposal", "attrs": {"id": "b1", "ref": "k"}}

    assert opened(node, labels={"k": "Открыть убежища"}).paragraphs[2].text == (
        "Открыть убежища"
    )


def test_docx_drops_what_xml_cannot_hold():
    assert opened(para("а\x00б\x0b\ufffeв")).paragraphs[2].text == "абв"


def test_docx_survives_deep_nesting():
    node = para("дно")
    for _level in range(300):
        node = {
            "type": "bullet_list",
            "attrs": {"id": None},
            "content": [
                {"type": "list_item", "attrs": {"id": None}, "content": [node]}
            ],
        }

    assert opened(node)


def test_docx_is_the_same_for_the_same_text_and_tells_of_nobody():
    once, again = made(para("Слово")), made(para("Слово"))

    assert once == again
    package = Package(once)
    package.check()
    assert "docProps/app.xml" not in package.parts
    assert "2000-01-01" in package.text("docProps/core.xml")


def test_word_is_asked_to_keep_names_out():
    settings_part = Package(made()).tree("word/settings.xml")

    assert [settings_part[0].tag, settings_part[1].tag] == [
        f"{W}removePersonalInformation",
        f"{W}removeDateAndTime",
    ]


# The first page, and numbers of pages


def covered(*names):
    cover = Cover(about="УПО: Кыргызстан, цикл 5", names=names)
    raw = made(para("Слово"), cover=cover)
    Package(raw).check()
    return raw


def test_cover_has_the_names_that_it_is_given_and_no_others():
    document = Document(BytesIO(covered("Бир Дуйно", "Айкол <и> другие")))

    assert said(document)[:6] == [
        ("Title", "Представление"),
        ("Cover Line", "УПО: Кыргызстан, цикл 5"),
        ("Cover Label", in_russian("Submitted by")),
        ("Cover Name", "Бир Дуйно"),
        ("Cover Name", "Айкол <и> другие"),
        ("Heading 1", "3. Убежища"),
    ]
    assert document.paragraphs[5].paragraph_format.page_break_before


def test_cover_without_names_says_nothing_of_them():
    document = Document(BytesIO(covered()))

    assert [style for style, _text in said(document)] == [
        *("Title", "Cover Line", "Heading 1", "Numbered Paragraph")
    ]


def test_pages_are_numbered_after_the_cover():
    document = Document(BytesIO(covered()))
    (section,) = document.sections
    (paragraph,) = section.footer.paragraphs

    assert section.different_first_page_header_footer
    assert " PAGE " in "".join(paragraph._p.itertext())
    assert not Document(BytesIO(made())).sections[0].different_first_page_header_footer


def test_docx_is_in_letters_that_kyrgyz_has():
    (fonts,) = Package(made()).tree("word/styles.xml").iter(f"{W}rFonts")

    assert set(fonts.attrib.values()) == {"Times New Roman"}


@pytest.mark.parametrize(("language", "tag"), [("ru", "ru-RU"), ("ky", "ky-KG")])
def test_docx_is_in_its_language(language, tag):
    raw = render_docx("Аталышы", [], language=language)
    document = Document(BytesIO(raw))
    (lang,) = document.styles.element.iter(qn("w:lang"))

    assert lang.get(qn("w:val")) == tag
    assert document.core_properties.language == tag


@settings(max_examples=25, deadline=None)
@given(document=BLOCKS)
def test_docx_takes_whatever_people_write(document):
    chapter = Chapter("1. Глава", 1, document)
    raw = render_docx("Т", [chapter], language="ru")

    Package(raw).check()
    assert Document(BytesIO(raw))
