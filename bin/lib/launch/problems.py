"""What can go wrong on somebody's machine, said in one sentence."""

import errno
import re
from pathlib import Path

# What a failed tool prints, and what it means for the person who started us.
FULL_DISK = ("No space left on device", "Disk quota exceeded")
NO_NETWORK = (
    "dns error",
    "Temporary failure",
    "Name or service not known",
    "Could not resolve",
    "Network is unreachable",
    "Failed to establish a new connection",
    "Connection refused",
    "error sending request",
    "Could not find a version that satisfies",
    "Unable to locate package",
)

EXCEPTION = re.compile(r"[\w.]*(Error|Exception|Configured|FATAL|PANIC)\b.*: ")
REFUSAL = "CommandError: "


class Stop(Exception):
    """A sentence that ends the command; whoever reads it knows what to do next."""


class Refused(Stop):
    """A Django command said no, in its own words: not a fault."""


class Interrupted(BaseException):
    """Somebody asked us to stop: SIGTERM, or a terminal that went away."""


def because(doing: str, output: str, *, online: bool = False) -> Stop:
    """The refusal for a tool that failed: its known cause, else its own last words."""
    if any(sign in output for sign in FULL_DISK):
        return Stop(f"The disk is full: {doing} did not work.")
    if online and any(sign in output for sign in NO_NETWORK):
        return Stop(f"There is no network: {doing} did not work.")
    words = last_words(output)
    if words.startswith(REFUSAL):
        return Refused(words.removeprefix(REFUSAL))
    return Stop(f"{doing[:1].upper()}{doing[1:]} did not work: {words}")


def last_words(output: str) -> str:
    """The last line, or the exception that the last lines only mourn."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    raised = [line for line in lines[-12:] if EXCEPTION.match(line)]
    return (raised or lines or ["it said nothing."])[-1]


def last_words_in(log: Path) -> str:
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 4096))
            return last_words(file.read().decode(errors="replace"))
    except OSError:
        return "it said nothing."


def sentence_for(error: OSError) -> str:
    """An operating system's refusal, for the two that a person meets on a healthy machine."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full{where}: make room, then start again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"This user may not write here{where}: {error.strerror}."
    return f"{error.strerror or error}{where}."
