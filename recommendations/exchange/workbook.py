"""Rows of an .xls or .xlsx, read by `workbook_child` in a process with limits."""

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from django.utils.translation import gettext as _

from recommendations.exchange.refusals import CannotRead
from recommendations.exchange.source import MAX_BYTES

CHILD = Path(__file__).with_name("workbook_child.py")
PATIENCE = 1.5  # times the processor time: the machine has other work
MAX_ENTRIES = 2_000
MAX_INFLATED = 4 * MAX_BYTES
MAX_LINE = 1024 * 1024


def rows_of(content: bytes, *, is_header) -> Iterator[list[str]]:
    """The rows of the first sheet whose first row `is_header` recognises, with
    that row; nothing if no sheet has it."""
    wanted, fresh = False, True
    for line in lines_of(content):
        if isinstance(line, str):  # the name of the next sheet
            if wanted:
                return
            fresh = True
        elif wanted:
            yield line
        elif fresh:
            fresh, wanted = False, is_header(line)
            if wanted:
                yield line


def lines_of(
    content: bytes, *, megabytes: int = 768, seconds: int = 60
) -> Iterator[str | list[str]]:
    """What the child says of the file, in so much memory and processor time."""
    child = subprocess.Popen(  # noqa: S603 -- our own file, the path is fixed
        [sys.executable, "-I", str(CHILD), str(megabytes), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a panic of the parser is not for people
        env={},
    )
    stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    watch = threading.Timer(PATIENCE * seconds, child.kill)
    watch.start()
    finished = False
    try:
        try:
            stdin.write(content)
            stdin.close()
        except BrokenPipeError:
            pass  # it died early; the exit status says the rest
        while line := stdout.readline(MAX_LINE):
            yield json.loads(line)
        finished = True
    except ValueError:  # a line cut by its limit, or by the child's end
        raise CannotRead(damaged()) from None
    finally:
        watch.cancel()
        if not finished:
            child.kill()
        stdout.close()
        if child.wait() and finished:
            raise CannotRead(damaged())


def damaged() -> str:
    return _("The spreadsheet is damaged, cut off or too large: download it again.")


def refuse_bomb(content: bytes) -> None:
    """What an .xlsx admits about itself; what it hides meets the child's limits."""
    try:
        entries = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CannotRead(damaged()) from None
    if (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_INFLATED
        or any(entry.flag_bits & 1 for entry in entries)
    ):
        raise CannotRead(_("The spreadsheet is too large when unpacked, or locked."))
