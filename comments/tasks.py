"""Reminding people, which nobody waits for."""

from celery import shared_task
from django.utils import timezone

from comments import recording


# Expiring before the next one is due, so that they do not pile up.
@shared_task(name="comments.remind", expires=3000)
def remind(**_future):
    recording.remind(at=timezone.now())
