"""Processes we started, told apart from strangers that later got their numbers."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
# In the environment of every process a supervisor starts: whose it is.
MARK = "UPR_STARTED_FOR"


@dataclass(frozen=True)
class Process:
    """A process by number and moment of birth, because numbers are used again."""

    pid: int
    born: str

    def is_alive(self) -> bool:
        return _born(self.pid) == self.born

    def send(self, number: int) -> None:
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(self.pid, number)


def identify(pid: int) -> Process | None:
    born = _born(pid)
    return Process(pid, born) if born else None


def _born(pid: int) -> str:
    """When it started; nothing for what is gone or waits to be buried."""
    if PROC.is_dir():
        try:
            # The name in brackets may hold spaces and brackets of its own.
            fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except (OSError, ValueError):
            return ""
        return "" if fields[0] in "ZX" else fields[19]
    done = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def marked(owner: str) -> list[Process]:
    """Every process, or child of one, that was started for this data folder.

    Finds pool children whose parent was killed. Needs /proc; elsewhere the noted
    parents have to do. PostgreSQL and the broker write over their environment and
    are found by their notes alone.
    """
    if not PROC.is_dir():
        return []
    sign = f"{MARK}={owner}".encode()
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            with contextlib.suppress(OSError):
                if sign in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(identify(int(folder.name)))
    return [process for process in found if process]


def stop(processes: list[Process], *, kindly: int, patience: float) -> None:
    """Ask all of them at once, wait, and kill what did not listen."""
    for process in processes:
        process.send(kindly)
    if not wait_for_end(processes, patience):
        for process in processes:
            process.send(signal.SIGKILL)
        wait_for_end(processes, 2)


def wait_for_end(processes: list[Process], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while any(process.is_alive() for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
