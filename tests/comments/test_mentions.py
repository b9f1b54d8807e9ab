from uuid import UUID

import pytest

from comments import mentions

AIDA, AIDA_TOO, BEKTUR = (UUID(int=number) for number in (1, 2, 3))
PEOPLE = {AIDA: "Аида Касымова", AIDA_TOO: "Аида Ли", BEKTUR: "Bektur Asanov"}


def kept(person):
    return f"@{{{person}}}"


@pytest.mark.parametrize(
    ("typed", "body", "found"),
    [
        ("@Аида Касымова, проверьте", f"{kept(AIDA)}, проверьте", [AIDA]),
        ("@аида касымова", kept(AIDA), [AIDA]),
        ("@Bektur?", f"{kept(BEKTUR)}?", [BEKTUR]),
        ("@Аида", "@Аида", []),  # which of the two?
        ("@Bekturov", "@Bekturov", []),
        ("bektur@bektur.kg", "bektur@bektur.kg", []),
        ("Bektur Asanov", "Bektur Asanov", []),
        ("@Bektur and @Bektur", f"{kept(BEKTUR)} and {kept(BEKTUR)}", [BEKTUR]),
    ],
)
def test_with_mentions_finds_the_people_whom_the_writer_knows(typed, body, found):
    assert mentions.with_mentions(typed, people=PEOPLE) == (body, found)


def test_with_mentions_takes_nobody_by_a_mark_typed_by_hand():
    body, found = mentions.with_mentions(kept(BEKTUR), people={})

    assert found == mentions.mentioned(body) == []


def test_with_mentions_stops_at_ten():
    people = {UUID(int=n): f"Person{n:02}" for n in range(12)}
    typed = " ".join(f"@Person{n:02}" for n in range(12))

    assert len(mentions.with_mentions(typed, people=people)[1]) == 10


def test_parts_tell_each_reader_the_name_that_she_may_know():
    body, _found = mentions.with_mentions("Ask @Bektur <now>", people=PEOPLE)

    seen = list(mentions.parts(body, name_of=lambda _person: "Equality"))

    assert [(part.text, part.is_mention) for part in seen] == [
        ("Ask ", False),
        ("@Equality", True),
        (" <now>", False),
    ]


@pytest.mark.parametrize(
    ("body", "otherwise", "language"),
    [
        ("Is it nine?", "ru", "en"),
        ("Девять или шесть?", "en", "ru"),
        ("Тогузбу?", "ky", "ky"),
        ("Өзгөртүү керек", "en", "ky"),
        ("12 : 9", "ru", "ru"),
    ],
)
def test_language_of_is_heard_from_the_letters(body, otherwise, language):
    assert mentions.language_of(body, otherwise=otherwise) == language
