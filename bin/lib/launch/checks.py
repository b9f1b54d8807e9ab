"""Everything that is checked without running a test."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from launch.environment import for_production
from launch.places import ROOT, VENV
from launch.preparation import has_command
from launch.terminal import say

AT_ONCE = 2
LINES_SHOWN = 60


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float
    output: str = ""


def all_checks(environment: dict[str, str]) -> list[Check]:
    production = for_production(environment)
    django = [sys.executable, "manage.py"]
    missing_migrations = ["makemigrations", "--check", "--dry-run"]
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    checks = [
        Check("types (mypy)", _tool("mypy"), environment),
        Check(
            "lint (ruff)",
            _tool("ruff", "check", "--output-format=concise", "."),
            environment,
        ),
        Check("format (ruff)", _tool("ruff", "format", "--check", "."), environment),
        Check(
            "templates (djlint)", _tool("djlint", "--lint", "templates"), environment
        ),
        Check("layers (import-linter)", _tool("lint-imports"), environment),
        Check("migrations", [*django, *missing_migrations], environment),
        Check("production settings", [*django, *deploy], production),
    ]
    if has_command("words"):
        words = [*django, "words", "--check"]
        checks.append(Check("words in en, ru, ky", words, environment))
    return checks


def run_checks(checks: list[Check]) -> list[Outcome]:
    """A few at once, told about in the order they are listed."""
    outcomes = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for outcome in pool.map(_run, checks):
            outcomes.append(outcome)
            say(f"{'passed' if outcome.passed else 'FAILED'}  {outcome.name}")
            if not outcome.passed:
                say(_shortened(outcome.output) + "\n")
    return outcomes


def _shortened(output: str) -> str:
    lines = output.rstrip().splitlines()
    left_out = len(lines) - LINES_SHOWN
    return "\n".join(lines[:LINES_SHOWN]) + (
        f"\n… and {left_out} more lines" if left_out > 0 else ""
    )


def _run(check: Check) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=check.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    return Outcome(check.name, done.returncode == 0, seconds, done.stdout)


def _tool(name: str, *arguments: str) -> list[str]:
    """A tool of the virtual environment, run by its Python: see bin/serve for why."""
    script = Path(VENV / "bin" / name)
    starts_with_python = script.is_file() and script.read_bytes()[:2] == b"#!"
    prefix = [sys.executable] if starts_with_python else []
    return [*prefix, str(script), *arguments]
