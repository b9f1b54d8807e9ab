"""The real broker, worker and beat, as `bin/run` starts them, to be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection
from kombu import Connection

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin" / "lib"))

from launch import broker  # noqa: E402 -- found by the path above


class Machinery:
    """Processes around the database of the test. Only what it started is ended."""

    def __init__(self, folder: Path, sockets: Path, **settings: str):
        self.server = broker.Broker(
            data=folder / "broker", sockets=sockets, durable=False
        )
        self.server.prepare()
        self.log = (folder / "log").open("wb")
        self.environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "MODE": "local",
            "DJANGO_SETTINGS_MODULE": "upr_platform.settings",
            "DATABASE_URL": address_of_the_test_database(),
            "REDIS_URL": self.server.url,
            "DATA_DIR": str(folder),
            **settings,
        }
        self.commands: dict[str, list[str]] = {}
        self.processes: dict[str, subprocess.Popen] = {}
        self.died: list[str] = []

    def start_broker(self):
        self._start("broker", self.server.command())
        eventually(self.server.is_ready, seconds=10)

    def start_worker(self):
        self._start("worker", [str(ROOT / "bin" / "serve"), "worker"])

    def start_worker_with(self, module: str):
        """Which loads this module too."""
        celery = [sys.executable, "-m", "celery", "--app", "upr_platform", "--quiet"]
        options = ["--queues", "short,long", "--concurrency", "2", "--include", module]
        self._start("worker", [*celery, "worker", *options])

    def start_beat(self):
        self._start("beat", [str(ROOT / "bin" / "serve"), "beat"])

    def tend(self):
        """Start again what ended by itself, as `bin/run` and compose do."""
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.died.append(name)
                self._start(name, self.commands[name])

    def empty_broker(self):
        address = self.environment["REDIS_URL"].replace("unix://", "redis+socket://")
        with Connection(address) as line:
            line.default_channel.client.flushall()

    def kill(self, name: str):
        """With all its children, who cannot say goodbye either."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_pool(self):
        """The children, of whom at least one is at work; their parent lives."""
        for child in children_of(self.processes["worker"].pid):
            os.kill(child, signal.SIGKILL)

    def stop(self):
        for name in list(self.processes):
            if self.processes[name].poll() is None:
                self.kill(name)
        self.log.close()

    def said(self) -> str:
        return Path(self.log.name).read_text(errors="replace")

    def _start(self, name: str, command: list[str]):
        self.commands[name] = command
        self.processes[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it can be killed with its children
        )


def address_of_the_test_database() -> str:
    said = connection.settings_dict
    who = said["USER"] + (f":{said['PASSWORD']}" if said["PASSWORD"] else "")
    if said["HOST"].startswith("/"):
        return (
            f"postgres://{who}@/{said['NAME']}?host={said['HOST']}&port={said['PORT']}"
        )
    return f"postgres://{who}@{said['HOST']}:{said['PORT'] or 5432}/{said['NAME']}"


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for task in tasks for child in task.read_text().split())


def eventually(condition, *, seconds: float, every: float = 0.2) -> float:
    """Wait for it; returns how long that took."""
    started = time.monotonic()
    while not condition():
        waited = time.monotonic() - started
        assert waited < seconds, f"not within {seconds} s"
        time.sleep(every)
    return time.monotonic() - started
