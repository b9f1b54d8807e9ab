"""Renditions wait, and something is killed with -9. All are made, each once, and
nobody had to do anything.

A sample of them, or fifty with ALL=1.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import pytest
from django.db.models import Max, Sum
from django.utils import timezone

from core.models import StoredFile
from factsheets.models import Edition, Factsheet, Rendition
from tests.core.machinery import Machinery, eventually
from tests.factories import GroupFactory

pytestmark = [pytest.mark.alone, pytest.mark.django_db(transaction=True)]

WHOLE = os.environ.get("ALL") == "1"
MANY = 50 if WHOLE else 12
PATIENCE = 240 if WHOLE else 120  # seconds; the machine may be small and busy


@pytest.fixture
def machinery(tmp_path, request):
    """With its sockets in a short place: their paths may not be long."""
    with tempfile.TemporaryDirectory(prefix="upr-") as sockets:
        settings = {} if WHOLE else {"JOB_RING_AGAIN_AFTER": "2"}
        running = Machinery(tmp_path, Path(sockets), **settings)
        yield running
        running.stop()
        sys.stdout.write(running.said())  # shown where the test fails


def order(count):
    """Renditions of as many editions, each with a title of its own."""
    group = GroupFactory()
    factsheet = Factsheet.objects.create(review=group.review, group=group)
    content = {
        "format": 1,
        "language": "en",
        "state_name": "Kyrgyzstan",
        "coalition": "Coalition",
        "review_line": "Universal Periodic Review",
        "version_date": "2026-11-22",
    }
    for number in range(1, count + 1):
        edition = Edition.objects.create(
            factsheet=factsheet,
            number=number,
            content={"en": {**content, "title": f"Number {number}"}},
            published_at=timezone.now(),
        )
        Rendition.objects.create(edition=edition, languages="en", design="d" * 64)


def is_halfway():
    """Some are made, one is being made."""
    is_at_work = Rendition.objects.filter(state=Rendition.State.RUNNING).exists()
    return is_at_work and ready() >= MANY // 4


def ready():
    return Rendition.objects.filter(state=Rendition.State.READY).count()


def kill_the_worker(machinery):
    machinery.kill("worker")
    machinery.start_worker()


def kill_the_pool(machinery):
    machinery.kill_pool()


def kill_the_broker(machinery):
    machinery.kill("broker")
    machinery.start_broker()  # it kept nothing


def empty_the_broker(machinery):
    machinery.empty_broker()


@pytest.mark.parametrize(
    "disaster", [kill_the_worker, kill_the_pool, kill_the_broker, empty_the_broker]
)
def test_every_rendition_is_made_once_whatever_dies(
    disaster, machinery, record_property
):
    order(MANY)
    machinery.start_broker()
    machinery.start_worker()
    machinery.start_beat()
    eventually(is_halfway, seconds=PATIENCE, every=0.02)

    left = MANY - ready()
    disaster(machinery)

    def is_done():
        machinery.tend()
        return ready() == MANY

    seconds = eventually(is_done, seconds=PATIENCE)

    record_property(f"seconds until the other {left} of {MANY}", round(seconds, 1))
    record_property("processes that ended by themselves", len(machinery.died))
    assert_each_file_is_there_once(Path(machinery.environment["DATA_DIR"]) / "files")
    tried = Rendition.objects.aggregate(most=Max("attempts"), all=Sum("attempts"))
    assert tried["most"] <= 2
    assert tried["all"] <= MANY + 2  # what the two processes of the pool held


def assert_each_file_is_there_once(folder):
    digests = set(Rendition.objects.values_list("file__digest", flat=True))
    assert len(digests) == StoredFile.objects.count() == MANY
    on_disk = {
        path.parent.name + path.name: path
        for path in folder.glob("??/*")
        if not path.name.startswith("tmp")  # half written when its writer was killed
    }
    assert on_disk.keys() == digests
    for digest, path in on_disk.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_what_kills_its_worker_is_given_up_and_the_others_are_made(
    machinery, record_property
):
    order(4)
    poisoned = Edition.objects.get(number=2)
    poisoned.content["en"]["title"] = "Poison"
    poisoned.save()
    machinery.start_broker()
    machinery.start_worker_with("tests.core.poison")
    machinery.start_beat()

    def is_over():
        machinery.tend()
        return not Rendition.objects.unfinished().exists()

    seconds = eventually(is_over, seconds=PATIENCE)

    record_property("seconds until the poison was given up", round(seconds, 1))
    dead = Rendition.objects.get(edition=poisoned)
    assert (dead.state, dead.attempts, dead.file) == ("failed", 5, None)
    assert ready() == 3
