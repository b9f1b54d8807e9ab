"""How words are counted: as Word counts, what stands between white space. Fifty
expectations, written down by hand."""

import pytest

from submissions import documents, ydoc
from tests.submissions.test_diff import doc, note, of, para, run
from tests.submissions.test_rewriting import heading, listed, table

EXPECTED = [
    ("слово", 1),
    ("два слова", 2),
    ("три  слова тут", 3),
    (" в начале и в конце ", 5),
    ("Кыргыз Республикасы", 2),
    ("ңөү ҢӨҮ", 2),
    ("дом-музей", 1),
    ("из-за того", 2),
    ("кто-нибудь когда-нибудь", 2),
    ("сказал – и сделал", 4),
    ("сказал–сделал", 1),
    ("сказал — сделал", 3),
    ("сказал—сделал", 1),
    ("и/или", 1),
    ("и / или", 3),
    ("№ 6", 2),
    ("№6", 1),
    ("ст. 70", 2),
    ("ст.70", 1),
    ("и т. д.", 3),
    ("и т.д.", 2),
    ("А. С. Пушкин", 3),
    ("А.С. Пушкин", 2),
    ("1 000 000", 3),
    ("1,000,000", 1),
    ("5 %", 2),
    ("5%", 1),
    ("2020–2025", 1),
    ("2020 – 2025", 3),
    ("12.05.2026", 1),
    ("12 мая 2026 года", 4),
    ("A/HRC/59/15", 1),
    ("A/HRC/WG.6/48/SVN/3, para. 42", 3),
    ("https://example.org/a/b?c=d", 1),
    ("desk@example.org", 1),
    ("(в скобках)", 2),
    ("«в кавычках»", 2),
    ("“in quotes”", 2),
    ("don’t", 1),
    ("women’s rights", 2),
    ("“Yes”, she said.", 3),
    ("...", 1),
    ("слово ... слово", 3),
    ("* * *", 3),
    ("слово, слово;слово", 2),
    ("слово\tслово", 2),
    ("а\nб", 2),
    ("JS1–JS3", 1),
    ("😀 слово", 2),
    ("140.61 (Аркадия)", 2),
]


def test_there_are_fifty():
    assert len(EXPECTED) == len({text for text, _count in EXPECTED}) == 50


@pytest.mark.parametrize(("text", "count"), EXPECTED)
def test_words_are_what_stands_between_white_space(text, count):
    assert documents.words(text) == count
    assert documents.word_count(doc(para(text))) == count


def test_footnotes_are_not_counted():
    document = doc(of(run("Слово"), note("Отчёт о деле, с. 5"), run(" дальше")))

    assert documents.word_count(document) == 2


def test_headings_lists_tables_and_references_are_counted():
    cite = {
        "type": "cite",
        "attrs": {"kind": "recommendation", "ref": "x", "label": "1"},
    }
    document = doc(
        heading("Меры государства", 1),
        listed("один", "два слова"),
        table(("а", "б")),
        of(run("По "), cite),
        ydoc.paragraph(""),
    )

    assert documents.word_count(document) == 9
