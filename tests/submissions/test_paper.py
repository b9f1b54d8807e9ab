"""A submission on paper."""

from io import BytesIO

import pikepdf
import pypdf
import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings

from core import files
from core.models import Job
from submissions import exporting, pdf, printing, purging, tasks
from submissions.models import Printout
from tests.factories.submissions import (
    SectionFactory,
    SubmissionFactory,
    text_of,
    write_words,
)
from tests.submissions.test_diff import BLOCKS, doc, note, of, para, run
from tests.submissions.test_rewriting import heading, listed, table

NAUGHTY = '</article><script>alert(1)</script>&nbsp;\x00\x0b﷐ "<b>'


def paper(*chapters, **more):
    given = {"title": "Представление", "language": "ru", "about": "О чём", "names": ()}
    shown = tuple(
        pdf.Chapter(f"{place}. Глава", 1, chapter)
        for place, chapter in enumerate(chapters, 1)
    )
    return pdf.Paper(**{**given, "labels": {}, "chapters": shown, **more})


def words_in(content):
    pages = pypdf.PdfReader(BytesIO(content)).pages
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\xad", "").split())


def test_paper_counts_paragraphs_through_all_sections():
    html = pdf.page_html(
        paper(
            doc(para("Раз."), para("Два.")),
            doc(para("Без", numbered=False)),
            doc(para("Три.")),
        )
    )

    assert [html.count(f'"para-no">{n}<') for n in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_paper_has_all_that_stands_in_it():
    content = pdf.render(
        paper(
            doc(
                heading("Меры", 1),
                of(run("Было "), note("Источник сказал"), run("много", "strong")),
                listed("яблоко", "груша"),
                table(("слева", "справа")),
                {"type": "proposal", "attrs": {"id": "b", "ref": "x"}},
                of(run("сноска "), {"type": "hard_break"}, run("дальше")),
            ),
            names=("Ассоциация «Свет»",),
            labels={"x": "Принять закон"},
        )
    )
    said = words_in(content)

    for wanted in (
        *("Меры", "Источник сказал", "много", "яблоко", "груша", "слева", "справа"),
        *("Принять закон", "дальше", "Ассоциация «Свет»", "Представлено"),
    ):
        assert wanted in said


def test_paper_prints_no_suggestions():
    marks = [{"type": "insertion", "attrs": {"id": "1"}}]
    suggested = {"type": "text", "text": "предложено", "marks": marks}
    said = words_in(pdf.render(paper(doc(of(run("стоит "), suggested)))))

    assert "стоит" in said
    assert "предложено" not in said


def test_paper_is_tagged_in_its_language_and_tells_of_nobody():
    content = pdf.render(paper(*[doc(*[para("Слово за словом. " * 40)] * 12)] * 2))
    with pikepdf.open(BytesIO(content)) as made:
        assert str(made.Root.Lang) == "ru"
        assert made.Root.MarkInfo.Marked
        assert len(made.pages) > 3
        assert set(made.docinfo) <= {"/Title", "/Producer"}
        assert "Представление" in str(made.docinfo["/Title"])


def test_paper_is_the_same_bytes_every_time():
    same = paper(doc(para("Слово")))

    assert pdf.render(same) == pdf.render(pdf.Paper.from_json(same.to_json()))
    assert same.digest == pdf.Paper.from_json(same.to_json()).digest
    assert same.digest != paper(doc(para("Слова"))).digest


def test_paper_prints_what_is_typed_as_letters():
    content = pdf.render(paper(doc(para(NAUGHTY)), labels={"x": NAUGHTY}))

    assert "<script>alert(1)</script>" in words_in(content)


@settings(max_examples=25, deadline=None)
@given(blocks=BLOCKS)
def test_paper_is_well_formed_whatever_stands_in_it(blocks):
    assert pdf.page_html(paper(blocks)).rstrip().endswith("</html>")
    pdf.render(paper(blocks))


@pytest.mark.parametrize("nothing", [" \n", "\t", "\u00a0", "\u2003"])
def test_a_footnote_in_which_nothing_is_seen_is_none(nothing):
    empty = paper(doc(of(run("Было "), note(nothing), run("много"))))

    assert 'class="footnote"' not in pdf.page_html(empty)
    assert "много" in words_in(pdf.render(empty))


# Asking for it


@pytest.fixture
def text(cast):
    joint = SubmissionFactory(review=cast.review, groups=[cast.first])
    made = text_of(SectionFactory(submission=joint, heading_ru="Убежища"))
    write_words(made, "Охранный ордер выдан", author=cast.bob)
    return made


def ask(client, text, language="ru"):
    submission = text.section.submission
    address = reverse(
        "submissions:pdf", args=[submission.review_id, submission.pk, language]
    )
    return client.get(address)


def printed():
    for printout in Printout.objects.filter(state=Job.State.WAITING):
        tasks.print_whole(job_id=str(printout.pk))


@pytest.mark.django_db
def test_a_printout_is_made_once_and_comes_by_itself(client, cast, text):
    client.force_login(cast.bob)
    first, again = ask(client, text), ask(client, text)

    assert [first.status_code, again.status_code] == [202, 202]
    assert first["Refresh"] == "3"
    assert Printout.objects.count() == 1
    printed()
    response = ask(client, text)
    content = b"".join(response.streaming_content)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "Охранный ордер выдан" in words_in(content)


@pytest.mark.django_db
def test_a_change_is_printed_anew(client, cast, text):
    client.force_login(cast.bob)
    ask(client, text)
    printed()
    write_words(text, "И проверен", author=cast.bob)

    assert ask(client, text).status_code == 202
    assert Printout.objects.count() == 2


@pytest.mark.django_db
def test_a_printout_is_not_there_for_others(client, cast, text):
    for person in (cast.carol, cast.ivan):
        client.force_login(person)
        assert ask(client, text).status_code == 404
    client.force_login(cast.bob)
    assert ask(client, text, "ky").status_code == 404
    assert not Printout.objects.exists()


@pytest.mark.django_db
def test_a_printout_that_failed_says_so_and_is_tried_again(client, cast, text, now):
    client.force_login(cast.bob)
    ask(client, text)
    Printout.objects.update(state=Job.State.FAILED, finished_at=now)
    page = ask(client, text)

    assert "could not be made" in page.text
    assert page["Refresh"] == "60"


@pytest.mark.django_db
def test_a_purge_takes_the_printouts_along(cast, text, now):
    submission = text.section.submission
    with transaction.atomic():
        printing.order(submission, language="ru", user=cast.bob, at=now)
    purging.purge_history(text_id=text.pk, actor=cast.bob, at=now)

    assert not Printout.objects.exists()


@pytest.mark.django_db
def test_paper_and_word_are_made_from_the_same(cast, text):
    submission = text.section.submission
    whole = exporting.whole(submission, language="ru", user=cast.bob)
    content = pdf.render(printing.paper_of(whole))

    assert "1. Убежища" in words_in(content)
    assert files.store(content, content_type="application/pdf").size == len(content)
