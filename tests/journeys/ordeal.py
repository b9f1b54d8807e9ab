"""A whole platform on servers of its own, each part of which may be killed: two
web servers, a worker, a broker, a database."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.core.machinery import eventually
from tests.journeys.platform import ROOT, Platform, free_port

sys.path.insert(0, str(ROOT / "bin" / "lib"))

from launch.postgres import Postgres

SECTION = """
import json
from django.utils import timezone
from accounts.models import User
from groups.models import Membership
from submissions import store, ydoc
from submissions.models import Participation, Section, Submission, Text
group = Membership.objects.get(user__email="rapporteur@demo.example").group
submission = Submission.objects.create(
    review=group.review, title_en="An ordeal", source_language="ru", languages=["ru"])
Participation.objects.create(submission=submission, group=group)
section = Section.objects.create(submission=submission, heading_en="Ordeal")
text = Text.objects.create(section=section, language="ru")
from django.db import transaction
with transaction.atomic():
    locked = store.lock(text.pk)
    from pycrdt import Doc
    doc = Doc()
    change = ydoc.edit(doc, lambda d: ydoc.append(store.fragment(d), [
        ydoc.paragraph("First:"), ydoc.paragraph("Second:"), ydoc.paragraph("Both:")]))
    store.add(locked, change, author=None, at=timezone.now())
print(json.dumps({"review": str(group.review_id), "text": str(text.pk)}))
"""
READ = """
import json
from submissions import documents, store
kept = store.load({text!r})
print(json.dumps(documents.plain(documents.document_of(kept.doc()))))
"""
COMPACT = """
import sys, time
from django.db import connection
from django.utils import timezone
from submissions import store, copying
while True:
    try:
        store.compact({text!r}, up_to_moment=timezone.now())
        copying.write_copy({text!r}, at=timezone.now())
    except Exception:
        connection.close()
    time.sleep(0.15)
"""


class Ordeal(Platform):
    def __init__(self):
        folder = Path(tempfile.mkdtemp(prefix="upr-ordeal-"))
        folder.chmod(0o711)
        sockets = Path(tempfile.mkdtemp(prefix="upr-"))
        self.sockets = sockets
        self.postgres = Postgres(data=folder / "postgres", sockets=sockets)
        self.second_port = free_port()
        super().__init__(database_url=self.postgres.url, folder=folder, sockets=sockets)
        self.parts: dict[str, subprocess.Popen] = {}
        self.stops = threading.Event()
        self.died: list[str] = []

    @property
    def second_url(self) -> str:
        return f"http://localhost:{self.second_port}"

    def start(self) -> None:
        self.postgres.prepare()
        self.start_database()
        super().start()
        self.start_second_web()

    def start_database(self) -> None:
        self._run("database", self.postgres.command())
        eventually(self.postgres.is_ready, seconds=60)
        eventually(self._takes_connections, seconds=60)

    def _takes_connections(self) -> bool:
        import psycopg  # noqa: PLC0415 -- slow import

        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(self.server_url, connect_timeout=2).close()
            return True
        return False

    def start_broker(self) -> None:
        self._run("broker", self.broker.command())
        eventually(self.broker.is_ready, seconds=20)

    def start_web(self) -> subprocess.Popen:
        return self._serve("web", self.port)

    def start_second_web(self) -> subprocess.Popen:
        return self._serve("second web", self.second_port)

    def _serve(self, name: str, port: int) -> subprocess.Popen:
        web = self._run(
            name,
            [
                *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
                *("--worker-class", "gthread", "--threads", "4", "--timeout", "60"),
                *("--workers", "1", "upr_platform.wsgi"),
            ],
        )
        eventually(lambda: answers(f"http://127.0.0.1:{port}/healthz"), seconds=90)
        return web

    def start_compactor(self, text: str) -> None:
        """Compacts and copies without pause, far oftener than the platform does."""
        self._run(
            "compactor",
            [sys.executable, "manage.py", "shell", "-c", COMPACT.format(text=text)],
        )

    def _run(self, name: str, command: list[str]) -> subprocess.Popen:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                command,
                cwd=ROOT if name != "database" else "/",
                env=self.environment if name != "database" else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.parts[name]

    def kill_part(self, name: str) -> None:
        """As the kernel does it: nobody says goodbye."""
        part = self.parts.pop(name)
        os.killpg(part.pid, signal.SIGKILL)
        part.wait()

    def crash_database(self) -> None:
        """`pg_ctl stop -m immediate`: no checkpoint, every connection cut."""
        lock = (self.folder / "postgres" / "postmaster.pid").read_text()
        os.kill(int(lock.splitlines()[0]), signal.SIGQUIT)
        self.parts.pop("database").wait(timeout=30)

    def make_section(self) -> dict[str, str]:
        said = self.manage("shell", "-v0", "-c", SECTION).strip().splitlines()[-1]
        made: dict[str, str] = json.loads(said)
        return made

    def plain(self, text: str) -> str:
        said = self.manage("shell", "-v0", "-c", READ.format(text=text))
        read: str = json.loads(said.strip().splitlines()[-1])
        return read

    def stop(self) -> None:
        for name in [name for name in self.parts if name != "database"]:
            self.kill_part(name)
        for process in list(self.processes):
            self.kill(process)
        if "database" in self.parts:
            self.crash_database()
        time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)


def answers(address: str) -> bool:
    import urllib.request  # noqa: PLC0415

    parts = urlsplit(address)
    assert parts.hostname == "127.0.0.1"
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310
        return True
    return False
