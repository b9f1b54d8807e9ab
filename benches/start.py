"""How long a newcomer waits: `bin/run` in a fresh clone, and there once more.

The first start finds a warm package cache, as on a machine that has had one clone.
"""

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benches import measured

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND = 90, 6
GIVEN = (
    "DATABASE_URL",
    "REDIS_URL",
    "DATA_DIR",
    "SECRET_KEY_FILE",
    "SEALING_KEYS_FILE",
)
FIRST_PAGE = re.compile(r"First page after ([\d.]+) s")


def run() -> Iterator[dict]:
    with tempfile.TemporaryDirectory(prefix="upr-start-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        for name, budget in (("start.first", FIRST), ("start.second", SECOND)):
            seconds = _start(clone)
            yield measured(name=name, figure=seconds, unit="s", budget=budget)


def _start(clone: Path) -> float:
    """Seconds to the first page, by its own account; then stopped as by Ctrl-C."""
    environment = {key: val for key, val in os.environ.items() if key not in GIVEN}
    with subprocess.Popen(
        [clone / "bin" / "run"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if found := FIRST_PAGE.search(line):
                    return float(found[1])
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
    raise RuntimeError("bin/run did not get to a page: " + "".join(said[-3:]))
