"""What changed, as Word's own changes: accepted it is the new text, rejected the old."""

import pytest
from hypothesis import given, settings

from submissions.word import Chapter, render_docx, render_redline
from tests.submissions.docx import Package, W, in_russian
from tests.submissions.test_diff import BLOCKS, doc, note, of, para, run
from tests.submissions.test_rewriting import heading, listed, table


def compared(before, after, **more):
    made = render_redline("Т", before, after, language="ru", **more)
    package = Package(made)
    package.check(with_changes=True)
    return package


def lines(document):
    raw = render_docx("Т", [Chapter("Г", 1, document)], language="ru")
    return Package(raw).lines()[2:]


def both(package):
    head = 1
    return package.lines(accepted=False)[head:], package.lines()[head:]


def changes(package):
    found = []
    for element in package.tree("word/document.xml").iter(f"{W}ins", f"{W}del"):
        words = "".join(element.itertext())
        if words:
            found.append((element.tag.removeprefix(W), words))
    return found


def test_redline_marks_words_put_in_and_taken_out():
    package = compared(doc(para("Срок сутки.")), doc(para("Срок двое суток.")))

    assert changes(package) == [("del", " сутки"), ("ins", " двое суток")]


def test_redline_marks_whole_paragraphs():
    package = compared(
        doc(para("Первый.", "b1"), para("Лишний.", "b2")),
        doc(para("Первый.", "b1"), para("Совсем новый абзац", "b3")),
    )

    assert changes(package) == [("del", "Лишний."), ("ins", "Совсем новый абзац")]
    ends = package.tree("word/document.xml").findall(f".//{W}pPr/{W}rPr/*")
    assert [end.tag.removeprefix(W) for end in ends] == ["del", "ins"]


def test_redline_names_no_person_and_no_hour():
    package = compared(doc(para("раз")), doc(para("два")))
    text = package.text("word/document.xml")

    assert f'w:author="{in_russian("Coalition")}"' in text
    assert "w:date" not in text
    assert text.count("w:author=") == 2


def test_redline_says_which_versions_these_are():
    package = compared(doc(para("раз")), doc(para("два")), about="1 → 2")

    assert package.lines()[:2] == ["Т", "1 → 2"]


def test_redline_takes_a_moved_paragraph_out_and_puts_it_in():
    first, second = para("Первый абзац.", "b1"), para("Второй абзац.", "b2")
    package = compared(doc(first, second), doc(second, first))

    assert [kind for kind, _words in changes(package)] in (
        ["ins", "del"],
        ["del", "ins"],
    )
    assert both(package) == (
        ["Первый абзац.", "Второй абзац."],
        ["Второй абзац.", "Первый абзац."],
    )


def test_redline_marks_words_in_footnotes():
    package = compared(
        doc(of(run("Слово"), note("Отчёт, с. 5"))),
        doc(of(run("Слово"), note("Отчёт, с. 6"))),
    )

    assert both(package) == (["Слово[[Отчёт, с. 5]]"], ["Слово[[Отчёт, с. 6]]"])
    assert "<w:del " in package.text("word/footnotes.xml")


def test_redline_keeps_the_words_of_each_footnote_together():
    before = doc(of(run("Слово"), note("а"), note("б")))
    after = doc(of(run("Слово"), note("б")))

    assert both(compared(before, after)) == (lines(before), lines(after))


def test_redline_keeps_tables_and_lists_whole():
    before = doc(
        para("До таблицы.", "b1"),
        table(("а", "б"), ("в", "г")),
        listed("один", "два"),
        para("После.", "b2"),
    )
    after = doc(
        table(("а", "б"), ("в", "д")), listed("один", "три"), heading("Конец", 1)
    )
    package = compared(before, after)

    assert both(package) == (lines(before), lines(after))
    (shown,) = package.tree("word/document.xml").iter(f"{W}tbl")
    assert "До таблицы" not in "".join(shown.itertext())
    assert "После" not in "".join(shown.itertext())


def test_redline_of_a_table_that_went_keeps_its_words_out_of_the_next():
    before = doc(
        table(
            ("а", "б"),
        ),
        para("Между.", "b1"),
        para("Конец.", "b2"),
    )
    after = doc(para("Конец.", "b2"))

    assert both(compared(before, after)) == (lines(before), lines(after))


def test_redline_shows_proposals():
    asks = {"type": "proposal", "attrs": {"id": "b1", "ref": "k"}}
    package = compared(doc(), doc(asks), labels={"k": "Открыть убежища"})

    assert changes(package) == [("ins", "Открыть убежища")]


def test_redline_leaves_out_what_is_only_suggested():
    node = of(run("Срок "), run("сутки"), run(" двое"))
    node["content"][1]["marks"] = [{"type": "deletion", "attrs": {"id": "k"}}]
    node["content"][2]["marks"] = [{"type": "insertion", "attrs": {"id": "k"}}]

    assert changes(compared(doc(para("Срок сутки")), doc(node))) == []


def test_redline_is_the_same_for_the_same_texts():
    two = doc(para("раз")), doc(para("два"))

    once, again = (render_redline("Т", *two, language="ky") for _time in range(2))
    assert once == again


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_redline_is_in_its_language(language):
    made = render_redline("Т", doc(para("раз")), doc(para("два")), language=language)

    assert f"<dc:language>{language}-" in Package(made).text("docProps/core.xml")


@pytest.mark.parametrize("lost", [run("Все слова."), {"type": "hard_break"}])
@pytest.mark.parametrize("place", ["alone", "in a list", "in a table"])
def test_redline_shows_what_was_taken_out_of_a_paragraph_left_empty(lost, place):
    def text(*content):
        paragraph = of(*content)
        if place == "in a list":
            whole = listed("один")
            whole["content"][0]["content"].append(paragraph)
            return doc(whole)
        if place == "in a table":
            whole = table(("а", "б"))
            whole["content"][0]["content"][0]["content"].append(paragraph)
            return doc(whole)
        return doc(paragraph)

    before, after = text(lost), text()

    assert both(compared(before, after)) == (lines(before), lines(after))
    assert both(compared(after, before)) == (lines(after), lines(before))


@settings(max_examples=100, deadline=None)
@given(before=BLOCKS, after=BLOCKS)
def test_redline_accepted_is_the_new_text_and_rejected_the_old(before, after):
    assert both(compared(before, after)) == (lines(before), lines(after))
