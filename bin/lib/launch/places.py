"""Where things are: the clone, its virtual environment, its data folder."""

import base64
import contextlib
import fcntl
import json
import os
import secrets
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Any

from launch.problems import Stop

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"

# sockaddr_un holds 107 bytes; PostgreSQL's own name and ours need some of them.
LONGEST_SOCKET_FOLDER = 80
# A note on disk: what JSON can hold.
Facts = dict[str, Any]

MEGABYTE = 1024 * 1024
ROOM_NEEDED = 200 * MEGABYTE


def room_on_disk_of(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require_room(folder: Path, needed: int) -> None:
    free = room_on_disk_of(folder)
    if free < needed:
        raise Stop(
            f"The disk is full: {free // MEGABYTE} MB are free for {folder}, "
            f"and {needed // MEGABYTE} MB are needed."
        )


class DataFolder:
    """Everything that a running platform keeps, by default `var/` in the clone.

    One process owns it at a time: whoever holds `run/owner`, a lock that the
    kernel releases even after `kill -9`.
    """

    MARK = ".upr-platform"
    # Made by Django itself, so they may be older than the mark.
    KNOWN = frozenset({"files", "mail", "static", "beat-schedule"})

    def __init__(self, path: Path):
        self.path = path.expanduser().resolve()
        self.run = self.path / "run"
        self.logs = self.path / "log"
        self.stamps = self.path / "stamps"
        self.postgres = self.path / "postgres"
        self.broker = self.path / "broker"
        self.demo = self.path / "demo.json"
        self.secret_key = self.path / "secret_key"
        self.sealing_keys = self.path / "sealing_keys"

    def open(self) -> None:
        """Make the folder ours, unless it already holds what is somebody else's."""
        if self.path.exists() and not self.path.is_dir():
            raise Stop(f"{self.path} is a file; the platform needs a folder there.")
        require_room(self.path, ROOM_NEEDED)
        if not self.path.exists():
            self.path.mkdir(parents=True)
            # As root PostgreSQL may run as somebody else, who has to get through.
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        mark = self.path / self.MARK
        if not mark.exists():
            self._refuse_foreign_files()
            mark.write_text("The data of a UPR platform. bin/run made this folder.\n")
        for name in ("run", "log", "stamps", "mail", "files"):
            folder = self.path / name
            if folder.exists() and not folder.is_dir():
                raise Stop(f"{folder} is a file; the platform needs a folder there.")
            folder.mkdir(mode=0o700, exist_ok=True)

    def _refuse_foreign_files(self) -> None:
        foreign = sorted({path.name for path in self.path.iterdir()} - self.KNOWN)
        if foreign:
            raise Stop(
                f"{self.path} holds what the platform did not put there "
                f"({foreign[0]}); move it away, or choose another folder with --data."
            )

    def make_scratch(self) -> Path:
        """For what tests leave behind: it goes when this folder goes."""
        scratch = self.path / "tmp"
        scratch.mkdir(exist_ok=True)
        scratch.chmod(0o711)
        return scratch

    def own(self) -> int | None:
        """Become the owner; None if another process is."""
        return lock(self.run / "owner")

    def make_secret_key(self) -> Path:
        return _made_once(self.secret_key, secrets.token_urlsafe(64))

    def make_sealing_key(self) -> Path:
        """With which how to reach people is sealed (core.crypto)."""
        key = base64.urlsafe_b64encode(secrets.token_bytes(32))
        return _made_once(self.sealing_keys, key.decode())

    def sockets(self) -> Path:
        """The short private folder of the sockets; remembered, because the clone's
        own path may be too long for one."""
        known = self.recall("sockets").get("folder")
        if known and _is_private_folder(Path(known)):
            return Path(known)
        short = tempfile.gettempdir()
        if len(short) > LONGEST_SOCKET_FOLDER - len("/upr-12345678"):
            short = "/tmp"  # noqa: S108 -- mkdtemp makes a private folder in it
        fresh = tempfile.mkdtemp(prefix="upr-", dir=short)
        self.remember("sockets", {"folder": fresh})
        return Path(fresh)

    def drop_sockets(self) -> None:
        """After an orderly end nothing stays outside the data folder."""
        folder = self.recall("sockets").get("folder")
        if folder:
            with contextlib.suppress(OSError):  # not empty: somebody's socket
                Path(folder).rmdir()
                self.forget("sockets")

    def remember(self, name: str, facts: Facts) -> None:
        """Write a note for whoever comes next; never half a note."""
        note = self.run / f"{name}.json"
        fresh = note.with_suffix(".new")
        fresh.write_text(json.dumps({"folder_of": str(self.path), **facts}))
        fresh.replace(note)

    def recall(self, name: str) -> Facts:
        """The note, unless it came here with a copy of another clone's folder."""
        try:
            facts = json.loads((self.run / f"{name}.json").read_text())
        except (OSError, ValueError):
            return {}
        is_ours = isinstance(facts, dict) and facts.get("folder_of") == str(self.path)
        return facts if is_ours else {}

    def forget(self, name: str) -> None:
        (self.run / f"{name}.json").unlink(missing_ok=True)


def _made_once(path: Path, secret: str) -> Path:
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(secret)
        fresh.replace(path)
    return path


def _is_private_folder(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077


def lock(path: Path, *, shared: bool = False) -> int | None:
    """A lock that dies with its holder, as an open file; None if it is taken."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def wait_for_lock(path: Path) -> int:
    """The same, once whoever holds it lets go. A folder can be locked as well."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT
    handle = os.open(path, flags, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle
