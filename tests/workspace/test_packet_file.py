"""A packet taken out as a Word file and brought back: by hand, by LibreOffice, by
somebody who means harm."""

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from core.translations import BlockState, digest
from submissions.word import reading
from tests.factories import RoleFactory
from tests.factories.packets import send, send_by_link
from tests.submissions.office import Office, needs_office
from tests.submissions.returned import with_part
from tests.submissions.writing import change, type_in
from tests.workspace import packet_cast
from tests.workspace.packet_cast import lines
from workspace import gathering, packet_returns, packets
from workspace.models import Packet
from workspace.packet_files import render_packet, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(cast):
    return RoleFactory(
        user__full_name="Tamara", role="translator", review=cast.review
    ).user


@pytest.fixture(scope="module")
def libre(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


def taken_out(packet):
    items = list(packet.items.order_by("order"))
    return render_packet(packet, items, names=gathering.names_of(items))


def filled(raw, words):
    """As somebody would in Word: row → what is typed into its right cell."""
    document = Document(BytesIO(raw))
    rows = document.tables[0].rows
    for number, text in words.items():
        rows[number].cells[1].text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rows(raw):
    return rows_of(reading.read(raw))


def back(packet, raw, *, by):
    return packet_returns.bring_back(
        packet=packet, rows=rows(raw), by=by, at=timezone.now()
    )


def states(packet):
    found = gathering.standing(packet.items.all(), into="en")
    return [
        found[gathering.key_of(item)].state for item in packet.items.order_by("order")
    ]


# Acceptance


WORDS = [
    "право",
    "жилище",
    "район",
    "школа",
    "женщина",
    "ребёнок",
    "закон",
    "суд",
    "защита",
    "орган",
    "совет",
    "область",
    "село",
    "город",
    "помощь",
    "приют",
    "врач",
    "учитель",
    "доступ",
    "вода",
    "дорога",
    "тюрьма",
    "пытки",
    "свобода",
    "собрание",
    "слово",
    "печать",
    "выборы",
    "семья",
    "здоровье",
]


def prose(seed, words):
    rng = random.Random(seed)
    said = " ".join(rng.choice(WORDS) for _ in range(words))
    return f"{said.capitalize()}."


@needs_office
def test_900_words_come_back_from_libreoffice(cast, translator, libre):
    sources = []
    for number in range(3):
        paragraphs = [prose(f"{number}.{k}", 60) for k in range(3)]
        source, _target = packet_cast.sections(cast.first, *paragraphs)
        sources.append(source)
    for number in range(4):
        packet_cast.proposal(cast.first, prose(f"p{number}", 45))
    packet_cast.factsheet(
        cast.first,
        title_ru=prose("t", 8),
        key_message_ru=prose("k", 32),
        situation_ru=prose("s", 80),
        challenges_ru=prose("c", 60),
    )
    packet = send(cast.first, translator, by=cast.bob)
    count = packet.items.count()
    assert sum(packet.items.values_list("words", flat=True)) == 900
    raw = taken_out(packet)
    changed = packet.items.get(block=first_block(sources[1]))
    change(sources[1], type_in(0, " Добавлено позже."))
    empty = {2, 11}
    words = {n: f"Translation {n}" for n in range(1, count + 1) if n not in empty}
    edited = libre.edit(filled(raw, words))  # opened and saved by LibreOffice
    assert edited != raw

    result = back(packet, edited, by=translator)

    assert {item.order for item in result.empty} == empty
    (asked,) = result.asks
    assert asked.item == changed
    assert asked.now.source.endswith("Добавлено позже.")
    assert not asked.item.source_text.endswith("Добавлено позже.")
    assert not result.refused
    assert len(result.kept) == count - 3
    found = dict(zip(range(1, count + 1), states(packet), strict=True))
    unready = empty | {changed.order}
    assert all(found[number] == BlockState.MISSING for number in unready)
    assert {found[n] for n in found.keys() - unready} == {BlockState.REVIEW}
    assert lines(packet_cast.english_of(sources[0])) == [
        "Translation 1",
        "Translation 3",
    ]


def first_block(text):
    from submissions import documents  # noqa: PLC0415 -- short

    text.refresh_from_db()
    return next(documents.blocks(text.document)).id


@needs_office
def test_what_is_typed_in_libreoffice_is_read(cast, translator, libre):
    from tests.submissions.office import TRACKING, replace  # noqa: PLC0415 -- here only

    packet_cast.sections(cast.first, "Один.", "Два, с ⟦ скобкой.")
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "ONE", 2: "TWO"})
    edited = libre.edit(raw, TRACKING, replace("ONE", "The first, ң"))
    result = back(packet, edited, by=translator)

    assert [saved.item.text for saved in result.kept] == ["The first, ң", "TWO"]


# What comes back by hand


def test_the_file_has_codes_sources_and_what_stands_there(cast, translator):
    sheet = packet_cast.factsheet(cast.first, title_en="Old title")
    type(sheet).objects.update(marks={})
    packet = send(sheet, translator, by=cast.bob)

    found = rows(taken_out(packet))
    assert [row.target for row in found] == ["Old title", ""]
    assert [row.source for row in found] == [
        item.source_text for item in packet.items.order_by("order")
    ]
    assert all(
        row.is_as_it_was(item)
        for row, item in zip(found, packet.items.order_by("order"), strict=True)
    )


def test_unchanged_cells_do_nothing(cast, translator):
    sheet = packet_cast.factsheet(cast.first, title_en="Old title")
    type(sheet).objects.update(marks={})
    packet = send(sheet, translator, by=cast.bob)
    result = back(packet, taken_out(packet), by=translator)

    assert (result.kept, result.asks, result.unchanged) == ([], [], 1)
    assert [item.order for item in result.empty] == [2]
    sheet.refresh_from_db()
    assert sheet.block("title", "en").state == BlockState.STALE


def test_the_same_file_twice_changes_nothing_more(cast, translator):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "Build"})
    assert len(back(packet, raw, by=translator).kept) == 1
    again = back(packet, raw, by=translator)

    assert (again.asks, again.refused) == ([], [])


def test_an_older_file_does_not_overwrite_what_was_typed_on_screen(cast, translator):
    proposal = packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "From the file"})
    item = packet.items.get()
    packets.save_item(
        packet=packet,
        order=1,
        handed=packets.Handed(
            text="On screen", source_digest=item.source_digest, base=digest("")
        ),
        by=translator,
        at=timezone.now(),
    )
    (asked,) = back(packet, raw, by=translator).asks

    assert (asked.now.text, asked.item.offered) == ("On screen", "From the file")
    proposal.refresh_from_db()
    assert proposal.wording_en == "On screen"


def test_a_file_made_after_that_corrects_it(cast, translator):
    proposal = packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    back(packet, filled(taken_out(packet), {1: "First try"}), by=translator)
    result = back(packet, filled(taken_out(packet), {1: "Second try"}), by=translator)

    assert len(result.kept) == 1
    proposal.refresh_from_db()
    assert proposal.wording_en == "Second try"


# What is refused


def refuse(packet, raw, *, by, match):
    before = list(packet.items.order_by("order").values())
    with pytest.raises(packet_returns.CannotReturn, match=match):
        back(packet, raw, by=by)
    assert list(packet.items.order_by("order").values()) == before


def test_a_packet_of_another_group_is_refused_in_a_sentence(cast, translator):
    packet_cast.proposal(cast.first)
    foreign = packet_cast.proposal(cast.confidential, "Скрытое")
    packet = send(cast.first, translator, by=cast.bob)
    other = send(cast.confidential, cast.grace, by=cast.grace)
    raw = filled(taken_out(other), {1: "Planted"})

    refuse(packet, raw, by=translator, match="another packet")
    foreign.refresh_from_db()
    assert foreign.wording_en == ""


def test_one_foreign_row_refuses_the_whole_file(cast, translator):
    packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "One", 2: "Two"})
    code = packet.items.get(order=2).code
    raw = replaced(raw, code, "A" * len(code))

    refuse(packet, raw, by=translator, match="1 row")


def replaced(raw, old, new, *, count=1):
    with ZipFile(BytesIO(raw)) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count(old) == count
    return with_part(raw, text.replace(old, new))


def test_codes_that_were_exchanged_are_noticed(cast, translator):
    packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "One", 2: "Two"})
    one, two = (packet.items.get(order=n).code for n in (1, 2))
    for old, new in ((one, "X" * 10), (two, one), ("X" * 10, two)):
        raw = replaced(raw, old, new)

    refuse(packet, raw, by=translator, match="mixed")


def test_a_row_copied_is_noticed(cast, translator):
    packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "One", 2: "Two"})
    one, two = (packet.items.get(order=n).code for n in (1, 2))

    refuse(packet, replaced(raw, two, one), by=translator, match="copied or mixed")


def test_a_row_without_its_code_is_not_lost_in_silence(cast, translator):
    packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "One", 2: "Two"})
    raw = replaced(raw, packet.items.get(order=2).code, "?")

    refuse(packet, raw, by=translator, match="1 row")


def test_a_forged_mark_overwrites_nothing(cast, translator):
    """The marks say what the file shows: any other is taken for an older one."""
    proposal = packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    raw = filled(taken_out(packet), {1: "Mine"})
    item = packet.items.get()
    raw = replaced(raw, f".{item.source_digest[:4]}.", ".0000.")

    assert len(back(packet, raw, by=translator).asks) == 1
    proposal.refresh_from_db()
    assert proposal.wording_en == ""


def test_nothing_that_is_typed_breaks_it(cast, translator):
    source, target = packet_cast.sections(cast.first, "Один.", "Два.")
    packet = send(cast.first, translator, by=cast.bob)
    for odd in (
        "⟦",
        "⟦1⟧",
        "<b>x</b> & 'y'",
        "x" * 9000,
        "строка\nвторая\n\nтретья",
        "\u202eevil",
        "😀 ң",
    ):
        raw = filled(taken_out(packet), {1: odd})
        result = back(packet, raw, by=translator)
        assert len(result.kept) + len(result.refused) + len(result.asks) <= 1
    assert lines(source) == ["Один.", "Два."]
    assert target.pk


# Hostile files, through the page


def upload(client, packet, content, *, person, name="packet.docx"):
    client.force_login(person)
    address = reverse("workspace:packet-return", args=[packet.review_id, packet.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def zipped(**parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


XXE = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty", "empty"),
        ("text", "not a Word file"),
        ("pdf", "not a Word file"),
        ("other zip", "not a Word file"),
        ("macros", "macros"),
        ("xxe", "damaged"),
        ("bomb", "too large"),
        ("cut", "damaged"),
        ("50 MB", "larger than 10"),
        ("plain docx", "not a file that was taken out"),
    ],
)
def test_a_doctored_file_is_refused_in_a_sentence(
    client, cast, translator, name, sentence
):
    packet_cast.proposal(cast.first)
    packet = send(cast.first, translator, by=cast.bob)
    good = filled(taken_out(packet), {1: "Planted"})
    blank = BytesIO()
    Document().save(blank)
    content = {
        "empty": b"",
        "text": b"just words",
        "pdf": b"%PDF-1.7 nothing",
        "other zip": zipped(readme="x"),
        "macros": with_part(good, b"x", name="word/vbaProject.bin"),
        "xxe": with_part(good, XXE),
        "bomb": with_part(good, b"0" * (120 * 1024 * 1024)),
        "cut": good[: len(good) // 2],
        "50 MB": b"PK\x03\x04" + bytes(50 * 1024 * 1024),
        "plain docx": blank.getvalue(),
    }[name]
    answer = upload(client, packet, content, person=translator)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "passwd" not in answer.text
    assert "root:" not in answer.text
    assert packet.items.get().state == "waiting"


def test_a_guest_takes_it_out_and_brings_it_back(client, cast):
    proposal = packet_cast.proposal(cast.first)
    packet, token = send_by_link(cast.first, by=cast.bob)
    page = reverse("packet_link:packet", args=[token])
    for _look in range(2):
        assert client.get(page).status_code == 200
        out = client.get(reverse("packet_link:file", args=[token]))
    raw = filled(out.content, {1: "By a guest"})
    answer = client.post(page, {"file": SimpleUploadedFile("p.docx", raw)})

    assert answer.status_code == 200
    assert "1 translation is in its place" in answer.text
    proposal.refresh_from_db()
    assert proposal.wording_en == "By a guest"
    assert answer.headers["Cache-Control"].count("no-store")
    assert cast.bob.full_name not in answer.text
    packets.close_packet(packet=packet, actor=cast.bob, at=timezone.now())
    assert client.get(page).status_code == 404
    assert client.get(reverse("packet_link:file", args=[token])).status_code == 404


def test_a_link_to_something_else_opens_no_packet(client, cast):
    from tests.factories.feedback import ask_guest  # noqa: PLC0415 -- one test

    proposal = packet_cast.proposal(cast.first)
    _asked, token = ask_guest(proposal, by=cast.bob)

    assert client.get(reverse("packet_link:packet", args=[token])).status_code == 404
    assert Packet.objects.count() == 0
