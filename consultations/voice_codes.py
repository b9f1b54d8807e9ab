"""Codes as rows, and codes as pictures."""

from datetime import datetime
from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from consultations.digits import digest_for, digits_of, in_fours
from consultations.models import Code


def draw_code(*, at: datetime, **subject) -> Code:
    """The code of a `finding` or of an `event` that has none yet."""
    code = Code(made_at=at, **subject)
    code.digest = digest_for(code)
    code.save(force_insert=True)
    return code


def shown_code(code: Code) -> dict[str, object]:
    """What a page needs to show it: the digits as one reads them out, and the
    picture that a telephone reads. The digits stand behind a #: no server is told
    them before its owner presses a button."""
    digits = digits_of(code)
    address = f"{settings.SITE_URL}{reverse('code:page')}#{digits}"
    return {"digits": digits, "fours": in_fours(digits), "qr": picture_of(address)}


def picture_of(address: str) -> SafeString:
    """A QR code as SVG, whose colours are those of paper on any ground."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        border=4,
        omitsize=True,
        xmldecl=False,
        svgns=False,
        svgclass="qr",
        lineclass=None,
        dark="#000",
        light="#fff",
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 -- segno's own drawing
