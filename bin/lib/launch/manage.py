"""`bin/manage`: a Django command against the servers of this clone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from launch import identity, packages, preparation, servers
from launch.environment import for_django
from launch.places import ROOT, DataFolder, lock, wait_for_lock
from launch.preparation import Django
from launch.problems import Interrupted, Stop
from launch.supervisor import Supervisor, end_leftovers

PATIENCE = 60


def manage(arguments: list[str]) -> int:
    data = DataFolder(Path(os.environ.get("DATA_DIR") or ROOT / "var"))
    packages.ensure(*servers.packages_needed(data.postgres))
    data.open()
    if all(os.environ.get(name) for name in servers.GIVEN):
        return _call(arguments, for_django(data, {}))
    owner, shared = _own_or_share(data)
    if owner is None:
        return _join(arguments, data)
    supervisor = Supervisor(data)
    servers.listen_for_signals()
    try:
        end_leftovers(data)
        data.remember("owner", {"command": "bin/manage", "pid": os.getpid()})
        environment = for_django(data, servers.start(data, supervisor))
        _prepare_once(environment, data)
        result = _call(arguments, environment)
        # Others may have joined us: our servers are theirs. Held to the end, so that
        # nobody joins who comes while the servers stop.
        shared = wait_for_lock(data.run / "users")
    except Interrupted:
        result = 128 + signal.SIGTERM
    finally:
        with servers.deaf():
            supervisor.stop()
            data.forget("owner")
            data.forget("servers")
            data.drop_sockets()
            identity.give_back(ROOT, data.path)
            for handle in (owner, shared):
                if handle is not None:
                    os.close(handle)
    return result


def _own_or_share(data: DataFolder) -> tuple[int | None, int | None]:
    """Two locks, one of them held until we end: as the owner we start and stop the
    servers; with a share another bin/manage that owns them waits for us first."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        owner = data.own()
        if owner is not None:
            return owner, None
        share = lock(data.run / "users", shared=True)
        if share is not None:
            if data.recall("servers"):
                return None, share
            os.close(share)
        time.sleep(0.1)
    raise Stop("The servers of this clone are starting or stopping; try again.")


def _join(arguments: list[str], data: DataFolder) -> int:
    servers_at = data.recall("servers")
    urls = {name: servers_at[name] for name in servers.GIVEN}
    port = data.recall("owner").get("port")
    return _call(arguments, for_django(data, urls, port=port))


def _prepare_once(environment: dict[str, str], data: DataFolder) -> None:
    """A new database gets its tables; an old one is left to `migrate` and bin/run."""
    stamps = preparation.of_database(data)
    if not stamps.exists("database"):
        django = Django(environment, data.logs / "set-up.log")
        preparation.prepare_database(django, stamps)


def _call(arguments: list[str], environment: dict[str, str]) -> int:
    # Ctrl-C goes to the command; we wait for what it makes of it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    try:
        child = subprocess.Popen(
            command,
            env=environment,
            preexec_fn=_hear_ctrl_c,  # noqa: PLW1509
        )
        return child.wait()
    except Interrupted:
        child.terminate()
        child.wait()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
