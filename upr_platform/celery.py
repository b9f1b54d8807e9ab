"""The doorbell. What has to be done is a row (`core.models.Job`); Celery only
says that there is one."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_platform.settings")

app = Celery("upr_platform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
