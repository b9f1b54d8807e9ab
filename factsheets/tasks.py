"""Drawing pages. Each task only says what its job makes; claims, crashes and
second tries are the business of `core.jobs.work_on`."""

from dataclasses import replace

from celery import shared_task

from core import files, jobs
from factsheets import content, pdf, picture
from factsheets.facts import Facts
from factsheets.models import Proof, Rendition


@shared_task(name=Rendition.task_name)
def render(*, job_id, **_future):
    jobs.work_on(Rendition, job_id, draw_rendition)


def draw_rendition(rendition: Rendition) -> dict:
    """One PDF of an edition."""
    edition = rendition.edition
    pages = [
        replace(content.facts_in(edition, language), address=rendition.address)
        for language in rendition.language_list
    ]
    drawn = pdf.render(pages, logo=files.read(edition.logo) if edition.logo else None)
    return {"file": files.store(drawn.content, content_type="application/pdf")}


@shared_task(name=Proof.task_name)
def prove(*, job_id, **_future):
    jobs.work_on(Proof, job_id, draw_proof)


def draw_proof(proof: Proof) -> dict:
    """A draft as it would print: its page, its picture, the lines over the page."""
    logo = proof.factsheet.logo
    drawn = pdf.render(
        [Facts.from_json(proof.content)], logo=files.read(logo) if logo else None
    )
    return {
        "file": files.store(drawn.content, content_type="application/pdf"),
        "picture": files.store(
            picture.of_first_page(drawn.content), content_type="image/png"
        ),
        "lines_over": sum(over.lines for over in drawn.overflow),
        "unprintable": drawn.unprintable[:100],
    }
