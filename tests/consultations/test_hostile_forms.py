"""Hostile forms that are brought in: sixty of them, five hundred with `bin/test --all`.
None breaks the page, none takes more than five seconds of work or 256 MB."""

import io
import os
import random
import subprocess
import sys
import zipfile
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client

from consultations import form_files
from consultations.models import Finding
from tests.consultations.test_forms_in import docx, upload, with_part, xlsx
from tests.factories.consultations import EventFactory

pytestmark = pytest.mark.django_db
COUNT = 500 if os.environ.get("ALL") else 60
SECONDS_AT_MOST = 5
MEGABYTES_AT_MOST = 256
PEAK = """
import resource, sys
import django
django.setup()
from pathlib import Path
from consultations import forms_in
def used():
    both = [resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)]
    return sum(one.ru_utime + one.ru_stime for one in both)
most, slowest = 0, 0
for number, path in enumerate(sorted(Path(sys.argv[1]).iterdir())):
    before, raw = used(), path.read_bytes()
    try:
        forms_in._refuse_what_is_no_form(raw)
        is_word = forms_in._holds(raw, "word/document.xml")
        forms_in._under_headings((forms_in._word_rows if is_word else forms_in._sheet_rows)(raw))
    except forms_in.CannotRead:
        pass
    most, slowest = max((most, slowest), (used() - before, number))
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
status = Path("/proc/self/status").read_text().split()
web = int(status[status.index("VmHWM:") + 1]) // 1024  # what it was forked from is not in it
print(most, slowest, reader, web)
"""
SHEET, BODY = "xl/worksheets/sheet1.xml", "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


def word_of(inside: str, before: str = "") -> bytes:
    whole = f'{before}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    return with_part(form_files.document("en"), BODY, whole.encode())


def sheet_of(inside: str, before: str = "") -> bytes:
    whole = (
        f'{before}<worksheet xmlns="{S}"><sheetData>{inside}</sheetData></worksheet>'
    )
    return with_part(form_files.sheet("en"), SHEET, whole.encode())


def many_entries() -> bytes:
    out = io.BytesIO(form_files.sheet("en"))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(30_000):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


def bombs() -> dict[str, bytes]:
    cell = "<w:tc/>"
    said = "<w:tc><w:p><w:r><w:t>What is wrong?</w:t></w:r></w:p></w:tc>"
    return {
        "laughs in Word": word_of("<w:p><w:r><w:t>&m;</w:t></w:r></w:p>", LAUGHS),
        "laughs in a sheet": sheet_of("<row><c><v>&m;</v></c></row>", LAUGHS),
        "spaces in Word": word_of(" " * 90_000_000),
        "spaces in a sheet": sheet_of(" " * 90_000_000),
        "deep": word_of("<w:sdt>" * 200_000),
        "deep cells": word_of(f"<w:tbl><w:tr>{'<w:tc>' * 50_000}"),
        "wide": word_of(f"<w:tbl><w:tr>{cell * 900_000}{said}</w:tr></w:tbl>"),
        "wide rows": sheet_of(
            "".join(
                f'<row r="{n}"><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>'
                for n in range(1, 600)
            )
        ),
        "a cell at the end of the world": sheet_of(
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "a number without end": sheet_of(f"<row><c><v>{'9' * 5_000_000}</v></c></row>"),
        "many paragraphs": word_of("<w:p/>" * 1_000_000),
        "many entries": many_entries(),
        "another sheet's strings": with_part(
            form_files.sheet("en"), "xl/sharedStrings.xml", b"<sst><si>" * 300_000
        ),
    }


def hostile(draw: random.Random) -> bytes:
    """A form in which one part was struck, and that was packed again."""
    whole = draw.choice(GOOD)
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    name = draw.choice(names)
    raw = bytearray(zipfile.ZipFile(io.BytesIO(whole)).read(name))
    way = draw.randrange(4)
    for _hit in range(draw.randrange(1, 40)):
        place = draw.randrange(len(raw) + 1)
        if way == 0:
            raw[place:place] = draw.choice(MEAN)
        elif way == 1:
            del raw[place : place + draw.randrange(30)]
        elif raw:
            raw[min(place, len(raw) - 1)] = draw.randrange(256)
    changed = with_part(whole, name, bytes(raw))
    return changed if way < 3 else changed[: draw.randrange(len(changed))]


GOOD = [form_files.sheet("ru"), docx(["Жол жок"]), xlsx(["Жол жок"]), xlsx(["=1+1"])]
MEAN = [b"<", b"&#0;", b"&#xD800;", b"\0", b"9" * 400, b"]]>", b"<w:tbl>", b"\xff\xfe"]


def test_hostile_forms_break_nothing(cast, record_property):
    event = EventFactory(host=cast.first)
    client, statuses = Client(), Counter()
    client.force_login(cast.bob)
    draw = random.Random(2026)
    forms = [*bombs().values()]
    forms += [hostile(draw) for _n in range(COUNT - len(forms))]

    for raw in forms:
        statuses[upload(client, event, raw).status_code] += 1

    record_property("answers by status", dict(statuses))
    assert statuses == {200: COUNT}
    assert not Finding.objects.exists()


def test_no_form_takes_more_work_or_memory_than_it_may(tmp_path, record_property):
    """Of the process that reads it, and of the one that asked for it: measured in a
    fresh one, for a child begins as large as its parent."""
    names = []
    for number, (name, raw) in enumerate(bombs().items()):
        (tmp_path / f"{number:02}").write_bytes(raw)
        names.append(name)

    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(tmp_path)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "upr_platform.settings_test"},
        capture_output=True,
        text=True,
        check=True,
    )

    seconds, slowest, reader, web = done.stdout.split()
    record_property("most work", f"{names[int(slowest)]}: {float(seconds):.1f} s")
    record_property("reader, MB", int(reader))
    record_property("web process, MB", int(web))
    assert float(seconds) <= SECONDS_AT_MOST
    assert int(reader) <= MEGABYTES_AT_MOST
    assert int(web) <= MEGABYTES_AT_MOST
