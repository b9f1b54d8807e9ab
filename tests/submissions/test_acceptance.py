"""A joint submission from the first word to the file that is handed in: 5,600 words by
eight groups, asked of twelve organisations, frozen, opened in LibreOffice."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.db import transaction
from lxml import etree

from core import files
from reviews.loading import load_rules
from submissions import (
    arranging,
    checking,
    copying,
    requesting,
    signing,
    stages,
    store,
    ydoc,
)
from submissions.models import FrozenFile, Naming, Section, SignOn
from submissions.signing import Answer
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.signing import asked, signed
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions import office
from tests.submissions.docx import Package, W
from tests.submissions.office import Office, needs_office
from tests.submissions.test_diff import note, of, run
from tests.submissions.test_word_office import TEXT_NS

pytestmark = [pytest.mark.django_db]

WORDS = [
    "охранный",
    "ордер",
    "участковый",
    "пострадавшая",
    "районный",
    "суд",
    "убежище",
    "Нарын",
    "Баткен",
    "закон",
    "срок",
    "решение",
    "жалоба",
    "ребёнок",
    "школа",
    "дорога",
    "больница",
    "справка",
    "пособие",
    "ответ",
]
SECTIONS, PARAGRAPHS, LONG = 8, 10, 69


def paragraph(number):
    """Sixty-nine words that stand nowhere else, and a footnote of five."""
    said = [
        WORDS[(number * 7 + k * (1 + number % 5)) % len(WORDS)] for k in range(LONG)
    ]
    said[0] = f"Абзац-{number}"
    half = LONG // 2
    footnote = note(f"Отчёт {number}, Бишкек, 2024, с.")
    return of(
        run(" ".join(said[:half]) + " "),
        footnote,
        run(" ".join(said[half:])),
        key=ydoc.new_block_id(),
    )


def write(text, nodes, *, author, at):
    with transaction.atomic():
        locked = store.lock(text.pk)
        doc = store.load(text.pk).doc()
        data = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
        store.add(locked, data, author=author, at=at, via="restored")
        copying.write_copy(text.pk, at=at)


@pytest.fixture
def joint(cast, now):
    """Eight groups, a section each, members first and a summary."""
    load_rules()
    groups = [cast.first, cast.second]
    groups += [GroupFactory(review=cast.review) for _group in range(SECTIONS - 2)]
    submission = SubmissionFactory(review=cast.review, groups=groups)
    SectionFactory(submission=submission, order=1, part="members", heading_ru="Кто мы")
    SectionFactory(submission=submission, order=2, part="summary", heading_ru="Кратко")
    for section in submission.sections.all():
        words = " ".join(["слово"] * 40)
        write(text_of(section), [ydoc.paragraph(words)], author=cast.bob, at=now)
    for place, group in enumerate(groups):
        writer = MembershipFactory(group=group, role="rapporteur").user
        section = SectionFactory(
            submission=submission,
            order=3 + place,
            group=group,
            heading_ru=f"{place}. Женщины",
            word_budget=720,
        )
        nodes = [paragraph(place * PARAGRAPHS + k) for k in range(PARAGRAPHS)]
        write(text_of(section), nodes, author=writer, at=now)
    return submission


def agree(submission, *, actor, at):
    for section in submission.sections.all():
        Section.objects.filter(pk=section.pk).update(status="ready")
        arranging.agree_section(section_id=section.pk, actor=actor, at=at)


def propose(submission, *, actor, at):
    stages.open_review(submission_id=submission.pk, actor=actor, at=at)
    stages.open_sign_on(submission_id=submission.pk, actor=actor, at=at)


def sign(submission, *, actor, at):
    """Twelve: six named, three unnamed, one hidden, two by phone (named)."""
    for number in range(6):
        signed(submission, f"Named {number}", by=actor, naming=Naming.NAMED, at=at)
    for number in range(3):
        signed(submission, f"Unnamed {number}", by=actor, naming=Naming.UNNAMED, at=at)
    signed(submission, "Hidden 0", by=actor, naming=Naming.HIDDEN, at=at)
    for number in range(2):
        row = asked(submission, f"Phoned {number}", by=actor, at=at)
        signing.record_answer(
            sign_on_id=row.pk,
            answer=Answer(
                kind="yes",
                naming=Naming.NAMED,
                signed_name="Айбек Усенов",
                signed_function="директор",
            ),
            via="phone",
            said_at=at,
            actor=actor,
            at=at,
        )


def frozen_file(submission):
    return files.read(FrozenFile.objects.get(submission=submission, language="ru").file)


def names_in(raw):
    with ZipFile(BytesIO(raw)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    return set(re.findall(r"(?:Named|Unnamed|Hidden|Phoned) \d", whole)), whole


NAMED = {*(f"Named {n}" for n in range(6)), "Phoned 0", "Phoned 1"}


@needs_office
def test_from_the_first_word_to_the_file_that_is_handed_in(
    joint, cast, now, tmp_path, record_property
):
    leader = cast.alice
    checked = checking.check(joint, language="ru", user=leader)
    assert SECTIONS * PARAGRAPHS * LONG + 80 == 5_600
    assert checked.measure.words == 5_629  # with its headings; 5,630 may be handed in
    assert checked.to_mend == 0
    agree(joint, actor=leader, at=now)
    propose(joint, actor=leader, at=now)
    sign(joint, actor=leader, at=now)
    stages.freeze(submission_id=joint.pk, actor=leader, at=now)

    raw = frozen_file(joint)
    Package(raw).check()  # well-formed, whole, and nothing of people or machines in it
    found, whole = names_in(raw)
    assert found == NAMED
    assert "Айбек" not in whole
    assert "Айгүл" not in whole
    assert FrozenFile.objects.get(submission=joint, language="ru").words == 5_600

    libre = Office(tmp_path)
    lines = libre.edit(raw, to=office.TEXT).decode("utf-8-sig").splitlines()
    for number in range(SECTIONS * PARAGRAPHS):
        (line,) = (line for line in lines if f"Абзац-{number} " in line)
        assert line.strip().startswith(f"{number + 3}.")  # after two of the first parts
    opened = libre.edit(raw, to=office.WRITER)
    with ZipFile(BytesIO(opened)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    notes = [
        "".join(one.find(f"{TEXT_NS}note-body").itertext()).strip()
        for one in root.iter(f"{TEXT_NS}note")
    ]
    assert notes == [
        f"Отчёт {number}, Бишкек, 2024, с." for number in range(SECTIONS * PARAGRAPHS)
    ]
    numbered = Package(raw).tree("word/document.xml").iter(f"{W}pStyle")
    styles = [style.get(f"{W}val") for style in numbered]
    assert styles.count("NumberedParagraph") == SECTIONS * PARAGRAPHS + 2
    record_property("bytes of the file", len(raw))


def test_a_comma_asks_eight_again_with_the_difference(client, joint, cast, now):
    leader = cast.alice
    propose(joint, actor=leader, at=now)
    rows = [
        signed(joint, f"Named {number}", by=leader, naming=Naming.NAMED, at=now)
        for number in range(8)
    ]
    text = text_of(joint.sections.get(group=cast.first))
    comma = ydoc.paragraph("Но, и это важно.")
    write(text, [comma], author=cast.bob, at=now)
    with pytest.raises(stages.CannotMoveOn):
        stages.freeze(submission_id=joint.pk, actor=leader, at=now)

    assert requesting.ask_again(submission_id=joint.pk, actor=leader, at=now) == 8
    assert set(SignOn.objects.values_list("state", flat=True)) == {"asked"}
    link = rows[0].links.get(revoked_at=None)
    page = client.get(urlsplit(link.secret_address()).path).text
    assert "Но, и это важно." in page
    stages.freeze(submission_id=joint.pk, actor=leader, at=now)
    assert names_in(frozen_file(joint))[0] == set()  # silence is not consent


def test_a_withdrawal_leaves_no_trace_in_what_is_made_after(joint, cast, now):
    leader = cast.alice
    propose(joint, actor=leader, at=now)
    sign(joint, actor=leader, at=now)
    gone = SignOn.objects.get(organisation__name_en="Named 3")
    link = gone.links.get(revoked_at=None)
    stages.freeze(submission_id=joint.pk, actor=leader, at=now)
    assert names_in(frozen_file(joint))[0] == NAMED

    signing.withdraw_by_link(link=link, at=now + timedelta(hours=1))

    assert names_in(frozen_file(joint))[0] == NAMED - {"Named 3"}
