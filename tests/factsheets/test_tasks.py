"""The worker’s side: real pages from rows, once, and again after a failure."""

import io
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from core import files, jobs
from core.models import StoredFile
from factsheets import content, pdf, proving, publishing, tasks
from factsheets.facts import Facts
from factsheets.models import Factsheet, Proof, Rendition
from tests.factories.factsheets import (
    AskFactory,
    ChosenFactory,
    FactsheetFactory,
    publish,
)

pytestmark = pytest.mark.django_db


def text_of(stored, page=0):
    document = pypdfium2.PdfDocument(files.read(stored))
    try:
        return document[page].get_textpage().get_text_range()
    finally:
        document.close()


def pages_of(stored):
    document = pypdfium2.PdfDocument(files.read(stored))
    try:
        return len(document)
    finally:
        document.close()


@pytest.fixture
def edition(factsheet):
    ChosenFactory(factsheet=factsheet, recommendation__wording_en="Open shelters")
    AskFactory(factsheet=factsheet)
    return publish(factsheet, drawn=False)


def rendition_of(edition, name):
    return edition.renditions.get(languages=name)


def again(edition, name):
    """The same PDF as another worker would make it, from nothing."""
    edition.renditions.filter(languages=name).delete()
    made = publishing.order_rendition(
        edition=edition, languages=name, at=timezone.now()
    )
    tasks.render(job_id=str(made.pk))
    return rendition_of(edition, name)


def test_render_makes_the_pdf_of_the_edition(edition):
    row = rendition_of(edition, "en")
    tasks.render(job_id=str(row.pk))

    row = rendition_of(edition, "en")
    assert (row.state, row.attempts) == ("ready", 1)
    assert row.file.content_type == "application/pdf"
    assert "Protection from violence" in text_of(row.file)
    assert "Open shelters" in " ".join(text_of(row.file).split())
    assert pages_of(row.file) == 1


def test_render_puts_both_languages_into_one_file(edition):
    row = rendition_of(edition, "en-ru")
    tasks.render(job_id=str(row.pk))

    made = rendition_of(edition, "en-ru").file
    assert pages_of(made) == 2
    assert "Protection from violence" in text_of(made, 0)
    assert "Защита от насилия" in text_of(made, 1)


def test_render_makes_the_same_bytes_again(edition):
    row = rendition_of(edition, "en")
    tasks.render(job_id=str(row.pk))
    first = rendition_of(edition, "en").file

    second = again(edition, "en").file

    assert second == first
    assert StoredFile.objects.filter(content_type="application/pdf").count() == 2


def test_render_delivered_twice_renders_once(edition):
    row = rendition_of(edition, "en")
    tasks.render(job_id=str(row.pk))
    done = rendition_of(edition, "en")
    tasks.render(job_id=str(row.pk))

    twice = rendition_of(edition, "en")
    assert (twice.attempts, twice.finished_at) == (1, done.finished_at)


def test_render_of_what_is_gone_does_nothing(edition):
    row = rendition_of(edition, "en")
    edition.renditions.all().delete()

    tasks.render(job_id=str(row.pk))

    assert not edition.renditions.exists()


def test_render_draws_what_was_published_not_what_is_written_now(edition, factsheet):
    Factsheet.objects.filter(pk=factsheet.pk).update(title_en="Written later")
    row = rendition_of(edition, "en")
    tasks.render(job_id=str(row.pk))

    assert "Written later" not in text_of(rendition_of(edition, "en").file)


def break_logo(factsheet):
    """A logo whose bytes the disk has lost."""
    logo = files.store(b"a logo", content_type="image/png")
    files.path_of(logo.digest).unlink()
    factsheet.logo = logo
    factsheet.save()


def test_render_that_fails_waits_and_is_given_up_after_five(cast):
    factsheet = FactsheetFactory(group=cast.first, bilingual=True)
    break_logo(factsheet)
    row = rendition_of(publish(factsheet, drawn=False), "en")

    for attempt in range(1, 6):
        Rendition.objects.filter(pk=row.pk).update(due_at=timezone.now())
        with pytest.raises(FileNotFoundError):
            tasks.render(job_id=str(row.pk))
        row.refresh_from_db()
        assert row.attempts == attempt
        if attempt < 5:
            assert row.state == "waiting"
            assert row.due_at > timezone.now()
    assert (row.state, row.file) == ("failed", None)

    tasks.render(job_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", 5)

    assert jobs.retry(row, at=timezone.now() - timedelta(seconds=1))
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)


# Proofs


def proof_of(factsheet, language="en"):
    fresh = Factsheet.objects.get(pk=factsheet.pk)
    return proving.order_proof(factsheet=fresh, language=language)


def test_prove_makes_page_and_picture(factsheet):
    tasks.prove(job_id=str(proof_of(factsheet).pk))

    proof = proof_of(factsheet)
    assert (proof.state, proof.lines_over, proof.unprintable) == ("ready", 0, "")
    assert proof.fits
    assert "Protection from violence" in text_of(proof.file)
    with Image.open(io.BytesIO(files.read(proof.picture))) as picture:
        assert (picture.format, picture.size) == ("PNG", (910, 1287))


def test_prove_counts_the_lines_over_the_page(factsheet):
    line = "What stands in the way. " * 3
    Factsheet.objects.filter(pk=factsheet.pk).update(challenges_en=f"{line}\n" * 90)
    tasks.prove(job_id=str(proof_of(factsheet).pk))

    proof = proof_of(factsheet)
    assert proof.lines_over > 0
    assert not proof.fits
    assert proving.complaints(proof) == [
        pdf.overflow_sentence(pdf.Overflow(language="en", lines=proof.lines_over))
    ]


def test_prove_names_letters_that_cannot_be_printed(factsheet):
    Factsheet.objects.filter(pk=factsheet.pk).update(title_en="Snow ☃ man")
    tasks.prove(job_id=str(proof_of(factsheet).pk))

    assert proof_of(factsheet).unprintable == "☃"


def test_prove_of_words_that_have_changed_meanwhile_does_no_harm(factsheet):
    old = proof_of(factsheet)
    Factsheet.objects.filter(pk=factsheet.pk).update(title_en="Other")
    new = proof_of(factsheet)

    tasks.prove(job_id=str(old.pk))
    tasks.prove(job_id=str(new.pk))

    assert list(Proof.objects.values_list("pk", "state")) == [(new.pk, "ready")]


def test_a_proof_counts_the_lines_that_the_published_page_will_have(factsheet):
    """The code and its address make the foot higher: a page measured without
    them would fit and be printed too long."""
    Factsheet.objects.filter(pk=factsheet.pk).update(
        challenges_en="What stands in the way. " * 3 * 60,
        sources_en="Where the figures come from. " * 30,
    )
    sheet = Factsheet.objects.get(pk=factsheet.pk)
    day = timezone.localdate()
    address = f"{settings.SITE_URL}/s/{'a' * 64}/"

    def lines_over(**shown):
        facts = content.facts_of(sheet, "en", on=day, **shown)
        long = replace(facts, challenges=facts.challenges * 4)
        return sum(side.lines for side in pdf.render([long]).overflow)

    measured = Facts.from_json(proof_of(factsheet).content)
    long = replace(measured, challenges=measured.challenges * 4)
    proved = sum(side.lines for side in pdf.render([long]).overflow)

    assert proved == lines_over(number=1, address=address) > lines_over()
