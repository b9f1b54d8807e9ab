"""A hundred renditions ordered at once, drawn by a real worker through a real broker."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

from celery import current_app
from django.db import transaction
from django.utils import timezone

from catalogue.models import State
from core import jobs
from factsheets import pdf
from factsheets.facts import Facts
from factsheets.models import Edition, Factsheet, Rendition
from groups.models import Group
from reviews.models import Review

LONGEST = 300  # seconds, for a worker to appear and again for everything to be drawn


def seconds_to_draw(number: int, *, workers: int, sides: Sequence[Facts]) -> float:
    """From the order of all to the last file; every one of them drawn once."""
    factsheet = _factsheet()
    languages = "-".join(side.language for side in sides)
    with _worker(workers) as node:
        _draw(factsheet, workers, languages, sides, node)  # what a child loads once
        start = time.perf_counter()
        drawn = _draw(factsheet, number, languages, sides, node)
        seconds = time.perf_counter() - start
    files = drawn.values_list("file", "attempts").distinct()
    if files.count() != number or set(drawn.values_list("attempts", flat=True)) != {1}:
        raise RuntimeError("not every rendition was drawn exactly once")
    return seconds


def _factsheet() -> Factsheet:
    state = State.objects.get(iso3="KGZ")
    review = Review.objects.create(state=state, cycle=5)
    group = Group.objects.create(review=review, name_en="Bench")
    return Factsheet.objects.create(review=review, group=group)


def _draw(factsheet, number: int, languages: str, sides, node: str):
    """Order that many editions of the factsheet and wait until all are ready."""
    with transaction.atomic():
        before = factsheet.editions.count()
        editions = Edition.objects.bulk_create(
            Edition(
                factsheet=factsheet,
                number=before + nth,
                content={
                    side.language: replace(side, version_number=before + nth).to_json()
                    for side in sides
                },
                published_at=timezone.now(),
            )
            for nth in range(1, number + 1)
        )
        renditions = Rendition.objects.bulk_create(
            Rendition(
                edition=edition,
                languages=languages,
                address=sides[0].address,
                design=pdf.design_digest(),
            )
            for edition in editions
        )
        for rendition in renditions:
            jobs.ring(rendition)
    ordered = Rendition.objects.filter(edition__in=editions)
    deadline = time.monotonic() + LONGEST
    while ordered.unfinished().exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{node} left {ordered.unfinished().count()} undrawn")
        time.sleep(0.05)
    return ordered


@contextmanager
def _worker(workers: int) -> Iterator[str]:
    """A Celery worker of this bench alone, up when this yields, gone afterwards."""
    node = f"bench-{uuid4().hex[:8]}@localhost"
    command = [
        sys.executable,
        "-m",
        "celery",
        "--app=upr_platform",
        "--quiet",
        "worker",
    ]
    options = [f"--hostname={node}", f"--concurrency={workers}", "--queues=short"]
    with subprocess.Popen(
        [
            *command,
            *options,
            "--loglevel=ERROR",
            "--without-gossip",
            "--without-mingle",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            deadline = time.monotonic() + LONGEST
            while not current_app.control.ping(destination=[node], timeout=1):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the worker did not start")
            yield node
        finally:
            process.terminate()
