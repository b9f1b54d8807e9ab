"""The files that will be handed in: made of the wording in force, with the names of
those alone who agreed to it and want to be named."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import override

from accounts.models import Organisation
from core import files
from submissions import exporting, proposed
from submissions.models import FrozenFile, SignOn, Submission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def named_organisations(submission: Submission) -> list[Organisation]:
    """Those that any file may name, in the order in which they were asked."""
    rows = SignOn.objects.filter(submission=submission).shown_in_files().in_order()
    return [row.organisation for row in rows]


def make_files(submission: Submission, *, at: datetime) -> list[FrozenFile]:
    """Anew, in each language that was proposed, instead of those that were there:
    whoever took its name back is in none of them. Wants the submission locked."""
    organisations = named_organisations(submission)
    made = []
    for language, wording in proposed.in_force(submission).items():
        content = exporting.docx_of_wording(
            wording, names=names_in(language, organisations)
        )
        made.append(
            FrozenFile(
                submission=submission,
                language=language,
                wording=wording,
                file=files.store(content, content_type=DOCX),
                words=wording.word_count,
                made_at=at,
            )
        )
    forget_files(submission)
    return FrozenFile.objects.bulk_create(made)


def forget_files(submission: Submission) -> None:
    """Their bytes go within the hour (`core.files.forget_unused`)."""
    FrozenFile.objects.filter(submission=submission).delete()


def names_in(language: str, organisations: Iterable[Organisation]) -> list[str]:
    with override(language):
        return [str(row.name) for row in organisations]
