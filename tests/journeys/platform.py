"""The whole platform as a person meets it: real web processes, a real worker,
a real broker and database, the demo coalition."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin" / "lib"))

from launch.broker import Broker  # noqa: E402 -- found by the path above


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Platform:
    """Starts on a database and a folder of its own, and with a broker of its own: no
    worker hears another's bell. `stop()` ends what it began."""

    def __init__(self, *, database_url: str, folder: Path, sockets: Path | None = None):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.folder = folder
        self.broker = Broker(
            data=folder / "broker", sockets=sockets or folder, durable=False
        )
        self.name = f"upr_journey_{os.getpid()}"
        self.server_url = database_url
        parts = urlsplit(database_url)
        self.database_url = urlunsplit(parts._replace(path=f"/{self.name}"))
        self.environment = {
            **os.environ,
            "MODE": "local",
            "DJANGO_SETTINGS_MODULE": "upr_platform.settings",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.broker.url,
            "SITE_URL": self.url,
            "SECRET_KEY": "a key for journeys, and for nothing else at all",
            "DATA_DIR": str(folder),
            "SMTP_URL": "",
        }
        self.processes: list[subprocess.Popen] = []
        self.accounts: dict[str, dict] = {}

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def told(self, code: str):
        """What Python code within the platform prints last, as JSON."""
        said = self.manage("shell", "-c", code).strip().splitlines()[-1]
        return json.loads(said)

    def start(self) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}"')
            server.execute(f'CREATE DATABASE "{self.name}"')
        self.broker.prepare()
        self.start_broker()
        self.manage("migrate", "--no-input", "-v0")
        self.manage("load_catalogue")
        self.manage("load_rules")
        self.manage("collectstatic", "--no-input", "-v0")
        said = self.manage("load_demo", "--json").strip().splitlines()[-1]
        for account in json.loads(said)["accounts"]:
            self.accounts[account["email"].partition("@")[0]] = account
        self.start_web()
        self.start_worker()

    def start_broker(self) -> None:
        self._spawn("broker", *self.broker.command())

    def start_web(self) -> subprocess.Popen:
        web = self._spawn(
            "web",
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--timeout",
            "60",
            "upr_platform.wsgi",
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):  # noqa: S310
                    return web
            except OSError:
                time.sleep(0.2)
        raise AssertionError((self.folder / "web.log").read_text()[-2000:])

    def start_worker(self) -> subprocess.Popen:
        return self._spawn(
            "worker",
            sys.executable,
            "-m",
            "celery",
            "-A",
            "upr_platform",
            "worker",
            "-Q",
            "short,long",
            "-c",
            "1",
            "-B",
            "--loglevel",
            "WARNING",
        )

    def _spawn(self, name: str, *command: str) -> subprocess.Popen:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def kill(self, process: subprocess.Popen) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        with psycopg.connect(self.server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)
