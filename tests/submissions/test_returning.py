"""Our Word file comes back: suggestions of whoever changed it, and the page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Opening
from audit.models import Entry
from core.models import StoredFile
from submissions import documents, exporting, returning, suggesting
from submissions.models import Section, Suggestion, Update
from submissions.word import reading
from tests.factories import MembershipFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.returned import (
    behind,
    edited,
    new_paragraph,
    tracked,
    without_paragraph,
)
from tests.submissions.test_suggesting import paragraph
from tests.submissions.writing import change as change_text
from tests.submissions.writing import lines, read, type_in, write

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "baaaaaaaaaa", "bbbbbbbbbbb", "bcccccccccc"


@pytest.fixture
def submission(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first])


@pytest.fixture
def text(submission, cast):
    text = text_of(SectionFactory(submission=submission, heading_ru="Убежища"))
    nodes = [
        paragraph("В шести районах нет убежища.", FIRST),
        paragraph("Ехать семь часов.", SECOND),
        paragraph("Денег нет.", THIRD),
    ]
    write(text, nodes, author=cast.bob)
    return text


@pytest.fixture
def reader(cast):
    return MembershipFactory(group=cast.first, role="reader").user


def exported(text, person):
    return exporting.docx_of(
        text.section.submission, language=text.language, user=person
    )


def bring_back(text, raw, person, at):
    return returning.bring_back(
        submission=text.section.submission,
        paragraphs=reading.read(raw),
        author=person,
        at=at,
    )


def taken(text):
    """The lines as they would be if everything were taken in."""
    return [line for line in documents.plain(read(text)).split("\n") if line]


def test_what_was_changed_becomes_suggestions_of_the_person(text, reader, now):
    raw = edited(
        exported(text, reader),
        ("шести районах", "девяти районах"),
        tracked("Денег нет.", "Денег мало."),
    )
    (outcome,) = bring_back(text, raw, reader, now)

    assert (outcome.made, outcome.left, outcome.refusal) == (2, [], "")
    rows = Suggestion.objects.order_by("block")
    assert [(r.author, r.block, r.deleted, r.inserted) for r in rows] == [
        (reader, FIRST, "шести", "девяти"),
        (reader, THIRD, "нет", "мало"),
    ]
    assert {r.state for r in rows} == {Suggestion.State.OPEN}
    assert documents.plain(documents.settled(read(text))).split("\n") == [
        "В шести районах нет убежища.",
        "Ехать семь часов.",
        "Денег нет.",
    ]


def test_one_file_is_one_change_of_the_text_and_one_entry_a_suggestion(
    text, reader, now
):
    before = Update.objects.count()
    raw = edited(
        exported(text, reader), ("шести", "девяти"), ("Денег нет", "Денег мало")
    )
    bring_back(text, raw, reader, now)

    (update,) = Update.objects.order_by("seq")[before:]
    assert (update.via, update.author) == (Update.Via.SUGGESTED, reader)
    entries = Entry.objects.filter(verb="suggestion.made")
    assert [entry.actor_id for entry in entries] == [reader.pk, reader.pk]


def test_new_and_deleted_paragraphs_are_suggested_in_their_place(text, reader, now):
    raw = behind(
        without_paragraph(exported(text, reader), "Ехать семь часов."),
        "В шести районах нет убежища.",
        new_paragraph("Новое раз.") + new_paragraph("Новое два."),
    )
    (outcome,) = bring_back(text, raw, reader, now)

    assert outcome.made == 2
    assert taken(text) == [
        "В шести районах нет убежища.",
        "Новое раз.",
        "Новое два.",
        "Денег нет.",
    ]


def test_new_paragraphs_may_stand_at_the_beginning(text, reader, now):
    raw = behind(exported(text, reader), "1. Убежища", new_paragraph("Вначале."))
    bring_back(text, raw, reader, now)

    assert taken(text)[0] == "Вначале."


def test_the_same_file_twice_suggests_nothing_more(text, reader, now):
    raw = behind(
        edited(exported(text, reader), ("шести", "девяти")),
        "Денег нет.",
        new_paragraph("Новое."),
    )
    bring_back(text, raw, reader, now)
    (outcome,) = bring_back(text, raw, reader, now)

    assert outcome.is_as_it_was
    assert Suggestion.objects.count() == 2


def test_a_second_file_changes_one_s_own_suggestion(text, reader, now):
    raw = exported(text, reader)
    bring_back(text, edited(raw, ("шести", "девяти")), reader, now)
    bring_back(text, edited(raw, ("шести", "восьми")), reader, now)

    assert taken(text)[0] == "В восьми районах нет убежища."
    (row,) = Suggestion.objects.open()
    assert (row.deleted, row.inserted) == ("шести", "восьми")


def test_what_others_wrote_meanwhile_stays_and_is_told(text, cast, reader, now):
    raw = edited(
        exported(text, reader), ("шести", "девяти"), ("Денег нет", "Денег мало")
    )
    change_text(text, type_in(0, " Проверено."), author=cast.bob, at=now)
    (outcome,) = bring_back(text, raw, reader, now)

    assert outcome.made == 1
    (left,) = outcome.left
    assert left.words == "В девяти районах нет убежища."
    assert lines(text)[0] == "В шести районах нет убежища. Проверено."


def test_somebody_else_s_suggestion_is_not_touched(text, cast, reader, now):
    raw = edited(exported(text, reader), ("шести", "девяти"))
    other = MembershipFactory(group=cast.first, role="reader").user
    bring_back(text, edited(raw, ("девяти", "пяти")), other, now)
    (outcome,) = bring_back(text, raw, reader, now)

    assert (outcome.made, len(outcome.left)) == (0, 1)
    (row,) = Suggestion.objects.all()
    assert (row.author, row.inserted) == (other, "пяти")


def test_each_section_gets_its_own(text, submission, reader, now):
    other = text_of(SectionFactory(submission=submission, heading_ru="Суды"))
    write(other, [paragraph("Суд далеко.", "bddddddddddd"[:11])])
    raw = edited(
        exported(text, reader), ("шести", "девяти"), ("Суд далеко", "Суд очень")
    )
    outcomes = bring_back(text, raw, reader, now)

    assert [outcome.made for outcome in outcomes] == [1, 1]
    assert set(Suggestion.objects.values_list("text", flat=True)) == {text.pk, other.pk}


def test_an_agreed_section_takes_suggestions(text, reader, now):
    Section.objects.filter(pk=text.section_id).update(status="agreed")
    raw = edited(exported(text, reader), ("шести", "девяти"))

    (outcome,) = bring_back(text, raw, reader, now)
    assert outcome.made == 1


def test_a_file_of_another_submission_is_refused(text, cast, reader, now):
    foreign = text_of(SectionFactory(submission=SubmissionFactory(review=cast.review)))
    write(foreign, [paragraph("Чужое.", FIRST)])
    raw = exported(foreign, cast.alice)
    with pytest.raises(returning.CannotReturn):
        bring_back(text, raw, reader, now)


def test_who_may_only_comment_suggests_nothing(text, cast, reader, now):
    raw = edited(exported(text, reader), ("шести", "девяти"))
    Opening.objects.create(
        subject_label="submissions.submission",
        subject_id=text.section.submission_id,
        user=cast.ivan,
        level=Opening.Level.COMMENT,
        until=now + timedelta(days=1),
    )
    (outcome,) = bring_back(text, raw, cast.ivan, now)

    assert outcome.refusal == "You may not suggest anything for this text now."
    assert not Suggestion.objects.exists()


def test_files_that_come_too_often_wait(text, reader, now):
    raw = exported(text, reader)
    words = [f"{number} районах" for number in range(suggesting.IN_A_MINUTE + 1)]
    for number in words:
        (outcome,) = bring_back(
            text, edited(raw, ("шести районах", number)), reader, now
        )

    assert outcome.refusal == "Too many suggestions at once. Wait a minute."
    assert outcome.made == 0


def test_what_is_to_be_sent_has_no_bookmarks(text, reader):
    raw = exporting.docx_of(
        text.section.submission, language="ru", user=reader, comes_back=False
    )

    assert all(not paragraph.signs for paragraph in reading.read(raw))


# The page


def address(text):
    submission = text.section.submission
    return reverse("submissions:from-word", args=[submission.review_id, submission.pk])


def hand_in(client, text, raw, *, name="x.docx"):
    return client.post(address(text), {"file": SimpleUploadedFile(name, raw)})


def test_page_says_what_became_of_it(client, text, reader):
    client.force_login(reader)
    raw = edited(exported(text, reader), ("шести", "девяти"))
    html = hand_in(client, text, raw).content.decode()

    assert "1 suggestion" in html
    submission = text.section.submission
    listed = reverse("submissions:suggestions", args=[submission.review_id, text.pk])
    assert listed in html
    assert Suggestion.objects.get().author == reader


def test_page_shows_the_words_that_were_not_suggested(client, cast, text, reader, now):
    client.force_login(reader)
    raw = edited(exported(text, reader), ("шести", "&lt;девяти&gt;"))
    change_text(text, type_in(0, " Проверено."), author=cast.bob, at=now)
    html = hand_in(client, text, raw).content.decode()

    assert "Others changed this paragraph meanwhile." in html
    assert "В &lt;девяти&gt; районах нет убежища." in html


def test_page_says_that_nothing_was_changed(client, text, reader):
    client.force_login(reader)

    html = hand_in(client, text, exported(text, reader)).content.decode()
    assert "Nothing was changed here." in html


def test_page_refuses_in_a_sentence(client, text, cast, reader):
    client.force_login(reader)
    foreign = text_of(SectionFactory(submission=SubmissionFactory(review=cast.review)))
    write(foreign, [paragraph("Чужое.", FIRST)])
    chapters = exported(foreign, cast.alice)

    for raw, sentence in [
        (b"%PDF", "This is not a Word file (.docx)."),
        (b"", "The file is empty."),
        (chapters, "This is not a file that was taken out of this submission"),
    ]:
        assert sentence in hand_in(client, text, raw).content.decode()
    assert "Choose the file." in client.post(address(text)).content.decode()
    assert not Suggestion.objects.exists()


def test_page_is_there_for_who_works_on_it(client, text, cast, reader, now):
    client.force_login(reader)
    assert client.get(address(text)).status_code == 200
    client.force_login(cast.carol)
    assert client.get(address(text)).status_code == 404
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=cast.ivan,
        level=Opening.Level.COMMENT,
        until=now + timedelta(days=1),
    )
    client.force_login(cast.ivan)
    assert client.get(address(text)).status_code == 403


def test_page_is_led_to_from_the_outline(client, text, reader):
    client.force_login(reader)

    html = client.get(text.section.submission.get_absolute_url()).content.decode()
    assert address(text) in html


def test_file_is_kept_nowhere(client, text, reader):
    client.force_login(reader)
    hand_in(client, text, edited(exported(text, reader), ("шести", "девяти")))

    assert not StoredFile.objects.exists()


def test_page_asks_as_often_however_many_sections(
    client, text, submission, reader, queries_of
):
    client.force_login(reader)
    once = queries_of(client, address(text))
    for _number in range(2):
        SectionFactory(submission=submission)

    assert queries_of(client, address(text)) == once


def test_docx_is_the_same_with_bookmarks(text, reader):
    assert exported(text, reader) == exported(text, reader)
