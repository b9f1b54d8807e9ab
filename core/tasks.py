from celery import shared_task
from django.utils import timezone

from core import files, jobs


# In the same queue as the work, so that it comes to its turn however much there is;
# expiring, so that rings do not pile up while no worker runs.
@shared_task(name="core.tasks.sweep", soft_time_limit=50, time_limit=60, expires=300)
def sweep(**_future):
    return jobs.sweep(at=timezone.now())


@shared_task(
    name="core.tasks.forget_unused", soft_time_limit=50, time_limit=60, expires=3000
)
def forget_unused(**_future):
    return files.forget_unused(at=timezone.now())
