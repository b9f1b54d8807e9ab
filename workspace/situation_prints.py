"""The situation report as a file: ordered when somebody asks, made by a worker."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from core import jobs
from reviews.models import Review
from workspace import situation_paper
from workspace.models import SituationPrint
from workspace.situation import situation_of

STAYS_FOR = timedelta(hours=1)  # after it was last of use


def order(
    review: Review, *, reader: User, language: str, at: datetime
) -> SituationPrint:
    """What it says now: the file that is there, or a new one, of which a worker has
    been told."""
    with override(language):
        said = situation_of(review, reader=reader, language=language, at=at)
    with transaction.atomic():
        row, is_new = SituationPrint.objects.get_or_create(
            review=review,
            language=language,
            digest=situation_paper.digest_of(said),
            defaults={"content": said.to_json()},
        )
        if is_new:
            older = SituationPrint.objects.filter(review=review)
            older = older.filter(created_at__lt=at - STAYS_FOR)
            older.exclude(pk=row.pk).delete()
            jobs.ring(row)
        else:
            jobs.retry_when_seen(row, at=at)
    return row
