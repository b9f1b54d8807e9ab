"""Removing a history: what was to be gone is in no table."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from audit.models import Entry
from comments import actions as comments
from comments.actions import Place
from comments.models import Comment, Thread
from submissions import copying, documents, history, purging, store
from submissions.models import CopyJob, Presence, Section, Suggestion, Text, Update
from tests.factories import MembershipFactory
from tests.factories.submissions import SectionFactory, text_of
from tests.factsheets.test_races import at_once
from tests.submissions.planted import where
from tests.submissions.scribe import Scribe
from tests.submissions.writing import change, lines, paragraphs, read, type_in, write

SECRET = "Айгүлбадахшанова"


def keep(text, at, **named):
    return history.keep_version(
        text_id=text.pk, kind="status", actor=None, at=at, **named
    )


def purge(text, actor, at, words=()):
    return purging.purge_history(text_id=text.pk, actor=actor, at=at, words=words)


def take_out(doc):
    del store.fragment(doc).children[1:2]


@pytest.fixture
def seat(db):
    """Who answers for the group that writes the text."""
    section = SectionFactory()
    group = section.submission.groups.get()
    return MembershipFactory(group=group, role="rapporteur").user


@pytest.fixture
def text(seat):
    return text_of(Section.objects.get())


@pytest.fixture
def lived(text, seat, now):
    """A text in which a name stood, in every corner that keeps words."""
    at = now - timedelta(hours=2)
    write(text, paragraphs("Первый абзац."), author=seat, at=at)
    write(text, paragraphs(f"Её зовут {SECRET}."), author=seat, at=at)
    keep(text, at)
    store.compact(text.pk, up_to_moment=at + timedelta(hours=1))
    copying.write_copy(text.pk, at=at)
    Suggestion.objects.create(
        text=text,
        author=seat,
        state="rejected",
        suggested_at=at,
        decided_at=at,
        decided_by=seat,
        inserted=f"и {SECRET}",
        note=SECRET,
        reason=f"не называть {SECRET}",
    )
    comments.open_thread(
        subject=text,
        review=text.section.submission.review,
        body="Так нельзя.",
        by=seat,
        at=at,
        place=Place(block="b1", start="AA==", end="AB==", quote=f"зовут {SECRET}"),
    )
    comments.open_thread(
        subject=text,
        review=text.section.submission.review,
        body=f"Кто такая {SECRET.upper()}?",
        by=seat,
        at=at + timedelta(minutes=1),
    )
    change(text, take_out, author=seat, at=now)
    write(text, paragraphs("Второй абзац."), author=seat, at=now)
    return text


PLACES = {
    "submissions_text.snapshot",
    "submissions_text.plain",
    "submissions_text.document",
    "submissions_version.document",
    "submissions_suggestion.inserted",
    "submissions_suggestion.note",
    "submissions_suggestion.reason",
    "comments_thread.quote",
    "comments_comment.body",
}


@pytest.mark.django_db
def test_purged_words_are_in_no_table(lived, seat, now):
    assert where(SECRET) == PLACES

    purge(lived, seat, now, words=[SECRET])

    assert where(SECRET) == set()
    assert lines(lived) == ["Первый абзац.", "Второй абзац."]


@pytest.mark.django_db
def test_what_looks_for_words_finds_them_in_the_log(text, seat, now):
    write(text, paragraphs(SECRET), author=seat, at=now)

    assert where(SECRET) == {"submissions_update.data"}


@pytest.mark.django_db
def test_purge_changes_nothing_that_stands(lived, seat, now):
    before = read(lived)
    row = purge(lived, seat, now)

    assert read(lived) == row.document == before
    assert (row.epoch, row.plain) == (2, documents.plain(before))
    fresh = Text.objects.get(pk=lived.pk)
    assert (fresh.head, fresh.compacted, fresh.copied) == (row.head,) * 3
    assert not Update.objects.filter(text=lived).exists()
    write(lived, paragraphs("Третий."), author=seat, at=now)
    assert lines(lived)[-1] == "Третий."


@pytest.mark.django_db
def test_purge_leaves_other_texts_alone(lived, seat, now):
    other = text_of(lived.section, "en")
    write(other, paragraphs("Another"), author=seat, at=now)
    keep(other, now)
    purge(lived, seat, now)

    assert other.versions.count() == other.updates.count() == 1


@pytest.mark.django_db
def test_after_a_purge_the_next_version_names_everybody(lived, seat, now):
    purge(lived, seat, now)
    kept = keep(lived, now)

    assert kept.number == 1
    assert list(kept.authors.all()) == [seat]


@pytest.mark.django_db
def test_purge_empties_comments_only_where_a_word_stands(lived, seat, now):
    purge(lived, seat, now, words=[f" {SECRET.lower()} ", ""])

    said = Comment.objects.order_by("written_at")
    assert [row.body for row in said] == ["Так нельзя.", ""]
    assert said[1].removed_at == now
    assert set(Thread.objects.values_list("quote", flat=True)) == {""}


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["Второй", "ВТОРОЙ  абзац", "рой аб"])
def test_purge_refuses_words_that_still_stand(lived, seat, now, word):
    with pytest.raises(purging.CannotPurge):
        purge(lived, seat, now, words=[word])

    assert lived.versions.exists()
    assert Text.objects.get(pk=lived.pk).epoch == 1


@pytest.mark.django_db
def test_purge_finds_words_in_links_and_half_in_bold(text, seat, now):
    bold = {"type": "strong", "attrs": {}}
    link = {"type": "link", "attrs": {"href": "https://example.org/badahsh"}}
    node = paragraphs("")[0]
    node["content"] = [
        {"type": "text", "text": "Айгүл"},
        {"type": "text", "text": "бадахшанова", "marks": [bold, link]},
    ]
    write(text, [node], author=seat, at=now)

    for word in (SECRET, "BADAHSH"):
        with pytest.raises(purging.CannotPurge):
            purge(text, seat, now, words=[word])


@pytest.mark.django_db
def test_purge_refuses_while_suggestions_wait(lived, seat, now):
    row = Suggestion.objects.create(text=lived, author=seat, suggested_at=now)
    mark = {"type": "insertion", "attrs": {"id": str(row.pk)}}
    node = paragraphs("Срок")[0]
    node["content"].append({"type": "text", "text": " сутки", "marks": [mark]})
    write(lived, [node], author=seat, at=now)

    with pytest.raises(purging.CannotPurge):
        purge(lived, seat, now)
    Suggestion.objects.filter(pk=row.pk).update(state="rejected", decided_at=now)
    purge(lived, seat, now)

    assert lines(lived)[-1] == "Срок"
    assert documents.suggested(read(lived)) == {}


@pytest.mark.django_db
def test_purge_is_in_the_trail_without_its_words(lived, seat, now):
    purge(lived, seat, now, words=[SECRET])

    entry = Entry.objects.get(verb="text.purged")
    assert (entry.subject_id, entry.actor_id) == (lived.pk, seat.pk)


@pytest.mark.django_db
def test_who_has_the_text_open_is_told_to_throw_it_away(lived, seat, now, client):
    client.force_login(seat)
    scribe = Scribe(client, lived)
    scribe.sync()
    purge(lived, seat, now, words=[SECRET])
    scribe.write(SECRET)

    answer = scribe.sync()

    assert (answer.status_code, answer.json()["error"]) == (409, "purged")
    assert where(SECRET) == set()
    again = Scribe(client, Text.objects.get(pk=lived.pk))
    assert again.sync().status_code == 200
    assert again.plain == "Первый абзац.\nВторой абзац."


@pytest.mark.django_db(transaction=True)
def test_a_copy_begun_before_a_purge_brings_nothing_back(lived, seat):
    """The worker has read the text and waits to write its copy."""
    at = timezone.now()

    def copy():
        try:
            copying.write_copy(lived.pk, at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            store.lock(lived.pk)
            worker = pool.submit(copy)
            until_somebody_waits()
            purge(lived, seat, at, words=[SECRET])
        worker.result(timeout=20)

    assert where(SECRET) == set()


def until_somebody_waits():
    for _try in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
                " OR NOT granted AND locktype = 'transactionid')"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits for the lock")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_a_purge_while_others_write_ends_whole(lived, seat, turn):
    def type_on():
        for number in range(5):
            change(lived, type_in(0, f" слово{number}"), author=seat)

    def copy_on():
        for _time in range(3):
            copying.write_copy(lived.pk, at=timezone.now())

    at_once(
        lambda: purge(lived, seat, timezone.now(), words=[SECRET]), type_on, copy_on
    )

    assert where(SECRET) == set()
    assert [n for n in range(5) if f"слово{n}" not in "".join(lines(lived))] == []


@pytest.mark.django_db
def test_purge_forgets_who_was_there(lived, seat, now):
    Presence.objects.create(text=lived, user=seat, window="window01", seen_at=now)
    purge(lived, seat, now)

    assert not Presence.objects.exists()
    assert not CopyJob.objects.filter(text=lived).exists()
