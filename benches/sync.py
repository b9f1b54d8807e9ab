"""Two hundred people with a section open, forty of them typing: the real client's
exchange, a real web server, worker, beat and database, all on this machine beside
the generator.

    SYNC_SECONDS=180 bin/bench sync
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.utils import timezone
from pycrdt import Doc

from accounts.models import User
from benches import measured
from catalogue.models import State
from core.sessions import SessionStore
from groups.models import Group, Membership
from reviews.models import Review, Role
from submissions import documents, store, ydoc
from submissions.models import Participation, Section, Submission, Text

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, SECTIONS, TYPING = 200, 60, 40
SECONDS = int(os.environ.get("SYNC_SECONDS", "180"))
KEYS_A_SECOND = 3
SYNC_95, SEEN, OPEN = 250, 1500, 300  # ms
TABLES = "text", "update", "hand", "presence", "copyjob", "suggestion"


def run() -> Iterator[dict]:
    people, texts = make_world()
    long_text = make_long_text(texts[0].section.submission)
    with serving() as url:
        yield from opening(url, long_text, people[0])
        before = size_of_tables()
        said = let_them_write(url, people, texts)
        grown = size_of_tables() - before
    lost = sum(
        typed != kept
        for typed, kept in zip(said["typed"], kept_of(people), strict=True)
    )
    hours = said["keys"] / KEYS_A_SECOND / 3600
    yield measured(name="sync.p95", figure=said["p95"], unit="ms", budget=SYNC_95)
    yield measured(name="sync.median", figure=said["median"], unit="ms")
    yield measured(
        name="sync.seen_by_peer_p95", figure=said["seen95"], unit="ms", budget=SEEN
    )
    yield measured(
        name="sync.seen_by_peer_median", figure=said["seenMedian"], unit="ms"
    )
    yield measured(
        name="sync.lost", figure=lost + said["unsaved"], unit="people", budget=0
    )
    bad = sum(n for status, n in said["statuses"].items() if status != "200")
    yield measured(name="sync.not_answered", figure=bad, unit="exchanges", budget=0)
    yield measured(
        name="sync.exchanges", figure=said["syncs"] / SECONDS, unit="per second"
    )
    yield measured(
        name="sync.growth", figure=grown / hours / 1e6, unit="MB per hour of typing"
    )


def make_world() -> tuple[list[dict], list[Text]]:
    review = Review.objects.create(state=State.objects.get(iso3="KGZ"), cycle=5)
    group = Group.objects.create(review=review, name_en="Bench")
    submission = Submission.objects.create(
        review=review, title_en="Bench", source_language="ru", languages=["ru"]
    )
    Participation.objects.create(submission=submission, group=group)
    texts = [
        Text.objects.create(
            section=Section.objects.create(
                submission=submission, order=number, heading_en=f"Section {number}"
            ),
            language="ru",
        )
        for number in range(SECTIONS)
    ]
    people = []
    for number in range(PEOPLE):
        user = User.objects.create(
            email=f"bench{number}@example.org", full_name=f"Person {number}"
        )
        Role.objects.create(review=review, user=user, role=Role.Kind.MEMBER)
        Membership.objects.create(group=group, user=user, role=Membership.Role.DRAFTER)
        text = texts[number % SECTIONS]
        people.append(
            {
                "address": f"/r/{review.pk}/submissions/t/{text.pk}/sync/",
                "page": f"/r/{review.pk}/submissions/t/",
                "text": str(text.pk),
                "cookie": f"{cookie_of(user)}; {settings.CSRF_COOKIE_NAME}={CSRF}",
            }
        )
    return people, texts


CSRF = secrets.token_hex(16)


def cookie_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["seen"] = int(time.time())
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def make_long_text(submission: Submission) -> Text:
    """Three thousand words as somebody typed them: a key at a time would only make
    the log longer, which compaction shortens; so a word at a time."""
    section = Section.objects.create(submission=submission, heading_en="Long", order=99)
    text = Text.objects.create(section=section, language="ru")
    doc: Doc = Doc()
    for paragraph in range(30):
        words = " ".join(f"слово{paragraph}-{word}" for word in range(100))
        with transaction.atomic():
            change = ydoc.edit(
                doc,
                lambda d, words=words: ydoc.append(
                    store.fragment(d), [ydoc.paragraph(words)]
                ),
            )
            store.add(store.lock(text.pk), change, author=None, at=timezone.now())
    return text


@contextmanager
def serving() -> Iterator[str]:
    """Web, worker and beat as `bin/run` starts them."""
    port = free_port()
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "BIND": f"127.0.0.1:{port}",
        "SITE_URL": url,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    with ExitStack() as ending, tempfile.TemporaryFile() as log:
        for part in ("web", "worker", "beat"):
            process = subprocess.Popen(
                [ROOT / "bin" / "serve", part],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            ending.callback(process.wait)
            ending.callback(process.terminate)
        until_it_answers(f"http://127.0.0.1:{port}/healthz")
        yield url


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_it_answers(address: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web server did not start")


def opening(url: str, text: Text, person: dict) -> Iterator[dict]:
    """A section of 3,000 words: its page, and the first exchange."""
    address = f"{url}{person['page']}{text.pk}/"
    body = json.dumps(
        {"schema": 1, "epoch": 1, "seq": 0, "state": "AA==", "update": None}
        | {"window": "bench0001", "block": ""}
    ).encode()
    for name, target, data in (
        ("sync.open_page", address, None),
        ("sync.open_document", f"{address}sync/", body),
    ):
        request = urllib.request.Request(  # noqa: S310
            target,
            data=data,
            headers={
                "Cookie": person["cookie"],
                "X-CSRFToken": CSRF,
                "Accept": "application/json" if data else "text/html",
                "Content-Type": "application/json",
                "Origin": url,
            },
        )
        times = []
        for _time in range(15):
            started = time.perf_counter()
            with urllib.request.urlopen(request) as response:  # noqa: S310
                response.read()
            times.append(time.perf_counter() - started)
        figure = sorted(times[3:])[-2] * 1000
        yield measured(name=name, figure=figure, unit="ms", budget=OPEN)


def let_them_write(url: str, people: list[dict], texts: list[Text]) -> dict:
    plan = {
        "url": url,
        "csrf": CSRF,
        "people": people,
        "typing": TYPING,
        "seconds": SECONDS,
        "settle": 15,
        "keysASecond": KEYS_A_SECOND,
    }
    with tempfile.TemporaryDirectory(prefix="upr-people-") as folder:
        generator = Path(folder) / "people.mjs"
        node(
            "node_modules/esbuild/bin/esbuild",
            "editor/bench/people.mjs",
            *("--bundle", "--platform=node", "--format=esm", f"--outfile={generator}"),
        )
        done = node(generator, said=json.dumps(plan))
    said: dict = json.loads(done.stdout.strip().splitlines()[-1])
    return said


def node(*arguments: str | Path, said: str = "") -> subprocess.CompletedProcess[str]:
    """Node of the system, or of the wheel in our environment, as at set-up."""
    program = shutil.which("node") or str(Path(sys.executable).parent / "node")
    done = subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done


def kept_of(people: list[dict]) -> list[str]:
    """What the server has of each person's own paragraph."""
    blocks: dict[str, dict[str, str]] = {}
    for text in {person["text"] for person in people}:
        document = documents.document_of(store.load(text).doc())
        blocks[text] = {
            block.id: "".join(run["text"] for run in block.node.get("content", []))
            for block in documents.blocks(document)
        }
    return [
        blocks[person["text"]].get(f"b{number}", "")
        for number, person in enumerate(people)
    ]


def size_of_tables() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest(%s::text[]) t",
            [[f"submissions_{name}" for name in TABLES]],
        )
        return int(cursor.fetchone()[0])
