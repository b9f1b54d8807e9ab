"""`bin/run` and `bin/manage` as a person meets them: two platforms side by side,
parts that are killed, and an end that leaves nothing."""

import re
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from launch import processes
from launch.places import DataFolder

from tests.bin.conftest import ROOT

pytestmark = pytest.mark.alone

ADDRESS = re.compile(r"^http://localhost:(\d+)$")
PATIENCE = 60


@dataclass
class Platform:
    """One `bin/run`, and what it has said so far."""

    process: subprocess.Popen
    data: DataFolder
    port: int
    said: list[str]

    def answers(self):
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", "/healthz", headers={"Host": "localhost"})
            return line.getresponse().status == 200
        finally:
            line.close()

    def children(self):
        noted = self.data.recall("children")["children"]
        return [processes.Process(pid, born) for pid, born, _ in noted]

    def wait_to_say(self, words):
        for line in self.process.stdout:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError("".join(self.said))

    def end(self, number):
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        self.said.append(rest)
        return self.process.returncode


@pytest.fixture
def folder():
    """Unlike `tmp_path` open to whoever PostgreSQL runs as, if root runs the tests."""
    with tempfile.TemporaryDirectory(prefix="upr-run-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def start(environment, folder):
    """What was started is stopped before its folder goes."""
    started = []

    def start(data, *arguments):
        process = subprocess.Popen(
            [ROOT / "bin" / "run", "--no-demo", "--data", data, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        platform = Platform(process, DataFolder(data), 0, [])
        platform.wait_to_say("First page after")
        platform.port = next(
            int(found[1])
            for found in map(ADDRESS.match, map(str.strip, platform.said))
            if found
        )
        platform.wait_to_say("Ctrl-C stops")
        until(lambda: len(platform.children()) == 5)
        return platform

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE)
        process.stdout.close()


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def test_two_platforms_live_and_die_side_by_side(start, command, folder):
    one, two = start(folder / "one"), start(folder / "two")
    assert one.port != two.port
    assert one.answers()
    assert two.answers()

    # A second start in the same folder says where the first is.
    second = command("run", "--data", str(folder / "one"))
    assert second.returncode == 1
    assert second.stderr.startswith(
        f"It is already running at http://localhost:{one.port} "
        f"(process {one.process.pid})"
    )

    # Whoever is killed comes back, and a line says so.
    for name, child in zip(
        ("PostgreSQL", "The broker", "Web", "Worker", "Beat"),
        one.children(),
        strict=True,
    ):
        child.send(signal.SIGKILL)
        assert f"{name} stopped (killed by signal 9)" in one.wait_to_say(f"  {name} ")
    until(one.answers)

    # Ctrl-C ends what was started here, and nothing else.
    mine = one.children()
    assert one.end(signal.SIGINT) == 0
    assert not any(child.is_alive() for child in mine)
    assert processes.marked(str(one.data.path)) == []
    assert two.answers()


def test_a_killed_platform_is_cleared_away_by_the_next(start, folder):
    port = str(free_port())
    killed = start(folder / "data", "--port", port)
    left_over = killed.children()
    killed.process.kill()
    killed.process.communicate()
    assert all(child.is_alive() for child in left_over)

    again = start(folder / "data", "--port", port)

    assert not any(child.is_alive() for child in left_over)
    assert again.answers()
    assert again.end(signal.SIGTERM) == 0


def test_manage_uses_running_servers_or_its_own(start, command, environment, folder):
    environment["DATA_DIR"] = str(folder / "data")
    count = ("shell", "--no-imports", "--command")
    states = "from catalogue.models import State; print(State.objects.count())"

    # Nobody runs: it starts servers, makes the tables, and stops the servers.
    alone = command("manage", *count, states)
    assert alone.returncode == 0, alone.stderr
    assert alone.stdout.splitlines()[-1] == "195"
    assert processes.marked(str(folder / "data")) == []

    # Somebody runs: it joins, and leaves everything running.
    platform = start(folder / "data")
    joined = command("manage", *count, states)
    assert joined.stdout == "195\n"
    assert platform.answers()
    assert command("manage", "no_such_command").returncode == 1
