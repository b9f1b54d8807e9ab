"""The virtual environment, and in it exactly what the lock files name.

`python -m venv` brings pip, pip brings uv (locked by hash as well), uv brings the
rest in seconds. uv alone would not do: it does not see every Python a machine has.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from launch.places import MEGABYTE, ROOT, VENV, Facts, require_room, wait_for_lock
from launch.problems import because
from launch.stamps import digest
from launch.terminal import say

PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "installed.json"
LOCKS = {
    "uv": ROOT / "requirements-uv.txt",
    "platform": ROOT / "requirements.txt",
    "node": ROOT / "requirements-node.txt",
    "embedded": ROOT / "requirements-embedded.txt",
    "development": ROOT / "requirements-dev.txt",
}
ROOM_NEEDED = 900 * MEGABYTE


def ensure(*wanted: str) -> None:
    """Have these sets of packages installed, and be running in their environment.

    What an earlier command installed stays: `bin/run` after `bin/test` takes
    nothing away.
    """
    installed = _installed()
    sets = sorted({"uv", "platform", *wanted, *installed.get("sets", [])})
    if installed != _facts(sets):
        handle = wait_for_lock(ROOT / "bin")  # two commands in one fresh clone
        try:
            if _installed() != _facts(sets):
                _install(sets)
        finally:
            os.close(handle)
    if Path(sys.prefix) != VENV:
        arguments = ["-P", "-m", "launch", *sys.argv[1:]]
        os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 -- becomes, rather than calls


def _installed() -> Facts:
    if not os.access(PYTHON, os.X_OK):
        return {}  # root's Python may lie where the clone's owner cannot go
    try:
        facts: Facts = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return facts


def _facts(sets: list[str]) -> Facts:
    return {"sets": sets, "digest": digest(*(LOCKS[name] for name in sets))}


def _install(sets: list[str]) -> None:
    STAMP.unlink(missing_ok=True)
    if not _works(PYTHON):
        require_room(ROOT, ROOM_NEEDED)
        say(f"Making .venv with Python {sys.version.split()[0]}")
        base = getattr(sys, "_base_executable", sys.executable)
        _call(
            "making the virtual environment",
            *(base, "-I", "-m", "venv", "--clear", VENV),
        )
    if not _works(UV, "--version"):
        say("Installing uv")
        _call(
            "installing uv",
            *(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes"),
            *("--disable-pip-version-check", "--retries", "1", "-r", LOCKS["uv"]),
        )
    say("Installing the packages")
    # One lock may hold another's packages (development holds platform's); uv
    # accepts the same pin twice.
    _call(
        "installing the packages",
        *(UV, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON),
        *(LOCKS[name] for name in sets),
    )
    STAMP.write_text(json.dumps(_facts(sets)))


def _works(program: Path, *arguments: str) -> bool:
    arguments = arguments or ("-I", "-c", "import pip")
    try:
        done = subprocess.run([program, *arguments], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _call(doing: str, *command: str | Path) -> None:
    environment = {
        **os.environ,
        "UV_COMPILE_BYTECODE": "1",  # uv does not by itself; every start would pay
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_HTTP_RETRIES": "1",
    }
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(part) for part in command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise because(doing, done.stdout + done.stderr, online=True)
