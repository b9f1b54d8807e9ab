"""Reminding people, which nobody waits for."""

from celery import shared_task
from django.utils import timezone

from consultations import library


# Expiring before the next one is due, so that they do not pile up.
@shared_task(name="consultations.remind", expires=3000)
def remind(**_future):
    library.remind_of_late(at=timezone.now())
