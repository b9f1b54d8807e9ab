"""Is the process alive, and could it serve? For proxies and people on call."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import jobs
from core.access import access

PATIENCE = timedelta(minutes=5)
DISK_NEEDED = 200 * 1024 * 1024  # bytes


@access("public")
@require_safe
@never_cache
def alive(request):
    return JsonResponse({"alive": True})


@access("public")
@require_safe
@never_cache
def ready(request):
    """Each part by name, true or false; never a reason, which could tell a
    stranger about the machine."""
    parts = {
        "database": _works(_ask_database),
        "broker": _works(_ask_broker),
        "jobs": _works(_ask_jobs),
        "disk": _works(_ask_disk),
    }
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _works(ask):
    try:
        return bool(ask())
    except Exception:  # noqa: BLE001 -- any failure means: not ready
        return False


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _ask_broker():
    return jobs.broker_answers()


def _ask_jobs():
    return jobs.oldest_waiting(at=timezone.now()) < PATIENCE


def _ask_disk():
    return shutil.disk_usage(settings.DATA_DIR).free > DISK_NEEDED
