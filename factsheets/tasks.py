"""Drawing pages. Safe to run twice, late, or after a crash: whoever claims the
row does the work, the others return."""

from dataclasses import replace

from celery import shared_task
from django.utils import timezone

from core import files, jobs
from factsheets import content, pdf, picture
from factsheets.facts import Facts
from factsheets.models import Proof, Rendition


@shared_task(name=Rendition.task_name)
def render(*, job_id, **_future):
    """Make one PDF of an edition."""
    claim = jobs.claim(Rendition, job_id, at=timezone.now())
    if claim is None:
        return
    try:
        rendition = Rendition.objects.select_related("edition__logo").get(pk=job_id)
        edition = rendition.edition
        pages = [
            replace(content.facts_in(edition, language), address=rendition.address)
            for language in rendition.language_list
        ]
        drawn = pdf.render(pages, logo=files.read(edition.logo) if edition.logo else None)
        stored = files.store(drawn.content, content_type="application/pdf")
    except Exception:
        jobs.fail(claim, at=timezone.now())
        raise
    jobs.finish(claim, at=timezone.now(), file=stored)


@shared_task(name=Proof.task_name)
def prove(*, job_id, **_future):
    """Draw a draft, count the lines over the page, make its picture."""
    claim = jobs.claim(Proof, job_id, at=timezone.now())
    if claim is None:
        return
    try:
        proof = Proof.objects.select_related("factsheet__logo").get(pk=job_id)
        logo = proof.factsheet.logo
        drawn = pdf.render(
            [Facts.from_json(proof.content)], logo=files.read(logo) if logo else None
        )
        made = {
            "file": files.store(drawn.content, content_type="application/pdf"),
            "picture": files.store(
                picture.of_first_page(drawn.content), content_type="image/png"
            ),
            "lines_over": sum(over.lines for over in drawn.overflow),
            "unprintable": drawn.unprintable[:100],
        }
    except Exception:
        jobs.fail(claim, at=timezone.now())
        raise
    jobs.finish(claim, at=timezone.now(), **made)
