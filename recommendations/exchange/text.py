"""Rows of a delimited text of unknown origin: which encoding, delimiter and
line ends it has is found from the text itself.

The export was re-saved by Excel on Macs (MacRoman, lone carriage returns), on
Windows in English (cp1252) and in Russian (cp1251, semicolons): a strict UTF-8
reading fails for these, and then the letters decide.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from recommendations.exchange.refusals import CannotRead

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
CODE_PAGES = ("mac_roman", "cp1252", "cp1251")  # earlier wins a tie
DELIMITERS = (",", ";", "\t")
TYPOGRAPHIC = set("‘’“”„«»–—…№§°\u00a0")
SAMPLE = 20_000  # foreign characters are enough to tell


def encoding_of(content: bytes) -> str:
    for bom, encoding in BOMS.items():
        if content.startswith(bom):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        sample = foreign_neighbourhoods(content)
        return max(CODE_PAGES, key=lambda page: plausibility(sample, page))
    return "utf-8"


def foreign_neighbourhoods(content: bytes) -> list[bytes]:
    """Each byte beyond ASCII with the one before and the one after it."""
    sample = []
    for at, byte in enumerate(content):
        if byte > 127:  # noqa: PLR2004 -- the end of ASCII
            sample.append(content[max(at - 1, 0) : at + 2].rjust(2))
            if len(sample) == SAMPLE:
                break
    return sample


def plausibility(sample: list[bytes], page: str) -> int:
    """How much the text looks like writing if it is read in this code page."""
    return sum(at_home(*f"{three.decode(page, 'replace'):<3}"[:3]) for three in sample)


def at_home(before: str, letter: str, after: str) -> int:
    """+2 for quotes and dashes, +1 for a letter among letters of its script, −3
    for what no one writes: «childrenХs», «inTérieur», accents side by side as
    in «ïûòêè» (which is «пытки»)."""
    if letter in TYPOGRAPHIC:
        return 2
    if not letter.isalpha():
        return -3
    neighbours = [other for other in (before, after) if other.isalpha()]
    is_latin = script_of(letter) == "LATIN"
    if (
        any(script_of(other) != script_of(letter) for other in neighbours)
        or (is_latin and any(not other.isascii() for other in neighbours))
        or (before.islower() and letter.isupper())
    ):
        return -3
    return 1


def script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]


def rows_of(content: bytes, *, is_header) -> Iterator[list[str]]:
    """The rows under (and with) the header, by the delimiter with which
    `is_header` recognises the first row."""
    encoding = encoding_of(content)
    for delimiter in DELIMITERS:
        if is_header(next(reader(content, encoding, delimiter), [])):
            yield from reader(content, encoding, delimiter)
            return


def reader(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """`newline=""` leaves line ends to the csv module, which knows all three."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from rows
    except UnicodeDecodeError:
        raise CannotRead(_("The letters of this file cannot be read.")) from None
    except csv.Error:
        raise CannotRead(
            _("The file is damaged or cut off near line %(line)d: download it again.")
            % {"line": rows.line_num}
        ) from None


def ends_with_line_end(content: bytes) -> bool:
    """Whether the last row is certainly whole. UTF-16 has a NUL beside it."""
    return content[-2:].rstrip(b"\0")[-1:] in {b"\r", b"\n"}
