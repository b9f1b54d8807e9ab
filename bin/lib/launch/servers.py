"""PostgreSQL and the broker: the given ones, or our own."""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from launch import broker, postgres
from launch.broker import Broker
from launch.environment import for_servers
from launch.places import DataFolder
from launch.postgres import Postgres
from launch.problems import Interrupted
from launch.supervisor import Part, Supervisor

GIVEN = ("DATABASE_URL", "REDIS_URL")


def packages_needed(
    data: Path | None = None, *, given: Mapping[str, str] = os.environ
) -> list[str]:
    """The wheels, where the system has no server that can serve this data folder."""
    is_needed = (not given.get("DATABASE_URL") and postgres.needs_wheel(data)) or (
        not given.get("REDIS_URL") and broker.needs_wheel()
    )
    return ["embedded"] if is_needed else []


def start(
    data: DataFolder,
    supervisor: Supervisor,
    *,
    given: Mapping[str, str] = os.environ,
    durable: bool = True,
) -> dict[str, str]:
    """Start what is not given; the addresses of both, as environment variables."""
    sockets = data.sockets()
    urls, started = {}, []
    for variable, folder, kind in (
        ("DATABASE_URL", data.postgres, Postgres),
        ("REDIS_URL", data.broker, Broker),
    ):
        urls[variable] = given.get(variable, "")
        if urls[variable]:
            continue
        server = kind(data=folder, sockets=sockets, durable=durable)
        server.prepare()
        part = Part(
            name=server.name,
            command=server.command(),
            environment=for_servers(),
            stop_signal=server.stop_signal,
            patience=server.patience,
            is_server=True,
        )
        started.append((supervisor.start(part), server))
        urls[variable] = server.url
    for child, server in started:
        # After a crash PostgreSQL reads its log again before it answers.
        supervisor.wait_until(child, server.is_ready, seconds=60)
    data.remember("servers", urls)
    return urls


@contextlib.contextmanager
def throwaway() -> Iterator[tuple[DataFolder, dict[str, str]]]:
    """Servers of its own for one command, in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="upr-throwaway-"))
    data = DataFolder(folder)
    supervisor = Supervisor(data)
    try:
        data.open()
        folder.chmod(0o711)  # PostgreSQL may have to run as somebody else
        yield data, start(data, supervisor, given={}, durable=False)
    finally:
        with deaf():
            supervisor.stop()
        shutil.rmtree(data.recall("sockets").get("folder", folder), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def listen_for_signals() -> None:
    """Let what a terminal or an init system sends end us through our `finally` blocks."""

    def interrupt(_number: int, _frame: object) -> None:
        raise Interrupted

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    # A shell that starts us with `&` sets this one to be ignored.
    signal.signal(signal.SIGINT, interrupt)


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """Finish stopping, however often Ctrl-C is pressed."""
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
