"""Pictures from people, made harmless: decoded in a process of its own with
little memory and time, drawn anew, kept without anything they carried."""

import io

from django.utils.translation import gettext as _

from core import uploads

BYTES_AT_MOST = 2 * 1024 * 1024


class NotAPicture(ValueError):
    """The file is no PNG or JPEG that can be redrawn. The message says why."""


def rebuilt(upload) -> bytes:
    """A clean PNG from an uploaded file, at most 600 pixels wide.

    Raises NotAPicture with a sentence; nothing was kept then.
    """
    if upload.size > BYTES_AT_MOST:
        raise NotAPicture(_("The picture is larger than 2 MB."))
    raw = upload.read()
    if not raw.startswith(uploads.PICTURES):
        raise NotAPicture(_("Only PNG and JPEG pictures can be used."))
    try:
        return uploads.in_a_cell(REDRAW, raw)
    except uploads.NotAPaper:
        raise NotAPicture(
            _(
                "This picture could not be redrawn. Save it again as PNG and try once more."
            )
        ) from None


REDRAW = uploads.redraw(
    side=600, mode="RGBA", pixels=20_000_000, megabytes=512, seconds=10
)


def size_of(png: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 -- slow import

    return Image.open(io.BytesIO(png)).size
