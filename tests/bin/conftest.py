"""Tests of the commands in `bin/`: real processes, in folders of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin" / "lib"))

from launch.environment import SETTINGS  # noqa: E402 -- found by the path above


@pytest.fixture
def environment():
    """As a person's shell would have it: nothing of the test run's own servers."""
    return {key: value for key, value in os.environ.items() if key not in SETTINGS}


@pytest.fixture
def command(environment):
    """Run one of the commands to its end."""

    def call(name, *arguments, root=ROOT, env=environment):
        return subprocess.run(
            [root / "bin" / name, *arguments],
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return call
