"""Suggesting and deciding: what the actions do, refuse, and survive."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Opening
from audit.models import Entry
from core.translations import digest
from notifications.models import Notification
from submissions import copying, documents, marking, store, suggesting
from submissions.models import Presence, Suggestion, Text, Update, Version
from submissions.wording import wording_of
from tests.factories import MembershipFactory, RoleFactory, UserFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.submissions.scribe import Scribe
from tests.submissions.writing import change, lines, read, write

pytestmark = pytest.mark.django_db
OPEN, ACCEPTED = Suggestion.State.OPEN, Suggestion.State.ACCEPTED
REJECTED, GONE = Suggestion.State.REJECTED, Suggestion.State.GONE
ROLES = ["rapporteur", "drafter", "translator", "reader"]


def paragraph(text, key):
    node = {"type": "paragraph", "attrs": {"id": key, "numbered": True}}
    return {**node, "content": [{"type": "text", "text": text}] if text else []}


FIRST, SECOND = "baaaaaaaaaa", "bbbbbbbbbbb"


@pytest.fixture
def text(db):
    text = text_of(SectionFactory())
    write(
        text,
        [
            paragraph("В шести районах нет убежища.", FIRST),
            paragraph("Ехать семь часов.", SECOND),
        ],
    )
    return text


def group_of(text):
    return text.section.submission.groups.get(is_confidential=False)


def member(text, role="reader"):
    return MembershipFactory(group=group_of(text), role=role).user


@pytest.fixture
def reader(text):
    return member(text)


@pytest.fixture
def rapporteur(text):
    return member(text, "rapporteur")


def stands(text, block=FIRST):
    element = marking.find(store.fragment(store.load(text.pk).doc()), block)
    return wording_of(element)


def suggest(text, author, words, now, *, block=FIRST, base=None, note=""):
    if base is None:
        base = digest(stands(text, block))
    return suggesting.suggest(
        text_id=text.pk,
        block=block,
        base=base,
        words=words,
        note=note,
        author=author,
        at=now,
    )


def decide(text, actor, now, *rows, accept=True, reason=""):
    ids = [getattr(row, "pk", row) for row in rows]
    return suggesting.decide(
        text_id=text.pk, ids=ids, accept=accept, reason=reason, actor=actor, at=now
    )


def agree(text):
    text.section.status = "agreed"
    text.section.save(update_fields=["status"])


def standing(row):
    return Suggestion.objects.get(pk=row.pk)


def test_suggest_writes_marks_that_name_no_person(text, reader, now):
    row = suggest(text, reader, "В девяти районах нет убежища.", now, note="Подсчёт")

    assert (row.author, row.state, row.block) == (reader, OPEN, FIRST)
    assert (row.deleted, row.inserted, row.note) == ("шести", "девяти", "Подсчёт")
    update = Update.objects.get(via="suggested")
    assert (update.author, update.seq) == (reader, 2)
    assert str(reader.pk).encode() not in bytes(update.data)
    marks = [
        mark
        for node in read(text)["content"][0]["content"]
        for mark in node.get("marks", [])
    ]
    assert [(mark["type"], mark["attrs"]) for mark in marks] == [
        ("deletion", {"id": str(row.pk)}),
        ("insertion", {"id": str(row.pk)}),
    ]
    entry = Entry.objects.get(verb="suggestion.made")
    assert (entry.subject_id, entry.actor_id) == (row.pk, reader.pk)


def test_suggest_brings_only_what_is_new(text, reader, now):
    """The update is the change, not all that was ever deleted besides."""
    for _time in range(30):
        change(
            text,
            lambda doc: store.fragment(doc).children[0].children[0].insert(0, "новое "),
        )
        change(text, _cut)
    suggest(text, reader, "В девяти районах нет убежища.", now)
    assert len(bytes(Update.objects.get(via="suggested").data)) < 400


def _cut(doc):
    del store.fragment(doc).children[0].children[0][0:11]


@pytest.mark.parametrize("role", ROLES)
def test_suggest_is_for_every_member_also_once_the_section_is_agreed(text, role, now):
    person = member(text, role)
    suggest(text, person, "Иначе.", now)
    agree(text)
    assert suggest(text, person, "Иначе.", now, block=SECOND).state == OPEN


def test_suggest_is_for_a_coordinator(text, now):
    review = text.section.submission.review
    person = RoleFactory(review=review, role="coordinator").user
    assert suggest(text, person, "Иначе.", now).author == person


@pytest.mark.parametrize("level", Opening.Level.values)
def test_suggest_refuses_whoever_the_text_was_opened_to(text, level, now):
    guest = UserFactory()
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=guest,
        level=level,
        until=now + timedelta(days=1),
    )
    with pytest.raises(suggesting.CannotSuggest):
        suggest(text, guest, "Иначе.", now)
    assert not Suggestion.objects.exists()


def test_suggest_is_closed_to_strangers(text, now):
    with pytest.raises(Text.DoesNotExist):
        suggest(text, UserFactory(), "Иначе.", now)
    assert Text.objects.get(pk=text.pk).head == 1


def test_suggest_refuses_words_for_a_paragraph_that_changed(text, reader, now):
    base = digest(stands(text))
    suggest(text, member(text), "В девяти районах нет убежища.", now)

    with pytest.raises(suggesting.BlockChanged) as refusal:
        suggest(text, reader, "Иначе.", now, base=base)

    assert refusal.value.theirs == "В девяти районах нет убежища."
    assert Suggestion.objects.count() == 1


def test_suggest_says_when_the_paragraph_is_gone(text, reader, now):
    for block in ("bzzzzzzzzzz", "", "🙂"):
        with pytest.raises(suggesting.BlockChanged) as refusal:
            suggest(text, reader, "Иначе.", now, block=block, base="")
        assert refusal.value.theirs is None


def test_suggest_refuses_what_stands_there_already(text, reader, now):
    with pytest.raises(suggesting.CannotSuggest):
        suggest(text, reader, stands(text), now)


def test_suggest_refuses_more_than_anybody_reads(text, reader, now):
    with pytest.raises(suggesting.CannotSuggest):
        suggest(text, reader, "я" * 5001, now)
    assert suggest(text, reader, "я" * 5000, now).inserted == "я" * 5000


def test_suggest_refuses_a_flood(text, reader, now):
    for number in range(suggesting.IN_A_MINUTE):
        suggest(text, reader, f"{number}", now)
    with pytest.raises(suggesting.TooOften):
        suggest(text, reader, "Ещё.", now)
    later = now + timedelta(minutes=2)
    assert suggest(text, reader, "Ещё.", later)


def test_suggest_leaves_out_what_no_keyboard_writes(text, reader, now):
    row = suggest(text, reader, "В\x00 де\x07вяти\ud800\tрайонах\r\nнет.", now)
    assert stands(text) == "В девяти районах нет."
    assert "\x00" not in row.inserted


def test_suggest_with_empty_words_suggests_to_delete(text, reader, rapporteur, now):
    row = suggest(text, reader, "", now)
    assert (row.inserted, row.deleted) == ("", "В шести районах нет убежища.")
    decide(text, rapporteur, now, row)
    assert lines(text) == ["Ехать семь часов."]
    assert len(read(text)["content"]) == 1


def test_suggest_again_changes_her_own_suggestion(text, reader, now):
    row = suggest(text, reader, "В девяти районах нет убежища.", now, note="раз")
    again = suggest(text, reader, "В десяти районах нет убежища.", now, note="два")

    assert again.pk == row.pk
    assert (again.inserted, again.deleted, again.note) == ("десяти", "шести", "два")
    assert Suggestion.objects.count() == 1


def test_suggest_again_may_leave_nothing_of_her_own_suggestion(text, reader, now):
    row = suggest(text, reader, "В шести районах нет убежища. Нигде.", now)
    again = suggest(text, reader, "В шести районах нет убежища.", now)
    assert (again.pk, again.state) == (row.pk, GONE)


def test_suggest_leaves_alone_what_others_suggested(text, reader, rapporteur, now):
    row = suggest(text, reader, "В девяти районах нет убежища.", now)
    other = suggest(text, member(text), "В десяти районах нет убежища.", now)

    assert other.pk != row.pk
    assert (other.deleted, other.inserted) == ("девяти", "десяти")
    assert standing(row).also == []
    assert standing(row).state == OPEN


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ({"ann": True}, {"bob": True}, "десяти"),
        ({"ann": True}, {"bob": False}, "девяти"),
        ({"ann": False}, {"bob": True}, "десяти"),
        ({"ann": False}, {"bob": False}, "шести"),
        ({"bob": False}, {"ann": True}, "девяти"),
        ({"bob": False}, {"ann": False}, "шести"),
        ({"bob": True}, {}, "десяти"),
    ],
)
def test_other_words_for_other_words_leave_one_of_the_three(
    text, rapporteur, now, first, then, expected
):
    rows = {
        "ann": suggest(text, member(text), "В девяти районах нет убежища.", now),
        "bob": suggest(text, member(text), "В десяти районах нет убежища.", now),
    }
    for verdicts in (first, then):
        for name, accept in verdicts.items():
            decide(text, rapporteur, now, rows[name], accept=accept)
    assert lines(text)[0] == f"В {expected} районах нет убежища."
    copying.write_copy(text.pk, at=now)
    assert not Suggestion.objects.open().exists()


def test_suggest_paragraph_stands_behind_its_block(text, reader, rapporteur, now):
    row = suggesting.suggest_paragraph(
        text_id=text.pk,
        after=FIRST,
        words="Первый новый.\n\nВторой новый.",
        author=reader,
        at=now,
    )
    assert lines(text)[1:3] == ["Первый новый.", "Второй новый."]
    assert row.inserted == "Первый новый.Второй новый."

    decide(text, rapporteur, now, row, accept=False)

    assert lines(text) == ["В шести районах нет убежища.", "Ехать семь часов."]
    assert len(read(text)["content"]) == 2


def test_suggest_paragraph_begins_an_empty_text(reader, text, now):
    empty = text_of(text.section, "en")
    row = suggesting.suggest_paragraph(
        text_id=empty.pk, after="", words="The first.", author=reader, at=now
    )
    assert lines(empty) == ["The first."]
    assert row.block == read(empty)["content"][0]["attrs"]["id"]


@pytest.mark.parametrize("words", ["", " \n ", "строка\n" * 21])
def test_suggest_paragraph_refuses_none_and_too_many(text, reader, now, words):
    with pytest.raises(suggesting.CannotSuggest):
        suggesting.suggest_paragraph(
            text_id=text.pk, after="", words=words, author=reader, at=now
        )


def test_a_full_section_takes_no_suggestion(text, reader, now):
    Text.objects.filter(pk=text.pk).update(size=2 * 1024 * 1024)
    with pytest.raises(suggesting.CannotSuggest):
        suggest(text, reader, "Иначе.", now)
    assert not Suggestion.objects.exists()


# Deciding


@pytest.mark.parametrize(
    ("accept", "state", "line"),
    [
        (True, ACCEPTED, "В девяти районах нет убежища."),
        (False, REJECTED, "В шести районах нет убежища."),
    ],
)
def test_decide_takes_words_in_or_out(
    text, reader, rapporteur, now, accept, state, line
):
    row = suggest(text, reader, "В девяти районах нет убежища.", now)

    decided = decide(text, rapporteur, now, row, accept=accept, reason="Сверено")

    row = standing(row)
    assert (row.state, row.reason) == (state, "Сверено")
    assert (row.decided_by, row.decided_at) == (rapporteur, now)
    assert ([one.pk for one in decided.rows], decided.came_late) == ([row.pk], 0)
    assert lines(text)[0] == line
    assert documents.suggested(read(text)) == {}
    update = Update.objects.get(via="decided")
    assert update.author == rapporteur
    verb = "suggestion.accepted" if accept else "suggestion.rejected"
    entry = Entry.objects.get(verb=verb)
    assert (entry.subject_id, entry.actor_id) == (text.pk, rapporteur.pk)
    # Words that go are kept first: with them goes what others wrote into them.
    assert Version.objects.filter(kind="before").exists() is not accept


def test_decide_keeps_a_version_before_it_decides_several(
    text, reader, rapporteur, now
):
    rows = [
        suggest(text, reader, "В девяти районах нет убежища.", now),
        suggest(text, reader, "Ехать восемь часов.", now, block=SECOND),
    ]
    decide(text, rapporteur, now, *rows)

    version = Version.objects.get()
    assert version.kind == Version.Kind.BEFORE
    assert set(documents.suggested(version.document)) == {str(row.pk) for row in rows}
    assert Update.objects.filter(via="decided").count() == 1
    assert Entry.objects.filter(verb="suggestion.accepted").count() == 1


def test_decide_tells_the_author_once_and_names_nobody(text, reader, rapporteur, now):
    rows = [
        suggest(text, reader, "В девяти районах нет убежища.", now),
        suggest(text, reader, "Ехать восемь часов.", now, block=SECOND),
    ]
    for row in rows:
        decide(text, rapporteur, now, row)

    notice = Notification.objects.get()
    assert (notice.recipient, notice.subject_id) == (reader, text.pk)
    assert str(notice.sentence) == "What you suggested for a section was decided"


def test_decide_tells_nobody_about_her_own(text, rapporteur, now):
    row = suggest(text, rapporteur, "Иначе.", now)
    decide(text, rapporteur, now, row)
    assert not Notification.objects.exists()


def test_decide_decides_only_what_is_named(text, reader, rapporteur, now):
    seen = suggest(text, reader, "В девяти районах нет убежища.", now)
    came = suggest(text, reader, "Ехать восемь часов.", now, block=SECOND)
    decide(text, rapporteur, now, seen)
    assert (standing(seen).state, standing(came).state) == (ACCEPTED, OPEN)
    assert list(documents.suggested(read(text))) == [str(came.pk)]


def test_decide_a_second_time_says_so_and_changes_nothing(
    text, reader, rapporteur, now
):
    row = suggest(text, reader, "В девяти районах нет убежища.", now)
    decide(text, rapporteur, now, row)
    head = Text.objects.get(pk=text.pk).head

    with pytest.raises(suggesting.AlreadyDecided):
        decide(text, member(text, "rapporteur"), now, row, accept=False)

    assert Text.objects.get(pk=text.pk).head == head
    assert (standing(row).state, standing(row).decided_by) == (ACCEPTED, rapporteur)


def test_decide_says_how_many_came_late(text, reader, rapporteur, now):
    rows = [
        suggest(text, reader, "В девяти районах нет убежища.", now),
        suggest(text, reader, "Ехать восемь часов.", now, block=SECOND),
    ]
    decide(text, rapporteur, now, rows[0])
    decided = decide(text, rapporteur, now, *rows, accept=False)
    assert ([row.pk for row in decided.rows], decided.came_late) == ([rows[1].pk], 1)
    assert standing(rows[0]).state == ACCEPTED


def test_decide_on_what_somebody_typed_away(text, reader, rapporteur, now):
    row = suggest(text, reader, "В девяти районах нет убежища.", now)

    def clear(doc):
        store.fragment(doc).children[0].children[0].clear()

    change(text, clear)
    decided = decide(text, rapporteur, now, row)
    assert (decided.rows, decided.came_late) == ([], 1)
    assert (standing(row).state, standing(row).decided_at) == (GONE, None)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("ids", [[], [uuid4()]])
def test_decide_refuses_what_is_not_there(text, rapporteur, now, ids):
    with pytest.raises(suggesting.AlreadyDecided):
        decide(text, rapporteur, now, *ids)


def test_decide_refuses_suggestions_of_another_text(text, reader, rapporteur, now):
    submission = SubmissionFactory(
        review=text.section.submission.review, groups=[group_of(text)]
    )
    other = text_of(SectionFactory(submission=submission))
    write(other, [paragraph("Слово.", FIRST)])
    row = suggest(other, reader, "Дело.", now)
    with pytest.raises(suggesting.AlreadyDecided):
        decide(text, rapporteur, now, row)
    assert standing(row).state == OPEN


def test_decide_refuses_too_many_at_once(text, rapporteur, now):
    with pytest.raises(suggesting.CannotDecide):
        decide(text, rapporteur, now, *(uuid4() for _row in range(501)))


@pytest.mark.parametrize(
    ("role", "accepts", "rejects_other", "takes_back"),
    [
        ("rapporteur", True, True, True),
        ("drafter", False, False, True),
        ("translator", False, False, True),
        ("reader", False, False, True),
    ],
)
def test_who_may_decide(text, now, role, accepts, rejects_other, takes_back):
    person, author = member(text, role), member(text)

    def may(row, *, accept):
        try:
            decide(text, person, now, row, accept=accept)
        except suggesting.NotYours:
            assert standing(row).state == OPEN
            return False
        return True

    assert may(suggest(text, author, "Раз.", now), accept=True) is accepts
    other = suggest(text, author, "Два.", now)
    assert may(other, accept=False) is rejects_other
    own = suggest(text, person, "Три.", now, block=SECOND)
    assert may(own, accept=True) is accepts
    if not accepts:
        assert may(own, accept=False) is takes_back
        assert standing(own).state == GONE
        assert Entry.objects.filter(verb="suggestion.taken_back").exists()


def test_a_coordinator_decides(text, reader, now):
    review = text.section.submission.review
    person = RoleFactory(review=review, role="coordinator").user
    row = suggest(text, reader, "Иначе.", now)
    decide(text, person, now, row)
    assert standing(row).state == ACCEPTED


@pytest.mark.parametrize("role", ["adviser", "facilitator", "translator"])
def test_other_roles_of_the_review_know_of_nothing(text, reader, now, role):
    person = RoleFactory(review=text.section.submission.review, role=role).user
    row = suggest(text, reader, "Иначе.", now)
    with pytest.raises(Text.DoesNotExist):
        decide(text, person, now, row)


def test_take_back_is_refused_where_others_wrote_into_it(text, reader, now):
    row = suggest(text, reader, "Иначе.", now)
    row.also = [member(text, "drafter").pk]
    row.save(update_fields=["also"])
    with pytest.raises(suggesting.NotYours):
        decide(text, reader, now, row, accept=False)


def test_decide_refuses_in_an_agreed_section(text, reader, rapporteur, now):
    row = suggest(text, reader, "Иначе.", now)
    agree(text)
    for person, accept in ((rapporteur, True), (rapporteur, False), (reader, False)):
        with pytest.raises(suggesting.CannotDecide) as refusal:
            decide(text, person, now, row, accept=accept)
        assert "agreed" in str(refusal.value)
    assert standing(row).state == OPEN


def test_decide_leaves_the_paragraph_in_which_somebody_stands(
    text, reader, rapporteur, now
):
    row = suggesting.suggest_paragraph(
        text_id=text.pk, after=FIRST, words="Новый.", author=reader, at=now
    )
    Presence.objects.create(
        text=text, user=reader, window="window01", block=row.block, seen_at=now
    )
    decide(text, rapporteur, now, row, accept=False)
    assert [node["attrs"]["id"] for node in read(text)["content"]] == [
        FIRST,
        row.block,
        SECOND,
    ]


def test_a_copy_that_is_older_does_not_undo_a_decision(
    text, reader, rapporteur, now, monkeypatch
):
    """The job reads the document, then waits for the lock while somebody decides."""
    row = suggest(text, reader, "В девяти районах нет убежища.", now)
    lock = store.lock

    def decided_meanwhile(text_id):
        monkeypatch.setattr(store, "lock", lock)
        decide(text, rapporteur, now, row)
        return lock(text_id)

    monkeypatch.setattr(store, "lock", decided_meanwhile)
    copying.write_copy(text.pk, at=now)
    assert standing(row).state == ACCEPTED

    copying.write_copy(text.pk, at=now)
    assert standing(row).state == ACCEPTED


def test_what_is_typed_meanwhile_survives_a_decision(
    text, reader, rapporteur, client, now
):
    """A browser types into the very words that are decided about."""
    row = suggest(text, reader, "В девяти с половиной районах нет убежища.", now)
    client.force_login(member(text, "drafter"))
    scribe = Scribe(client, text)
    scribe.sync()
    words = scribe.root.children[0].children[0]
    inside = str(words).index("половиной")
    assert inside > 0
    offset = next(start for start, run in _runs(words) if "половиной" in run) + len(
        "с полов".encode()
    )
    words.insert(offset, "ТИПО", {})
    decide(text, rapporteur, now, row, accept=False)
    scribe.write("и в конце", block=1)
    assert scribe.sync().status_code == 200
    assert "ТИПО" in lines(text)[0]
    assert "половиной" not in lines(text)[0]
    assert lines(text)[1].endswith("и в конце")
    scribe.sync()
    assert scribe.plain == "\n".join(lines(text))


def _runs(words):
    start = 0
    for run, _marks in words.diff():
        yield start, run
        start += len(run.encode())


# What browsers may not do with marks


def mark_in_browser(client, text, attrs, *, kind="insertion", window="window01"):
    scribe = Scribe(client, text, window=window)
    scribe.sync()
    words = scribe.root.children[0].children[0]
    words.insert(0, "Новое. ", {kind: attrs})
    return scribe.sync()


@pytest.mark.parametrize("extra", ["author", "user", "at", "name"])
def test_a_mark_that_names_an_author_is_refused(text, client, rapporteur, extra):
    client.force_login(member(text, "drafter"))
    attrs = {"id": str(uuid4()), extra: str(rapporteur.pk)}
    response = mark_in_browser(client, text, attrs)
    assert response.status_code == 409
    assert not Suggestion.objects.exists()
    assert Text.objects.get(pk=text.pk).head == 1


def test_the_author_is_who_sent_the_mark(text, client):
    drafter = member(text, "drafter")
    client.force_login(drafter)
    key = uuid4()
    assert mark_in_browser(client, text, {"id": str(key)}).status_code == 200
    assert Suggestion.objects.get().author == drafter
    assert Suggestion.objects.get().pk == key


def test_using_the_key_of_somebody_else_is_seen(text, client, reader, now):
    row = suggest(text, reader, "В девяти районах нет убежища.", now)
    drafter = member(text, "drafter")
    client.force_login(drafter)
    assert mark_in_browser(client, text, {"id": str(row.pk)}).status_code == 200
    assert (standing(row).author, standing(row).also) == (reader, [drafter.pk])
    with pytest.raises(suggesting.NotYours):
        decide(text, reader, now, row, accept=False)


def test_a_key_of_another_text_is_refused(text, client, reader, now):
    row = suggest(text, reader, "Иначе.", now)
    other = text_of(text.section, "en")
    write(other, [paragraph("Words.", FIRST)])
    client.force_login(member(text, "drafter"))
    assert mark_in_browser(client, other, {"id": str(row.pk)}).status_code == 409
    assert Text.objects.get(pk=other.pk).head == 1


def test_a_reader_sends_no_marks_of_her_own(text, client, reader):
    client.force_login(reader)
    response = mark_in_browser(client, text, {"id": str(uuid4())})
    assert response.status_code == 403
    assert not Suggestion.objects.exists()
