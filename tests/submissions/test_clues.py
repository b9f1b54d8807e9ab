"""What a careful reader would stop at."""

import pytest

from submissions import clues


def paragraph(text, *, block="b1", marks=(), behind=()):
    run = {"type": "text", "text": text, "marks": list(marks)}
    return {
        "type": "paragraph",
        "attrs": {"id": block},
        "content": [run, *behind],
    }


def doc(*nodes):
    return {"type": "doc", "content": list(nodes)}


NOTE = {"type": "footnote", "content": [{"type": "text", "text": "Source"}]}
LINK = {"type": "link", "attrs": {"href": "https://example.org"}}


@pytest.mark.parametrize(
    "text",
    [
        "Write to aigul.k@example.org.",
        "Call +996 555 123 456",
        "Телефон 0555 12-34-56 78",
        "ПИН 11203198500123",
        "Passport AN 1234567",
        "Живёт на ул. Ленина, 15",
    ],
)
def test_what_could_lead_to_a_person_is_seen(text):
    assert clues.of_people(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2019–2024, 1 200 000 people were counted.",
        "A/HRC/44/4, paras. 140.12 and 140.13",
        "Law No. 1234567 of 27 April 2017",
        "5,630 words; 2,815 words",
        "Resolution 60/251, art. 15 (2)",
        "54 shelters in 7 regions",
    ],
)
def test_what_leads_to_nobody_is_left_alone(text):
    assert clues.of_people(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2023 the State opened 54 shelters.", [("54", "shelt")]),
        ("В стране 54 приюта и 12 центров.", [("54", "приют"), ("12", "центр")]),
        ("20 % of women", [("20", "%")]),
        ("20% женщин", [("20", "%")]),
        ("1 200 cases", [("1200", "cases")]),
        ("3.5 million", [("3.5", "milli")]),
        ("art. 15 of the law, para. 12", []),
        ("статья 15, п. 12", []),
        ("27 April 2017, 12 марта", []),
        ("в 2019 году, 2020-го", []),
        ("three regions, 7 of 9", []),
        ("A/HRC/44/4", []),
    ],
)
def test_figures_are_numbers_that_count_something(text, found):
    assert [(f.value, f.of) for f in clues.figures(text)] == found


def test_a_figure_without_a_source_is_shown_once_a_paragraph():
    document = doc(
        paragraph("There are 54 shelters and 12 centres.", block="b1"),
        paragraph("There are 54 shelters.", block="b2", behind=[NOTE]),
        paragraph("There are 54 shelters.", block="b3", marks=[LINK]),
        paragraph("There are shelters.", block="b4"),
    )

    assert clues.unsourced(document) == [clues.Clue("b1", "54 shelters, 12 centres")]


def test_one_thing_with_two_numbers_is_shown_with_its_places():
    here = doc(paragraph("There are 54 shelters."))
    there = doc(paragraph("52 shelters are open; 54 shelters in all."))
    other = doc(paragraph("17 centres"))

    [(of, said)] = clues.told_twice([("3", here), ("8.1", there), ("9", other)])

    assert of == "shelt"
    assert said == ["3: 54 shelters", "8.1: 52 shelters"]


def test_two_numbers_in_one_section_are_its_own_affair():
    document = doc(paragraph("Of 54 shelters 52 shelters are open."))

    assert clues.told_twice([("3", document)]) == []


def test_nothing_takes_long_whatever_stands_there():
    clues.of_people("0555 " * 20_000)
    list(clues.figures("1 000 " * 20_000))
    clues.of_people("a" * 100_000 + "@")
    assert list(clues.figures("1" * 100_000)) == []
