"""Who brings a version back locks the texts of a section in the order of who freezes:
neither waits for the other for ever."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from submissions import history
from submissions.models import Text
from tests.factories import UserFactory
from tests.factories.submissions import SectionFactory, text_of
from tests.submissions.writing import lines, paragraphs, write

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def wait_until_somebody_waits():
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody came to wait")


def lock(text):
    list(Text.objects.filter(pk=text.pk).select_for_update(of=["self"]))


def test_bringing_a_version_back_and_freezing_never_wait_for_each_other():
    section = SectionFactory()
    texts = [text_of(section, language) for language in ("en", "ru")]
    first, second = sorted(texts, key=lambda text: text.pk)
    write(second, paragraphs("Одно слово"))
    actor = UserFactory()
    version = history.keep_version(
        text_id=second.pk, kind="named", label="x", actor=actor, at=timezone.now()
    )
    write(second, paragraphs("и ещё два"))
    begun = Event()

    def freezes():
        try:
            with transaction.atomic():
                lock(first)
                begun.set()
                wait_until_somebody_waits()
                lock(second)
        finally:
            begun.set()
            connections.close_all()

    def restores():
        try:
            begun.wait(timeout=20)
            history.restore(version=version, actor=actor, at=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(freezes), pool.submit(restores)]:
            done.result()

    assert lines(second) == ["Одно слово"]
