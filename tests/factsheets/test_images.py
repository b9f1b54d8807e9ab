"""Pictures from people: what comes out carries nothing that went in but the
picture."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from factsheets import images

SECRET = "taken by Aigul at 42.87, 74.59"
COULD_NOT = "This picture could not be redrawn. Save it again as PNG and try once more."
ONLY = "Only PNG and JPEG pictures can be used."


def picture(fmt="PNG", *, size=(40, 20), mode="RGB", **saved):
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else None).save(out, fmt, **saved)
    return out.getvalue()


def rebuilt(content, name="logo.png"):
    return images.rebuilt(SimpleUploadedFile(name, content, content_type="image/png"))


def sentence_for(content):
    with pytest.raises(images.NotAPicture) as refusal:
        rebuilt(content)
    return str(refusal.value)


def with_exif(fmt):
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SECRET  # ImageDescription, Artist
    return picture(fmt, exif=exif)


def with_png_texts():
    texts = PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    return picture(pnginfo=texts)


def with_jpeg_comment():
    return picture("JPEG", comment=SECRET.encode())


def with_bytes_after_its_end():
    return picture() + SECRET.encode()


@pytest.mark.parametrize(
    "content",
    [
        with_exif("PNG"),
        with_exif("JPEG"),
        with_png_texts(),
        with_jpeg_comment(),
        with_bytes_after_its_end(),
    ],
    ids=["png exif", "jpeg exif", "png texts", "jpeg comment", "trailing"],
)
def test_rebuilt_keeps_the_picture_and_nothing_else(content):
    assert SECRET.encode() in content

    clean = rebuilt(content)

    assert SECRET.encode() not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (40, 20))
        assert image.info == {}
        red, green, blue, alpha = image.getpixel((20, 10))
    assert red > 250
    assert max(green, blue) < 5
    assert alpha == 255


def test_rebuilt_is_the_same_every_time():
    assert rebuilt(picture("JPEG")) == rebuilt(picture("JPEG"))


def test_rebuilt_makes_it_no_larger_than_the_page_needs():
    with Image.open(io.BytesIO(rebuilt(picture(size=(3000, 1500))))) as image:
        assert image.size == (600, 300)


def test_rebuilt_turns_a_photo_as_its_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: lying on its side

    with Image.open(io.BytesIO(rebuilt(picture("JPEG", exif=exif)))) as image:
        assert image.size == (20, 40)


def test_rebuilt_keeps_what_is_see_through():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")

    with Image.open(io.BytesIO(rebuilt(out.getvalue()))) as image:
        assert image.getpixel((1, 1))[3] == 0


def test_size_of():
    assert images.size_of(rebuilt(picture())) == (40, 20)


@pytest.mark.parametrize(
    "content",
    [
        picture("GIF"),
        picture("WEBP"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"just words",
        b"",
        b"\x89PNG\r\n",
    ],
    ids=["gif", "webp", "svg", "html", "pdf", "text", "empty", "half a signature"],
)
def test_rebuilt_refuses_what_is_no_png_or_jpeg(content):
    assert sentence_for(content) == ONLY


def png_claiming(width, height):
    """A few bytes that say they are a very large picture."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body))
            + kind
            + body
            + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    nothing = zlib.compress(bytes(1_000_000), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", nothing)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        picture()[:-30],
        picture("JPEG")[:200],
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"\xff\xd8\xff%PDF-1.7",
        png_claiming(5_000, 5_000),
        png_claiming(60_000, 60_000),
        png_claiming(2**31 - 1, 2**31 - 1),
        png_claiming(0, 0),
    ],
    ids=[
        "cut png",
        "cut jpeg",
        "html behind a signature",
        "pdf behind a signature",
        "25 megapixels",
        "a bomb",
        "a bomb beyond numbers",
        "of no size",
    ],
)
def test_rebuilt_refuses_what_cannot_be_drawn(content):
    assert sentence_for(content) == COULD_NOT


def test_rebuilt_refuses_a_large_file():
    assert sentence_for(picture() + bytes(images.BYTES_AT_MOST)) == (
        "The picture is larger than 2 MB."
    )


def test_the_drawing_process_has_little_memory(monkeypatch):
    """The same limits, and something that wants more than they give."""
    lines = images.REDRAW.split("from PIL")[0]
    monkeypatch.setattr(images, "REDRAW", f"{lines}\nbytes(600 << 20)\n")

    assert sentence_for(picture()) == COULD_NOT
