"""The tests, in three runs of pytest: side by side, then the journeys of people in two
rows beside each other (they wait as people do), then those that need the machine.

Tests marked `alone` kill things and look at the clock; run beside others they would
only show that the machine was busy.
"""

import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from launch.checks import Outcome
from launch.places import ROOT
from launch.terminal import say

SIDE_BY_SIDE = ["-n", "2", "--dist", "loadgroup"]
NOTHING_COLLECTED = 5
# CI ends at ninety minutes; a hanging test should be named, not merely ended.
LONGEST = 50 * 60
LONGEST_OF_ALL = 6 * 3600  # whole campaigns
SAY_WHERE_AFTER = 600


@dataclass(frozen=True)
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
        )

    def __str__(self) -> str:
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


@dataclass(frozen=True)
class Run:
    outcome: Outcome
    tally: Tally


def run_everything(
    environment: dict[str, str], folder: Path, *, journeys: bool
) -> list[Run]:
    parts = {"tests side by side": [*SIDE_BY_SIDE, "-m", "not alone and not journey"]}
    if journeys:
        parts["journeys"] = [*SIDE_BY_SIDE, "-m", "journey and not alone"]
    parts["tests alone"] = ["-m", "alone" if journeys else "alone and not journey"]
    return [
        _pytest(name, arguments, environment, folder)
        for name, arguments in parts.items()
    ]


def run_some(
    arguments: list[str], environment: dict[str, str], folder: Path
) -> list[Run]:
    return [_pytest("tests", arguments, environment, folder, nothing_is_fine=False)]


def _pytest(
    name: str,
    arguments: list[str],
    environment: dict[str, str],
    folder: Path,
    *,
    nothing_is_fine: bool = True,
) -> Run:
    say(f"\n{name[:1].upper()}{name[1:]}")
    report = folder / f"{name.replace(' ', '-')}.xml"
    started = time.monotonic()
    code = _call(
        [
            *(sys.executable, "-m", "pytest", f"--junit-xml={report}"),
            *("-o", f"faulthandler_timeout={SAY_WHERE_AFTER}"),
            *("-o", "junit_family=xunit1"),  # the one `record_property` writes to
            *arguments,
        ],
        environment,
    )
    seconds = time.monotonic() - started
    tally = tally_of(report)
    is_good = code == 0 or (code == NOTHING_COLLECTED and nothing_is_fine)
    if not is_good and not tally.failed:
        # Broken before the first test: it must not read as "0 failed".
        tally += Tally(failed=1)
    return Run(Outcome(name, is_good, seconds), tally)


def _call(command: list[str], environment: dict[str, str]) -> int:
    longest = LONGEST_OF_ALL if environment.get("ALL") else LONGEST
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired:
        say(f"Ended after {longest // 60} minutes")
        return 1
    return done.returncode


def tally_of(report: Path) -> Tally:
    """Counts from pytest's own report file."""
    if not report.is_file():
        return Tally()
    total = Tally()
    for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 -- our own file
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += Tally(max(0, tests - failed - skipped), failed, skipped)
    return total
