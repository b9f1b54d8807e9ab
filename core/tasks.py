from celery import shared_task
from django.utils import timezone

from core import jobs


@shared_task(name="core.tasks.sweep", time_limit=60, expires=10)
def sweep(**_future):
    return jobs.sweep(at=timezone.now())
