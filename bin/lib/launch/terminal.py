"""Lines for the person at the terminal."""

import contextlib
import sys
import time


def say(line: str = "") -> None:
    """Print, even when nobody listens any more (`bin/run | head`)."""
    with contextlib.suppress(BrokenPipeError):
        print(line, flush=True)


def say_now(line: str) -> None:
    """Print with the hour: for what happens long after the start."""
    say(f"{time.strftime('%H:%M:%S')}  {line}")


def complain(line: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        print(line, file=sys.stderr, flush=True)
