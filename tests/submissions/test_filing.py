"""Handing a submission in: who may, when, what is kept, and what is refused."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from audit.models import Entry
from core import files
from notifications.models import Notification
from submissions import filing, stages
from submissions.models import FiledFile, Filing, FilingCheck, FrozenFile
from tests.factories import MilestoneFactory
from tests.factories.filing import frozen, in_sign_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast):
    return frozen(actor=cast.alice, groups=[cast.first, cast.second])


def file(submission, cast, now, **said):
    terms = {
        "languages": ["en", "ru"],
        "sent_at": now,
        "receipt_number": "JS 5",
        **said,
    }
    return filing.file_submission(
        submission_id=submission.pk, actor=cast.alice, at=now, **terms
    )


def closes(submission, due):
    return MilestoneFactory(
        review=submission.review, kind="window_closes", name="", due=due
    )


# Actions


def test_what_was_sent_is_kept_byte_for_byte(submission, cast, now):
    receipt = files.store(b"%PDF-1.7 receipt", content_type="application/pdf")

    filed = file(submission, cast, now, receipt=receipt)

    submission.refresh_from_db()
    assert submission.stage == "filed"
    assert (filed.filed_at, filed.filed_by, filed.receipt) == (now, cast.alice, receipt)
    for row in filed.files.select_related("file"):
        assert row.sha256 == hashlib.sha256(files.read(row.file)).hexdigest()
    assert set(filed.files.values_list("language", "sha256")) == {
        (row.language, row.sha256)
        for row in FrozenFile.objects.filter(submission=submission)
    }
    assert Entry.objects.filter(verb="filing.filed", subject_id=filed.pk).count() == 1
    told = Notification.objects.filter(kind="submission.is_filed")
    assert cast.bob in {notice.recipient for notice in told}


def test_before_it_is_frozen_it_cannot_be_filed(cast, now):
    submission = in_sign_on(actor=cast.alice, groups=[cast.first])

    with pytest.raises(filing.CannotFile, match="Freeze it first"):
        file(submission, cast, now)

    assert not FiledFile.objects.exists()
    assert not Filing.objects.filed().exists()


def test_it_is_filed_once(submission, cast, now):
    file(submission, cast, now)

    with pytest.raises(filing.CannotFile, match="already"):
        file(submission, cast, now, receipt_number="Another")

    assert Filing.objects.get().receipt_number == "JS 5"


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_too_late_is_kept_and_said(submission, cast, now, minutes):
    closes(submission, now)
    sent_at = now + timedelta(minutes=minutes)

    filed = filing.file_submission(
        submission_id=submission.pk,
        languages=["en"],
        sent_at=sent_at,
        actor=cast.alice,
        at=now + timedelta(minutes=5),
    )

    assert filed.is_filed
    assert filed.was_late == (minutes > 0)
    assert filed.window_closed_at == now


def test_when_it_was_late_does_not_change_with_the_date(submission, cast, now):
    date = closes(submission, now + timedelta(days=1))
    file(submission, cast, now)
    date.due = now - timedelta(days=1)
    date.save()

    assert not Filing.objects.get().was_late


def test_it_was_not_sent_tomorrow_nor_before_it_was_frozen(submission, cast, now):
    for sent_at in (
        now + timedelta(minutes=1),
        submission.staged_at - timedelta(hours=1),
    ):
        with pytest.raises(filing.CannotFile):
            file(submission, cast, now, sent_at=sent_at)


@pytest.mark.parametrize("languages", [[], ["ky"], ["en", "ky"]])
def test_only_files_that_are_there_were_sent(submission, cast, now, languages):
    with pytest.raises(filing.CannotFile, match="which files"):
        file(submission, cast, now, languages=languages)


def test_only_what_was_chosen_was_sent(submission, cast, now):
    file(submission, cast, now, languages=["en"])

    assert list(FiledFile.objects.values_list("language", flat=True)) == ["en"]


def test_no_password_is_kept_as_a_number(submission, cast, now):
    with pytest.raises(filing.CannotFile, match="password"):
        file(submission, cast, now, receipt_number="пароль: Vesna2024!")


def test_what_is_filed_is_not_opened_again(submission, cast, now):
    file(submission, cast, now)

    with pytest.raises(stages.CannotGoBack):
        stages.go_back(
            submission_id=submission.pk,
            to="sign_on",
            reason="A comma",
            actor=cast.alice,
            at=now,
        )


def take_back(submission, cast, at, reason="Sent to the wrong country"):
    return filing.take_back(
        submission_id=submission.pk, reason=reason, actor=cast.alice, at=at
    )


def test_what_was_written_down_by_mistake_is_taken_back(submission, cast, now):
    kept = set(FrozenFile.objects.values_list("language", "file"))
    file(submission, cast, now, receipt_number="")

    filed = take_back(submission, cast, now)

    submission.refresh_from_db()
    assert (submission.stage, filed.is_filed) == ("frozen", False)
    assert not FiledFile.objects.exists()
    assert set(FrozenFile.objects.values_list("language", "file")) == kept
    last = submission.stage_changes.latest("changed_at", "created_at")
    assert (last.before, last.after, last.reason) == (
        "filed",
        "frozen",
        "Sent to the wrong country",
    )
    assert Entry.objects.filter(verb="filing.taken_back").count() == 1
    told = Notification.objects.filter(kind="submission.is_not_filed")
    assert cast.bob in {notice.recipient for notice in told}


def test_what_was_taken_back_is_filed_with_its_true_moment(submission, cast, now):
    before = submission.staged_at
    file(submission, cast, now, receipt_number="")
    take_back(submission, cast, now)

    filed = file(submission, cast, now, sent_at=before + timedelta(minutes=1))

    assert filed.is_filed
    assert filed.files.count() == 2


@pytest.mark.parametrize("reason", ["", " \x00", "x" * 501])
def test_why_a_filing_is_taken_back_is_said(submission, cast, now, reason):
    file(submission, cast, now, receipt_number="")

    with pytest.raises(stages.CannotGoBack):
        take_back(submission, cast, now, reason)

    assert Filing.objects.get().is_filed


def test_where_there_is_a_receipt_it_was_sent(submission, cast, now):
    with pytest.raises(filing.CannotTakeBack, match="not filed yet"):
        take_back(submission, cast, now)
    file(submission, cast, now)

    with pytest.raises(filing.CannotTakeBack, match="receipt"):
        take_back(submission, cast, now)

    assert Filing.objects.get().is_filed


def test_a_receipt_that_comes_later_is_kept_and_stays(submission, cast, now):
    file(submission, cast, now, receipt_number="")
    receipt = files.store(b"%PDF-1.7 receipt", content_type="application/pdf")

    def attach(number="", paper=None):
        return filing.attach_receipt(
            submission_id=submission.pk,
            receipt_number=number,
            receipt=paper,
            actor=cast.alice,
            at=now,
        )

    with pytest.raises(filing.CannotAttach):
        attach()
    attach("JS 5")
    filed = attach(paper=receipt)
    for again in ({"number": "JS 6"}, {"paper": receipt}):
        with pytest.raises(filing.CannotAttach):
            attach(**again)

    assert (filed.receipt_number, filed.receipt) == ("JS 5", receipt)


def test_before_it_is_filed_there_is_no_receipt(submission, cast, now):
    with pytest.raises(filing.CannotAttach):
        filing.attach_receipt(
            submission_id=submission.pk,
            receipt_number="JS 5",
            receipt=None,
            actor=cast.alice,
            at=now,
        )


def check(submission, kind, cast, now, *, is_done=True, user_name=None, **people):
    return filing.keep_check(
        submission_id=submission.pk,
        check=FilingCheck(kind=kind, **people),
        is_done=is_done,
        user_name=user_name,
        actor=cast.alice,
        at=now,
    )


def test_a_preparation_has_a_person_and_a_moment(submission, cast, now):
    with pytest.raises(filing.CannotPrepare):
        check(submission, "reset", cast, now)
    row = check(submission, "reset", cast, now, person=cast.bob)
    later = now + timedelta(days=1)
    again = check(submission, "reset", cast, later, person=cast.alice)

    assert (row.done_at, row.done_by) == (now, cast.alice)
    assert (again.pk, again.done_at, again.person) == (row.pk, now, cast.alice)
    undone = check(submission, "reset", cast, now, is_done=False, person=cast.bob)
    assert (undone.done_at, undone.done_by) == (None, None)


def test_two_people_are_two(submission, cast, now):
    for people in (
        {"person": cast.bob},
        {"person": cast.bob, "second_person": cast.bob},
    ):
        with pytest.raises(filing.CannotPrepare, match="two different"):
            check(submission, "two", cast, now, **people)

    row = check(submission, "two", cast, now, person=cast.bob, second_person=cast.alice)
    assert row.done_at == now


def test_an_account_is_known_by_its_user_name(submission, cast, now):
    with pytest.raises(filing.CannotPrepare, match="user name"):
        check(submission, "account", cast, now, person=cast.bob, user_name="")
    with pytest.raises(filing.CannotPrepare, match="password"):
        check(
            submission, "account", cast, now, person=cast.bob, user_name="Spring2024!"
        )
    check(submission, "account", cast, now, person=cast.bob, user_name="birduino")

    assert Filing.objects.get().user_name == "birduino"


@pytest.mark.parametrize(
    "fields",
    [
        {"user_name": "aigul@example.org"},
        {"receipt_number": "JS 5"},
        {"filed_at": True},
    ],
)
def test_the_database_refuses_half_a_filing(submission, now, fields):
    if "filed_at" in fields:
        fields = {"filed_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(submission=submission, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "reset", "done_at": True},
        {"kind": "two", "done_at": True, "person": True},
    ],
)
def test_the_database_refuses_half_a_check(submission, cast, now, fields):
    row = Filing.objects.create(submission=submission)
    fields = fields | {"done_at": now, "done_by": cast.alice}
    if "person" in fields:
        fields["person"] = cast.bob
    with pytest.raises(IntegrityError), transaction.atomic():
        FilingCheck.objects.create(filing=row, **fields)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_file_at_once_one_is_told(cast, now):
    submission = frozen(actor=cast.alice, groups=[cast.first])

    def act(number):
        try:
            file(submission, cast, now, receipt_number=number)
        except filing.CannotFile:
            return "refused"
        finally:
            connections.close_all()
        return "filed"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(act, ["first", "second"]))

    assert ends == ["filed", "refused"]
    assert FiledFile.objects.count() == 2
