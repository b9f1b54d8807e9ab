"""Pictures from people, made harmless: decoded in a process of its own with
little memory and time, drawn anew, kept without anything they carried."""

import io
import subprocess
import sys

from django.utils.translation import gettext as _

BYTES_AT_MOST = 2 * 1024 * 1024
SECONDS_AT_MOST = 15


class NotAPicture(ValueError):
    """The file is no PNG or JPEG that can be redrawn. The message says why."""


def rebuilt(upload) -> bytes:
    """A clean PNG from an uploaded file, at most 600 pixels wide.

    Raises NotAPicture with a sentence; nothing was kept then.
    """
    if upload.size > BYTES_AT_MOST:
        raise NotAPicture(_("The picture is larger than 2 MB."))
    raw = upload.read()
    if not raw.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise NotAPicture(_("Only PNG and JPEG pictures can be used."))
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-I", "-c", REDRAW],
            input=raw,
            capture_output=True,
            timeout=SECONDS_AT_MOST,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise NotAPicture(
            _(
                "This picture could not be redrawn. Save it again as PNG and try once more."
            )
        ) from None
    return done.stdout


# Runs alone: no Django, no network, 512 MB, ten seconds of processor time.
REDRAW = """
import io, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from PIL import Image, ImageOps
Image.MAX_IMAGE_PIXELS = 20_000_000
source = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["PNG", "JPEG"])
if source.width * source.height > Image.MAX_IMAGE_PIXELS:
    sys.exit(1)
source.load()
upright = ImageOps.exif_transpose(source)
upright.thumbnail((600, 600))
pixels = upright.convert("RGBA")
clean = Image.frombytes("RGBA", pixels.size, pixels.tobytes())
clean.save(sys.stdout.buffer, "PNG", optimize=True)
"""


def size_of(png: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 -- slow import

    return Image.open(io.BytesIO(png)).size
