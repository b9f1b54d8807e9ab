import importlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.actions import record
from audit.models import Entry
from tests.factories import ReviewFactory

pytestmark = pytest.mark.django_db
append_only = importlib.import_module("audit.migrations.0002_append_only")


@pytest.fixture
def entry():
    review = ReviewFactory()
    return record("review.opened", subject=review, actor=None, at=timezone.now())


def test_entry_cannot_be_changed(entry):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verb="review.closed")


def test_entry_cannot_be_deleted(entry):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.delete()


def test_trail_cannot_be_truncated():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_refuses_change ON audit_entry")
        cursor.execute("DROP FUNCTION audit_entry_refuse()")
        cursor.execute(append_only.REFUSE)  # as the migration left it
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE audit_entry")


def test_record_refuses_outside_a_transaction(transactional_db):
    review = ReviewFactory()

    with pytest.raises(RuntimeError):
        record("review.opened", subject=review, actor=None, at=timezone.now())

    assert not Entry.objects.exists()


def test_verb_is_namespaced(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            verb="opened",
            subject_label="reviews.review",
            subject_id=entry.subject_id,
            at=timezone.now(),
        )
