"""Papers from people, made harmless before anybody opens them: a picture is drawn
anew, a PDF loses whatever could act or was hidden in it. Each in a process of its own
with little memory and time; of the upload itself nothing is kept."""

import subprocess
import sys

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

BYTES_AT_MOST = 10 * 1024 * 1024
SECONDS_AT_MOST = 30  # on the clock, for all that a cell may wait for its turn
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PDF = b"%PDF-"


class NotAPaper(ValueError):
    """Neither a PDF nor a picture that could be read. The message says why."""


def harmless(upload: UploadedFile) -> tuple[bytes, str]:
    """The clean bytes and their type. Raises NotAPaper with a sentence."""
    if (upload.size or 0) > BYTES_AT_MOST:
        raise NotAPaper(_("The file is larger than 10 MB."))
    raw = upload.read()
    if raw.startswith(PICTURES):
        return in_a_cell(REDRAW, raw), "image/png"
    if raw.startswith(PDF):
        return in_a_cell(STRIP, raw), "application/pdf"
    raise NotAPaper(_("Only PDF, PNG and JPEG files can be kept."))


def in_a_cell(program: str, raw: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and program
            [sys.executable, "-I", "-c", program],
            input=raw,
            capture_output=True,
            timeout=SECONDS_AT_MOST,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        done = None
    if done is None or not 0 < len(done.stdout) <= 2 * BYTES_AT_MOST:
        raise NotAPaper(
            _("This file could not be read. Save or scan it again, and try once more.")
        )
    return done.stdout


# They run alone: no Django, no network, little memory and processor time.
_REDRAW = """
import io, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({megabytes} << 20, {megabytes} << 20))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from PIL import Image, ImageOps
Image.MAX_IMAGE_PIXELS = {pixels}
source = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["PNG", "JPEG"])
if source.width * source.height > Image.MAX_IMAGE_PIXELS:
    sys.exit(1)
# Smaller first, upright then: there is memory for one large picture, not for two.
source.thumbnail(({side}, {side}))
pixels = ImageOps.exif_transpose(source).convert("{mode}")
clean = Image.frombytes("{mode}", pixels.size, pixels.tobytes())
clean.save(sys.stdout.buffer, "PNG")
"""


def redraw(*, side: int, mode: str, pixels: int, megabytes: int, seconds: int) -> str:
    """The program that draws a picture anew, at most `side` wide and high."""
    return _REDRAW.format(
        side=side, mode=mode, pixels=pixels, megabytes=megabytes, seconds=seconds
    )


REDRAW = redraw(side=2400, mode="RGB", pixels=40_000_000, megabytes=256, seconds=5)

# Only the pages go over, and of them what is drawn: no scripts, forms, links, files,
# layers, names or dates.
STRIP = """
import io, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (256 << 20, 256 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
import pikepdf
PAGES_AT_MOST = 50
KEPT = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Parent"}
with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as source:
    if source.is_encrypted or not 0 < len(source.pages) <= PAGES_AT_MOST:
        sys.exit(1)
    clean = pikepdf.new()
    for page in source.pages:
        for key in set(page.obj.keys()) - KEPT:
            if key != "/Parent":
                del page.obj[key]
        clean.pages.append(page)
    for thing in clean.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in ("/AA", "/A", "/OpenAction", "/JS", "/Metadata", "/PieceInfo",
                        "/LastModified", "/EF", "/AF", "/OC", "/OPI"):
                if key in thing:
                    del thing[key]
    if "/Info" in clean.trailer:
        del clean.trailer["/Info"]
    clean.remove_unreferenced_resources()
    clean.save(sys.stdout.buffer, deterministic_id=True)
"""
