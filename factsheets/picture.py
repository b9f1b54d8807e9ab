"""A PDF page as a PNG, for the preview beside the words."""

import io

SCALE = 110 / 72  # pixels a point


def of_first_page(content: bytes) -> bytes:
    import pypdfium2  # noqa: PLC0415 -- slow import

    document = pypdfium2.PdfDocument(content)
    try:
        image = document[0].render(scale=SCALE).to_pil()
        out = io.BytesIO()
        image.quantize(64).save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()
