"""Papers that people bring: what is kept of them, and what is not."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import uploads
from core.uploads import NotAPaper, harmless

WORD = b"canaryhidden"


def upload(content, name="receipt.pdf"):
    return SimpleUploadedFile(name, content)


def picture(kind, **options):
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, kind, **options)
    return made.getvalue()


def pdf(change=None, *, pages=1, **saving):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 100))
    page = document.pages[0]
    page.contents_add(pikepdf.Stream(document, b"0 0 100 50 re f"))
    if change:
        change(document, page.obj)
    made = io.BytesIO()
    document.save(made, **saving)
    return made.getvalue()


def script(document, page):
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=WORD.decode())
    document.Root.OpenAction = document.make_indirect(action)


def page_action(document, page):
    page.AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"http://{WORD.decode()}.example")
    )


def link(document, page):
    page.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 9, 9],
                A=pikepdf.Dictionary(
                    S=pikepdf.Name.URI, URI=f"http://{WORD.decode()}.example"
                ),
            )
        ]
    )


def attachment(document, page):
    document.attachments[f"{WORD.decode()}.exe"] = b"MZ" + WORD


def metadata(document, page):
    document.docinfo["/Author"] = WORD.decode()
    with document.open_metadata() as meta:
        meta["dc:creator"] = [WORD.decode()]


def piece(document, page):
    page.PieceInfo = pikepdf.Dictionary(Word=WORD.decode())


@pytest.mark.parametrize(
    "hidden", [script, page_action, link, attachment, metadata, piece]
)
def test_a_pdf_loses_what_could_act_or_was_hidden(hidden):
    raw = pdf(hidden, compress_streams=False)
    assert WORD in raw.replace(b"\x00", b"")

    clean, kind = harmless(upload(raw))

    assert kind == "application/pdf"
    with pikepdf.open(io.BytesIO(clean)) as found:
        assert len(found.pages) == 1
        found.pages[0].contents_coalesce()
        assert b"0 0 100 50 re" in found.pages[0].Contents.read_bytes()
        unpacked = io.BytesIO()
        found.save(unpacked, compress_streams=False, qdf=True)
    for said in (clean, unpacked.getvalue()):
        assert WORD not in said
        for sign in (b"/JavaScript", b"/OpenAction", b"/AA", b"/URI", b"/EmbeddedFile"):
            assert sign not in said


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_drawn_anew(kind):
    exif = Image.Exif()
    exif[0x010E] = WORD.decode()

    clean, found = harmless(upload(picture(kind, exif=exif), "photo.jpg"))

    assert found == "image/png"
    assert WORD not in clean
    assert Image.open(io.BytesIO(clean)).size == (40, 30)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04",
        b"GIF89a",
        b"%PDF-1.7 and no more",
        b"\x89PNG\r\n\x1a\n and no more",
        b"\xff\xd8\xff\xe0 and no more",
    ],
)
def test_what_is_no_paper_is_refused_in_a_sentence(raw):
    with pytest.raises(NotAPaper) as found:
        harmless(upload(raw))

    assert str(found.value).endswith(".")


def test_a_locked_pdf_is_refused():
    locked = pdf(encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(NotAPaper):
        harmless(upload(locked))


def test_a_pdf_of_many_pages_is_no_receipt():
    with pytest.raises(NotAPaper):
        harmless(upload(pdf(pages=51)))


def test_what_is_too_large_is_not_read():
    class Huge:
        size = uploads.BYTES_AT_MOST + 1

        def read(self):
            raise AssertionError

    with pytest.raises(NotAPaper, match="larger than 10 MB"):
        harmless(Huge())


def test_a_picture_that_swells_is_refused():
    with pytest.raises(NotAPaper):
        harmless(upload(swelling()))


def swelling():
    """40,000 × 40,000 white pixels in a few kilobytes."""
    import struct  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    size = 40_000
    head = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * (size * (size // 8 + 1)), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )
