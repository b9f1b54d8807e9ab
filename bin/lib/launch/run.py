"""`bin/run`: from a bare clone to a first page, and then whatever keeps it there."""

import argparse
import contextlib
import json
import os
import select
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from launch import identity, node, packages, preparation, servers, system
from launch.environment import for_django
from launch.places import ROOT, DataFolder, Facts
from launch.preparation import Django
from launch.problems import Interrupted, Stop
from launch.supervisor import Part, Supervisor, end_leftovers
from launch.terminal import say

FIRST_PORT = 8000
PORTS_TRIED = 100
PATIENCE_WITH_MANAGE = 120


def run(arguments: list[str]) -> int:
    started = float(os.environ.setdefault("LAUNCH_STARTED", str(time.time())))
    options = _options(arguments)
    data = DataFolder(Path(options.data))
    _clear_the_way(data)
    listen(options.port).close()  # say so now, not after a minute of set-up
    packages.ensure(*servers.packages_needed(data.postgres), *node.packages_needed())
    system.require_libraries()
    data.open()
    owner = _own(data)
    supervisor = Supervisor(data)
    servers.listen_for_signals()
    try:
        end_leftovers(data)
        door = listen(options.port)
        port = door.getsockname()[1]
        data.remember("owner", {"command": "bin/run", "pid": os.getpid(), "port": port})
        urls = servers.start(data, supervisor)
        environment = for_django(data, urls, port=port)
        _prepare(environment, data, demo=options.demo)
        web = supervisor.start(_web(environment, door))
        supervisor.wait_until(web, first_page(port, web.log), seconds=60)
        _welcome(data, port, seconds=time.time() - started)
        for name, what in (("Worker", "worker"), ("Beat", "beat")):
            supervisor.start(
                Part(name, [str(ROOT / "bin" / "serve"), what], environment)
            )
        supervisor.watch()
    except Interrupted:
        say("\nStopping")
    finally:
        with servers.deaf():
            supervisor.stop()
            data.forget("owner")
            data.forget("servers")
            data.drop_sockets()
            identity.give_back(ROOT, data.path)
            os.close(owner)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run", description="Starts the whole platform on this machine."
    )
    parser.add_argument(
        "--port",
        type=_port,
        help=f"where it listens (default: the first free from {FIRST_PORT})",
    )
    parser.add_argument(
        "--no-demo",
        dest="demo",
        action="store_false",
        help="start empty, without the demonstration coalition",
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        default=os.environ.get("DATA_DIR") or ROOT / "var",
        help="where databases, files and logs are kept (default: var/ in the clone)",
    )
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return int(text)


def _clear_the_way(data: DataFolder) -> None:
    """Before anything is made or waited for: refuse to be the second, and end what
    was left over from a first that was killed (it would still hold its port)."""
    if not data.run.is_dir():
        return
    handle = data.own()
    if handle is None:
        _refuse_second(data)
    else:
        end_leftovers(data)
        os.close(handle)


def _refuse_second(data: DataFolder) -> None:
    owner = data.recall("owner")
    if owner.get("command") == "bin/run":
        raise Stop(
            f"It is already running at http://localhost:{owner['port']} "
            f"(process {owner['pid']}); Ctrl-C there stops it."
        )


def _own(data: DataFolder) -> int:
    deadline = time.monotonic() + PATIENCE_WITH_MANAGE
    told = False
    while (handle := data.own()) is None:
        _refuse_second(data)
        if not told:
            say("Waiting for bin/manage to finish")
            told = True
        if time.monotonic() > deadline:
            raise Stop("bin/manage still uses the database; end it, then start again.")
        time.sleep(0.2)
    return handle


def listen(port: int | None) -> socket.socket:
    """The web server's socket. We hold it, so the port stays ours while a dead web
    server is replaced, and requests wait instead of failing."""
    candidates = [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for candidate in candidates:
        door = socket.socket(socket.AF_INET)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", candidate))
            # Two that start at the same moment may both bind; only one may listen.
            door.listen(1024)
        except OSError as error:
            door.close()
            if port and isinstance(error, PermissionError):
                raise Stop(
                    f"Only root may use port {port}; take one above 1023."
                ) from None
            continue
        return door
    if port:
        raise Stop(
            f"Port {port} is taken by another program; name another with --port, or "
            "none to take the next free one."
        )
    raise Stop(
        f"No port from {FIRST_PORT} to {candidates[-1]} is free; name one with --port."
    )


def _web(environment: dict[str, str], door: socket.socket) -> Part:
    return Part(
        "Web",
        [str(ROOT / "bin" / "serve"), "web"],
        {**environment, "BIND": f"fd://{door.fileno()}", "WEB_PROCESSES": "1"},
        open_files=(door.fileno(),),
    )


def _prepare(environment: dict[str, str], data: DataFolder, *, demo: bool) -> None:
    django = Django(environment, data.logs / "set-up.log")
    stamps = preparation.of_database(data)
    _side_by_side(
        preparation.make_fonts,
        preparation.compile_words,
        node.build_editor,
        lambda: preparation.prepare_database(django, stamps),
    )
    _side_by_side(
        lambda: preparation.collect_static(django, data),
        lambda: preparation.load_demo(django, stamps, data.demo, wanted=demo),
    )


def _side_by_side(*steps: Callable[[], None]) -> None:
    """Steps that need nothing of each other; each waits for a process of its own."""
    with ThreadPoolExecutor(len(steps)) as pool:
        for step in [pool.submit(step) for step in steps]:
            step.result()


def first_page(port: int, log: Path) -> Callable[[], bool]:
    """Asks for the front page once; the request waits in our socket's queue until
    the web server comes, so the answer marks the very moment."""
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(f"GET / HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())

    def is_here() -> bool:
        readable, _, _ = select.select([line], [], [], 0)
        if not readable:
            return False
        with line:
            status = line.recv(12).rpartition(b" ")[2]
        if status.startswith(b"5") or not status:
            say(f"The first page answers with an error; {log} says why.")
        return True

    return is_here


def _welcome(data: DataFolder, port: int, *, seconds: float) -> None:
    times = data.recall("times")
    first = times.get("first")
    if first is None:
        data.remember("times", {"first": seconds})
    say()
    say(f"http://localhost:{port}")
    earlier = f" (the first start took {first:.1f} s)" if first is not None else ""
    say(f"First page after {seconds:.1f} s{earlier}")
    with contextlib.suppress(OSError, ValueError):
        _introduce(json.loads(data.demo.read_text()))
    if not os.environ.get("SMTP_URL"):
        say(f"\nMail is written to {data.path / 'mail'}")
    say(f"Logs are in {data.logs}\nCtrl-C stops everything that was started here.")


def _introduce(demo: Facts) -> None:
    if demo["accounts"]:
        say("\nDemonstration accounts")
    width = max((len(account["email"]) for account in demo["accounts"]), default=0)
    for account in demo["accounts"]:
        say(f"  {account['email']:{width}}  {account['password']}  {account['role']}")
    if demo["try"]:
        say("\nTry first")
    for number, step in enumerate(demo["try"], start=1):
        say(f"  {number}. {step}")
