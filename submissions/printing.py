"""Submissions on paper: ordered when somebody looks, made by a worker."""

from datetime import datetime, timedelta

from django.db import transaction

from core import jobs
from core.words import clean
from submissions import agreed_files, exporting, pdf
from submissions.models import Printout, Submission

STAYS_FOR = timedelta(hours=1)  # after it was last of use


def order(submission: Submission, *, language: str, user, at: datetime) -> Printout:
    """The printout of what the person may read now: the one that is there, or a new
    one, which a worker has been told of. Who submits it stands on it once no word of it
    changes any more: only those who agreed to be named."""
    organisations = (
        agreed_files.named_organisations(submission) if submission.is_closed else []
    )
    names = agreed_files.names_in(language, organisations)
    printed = paper_of(
        exporting.whole(submission, language=language, user=user, names=names)
    )
    with transaction.atomic():
        printout, is_new = Printout.objects.get_or_create(
            submission=submission,
            language=language,
            digest=printed.digest,
            defaults={"content": printed.to_json()},
        )
        if is_new:
            older = submission.printouts.filter(created_at__lt=at - STAYS_FOR)
            older.exclude(pk=printout.pk).delete()
            jobs.ring(printout)
        else:
            jobs.retry_when_seen(printout, at=at)
    return printout


def paper_of(whole: exporting.Whole) -> pdf.Paper:
    return pdf.Paper(
        title=clean(whole.title),
        language=whole.language,
        about=clean(whole.cover.about),
        names=tuple(clean(name) for name in whole.cover.names),
        chapters=tuple(
            pdf.Chapter(chapter.heading, chapter.depth, chapter.document)
            for chapter in whole.chapters
        ),
        labels=whole.labels,
    )
