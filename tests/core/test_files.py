"""Files by their content: kept once, whole or not at all, sent in parts."""

import contextlib
import hashlib
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from core import files
from core.models import StoredFile
from factsheets.models import Edition
from tests.factories.factsheets import FactsheetFactory

CONTENT = b"0123456789"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def stored(db):
    return files.store(CONTENT, content_type="text/plain")


def send(stored, *, inline=False, **headers):
    request = RequestFactory().get("/", headers=headers)
    return files.send_file(request, stored, filename="a page.txt", inline=inline)


def body(response):
    with contextlib.closing(response):
        return b"".join(response)


def test_the_same_bytes_are_kept_once(stored, folder):
    again = files.store(CONTENT, content_type="text/plain")

    assert again == stored
    (kept,) = [path for path in folder.rglob("*") if path.is_file()]
    assert kept.read_bytes() == CONTENT
    assert kept.parent.name + kept.name == hashlib.sha256(CONTENT).hexdigest()


def test_what_was_stored_can_be_read(stored):
    assert files.read(stored) == CONTENT


def test_a_file_that_the_disk_lost_is_written_again(stored, folder):
    files.path_of(stored.digest).unlink()
    with pytest.raises(FileNotFoundError):
        files.read(stored)

    assert files.store(CONTENT, content_type="text/plain") == stored
    assert files.read(stored) == CONTENT


def test_a_crash_while_writing_leaves_no_half_file(db, monkeypatch, folder):
    def crash(_number):
        raise OSError

    monkeypatch.setattr(files.os, "fsync", crash)

    with pytest.raises(OSError):  # noqa: PT011 -- whichever it is
        files.store(CONTENT, content_type="text/plain")

    digest = hashlib.sha256(CONTENT).hexdigest()
    assert not files.path_of(digest).exists()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_store_the_same_bytes_get_the_same_file():
    start, got = threading.Barrier(2), []

    def keep():
        start.wait()
        got.append(files.store(CONTENT, content_type="text/plain").pk)
        connection.close()

    writers = [threading.Thread(target=keep) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert got[0] == got[1]
    assert StoredFile.objects.count() == 1


def test_the_whole_file(stored):
    response = send(stored)

    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Length"] == "10"
    assert response["Accept-Ranges"] == "bytes"
    assert response[
        "Content-Disposition"
    ] == 'attachment; filename="a%20page.txt"'.replace("%20", " ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_file_shown_in_place_is_still_no_page(stored):
    response = send(stored, inline=True)
    response.close()

    assert response["Content-Disposition"].startswith("inline; ")
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_who_has_it_already_gets_nothing_again(stored):
    first = send(stored)
    first.close()

    again = send(stored, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Content-Security-Policy", "Content-Disposition"):
        assert again[name] == first[name]


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-30", CONTENT, "bytes 0-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
def test_a_part_of_the_file(stored, asked, part, said):
    response = send(stored, range=asked)

    assert response.status_code == 206
    assert response.content == part
    assert response["Content-Range"] == said


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=7-3"])
def test_a_part_that_is_not_there(stored, asked):
    response = send(stored, range=asked)

    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */10"


@pytest.mark.parametrize(
    "asked",
    [
        "lines=0-3",
        "bytes=0-1,4-5",
        "bytes=a-b",
        "bytes=-",
        "bytes=１-３",
        "bytes=+1-2",
        f"bytes={'9' * 5000}-",
    ],
)
def test_a_range_that_is_not_understood_means_the_whole(stored, asked):
    response = send(stored, range=asked)

    assert response.status_code == 200
    assert body(response) == CONTENT


def test_a_part_of_another_version_means_the_whole(stored):
    response = send(stored, range="bytes=0-3", if_range='"another"')

    assert body(response) == CONTENT


def old_file(content, *, hours):
    stored = files.store(content, content_type="application/pdf")
    then = timezone.now() - timedelta(hours=hours)
    StoredFile.objects.filter(pk=stored.pk).update(updated_at=then)
    return stored


def test_what_nobody_refers_to_is_forgotten_after_an_hour(db):
    forgotten = old_file(b"a proof of older words", hours=2)
    fresh = old_file(b"just stored", hours=0)
    used = old_file(b"a logo", hours=2)
    FactsheetFactory(logo=used)

    assert files.forget_unused(at=timezone.now()) == 1

    assert set(StoredFile.objects.all()) == {fresh, used}
    assert not files.path_of(forgotten.digest).exists()
    assert files.read(used) == b"a logo"


def test_what_is_stored_again_is_not_forgotten(db):
    old_file(b"wanted again", hours=2)

    stored = files.store(b"wanted again", content_type="application/pdf")

    assert files.forget_unused(at=timezone.now()) == 0
    assert files.read(stored) == b"wanted again"


def test_every_way_to_refer_to_a_file_keeps_it(db):
    """A new model that points at files is asked without anybody listing it."""
    Edition.objects.create(
        factsheet=FactsheetFactory(),
        number=1,
        content={},
        logo=old_file(b"logo of an edition", hours=2),
        published_at=timezone.now(),
    )

    assert files.forget_unused(at=timezone.now()) == 0
