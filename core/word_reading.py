"""A .docx from somebody's machine, read by `word_child` in a process with limits. The
file is not kept."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import ActionRefused

CHILD = Path(__file__).with_name("word_child.py")
MEGABYTE = 1024 * 1024
MEGABYTES_AT_MOST = 10
ENTRIES_AT_MOST = 2_000
INFLATED_AT_MOST = 100 * MEGABYTE
SECONDS_AT_MOST = 15


class CannotRead(ActionRefused):
    """The file is not what it says, or not whole. One sentence, for the person who
    has the file."""


def told(content: bytes, *arguments: str) -> list[dict[str, Any]]:
    """What `word_child` says of the file. Raises CannotRead."""
    _refuse_what_is_no_word_file(content)
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and file
            [sys.executable, "-I", str(CHILD), *arguments],
            input=content,
            capture_output=True,
            timeout=SECONDS_AT_MOST,
            check=True,
            env={},
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise CannotRead(_damaged()) from None


def whole(words: str) -> str:
    """JSON may carry halves of letters, which nothing else here can hold."""
    return words.encode("utf-8", "ignore").decode()


def refuse_size(size: int) -> None:
    if not size:
        raise CannotRead(_("The file is empty."))
    if size > MEGABYTES_AT_MOST * MEGABYTE:
        raise CannotRead(
            _("The file is larger than %(limit)d MB.") % {"limit": MEGABYTES_AT_MOST}
        )


def _refuse_what_is_no_word_file(content: bytes) -> None:
    refuse_size(len(content))
    if not content.startswith(b"PK\x03\x04"):
        raise CannotRead(_("This is not a Word file (.docx)."))
    try:
        entries = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CannotRead(_damaged()) from None
    names = [entry.filename for entry in entries]
    if "word/document.xml" not in names:
        raise CannotRead(_("This is not a Word file (.docx)."))
    if any("vbaProject" in name for name in names):
        raise CannotRead(_("The file holds macros. Save it as .docx without them."))
    if (
        len(entries) > ENTRIES_AT_MOST
        or len(set(names)) < len(names)
        or sum(entry.file_size for entry in entries) > INFLATED_AT_MOST
        or any(entry.flag_bits & 1 for entry in entries)
    ):
        raise CannotRead(_("The file is too large when unpacked, or locked."))


def _damaged() -> str:
    return _("The file is damaged or too large to be read. Save it again in Word.")
