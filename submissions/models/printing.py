"""PDFs of submissions, made when somebody asks."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Job, JobQuerySet, StoredFile
from submissions.models.outline import Submission


class Printout(Job):
    """A submission on paper, in one language, as somebody may read it: whoever may
    read exactly these words gets this file. Asked twice, printed once; it is
    forgotten with the next change, and with every purge."""

    task_name = "submissions.print"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="printouts")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64, editable=False)  # of words and design
    content = models.JSONField(editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                "submission", "language", "digest", name="printout_once_per_content"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False),
                name="printout_ready_has_file",
            ),
        ]
