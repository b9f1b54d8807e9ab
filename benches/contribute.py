"""A village hall sends: three hundred contributions in a minute from fifty telephones,
each of them twice, as a telephone does that was not answered in time. A real web
server on this machine, beside the generator.

    CONTRIBUTE_SECONDS=60 bin/bench contribute
"""

import json
import os
import random
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.models import User
from benches import measured
from benches.sync import serving
from catalogue.models import State
from consultations import link_making
from consultations.contributing_doors import stamp
from consultations.models import Code, ContributionLink, Finding, Route
from groups.models import Group
from reviews.models import Review

TELEPHONES, EACH = 50, 6
SECONDS = int(os.environ.get("CONTRIBUTE_SECONDS", "60"))
ANSWERED_95 = 500  # ms
WORDS = "Айылда акушерка жок. Төрөткө 60 чакырым жерге алып барышат. " * 8


def run() -> Iterator[dict]:
    link = make_link()
    with serving() as url:
        address = f"{url}{link.secret_path()}?lang=ky"
        signed = stamp(link, at=timezone.now() - timedelta(minutes=1))
        with ThreadPoolExecutor(TELEPHONES) as hall:
            begun = time.perf_counter()
            sent = [
                hall.submit(telephone, address, signed, begun, number)
                for number in range(TELEPHONES)
            ]
            answers = [answer for one in sent for answer in one.result()]
    yield from judged(link, answers)


def make_link() -> ContributionLink:
    review = Review.objects.create(state=State.objects.get(iso3="KGZ"), cycle=5)
    group = Group.objects.create(review=review, name_en="Bench")
    at = timezone.now()
    return link_making.make_link(
        link=ContributionLink(
            review=review, label="Bench", expires_at=at + timedelta(days=1)
        ),
        groups=[group],
        actor=User.objects.create(email="bench@example.org", full_name="Bench"),
        at=at,
    )


def telephone(address: str, signed: str, begun: float, number: int) -> list[tuple]:
    """(key, code that was shown, seconds) of each time it sent something."""
    draw = random.Random(number)
    answers = []
    for turn in range(EACH):
        due = begun + (turn + draw.random()) * SECONDS / EACH
        time.sleep(max(due - time.perf_counter(), 0))
        key = uuid4()
        said = {"key": key, "stamp": signed, "text": f"{WORDS} {key}", "whom": "women"}
        body = urlencode(said).encode()
        answers += [(key, *send(address, body)) for _time in range(2)]
    return answers


def send(address: str, body: bytes) -> tuple[str, float]:
    request = urllib.request.Request(  # noqa: S310
        address, data=body, headers={"Accept": "application/json"}
    )
    started = time.perf_counter()
    with urllib.request.urlopen(request) as response:  # noqa: S310
        kept = json.load(response)["kept"]
    seconds = time.perf_counter() - started
    return kept.partition('code-digits num">')[2][:14], seconds


def judged(link: ContributionLink, answers: list[tuple]) -> Iterator[dict]:
    kept = list(Finding.objects.filter(link=link).values_list("client_key", flat=True))
    shown: dict[UUID, set[str]] = {}
    for key, code, _seconds in answers:
        shown.setdefault(key, set()).add(code)
    complete = {
        "code": Code.objects.filter(finding__link=link).count(),
        "route": Route.objects.filter(finding__link=link).count(),
    }
    lost = len(shown.keys() - set(kept)) + sum(
        len(kept) - count for count in complete.values()
    )
    twice = (
        len(kept) - len(set(kept)) + sum(len(codes) != 1 for codes in shown.values())
    )
    times = sorted(seconds for _key, _code, seconds in answers)
    count = TELEPHONES * EACH
    yield measured(
        name="contribute.sent", figure=len(answers), unit=f"of {count} sent twice"
    )
    yield measured(name="contribute.lost", figure=lost, unit="of them", budget=0)
    yield measured(name="contribute.twice", figure=twice, unit="of them", budget=0)
    yield measured(
        name="contribute.p95",
        figure=times[int(len(times) * 0.95)] * 1000,
        unit="ms",
        budget=ANSWERED_95,
    )
    yield measured(
        name="contribute.median", figure=times[len(times) // 2] * 1000, unit="ms"
    )
