"""Versions: kept by people and by the platform, with everybody who wrote."""

from datetime import timedelta

import pytest

from audit.models import Entry
from submissions import documents, history, schema, store
from submissions.models import Section, Suggestion, Text, Version
from tests.factories import UserFactory
from tests.factories.submissions import SectionFactory, text_of
from tests.submissions.writing import change, lines, paragraphs, read, write

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def text(db):
    return text_of(SectionFactory())


@pytest.fixture
def people(db):
    return UserFactory.create_batch(3)


def keep(text, at, *, kind="status", actor=None, label=""):
    return history.keep_version(
        text_id=text.pk, kind=kind, actor=actor, at=at, label=label
    )


def authors(version):
    return set(version.authors.values_list("pk", flat=True))


def empty(doc):
    root = store.fragment(doc)
    del root.children[0 : len(list(root.children))]


def test_keep_version_keeps_words_and_authors_since_the_last(text, people, now):
    ann, ben, cid = people
    write(text, paragraphs("Одно слово"), author=ann, at=now)
    write(text, paragraphs("и ещё два"), author=ben, at=now)
    first = keep(text, now)
    write(text, paragraphs("третье"), author=cid, at=now)
    second = keep(text, now)

    assert [first.number, second.number] == [1, 2]
    assert (first.word_count, second.word_count) == (5, 6)
    assert authors(first) == {ann.pk, ben.pk}
    assert authors(second) == {cid.pk}


def test_keep_version_names_authors_whose_rows_went_into_the_snapshot(
    text, people, now
):
    ann, ben, cid = people
    write(text, paragraphs("Одно"), author=ann, at=now)
    first = keep(text, now)
    write(text, paragraphs("два"), author=ben, at=now)
    store.compact(text.pk, up_to_moment=now + HOUR)
    write(text, paragraphs("три"), author=cid, at=now)
    second = keep(text, now)

    assert authors(first) == {ann.pk}
    assert authors(second) == {ben.pk, cid.pk}
    text.refresh_from_db()
    assert text.contributors == []


def test_keep_version_keeps_nothing_twice(text, people, now):
    write(text, paragraphs("Одно"), author=people[0], at=now)
    keep(text, now)

    assert keep(text, now + DAY) is None
    assert Version.objects.count() == 1


def test_keep_version_keeps_no_empty_text(text, now):
    assert keep(text, now) is None
    with pytest.raises(history.CannotKeep):
        keep(text, now, kind="named", label="Для советника")
    assert not Version.objects.exists()


def test_keep_version_names_the_version_that_is_the_text(text, people, now):
    ann, ben, _cid = people
    write(text, paragraphs("Одно"), author=ann, at=now)
    kept = keep(text, now)
    named = keep(text, now, kind="named", actor=ann, label="Для советника")
    renamed = keep(text, now, kind="named", actor=ann, label="Для совета")

    assert kept == named == renamed
    assert (renamed.label, renamed.kind) == ("Для совета", "named")
    with pytest.raises(history.CannotKeep):
        keep(text, now, kind="named", actor=ben, label="Другое имя")
    assert Version.objects.get().label == "Для совета"


def test_naming_a_version_is_in_the_trail_without_its_name(text, people, now):
    write(text, paragraphs("Одно"), author=people[0], at=now)
    kept = keep(text, now, kind="named", actor=people[0], label="Для советника")

    entry = Entry.objects.get(verb="version.named")
    assert (entry.subject_id, entry.actor_id) == (kept.pk, people[0].pk)
    assert entry.review_id == text.section.submission.review_id


def test_trail_of_what_a_confidential_group_writes_is_its_own(cast, now):
    section = SectionFactory(
        submission__review=cast.review, submission__groups=[cast.confidential]
    )
    text = text_of(section)
    write(text, paragraphs("Одно"), author=cast.grace, at=now)
    keep(text, now, kind="named", actor=cast.grace, label="Имя")

    assert Entry.objects.get(verb="version.named").group_id == cast.confidential.pk


def test_words_taken_back_leave_the_last_version_standing(text, people, now):
    write(text, paragraphs("Одно"), author=people[0], at=now)
    kept = keep(text, now)
    write(text, paragraphs("лишнее"), author=people[1], at=now)

    def take_back(doc):
        del store.fragment(doc).children[1:2]

    change(text, take_back, author=people[1], at=now)

    assert keep(text, now + DAY) is None
    kept.refresh_from_db()
    assert kept.head == store.load(text.pk).head > 1
    assert list(history.due_for_the_day(at=now + 9 * DAY)) == []


# The day's work


def test_keep_daily_keeps_what_changed_once_a_day(text, people, now):
    still = text_of(text.section, "en")
    write(text, paragraphs("Одно"), author=people[0], at=now)

    assert history.keep_daily(at=now) == 1
    write(text, paragraphs("два"), author=people[0], at=now)
    assert history.keep_daily(at=now + 23 * HOUR) == 0
    assert history.keep_daily(at=now + DAY) == 1
    assert history.keep_daily(at=now + DAY) == 0
    assert history.keep_daily(at=now + 5 * DAY) == 0
    assert list(text.versions.values_list("kind", flat=True)) == ["daily", "daily"]
    assert not still.versions.exists()


def test_keep_daily_looks_again_under_the_lock(text, people, now):
    write(text, paragraphs("Одно"), author=people[0], at=now)
    keep(text, now)
    write(text, paragraphs("два"), author=people[0], at=now)

    assert history.keep_one_daily(text.pk, at=now + HOUR) is False
    assert Text.objects.get(pk=text.pk).versions.count() == 1


def test_a_text_emptied_is_a_version_too(text, people, now):
    write(text, paragraphs("Одно"), author=people[0], at=now)
    keep(text, now)
    change(text, empty, author=people[0], at=now)

    assert keep(text, now).word_count == 0


# Bringing back


def restored(version, actor, at):
    return history.restore(version=version, actor=actor, at=at)


def test_restore_is_an_edit_and_keeps_what_was_before(text, people, now):
    ann, ben, _cid = people
    write(text, paragraphs("Первый", "Второй"), author=ann, at=now)
    old = keep(text, now)
    write(text, paragraphs("Третий"), author=ben, at=now)

    before = restored(old, ann, now)

    assert lines(text) == ["Первый", "Второй"]
    assert (before.kind, before.number, authors(before)) == ("before", 2, {ben.pk})
    last = text.updates.order_by("seq").last()
    assert (last.via, last.author) == ("restored", ann)
    text.refresh_from_db()
    assert text.plain == "Первый\nВторой"  # who reads without a script sees it now
    assert Entry.objects.get(verb="version.restored").actor_id == ann.pk


def test_what_was_before_can_be_brought_back_too(text, people, now):
    write(text, paragraphs("Первый"), author=people[0], at=now)
    old = keep(text, now)
    write(text, paragraphs("Второй"), author=people[0], at=now)
    before = restored(old, people[0], now)
    restored(before, people[0], now)

    assert lines(text) == ["Первый", "Второй"]
    assert read(text) == before.document


def test_restore_leaves_equal_blocks_alone(text, people, now):
    write(text, paragraphs(*("Длинный абзац" * 40 for _k in range(20))), at=now)
    old = keep(text, now)
    write(text, paragraphs("Лишний"), author=people[0], at=now)
    restored(old, people[0], now)

    assert len(text.updates.order_by("seq").last().data) < 400


def test_restore_refuses_what_would_change_nothing(text, people, now):
    write(text, paragraphs("Первый"), author=people[0], at=now)
    old = keep(text, now)

    with pytest.raises(history.CannotRestore):
        restored(old, people[0], now)
    assert text.updates.count() == 1


def test_restore_refuses_in_an_agreed_section(text, people, now):
    write(text, paragraphs("Первый"), author=people[0], at=now)
    old = keep(text, now)
    write(text, paragraphs("Второй"), author=people[0], at=now)
    Section.objects.update(status="agreed")

    with pytest.raises(history.CannotRestore):
        restored(old, people[0], now)
    assert lines(text) == ["Первый", "Второй"]


def test_restore_refuses_a_version_that_was_removed_meanwhile(text, people, now):
    write(text, paragraphs("Первый"), author=people[0], at=now)
    old = keep(text, now)
    Version.objects.all().delete()

    with pytest.raises(history.CannotRestore):
        restored(old, people[0], now)


def suggested(words, key):
    node = paragraphs("Срок сутки")[0]
    mark = {"type": "insertion", "attrs": {"id": str(key)}}
    node["content"].append({"type": "text", "text": words, "marks": [mark]})
    return node


@pytest.mark.parametrize(
    ("state", "open_after", "reads"),
    [("open", 1, "Срок сутки, не больше"), ("rejected", 0, "Срок сутки")],
)
def test_restore_brings_no_decided_suggestion_back(
    text, people, now, state, open_after, reads
):
    row = Suggestion.objects.create(text=text, author=people[0], suggested_at=now)
    write(text, [suggested(", не больше", row.pk)], author=people[0], at=now)
    old = keep(text, now)
    if state == "rejected":
        change(text, empty, at=now)
        Suggestion.objects.update(state="rejected", decided_at=now)
    write(text, paragraphs("Лишнее"), at=now)
    restored(old, people[0], now)

    assert lines(text) == [reads]
    assert Suggestion.objects.open().count() == open_after
    assert len(documents.suggested(read(text))) == open_after


def test_restore_refuses_what_does_not_fit(text, people, now):
    write(text, paragraphs("Слово" * 20_000), at=now)
    old = keep(text, now)
    change(text, empty, at=now)
    Text.objects.update(size=schema.TEXT_BYTES - 10)

    with pytest.raises(history.CannotRestore):
        restored(old, people[0], now)
