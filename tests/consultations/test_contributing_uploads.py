"""Hostile photos: a hundred of them, a thousand with `bin/test --all`. None breaks a
page, none takes more than five seconds or more memory than a cell has."""

import io
import os
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections import Counter

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from consultations import contributing_doors as doors
from consultations.contributing import REDRAW
from consultations.models import Finding, Photo
from core import files
from tests.consultations.test_contributing import said
from tests.factories.consultations import ContributionLinkFactory

pytestmark = pytest.mark.django_db
COUNT = 1_000 if os.environ.get("ALL") else 100
SECONDS_AT_MOST = 5
MEGABYTES_AT_MOST = 256
PEAK = """
import resource, sys
import django
django.setup()
from pathlib import Path
from consultations.contributing import REDRAW
from core import uploads
def worked():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
slowest = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    before = worked()
    try:
        uploads.in_a_cell(REDRAW, path.read_bytes())
    except uploads.NotAPaper:
        pass
    slowest = max(slowest, worked() - before)
print(slowest, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def chunk(kind: bytes, body: bytes) -> bytes:
    told = struct.pack(">I", len(body)) + kind + body
    return told + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def drawn(kind: str, size=(320, 240), **how) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def bombs() -> dict[str, bytes]:
    """Small files that want to become large ones."""
    black = zlib.compress(b"\0" * 50_000_000, 9)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side: drawing it upright takes a copy
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", b"\0" * 10_000_000)
    return {
        "more points than there are": png(2**31 - 1, 2**31 - 1, black[:500]),
        "a wall": png(60_000, 60_000, black),
        "a line": png(16_000_000, 1, black),
        "just too many points": png(4100, 4100, black),
        "as many as allowed": png(4096, 4000, black),
        "a long comment": png(1, 1, black, chunk(b"zTXt", b"a\0\0" + black)),
        "a profile": png(1, 1, black, chunk(b"iCCP", b"a\0\0" + black)),
        "many comments": png(
            1, 1, black, *[chunk(b"tEXt", b"k\0" + b"x" * 9000)] * 500
        ),
        "on its side": drawn("JPEG", (4000, 4000), exif=exif),
        "in steps": drawn("JPEG", (4000, 4000), progressive=True),
        "an archive": packed.getvalue(),
        "a picture and an archive": drawn("PNG") + packed.getvalue(),
    }


def hostile(draw: random.Random) -> bytes:
    """One more: a picture that was cut, struck or mixed up."""
    raw = bytearray(draw.choice(GOOD))
    way = draw.randrange(6)
    if way == 0:
        return bytes(raw[: draw.randrange(len(raw))])
    if way == 1:
        for _hit in range(draw.randrange(1, 60)):
            raw[draw.randrange(8, len(raw))] = draw.randrange(256)
        return bytes(raw)
    if way == 2:
        at, length = draw.randrange(8, len(raw)), draw.randrange(1, 400)
        return bytes(raw[:at] + draw.randbytes(length) + raw[at:])
    if way == 3:
        return bytes(raw[:8]) + draw.randbytes(draw.randrange(5_000))
    if way == 4:
        return bytes(raw) + draw.choice(GOOD)[8:] + b"<script>alert(1)</script>"
    head = draw.choice([b"GIF89a", b"RIFF", b"%PDF-1.7", b"\xff\xd8", b"MZ", b"<svg "])
    return head + bytes(raw[8:])


GOOD = [drawn("PNG"), drawn("JPEG"), drawn("JPEG", progressive=True)]
NAMES = ["a.png", "../../a.png", "a\x00.png", "ы" * 200, "a.svg", "con", ""]
TYPES = ["image/png", "image/svg+xml", "text/html", "", "x" * 300]


def test_hostile_photos_break_nothing(monkeypatch, record_property):
    for name in ("PICTURES", "PICTURES_OF_A_LINE"):
        endless = doors.Rate(name=name, at_most=10**6, seconds=60)
        monkeypatch.setattr(doors, name, endless)
    link = ContributionLinkFactory(takes_photos=True)
    draw = random.Random(2026)
    raws = [*bombs().values()]
    raws += [hostile(draw) for _n in range(COUNT - len(raws))]
    client, statuses = Client(), Counter()

    for raw in raws:
        photo = SimpleUploadedFile(
            draw.choice(NAMES) or "x", raw, content_type=draw.choice(TYPES)
        )
        answer = client.post(link.secret_path(), {**said(link), "photos": photo})
        statuses[answer.status_code] += 1
        if answer.status_code != 200:
            assert 'class="wrong"' in answer.text or 'role="alert"' in answer.text

    record_property("answers by status", dict(statuses))
    assert set(statuses) == {200, 422}
    assert statuses.total() == COUNT
    assert Finding.objects.count() == statuses[200]
    for kept in Photo.objects.select_related("file"):
        with Image.open(io.BytesIO(files.read(kept.file))) as picture:
            assert (picture.format, picture.info) == ("PNG", {})
            assert max(picture.size) <= 1600


def test_no_photo_takes_more_work_or_memory_than_a_cell_has(tmp_path, record_property):
    for number, raw in enumerate(bombs().values()):
        (tmp_path / f"{number:02}").write_bytes(raw)

    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(tmp_path)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "upr_platform.settings_test"},
        capture_output=True,
        text=True,
        check=True,
    )

    seconds, megabytes = done.stdout.split()
    record_property("longest cell, seconds of work", round(float(seconds), 1))
    record_property("largest cell, MB", int(megabytes))
    assert float(seconds) <= SECONDS_AT_MOST
    assert int(megabytes) <= MEGABYTES_AT_MOST


@pytest.mark.parametrize("name", ["on its side", "in steps"])
def test_what_a_telephone_takes_is_accepted(name):
    link = ContributionLinkFactory(takes_photos=True)
    photo = SimpleUploadedFile("a.jpg", bombs()[name], content_type="image/jpeg")

    answer = Client().post(link.secret_path(), {**said(link), "photos": photo})

    assert answer.status_code == 200
    assert Photo.objects.count() == 1
    assert "256" in REDRAW
