"""A file's bytes, and what kind of file they are by their content. Limits come
first: nothing is read, let alone inflated, that is larger than we allow."""

import stat
import zlib
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from recommendations.exchange.refusals import CannotRead

MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 64  # as stored and after inflating; the export of all cycles has 20
MAX_BYTES = MAX_MEGABYTES * MEGABYTE
CHUNK = 256 * 1024


class Kind(StrEnum):
    XLS = "xls"
    XLSX = "xlsx"
    TEXT = "text"


def read_source(path: Path) -> bytes:
    """The content of a regular file within the limit, inflated if it is gzip."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise CannotRead(_("This is not a file."))
        refuse_size(about.st_size)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)  # it may have grown meanwhile
    except FileNotFoundError:
        raise CannotRead(_("There is no such file.")) from None
    except OSError:
        raise CannotRead(_("This file cannot be opened.")) from None
    refuse_size(len(content))
    return inflated(content) if content.startswith(b"\x1f\x8b") else content


def refuse_size(size: int) -> None:
    if not size:
        raise CannotRead(_("The file is empty."))
    if size > MAX_BYTES:
        raise CannotRead(
            _("The file is larger than %(limit)d MB.") % {"limit": MAX_MEGABYTES}
        )


def inflated(content: bytes) -> bytes:
    """Gunzip, counting what really comes out: a header may say anything."""
    unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    parts, size, rest = [], 0, content
    try:
        while rest and not unzip.eof:
            part = unzip.decompress(rest, CHUNK)
            rest = unzip.unconsumed_tail
            size += len(part)
            if size > MAX_BYTES:
                raise CannotRead(
                    _("The file is larger than %(limit)d MB when unpacked.")
                    % {"limit": MAX_MEGABYTES}
                )
            parts.append(part)
    except zlib.error:
        raise CannotRead(_("The file is damaged and cannot be unpacked.")) from None
    if not unzip.eof:
        raise CannotRead(_("The file is cut off: download it again."))
    refuse_size(size)
    return b"".join(parts)


def kind_of(content: bytes) -> Kind:
    """By the first bytes, never by the name."""
    head = content[:1024].lstrip().lower()
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.XLS
    if content.startswith(b"PK\x03\x04"):
        return Kind.XLSX
    if head.startswith(b"%pdf"):
        raise CannotRead(_("This is a PDF document, not a table."))
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise CannotRead(_("This is a web page, not a table."))
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRead(_("This is not a table that we can read."))
    return Kind.TEXT
