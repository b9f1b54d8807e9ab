import gzip
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.exchange import source, text
from recommendations.exchange.refusals import CannotRead
from recommendations.exchange.upr_info import read_export, shape_of
from tests.recommendations.samples import (
    CLEAN,
    DOUBLED,
    EXPORT,
    GLOBAL_CSV,
    KYRGYZ_CSV,
    KYRGYZ_XLS,
    export,
    needs_shared,
    row,
    spreadsheet,
)


@pytest.fixture
def read(tmp_path):
    def from_bytes(content, name="export.csv", **options):
        path = tmp_path / name
        path.write_bytes(content)
        return read_export(path, **options)

    return from_bytes


@needs_shared
def test_real_files_of_both_shapes_say_the_same():
    old, resaved = read_export(KYRGYZ_XLS), read_export(KYRGYZ_CSV)

    assert (old.format, resaved.format) == ("xls", "csv")
    assert len(old.rows) == len(resaved.rows) == 8343
    assert old.positions == Counter(supported=6206, noted=2137)
    assert [said(one) for one in old.rows] == [said(one) for one in resaved.rows]
    to_kyrgyzstan = [one for one in old.rows if one.state == "Kyrgyzstan"]
    assert Counter(one.position for one in to_kyrgyzstan) == {
        "supported": 154,
        "noted": 21,
    }
    assert Counter(one.recommender for one in to_kyrgyzstan).most_common(3) == [
        ("Austria", 9),
        ("Norway", 9),
        ("Uruguay", 9),
    ]


@needs_shared
def test_real_clean_file_is_read_from_its_gzip():
    clean = read_export(GLOBAL_CSV)
    assert len(clean.rows) == 33_082
    assert clean.positions == Counter(supported=24_378, noted=8_704)
    assert not any(one.fault for one in clean.rows)


def said(one):
    return (
        *(one.state, one.session, one.recommender, one.wording),
        *(one.position, one.action_category, one.issues),
    )


# Words as the exports have them: English with what Excel's code pages keep.
english = st.sampled_from(
    ["torture", "women’s", "“urgent”", "1990–2012", "Côte", "São", "María", "café"]
)
russian = st.sampled_from(["пытки", "Женщин", "детей", "«права»", "свободы", "№"])
places = st.sampled_from(["Norway", "Côte d’Ivoire", "São Tomé and Príncipe"])


def sentences(words):
    return st.lists(words, min_size=1, max_size=12).map(" ".join)


@given(
    wordings=st.lists(sentences(english), min_size=1, max_size=5),
    place=places,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "mac_roman", "cp1252"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\r", "\n", "\r\n"]),
    headers=st.sampled_from([EXPORT, DOUBLED]),
)
def test_english_text_survives_every_envelope(
    wordings, place, encoding, delimiter, line_end, headers
):
    # Whoever re-saves an export in a code page has names like these in it.
    rows = [row(wording, by=place) for wording in [*wordings, "São Tomé ’ Côte"]]
    content = export(
        rows,
        headers=headers,
        encoding=encoding,
        delimiter=delimiter,
        line_end=line_end,
    )
    found = list(text.rows_of(content, is_header=shape_of))
    assert found[1:] == rows


@given(
    wordings=st.lists(sentences(russian), min_size=1, max_size=5),
    encoding=st.sampled_from(["utf-8", "cp1251"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_russian_text_survives_every_envelope(wordings, encoding, delimiter):
    rows = [row(wording) for wording in [*wordings, "Запретить пытки"]]
    content = export(rows, encoding=encoding, delimiter=delimiter)
    assert list(text.rows_of(content, is_header=shape_of))[1:] == rows


@given(st.binary(max_size=3000))
def test_whatever_the_bytes_there_is_an_answer_or_a_refusal(content):
    try:
        source.kind_of(content)
        list(text.rows_of(content, is_header=shape_of))
    except CannotRead:
        pass


def test_spreadsheet_is_read_like_a_text(read):
    rows = [row("First & foremost"), row("Second", by="Chile")]
    book = spreadsheet([EXPORT.split(","), *rows])
    assert [said(one) for one in read(book).rows] == [
        said(one) for one in read(export(rows)).rows
    ]


def test_formulas_are_not_evaluated(read):
    [only] = read(spreadsheet([EXPORT.split(","), row("=1+1")])).rows
    assert only.wording == "=1+1"


def test_row_is_understood(read):
    [only] = read(
        export(
            [
                row(
                    "  End \n torture &amp; ill-treatment ",
                    by="C&#244;te d'Ivoire",
                    issues="Detention, Torture and other CID treatment",
                    response="Rejected",
                )
            ]
        )
    ).rows
    assert said(only) == (
        *("Kyrgyzstan", 8, "Côte d'Ivoire", "End torture & ill-treatment"),
        *("noted", 5, ("Detention", "Torture and other CID treatment")),
    )


def test_doubled_headers_keep_both_their_cells(read):
    found = read(export([row()], headers=DOUBLED))
    raw = found.raw(found.rows[0])
    assert (raw["Rgrp"], raw["Rgrp 2"]) == ("Asia", "WEOG")


def test_empty_rows_are_passed_over_and_numbers_stay(read):
    rows = [row("First"), [""] * 11, row("Third")]
    assert [one.number for one in read(export(rows)).rows] == [2, 4]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (
            row(response="Voluntary Pledge"),
            "A voluntary pledge is not a recommendation.",
        ),
        (row(response="Perhaps"), "The response of the State is missing or unknown."),
        (row(session=""), "The session is missing or not a number."),
        (row(session="٣"), "The session is missing or not a number."),
        (row(action="9"), "The action category is not one of 1 to 5."),
        (row(" "), "The row has no wording."),
        (row()[:9], "The row has 9 cells instead of 11."),
    ],
)
def test_rows_that_cannot_be_taken_say_why(read, cells, fault):
    first, _last = read(export([cells, row()])).rows
    assert first.fault == fault


def gzipped_zeros():
    return gzip.compress(bytes(source.MAX_BYTES + 1))


def huge_sheet():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (export([]), "The file has headers and no rows."),
        (b"%PDF-1.7\n%binary", "This is a PDF document, not a table."),
        (b"<html><table>", "This is a web page, not a table."),
        (bytes(100_000), "This is not a table that we can read."),
        (gzipped_zeros(), "The file is larger than 64 MB when unpacked."),
        (
            gzip.compress(export([row()]), mtime=0)[:-9],
            "The file is cut off: download it again.",
        ),
        (
            gzip.compress(b"x", mtime=0)[:10] + b"nonsense",
            "The file is damaged and cannot be unpacked.",
        ),
        (
            export([row()], headers="A,B,C,D,E,F,G,H,I,J,K"),
            "No sheet or first line has the columns of a UPR Info export.",
        ),
        (
            export([row(), row("Second")])[:-20],
            "The file is cut off after row 2: download it again.",
        ),
        (
            export([row("First", session="17"), row("Second", session="17")])[:-2],
            "The file is cut off after row 2: download it again.",
        ),
        (
            export([row(), row('Say "stop, now" loud')]).rpartition(b" loud")[0],
            "The file is damaged or cut off near line 3: download it again.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "The spreadsheet is damaged, cut off or too large: download it again.",
        ),
        (
            b"PK\x03\x04 and nothing more",
            "The spreadsheet is damaged, cut off or too large: download it again.",
        ),
        (
            spreadsheet([], sheet_xml=huge_sheet()),
            "The spreadsheet is damaged, cut off or too large: download it again.",
        ),
        (
            spreadsheet([["Another"], ["sheet"]]),
            "No sheet or first line has the columns of a UPR Info export.",
        ),
        (
            spreadsheet([], sheet_xml=" " * (257 * 1024 * 1024)),
            "The spreadsheet is too large when unpacked, or locked.",
        ),
    ],
)
def test_what_is_not_an_export_is_refused_in_one_sentence(read, content, sentence):
    with pytest.raises(CannotRead) as refusal:
        read(content, name="export.xls")
    assert str(refusal.value) == sentence


def test_clean_text_cut_inside_its_last_cell_is_refused(read):
    cells = "1-5.csv,2,1,8,Kyrgyzstan,,,Norway,,,Accepted,5,,Ratify the protocol"
    whole = export([cells.split(",")], headers=CLEAN)
    assert len(read(whole).rows) == 1
    with pytest.raises(CannotRead, match="cut off after row 1"):
        read(whole[:-4])


def test_text_without_a_last_line_end_is_taken(read):
    """Excel on Macs leaves it out."""
    assert len(read(export([row()], line_end="\r")[:-1]).rows) == 1


def test_size_is_looked_at_before_reading(tmp_path):
    path = tmp_path / "zeros.xls"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)  # sparse: it takes no room
    with pytest.raises(CannotRead, match="The file is larger than 64 MB"):
        read_export(path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "This is not a file."), ("missing.xls", "There is no such file.")],
)
def test_what_is_no_file_is_refused(tmp_path, name, sentence):
    with pytest.raises(CannotRead, match=sentence):
        read_export(tmp_path / name)


def test_format_that_was_not_expected_is_refused(read):
    with pytest.raises(CannotRead, match=r"is a \.csv by its content, not a \.xls"):
        read(export([row()]), name="export.xls", expected="xls")


@needs_shared
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99, 0.9999])
def test_real_files_cut_off_anywhere_are_refused(tmp_path, share):
    for whole in (KYRGYZ_XLS, KYRGYZ_CSV, GLOBAL_CSV):
        path = tmp_path / whole.name
        content = whole.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(CannotRead):
            read_export(path)
