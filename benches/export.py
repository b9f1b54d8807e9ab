"""A joint submission of the length that OHCHR reads, as a Word file: the whole
request, from the shared documents to the last byte, and the same with every copy
stale, so that each section is read out of Yjs first.

No peer: what other tools make such files of is not there to be measured (neither
pandoc nor LibreOffice is installed), so the budget is for the seconds.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benches import as_in_tests, measured
from benches.import_ import empty_record

SECONDS = 5
SECTIONS, WORDS = 40, 5_600
REQUESTS = 12


def run() -> Iterator[dict]:
    with empty_record():
        client, address = prepare()
        sizes, times = [], []
        for _request in range(REQUESTS):
            started = time.perf_counter()
            sizes.append(download(client, address))
            times.append(time.perf_counter() - started)
        yield measured(
            name="export.docx",
            figure=statistics.median(times),
            unit="s",
            budget=SECONDS,
        )
        yield measured(
            name="export.docx.worst", figure=max(times), unit="s", budget=SECONDS
        )
        yield measured(name="export.docx.size", figure=sizes[-1] / 1000, unit="kB")
        make_stale()
        started = time.perf_counter()
        download(client, address)
        yield measured(
            name="export.docx.stale_copies",
            figure=time.perf_counter() - started,
            unit="s",
            budget=SECONDS,
        )


def download(client, address: str) -> int:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"answered {response.status_code}")
    return len(response.content)


def prepare():
    """A coordinator's client, and where the file is."""
    # Models exist only after django.setup(), which the harness calls.
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from catalogue.models import State  # noqa: PLC0415
    from groups.models import Group, Membership  # noqa: PLC0415
    from reviews.models import Review, Role  # noqa: PLC0415
    from submissions.models import Participation, Section, Submission  # noqa: PLC0415

    as_in_tests()
    review = Review.objects.create(state=State.objects.get(iso3="KGZ"), cycle=5)
    group = Group.objects.create(review=review, name_en="A group")
    person = User.objects.create_user("writer@example.org", full_name="Writer")
    Role.objects.create(review=review, user=person, role=Role.Kind.MEMBER)
    Membership.objects.create(group=group, user=person, role="drafter")
    submission = Submission.objects.create(
        review=review, title_ru="Представление", source_language="ru", languages=["ru"]
    )
    Participation.objects.create(submission=submission, group=group)
    draw = random.Random(2026)
    for order in range(SECTIONS):
        section = Section.objects.create(
            submission=submission,
            order=order,
            depth=1 + order % 3,
            heading_ru=f"Раздел {order + 1}",
        )
        fill(section, draw)
    client = Client()
    client.force_login(person)
    return client, reverse(
        "submissions:download", args=[review.pk, submission.pk, "ru"]
    )


def fill(section, draw: random.Random) -> None:
    from django.db import transaction  # noqa: PLC0415 -- after setup

    from submissions import copying, store, ydoc  # noqa: PLC0415 -- after setup
    from submissions.models import Text  # noqa: PLC0415 -- after setup

    at = datetime.now(tz=UTC)
    text = Text.objects.create(section=section, language="ru")
    with transaction.atomic():
        locked = store.lock(text.pk)
        doc = store.load(text.pk).doc()
        nodes = list(some_nodes(draw, WORDS // SECTIONS))
        data = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
        store.add(locked, data, author=None, at=at)
    copying.write_copy(text.pk, at=at)


def some_nodes(draw: random.Random, words: int) -> Iterator[dict]:
    """Paragraphs of forty words, each with a footnote, some words in bold."""
    from submissions import ydoc  # noqa: PLC0415 -- after setup

    syllables = ["ба", "ко", "ти", "ру", "ёл", "ша", "мен", "ды", "са", "ню"]
    while words > 0:
        said = [
            "".join(draw.choices(syllables, k=3)) for _word in range(min(words, 40))
        ]
        node = ydoc.paragraph(" ".join(said))
        bold = {"type": "strong", "attrs": {}}
        node["content"].append({"type": "text", "text": " жирно", "marks": [bold]})
        note = [{"type": "text", "text": "Отчёт, с. 5"}]
        attrs = {"id": ydoc.new_block_id()}
        node["content"].append({"type": "footnote", "attrs": attrs, "content": note})
        yield node
        words -= 40


def make_stale() -> None:
    from submissions.models import Text  # noqa: PLC0415 -- after setup

    Text.objects.update(copied=0)
