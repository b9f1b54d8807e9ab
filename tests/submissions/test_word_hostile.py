"""Files from somebody's machine that are not what they say."""

import json
import subprocess
import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from submissions.word import reading
from submissions.word.bookmarks import Sign, key_of, sign_of, text_of
from tests.submissions.returned import TEXT, edited, exported, part, with_part
from tests.submissions.test_diff import doc, para

FILE = exported(doc(para("Слово.", "b1")))
MEGABYTE = 1024 * 1024
DAMAGED = "The file is damaged or too large to be read. Save it again in Word."


def refusal(raw):
    with pytest.raises(reading.CannotRead) as refused:
        reading.read(raw)
    return str(refused.value)


def zipped(**parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def body(inner):
    start, _old = part(FILE).split("<w:body>")
    return f"{start}<w:body>{inner}</w:body></w:document>"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0 old Word", "This is not a Word file (.docx)."),
        (b"%PDF-1.7", "This is not a Word file (.docx)."),
        (zipped(styles="<a/>"), "This is not a Word file (.docx)."),
        (b"PK\x03\x04" + b"?" * 500, DAMAGED),
        (FILE[: len(FILE) // 2], DAMAGED),
        (zipped(document="<w:document"), DAMAGED),
        (zipped(document="<document/>"), DAMAGED),
        (bytes(10 * MEGABYTE + 1), "The file is larger than 10 MB."),
    ],
)
def test_what_is_no_word_file_is_refused_in_a_sentence(raw, sentence):
    assert refusal(raw) == sentence


def test_macros_are_refused():
    raw = with_part(FILE, b"\0", name="word/vbaProject.bin")

    assert refusal(raw) == "The file holds macros. Save it as .docx without them."


def test_a_file_that_admits_to_be_a_bomb_is_refused_unread():
    raw = with_part(FILE, "\n" * (101 * MEGABYTE), name="word/other.xml")

    assert len(raw) < MEGABYTE
    assert refusal(raw) == "The file is too large when unpacked, or locked."


def test_a_bomb_meets_the_limits_of_the_child():
    for many in ("<w:p/>" * MEGABYTE, "<w:p/>" * 6 * MEGABYTE):
        assert refusal(with_part(FILE, body(many))) == DAMAGED


def test_a_header_that_lies_about_the_size_is_found_out():
    raw = with_part(FILE, body("\n" * (40 * MEGABYTE)))
    small = (1000).to_bytes(4, "little")
    size = len(body("\n" * (40 * MEGABYTE)).encode()).to_bytes(4, "little")

    assert raw.count(size) == 2
    assert refusal(raw.replace(size, small)) == DAMAGED


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "http://localhost:1/d.dtd">',
    ],
)
def test_declared_entities_are_refused(declared):
    text = part(FILE)
    head = text.index("<w:document")
    raw = with_part(FILE, text[:head] + declared + text[head:])

    assert refusal(raw) == DAMAGED


def test_nesting_without_end_is_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 200
    ends = "</w:tc></w:tr></w:tbl>" * 200

    assert refusal(with_part(FILE, body(f"{deep}<w:p/>{ends}"))) == DAMAGED


def test_paragraphs_without_number_are_refused():
    assert refusal(with_part(FILE, body("<w:p/>" * 20_001))) == DAMAGED


def test_what_stands_in_boxes_fields_and_changes_is_left_out():
    inner = (
        "<w:p><w:r><w:t>Слово</w:t></w:r>"
        "<w:r><w:pict><w:p><w:r><w:t>Рамка</w:t></w:r></w:p></w:pict></w:r>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        "<w:moveFrom><w:r><w:t>было</w:t></w:r></w:moveFrom>"
        "<w:smartTag><w:ins><w:r><w:t> и дело</w:t></w:r></w:ins></w:smartTag>"
        '<w:r><w:br w:type="page"/><w:br/><w:t>да</w:t><w:tab/><w:t>нет</w:t></w:r></w:p>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Внутри</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>ряд</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )

    words = [one.words for one in reading.read(with_part(FILE, body(inner)))]
    assert words == ["Слово и дело\nда нет", "Внутри", ""]


def test_bookmarks_of_others_are_no_signs():
    raw = edited(FILE, ('w:name="_bb1_', 'w:name="_GoBack" w:was="_bb1_'))

    assert [one.signs for one in reading.read(raw)][-1] == ()
    for name in ("", "_b", "_b1", "b1_0123456789", "_q1_0123456789", "_b1_0123", "я"):
        assert sign_of(name) in (None, Sign("b", "1", ""))


def test_texts_are_named_in_forty_letters():
    key = key_of(TEXT)

    assert text_of(key) == TEXT
    assert len(f"_t{key}_0123456789") <= 40
    assert text_of("z" * 25) is None


def test_the_child_reads_nothing_but_what_it_is_given():
    done = subprocess.run(
        [sys.executable, "-I", str(reading.CHILD)],
        input=FILE,
        capture_output=True,
        check=True,
        env={},
    )

    assert done.stderr == b""
    assert json.loads(done.stdout)[-1]["words"] == "Слово."
