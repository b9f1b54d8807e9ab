"""The export of UPR Info into an empty record, as a command of its own: how long,
and how much memory at most. Beside it, how long the file takes merely to be read.
"""

import csv
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from benches import measured
from recommendations.exchange.upr_info import SHAPES

SECONDS, MEGABYTES = 60, 300
ROWS = 33_000
ROOT = Path(__file__).resolve().parent.parent
GLOBAL = (
    ROOT.parent / "shared/data/global/upr_info_recommendations_sessions_1-17.csv.gz"
)


def run() -> Iterator[dict]:
    with tempfile.TemporaryDirectory(prefix="upr-import-") as folder, empty_record():
        path = GLOBAL if GLOBAL.exists() else made_up(Path(folder) / "export.csv.gz")
        reading = seconds_to_read(path)
        seconds, memory = load(path)
        yield measured(name="import.seconds", figure=seconds, unit="s", budget=SECONDS)
        yield measured(name="import.memory", figure=memory, unit="MB", budget=MEGABYTES)
        yield measured(
            name="import.beside_reading",
            figure=reading,
            unit="s",
            peer="csv.DictReader over the same file",
            ratio=seconds / reading,
        )
        seconds, _memory = load(path)
        yield measured(name="import.again", figure=seconds, unit="s", budget=SECONDS)


def load(path: Path) -> tuple[float, float]:
    """Seconds and the highest memory (MB) of one `import_recommendations`."""
    started = time.perf_counter()
    command = subprocess.Popen(
        [sys.executable, "manage.py", "import_recommendations", path, "--json"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": throwaway_url()},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    said = command.stdout.read()
    _pid, status, used = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    if command.returncode or json.loads(said.splitlines()[-1])["rows"] < ROWS:
        raise RuntimeError(f"the import failed: {said!r}")
    return time.perf_counter() - started, used.ru_maxrss / 1024


def seconds_to_read(path: Path) -> float:
    started = time.perf_counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        sum(1 for _row in csv.DictReader(stream))
    return time.perf_counter() - started


@contextmanager
def empty_record() -> Iterator[None]:
    """A database that holds the catalogue and nothing else, dropped afterwards."""
    from django.core.management import call_command  # noqa: PLC0415 -- after setup
    from django.db import connection  # noqa: PLC0415 -- after setup

    original = connection.settings_dict["NAME"]
    with redirect_stdout(io.StringIO()):  # which belongs to the report
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        call_command("load_catalogue")
    try:
        yield
    finally:
        connection.creation.destroy_test_db(original, verbosity=0)


def throwaway_url() -> str:
    """Where another process finds the database of `empty_record`."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    given = urlsplit(os.environ["DATABASE_URL"])  # its query may name a socket
    return urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}"))


def made_up(path: Path) -> Path:
    """As many rows as the real export has, where that is not beside the clone."""
    draw = random.Random(2026)
    states = ["Kyrgyzstan", "Norway", "Chile", "Ghana", "Austria", "Uruguay", "Japan"]
    words = ["adopt", "ensure", "law", "rights", "women", "torture", "review", "plan"]
    with gzip.open(path, "wt", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(SHAPES[1].headers)
        for number in range(ROWS):
            state, by = draw.sample(states, 2)
            text = f"{' '.join(draw.choices(words, k=25))} {number}"
            writer.writerow(
                [state, "", "", text, by, "", "", "Accepted", 4, "Justice,Labour", 8]
            )
    return path
