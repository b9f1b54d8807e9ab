"""Keeps what it started running, and stops exactly that.

The children live in sessions of their own, so Ctrl-C reaches only us and they end
in the right order. Who they are is noted on disk: after `kill -9` the next start
finds and ends what was left over.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from launch import processes
from launch.places import MEGABYTE, ROOT, DataFolder
from launch.problems import Stop, last_words_in
from launch.processes import Process
from launch.terminal import say_now

LONGEST_WAIT = 30
# Whoever lived this long had recovered; the next death starts counting anew.
RECOVERED_AFTER = 60
LARGEST_LOG = 20 * MEGABYTE


@dataclass(frozen=True)
class Part:
    """What to start, and how it likes to be stopped."""

    name: str
    command: list[str]
    environment: dict[str, str]
    stop_signal: int = signal.SIGTERM
    patience: float = 8
    open_files: tuple[int, ...] = ()
    is_server: bool = False  # stopped after those who use it


class Child:
    """A part that was started, however often."""

    process: subprocess.Popen[bytes]
    identity: Process | None
    started: float

    def __init__(self, part: Part, log: Path):
        self.part = part
        self.log = log
        self.deaths = 0
        self.due = 0.0
        self.start()

    def start(self) -> None:
        self.is_mourned = False
        _keep_small(self.log)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.part.command,
                cwd=ROOT,
                env=self.part.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.part.open_files,
                start_new_session=True,
            )
        self.identity = processes.identify(self.process.pid)
        self.started = time.monotonic()

    def is_running(self) -> bool:
        return self.process.poll() is None

    def kill_orphans(self) -> None:
        """A dead parent's pool children would go on taking work from the queue."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    def __init__(self, data: DataFolder):
        self.data = data
        self.children: list[Child] = []

    def start(self, part: Part) -> Child:
        marked = {**part.environment, processes.MARK: str(self.data.path)}
        part = replace(part, environment=marked)
        log = self.data.logs / f"{part.name.split()[-1].lower()}.log"
        child = Child(part, log)
        self.children.append(child)
        self._note()
        return child

    def wait_until(
        self, child: Child, is_ready: Callable[[], bool], seconds: float
    ) -> None:
        deadline = time.monotonic() + seconds
        while not is_ready():
            if not child.is_running():
                raise Stop(
                    f"{child.part.name} does not start: {last_words_in(child.log)} "
                    f"({child.log})"
                )
            if time.monotonic() > deadline:
                raise Stop(
                    f"{child.part.name} was not ready after {seconds:.0f} s; "
                    f"{child.log} may say why."
                )
            time.sleep(0.03)

    def watch(self) -> None:
        """For as long as nobody interrupts: whoever dies is started again."""
        while True:
            for child in self.children:
                self.look_after(child)
            time.sleep(0.25)

    def look_after(self, child: Child) -> None:
        if child.is_running():
            return
        now = time.monotonic()
        if not child.is_mourned:
            child.is_mourned = True
            if now - child.started > RECOVERED_AFTER:
                child.deaths = 0
            child.deaths += 1
            wait = min(LONGEST_WAIT, 2 ** (child.deaths - 2)) if child.deaths > 1 else 0
            child.due = now + wait
            self._tell(child, wait)
            child.kill_orphans()
        if now >= child.due:
            child.start()
            self._note()

    def stop(self) -> None:
        """End our children, and servers only after those who use them."""
        servers = [child for child in self.children if child.part.is_server]
        others = [child for child in self.children if child not in servers]
        for group in (others, servers):
            living = [child for child in reversed(group) if child.is_running()]
            for child in living:
                child.process.send_signal(child.part.stop_signal)
            for child in living:
                try:
                    child.process.wait(child.part.patience)
                except subprocess.TimeoutExpired:
                    child.process.kill()
                    child.process.wait()
            for child in group:
                child.kill_orphans()
        self.children.clear()
        self.data.forget("children")

    def _tell(self, child: Child, wait: float) -> None:
        code = child.process.returncode
        how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        line = f"{child.part.name} stopped ({how}); starting it again"
        if wait:
            line += f" in {wait:.0f} s. Its last line: {last_words_in(child.log)}"
        say_now(line)

    def _note(self) -> None:
        noted = [
            [child.identity.pid, child.identity.born, child.part.is_server]
            for child in self.children
            if child.identity
        ]
        self.data.remember("children", {"children": noted})


def end_leftovers(data: DataFolder) -> bool:
    """Stop what an earlier start in this folder left behind; call as its owner."""
    noted = data.recall("children").get("children", [])
    data.forget("owner")
    data.forget("servers")
    servers = [Process(pid, born) for pid, born, is_server in noted if is_server]
    others = [Process(pid, born) for pid, born, is_server in noted if not is_server]
    others += [
        process
        for process in processes.marked(str(data.path))
        if process not in servers and process not in others
    ]
    living = [process for process in (*servers, *others) if process.is_alive()]
    # PostgreSQL reads SIGINT as "now, but orderly"; the rest reads it so as well.
    processes.stop(others, kindly=signal.SIGTERM, patience=5)
    processes.stop(servers, kindly=signal.SIGINT, patience=20)
    data.forget("children")
    return bool(living)


def _keep_small(log: Path) -> None:
    with contextlib.suppress(OSError):
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
