"""A text that was written elsewhere comes into an outline."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from core.words import clean
from submissions import documents, headings, store
from submissions.models import Section, Text, Update
from submissions.word import foreign, reading
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.submissions.test_paper import NAUGHTY
from tests.submissions.test_word_hostile import DAMAGED, zipped

LONG = "Охранный ордер выдаётся не сразу, и пострадавшая ждёт участкового ночь. " * 4


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def written():
    """As people write: a title, headings with numbers, lists, a table."""
    document = Document()
    document.add_heading("Альтернативный доклад", 0)
    document.add_paragraph("Бишкек, 2024")
    document.add_heading("1. Кто мы", 1)
    document.add_paragraph("Мы работаем с 2001 года.")
    document.add_heading("II. Убежища", 1)
    paragraph = document.add_paragraph("12. В стране ")
    paragraph.add_run("два").bold = True
    paragraph.add_run(" убежища.").italic = True
    document.add_paragraph("Ош", style="List Bullet")
    document.add_paragraph("Бишкек", style="List Bullet")
    document.add_paragraph(LONG, style="List Number")
    document.add_heading("Подробнее", 3)
    table = document.add_table(rows=2, cols=2)
    for place, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"клетка {place}"
    return document


FILE = saved(written())


def kinds(piece):
    return [block["type"] for block in piece.blocks]


def test_a_heading_begins_a_piece():
    cover, first, second = foreign.read(FILE)

    assert (cover.heading, first.heading) == ("", "Кто мы")
    assert second.heading == "Убежища"
    assert "Бишкек, 2024" in cover.begins
    assert first.words == 5  # with a number that is not one of a paragraph
    assert kinds(second) == [
        *("paragraph", "bullet_list", "paragraph", "heading", "table")
    ]


def test_looks_and_words_of_a_paragraph_are_kept():
    piece = foreign.read(FILE)[2]
    runs = [
        (run["text"], [mark["type"] for mark in run.get("marks", [])])
        for run in piece.blocks[0]["content"]
    ]

    assert runs == [("В стране ", []), ("два", ["strong"]), (" убежища.", ["em"])]
    assert documents.plain({"type": "doc", "content": [piece.blocks[4]]}).split() == [
        word for place in range(4) for word in ("клетка", str(place))
    ]


def test_lines_in_bold_are_headings_where_no_styles_were_used():
    document = Document()
    for words in ("Кто мы", "Убежища"):
        document.add_paragraph().add_run(words).bold = True
        document.add_paragraph(LONG)
    pieces = foreign.read(saved(document))

    assert [piece.heading for piece in pieces] == ["Кто мы", "Убежища"]


def test_every_block_has_a_key_of_its_own_and_fits_the_schema():
    keys = [
        block["attrs"]["id"] for piece in foreign.read(FILE) for block in piece.blocks
    ]

    assert len(set(keys)) == len(keys) > 5


def test_what_is_no_word_file_is_refused():
    for raw, said in ((b"%PDF", "not a Word file"), (zipped(document="<w"), DAMAGED)):
        with pytest.raises(reading.CannotRead, match=said[:20].replace("(", ".")):
            foreign.read(raw)


def test_styles_that_stand_on_each_other_end():
    """A style that is based on itself, by way of another."""
    ring = "".join(
        f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    told = reading.told(
        zipped(
            styles=f"<w:styles {w}>{ring}</w:styles>",
            document=f'<w:document {w}><w:body><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>'
            "<w:r><w:t>Слово</w:t></w:r></w:p></w:body></w:document>",
        ),
        "whole",
    )

    assert told == [{"kind": "text", "level": 0, "runs": [["Слово", ""]], "notes": []}]


# Into an outline


@pytest.fixture
def joint(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first])


@pytest.fixture
def shelter(joint):
    return SectionFactory(submission=joint, heading_ru="Убежища")


def at(joint):
    return reverse("submissions:import", args=[joint.review_id, joint.pk])


def upload(client, joint, raw=FILE, language="ru"):
    file = SimpleUploadedFile("доклад.docx", raw)
    return client.post(at(joint), {"file": file, "language": language})


def place(client, joint, page, **chosen):
    form = page.context["form"]
    data = {name: form[name].initial for name in form.fields}
    return client.post(at(joint), {**data, **chosen, "pieces": page.context["pieces"]})


def words_of(section, language="ru"):
    text = Text.objects.get(section=section, language=language)
    return documents.plain(documents.document_of(store.load(text.pk).doc()))


@pytest.mark.django_db
def test_pieces_go_where_their_heading_is(client, cast, joint, shelter):
    client.force_login(cast.bob)
    page = upload(client, joint)
    form = page.context["form"]

    assert form["place-0"].initial == "out"
    assert form["place-1"].initial == "new"
    assert form["place-2"].initial == str(shelter.pk)
    assert place(client, joint, page).status_code == 302
    assert "В стране два убежища." in words_of(shelter)
    made = joint.sections.exclude(pk=shelter.pk).get()
    assert made.heading_ru == "Кто мы"
    assert "с 2001 года" in words_of(made)
    assert "Бишкек, 2024" not in words_of(made) + words_of(shelter)
    assert Update.objects.filter(via=Update.Via.IMPORTED, author=cast.bob).count() == 2


@pytest.mark.django_db
def test_what_stands_there_stays_and_is_kept_as_a_version(client, cast, joint, shelter):
    write_words(text_of(shelter), "Это было раньше", author=cast.bob)
    client.force_login(cast.bob)
    place(client, joint, upload(client, joint))

    assert words_of(shelter).startswith("Это было раньше")
    kept = text_of(shelter).versions.get()
    assert "Это было раньше" in documents.plain(kept.document)
    assert "убежища" not in documents.plain(kept.document)


@pytest.mark.django_db
def test_the_page_sent_twice_brings_in_once(client, cast, joint, shelter):
    client.force_login(cast.bob)
    page = upload(client, joint)
    place(client, joint, page)
    again = place(client, joint, page)

    assert "brought in already" in again.text
    assert joint.sections.count() == 2
    assert words_of(shelter).count("В стране") == 1


@pytest.mark.django_db
def test_an_agreed_section_takes_nothing_and_nothing_else_is_taken(
    client, cast, joint, shelter
):
    Section.objects.filter(pk=shelter.pk).update(status="agreed")
    client.force_login(cast.bob)
    page = place(client, joint, upload(client, joint))

    assert "may not be changed by you now" in page.text or "is agreed" in page.text
    assert joint.sections.count() == 1
    assert not Update.objects.filter(via=Update.Via.IMPORTED).exists()


@pytest.mark.django_db
def test_the_words_on_the_page_cannot_be_doctored_or_carried_elsewhere(
    client, cast, joint, shelter
):
    other = SubmissionFactory(review=cast.review, groups=[cast.first])
    client.force_login(cast.bob)
    page = upload(client, joint)
    carried = page.context["pieces"]
    for where, pieces in ((joint, carried[:-1] + "x"), (other, carried), (joint, "")):
        answer = client.post(at(where), {"pieces": pieces, "place-0": "new"})
        assert answer.status_code == 302
        assert answer["Location"] == at(where)
    assert not Update.objects.filter(via=Update.Via.IMPORTED).exists()


@pytest.mark.django_db
def test_a_section_of_another_submission_is_not_offered(client, cast, joint, shelter):
    other = SectionFactory(
        submission=SubmissionFactory(review=cast.review, groups=[cast.second])
    )
    client.force_login(cast.bob)
    answer = place(client, joint, upload(client, joint), **{"place-1": str(other.pk)})

    assert answer.status_code == 200
    assert "Select a valid choice" in answer.text
    assert not Update.objects.filter(via=Update.Via.IMPORTED).exists()


@pytest.mark.django_db
def test_bad_files_and_strangers(client, cast, joint):
    client.force_login(cast.bob)
    assert "not a Word file" in upload(client, joint, b"%PDF-1.7").text
    assert "There are no words" in upload(client, joint, saved(Document())).text
    assert "Choose the file." in client.post(at(joint), {"language": "ru"}).text
    client.force_login(cast.carol)
    assert upload(client, joint).status_code == 404


@pytest.mark.django_db
def test_hostile_words_come_in_as_words(client, cast, joint, shelter):
    document = Document()
    document.add_heading("Убежища <script>", 1)
    document.add_paragraph(clean(NAUGHTY))
    client.force_login(cast.bob)
    page = upload(client, joint, saved(document))

    assert "<script>alert(1)" not in page.text
    place(client, joint, page, **{"place-0": str(shelter.pk)})
    assert "<script>alert(1)</script>" in words_of(shelter)


def test_a_heading_is_known_with_another_number():
    rows = [Section(heading_ru="Принудительные браки"), Section(heading_en="Health")]

    assert headings.likely("3. ПРИНУДИТЕЛЬНЫЕ БРАКИ", rows) is rows[0]
    assert headings.likely("Health", rows) is rows[1]
    assert headings.likely("Right to water", rows) is None
