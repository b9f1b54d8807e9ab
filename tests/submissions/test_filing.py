"""Handing a submission in: who may, when, what is kept, and what is refused."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from audit.models import Entry
from core import files
from notifications.models import Notification
from submissions import filing, stages
from submissions.models import FiledFile, Filing, FilingCheck, FrozenFile
from tests.core.test_uploads import pdf
from tests.factories import MembershipFactory, MilestoneFactory, UserFactory
from tests.factories.filing import agree, frozen, in_sign_on
from tests.factories.submissions import SubmissionFactory

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


# Pages


def of(submission, name="filing", *args):
    return reverse(
        f"submissions:{name}", args=[submission.review_id, submission.pk, *args]
    )


def form_of(now, **said):
    return {
        "languages": ["en", "ru"],
        "day": f"{now:%Y-%m-%d}",
        "clock": f"{now:%H:%M}",
        "zone": "Asia/Bishkek",
        "receipt_number": "JS 5",
        **said,
    }


def on_a_clock_in_bishkek(moment):
    return moment + timedelta(hours=6)


WHO = {
    # who: (reads the page, may file)
    "alice": (200, True),
    "bob": (200, False),
    "carol": (200, False),
    "dan": (404, False),
    "eve": (404, False),
    "frank": (404, False),
    "grace": (404, False),
    "heidi": (404, False),
    "ivan": (404, False),
}


@pytest.mark.parametrize("who", WHO)
def test_who_reads_and_who_files(client, cast, submission, now, who):
    reads, files_it = WHO[who]
    client.force_login(cast[who])

    page = client.get(of(submission))
    sent = client.post(
        of(submission, "file"),
        form_of(on_a_clock_in_bishkek(now - timedelta(minutes=2))),
    )
    kept = client.post(of(submission, "filing-check", "reset"), {})

    refused = 403 if reads == 200 else 404
    assert page.status_code == reads
    assert sent.status_code == (302 if files_it else refused)
    assert kept.status_code == (422 if files_it else refused)
    assert Filing.objects.filed().exists() is files_it
    assert ("file_form" in (page.context or {})) is files_it


def test_where_only_a_closed_group_writes_its_rapporteur_files(client, cast, now):
    submission = frozen(actor=cast.grace, groups=[cast.confidential])
    client.force_login(cast.alice)
    assert client.get(of(submission)).status_code == 404

    client.force_login(cast.grace)
    assert client.get(of(submission)).context["may_file"]


def test_it_is_filed_with_a_receipt_and_shown_to_everybody(
    client, cast, submission, now
):
    client.force_login(cast.alice)
    sent = on_a_clock_in_bishkek(now - timedelta(minutes=2))
    paper = SimpleUploadedFile("=cmd|'.pdf", pdf(), content_type="text/html")

    client.post(of(submission, "file"), form_of(sent, receipt=paper))

    client.force_login(cast.carol)
    page = client.get(of(submission)).text
    assert "It is filed" in page
    assert "JS 5" in page
    assert Filing.objects.get().files.first().sha256 in page
    assert "Alice" not in page
    answer = client.get(of(submission, "receipt"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="receipt.pdf"'
    assert b"".join(answer).startswith(b"%PDF-")
    client.force_login(cast.eve)
    assert client.get(of(submission, "receipt")).status_code == 404


def test_without_a_receipt_there_is_none(client, cast, submission):
    client.force_login(cast.alice)

    assert client.get(of(submission, "receipt")).status_code == 404


def test_a_receipt_that_is_no_paper_is_refused(client, cast, submission, now):
    client.force_login(cast.alice)
    evil = SimpleUploadedFile("r.pdf", b"MZ evil")

    answer = client.post(
        of(submission, "file"), form_of(on_a_clock_in_bishkek(now), receipt=evil)
    )

    assert answer.status_code == 422
    assert "Only PDF, PNG and JPEG" in answer.text
    assert not Filing.objects.filed().exists()


def test_before_freezing_the_page_says_what_is_missing(client, cast, now):
    submission = in_sign_on(actor=cast.alice, groups=[cast.first])
    client.force_login(cast.alice)

    page = client.get(of(submission))
    sent = client.post(of(submission, "file"), form_of(now, languages=[]))

    assert "file_form" not in page.context
    assert "They are made when the submission is frozen" in page.text
    assert sent.status_code == 302


def test_filing_before_freezing_is_refused_in_a_sentence(client, cast, submission, now):
    """A page that was opened before somebody unfroze it."""
    client.force_login(cast.alice)
    stages.go_back(
        submission_id=submission.pk,
        to="sign_on",
        reason="A comma",
        actor=cast.alice,
        at=now,
    )

    sent = client.post(
        of(submission, "file"), form_of(on_a_clock_in_bishkek(now)), follow=True
    )

    assert "Freeze it first" in sent.text
    assert not Filing.objects.filed().exists()


def test_both_clocks_stand_on_the_page(client, cast, submission, settings):
    from datetime import UTC, datetime  # noqa: PLC0415

    closes(submission, datetime(2024, 4, 8, 21, 59, tzinfo=UTC))
    client.force_login(cast.bob)

    page = " ".join(client.get(of(submission)).text.split())

    assert "Mon 8 April 2024, 23:59</time> in Geneva" in page
    assert "Tue 9 April 2024, 03:59</time> in Bishkek" in page
    assert "The window has closed" in page


def test_two_weeks_before_the_page_asks(client, cast, submission, now):
    date = closes(submission, now + timedelta(days=20))
    client.force_login(cast.alice)
    assert "Asked for from" in client.get(of(submission)).text

    date.due = now + timedelta(days=10)
    date.save()

    assert "5 things are not ready" in client.get(of(submission)).text


def test_the_forms_of_the_preparations_refuse_addresses_and_passwords(
    client, cast, submission
):
    client.force_login(cast.alice)
    address = of(submission, "filing-check", "account")

    for name in ("aigul@example.org", "Spring2024!", "bird / spring", "пароль весна"):
        said = {"account-user_name": name, "account-person": cast.bob.pk}
        refused = client.post(address, said)
        assert refused.status_code == 422
    client.post(
        address,
        {
            "account-user_name": "birduino",
            "account-person": cast.bob.pk,
            "account-is_done": "on",
        },
    )

    assert Filing.objects.get().user_name == "birduino"
    assert client.get(of(submission)).context["missing"] == 4


def test_who_does_not_conclude_it_sees_what_is_ready_and_no_names(
    client, cast, submission, now
):
    person = MembershipFactory(group=cast.second, user__full_name="Zamira").user
    check(submission, "account", cast, now, person=person, user_name="birduino")
    client.force_login(cast.alice)
    assert "Zamira" in client.get(of(submission)).text

    client.force_login(cast.bob)
    page = client.get(of(submission)).text

    assert "Zamira" not in page
    assert "birduino" not in page
    assert "looked at on" in page


def test_only_people_whom_one_may_know_can_be_named(client, cast, submission):
    client.force_login(cast.alice)
    address = of(submission, "filing-check", "reset")

    for stranger in (cast.frank, cast.grace, cast.ivan, cast.heidi):
        answer = client.post(address, {"reset-person": stranger.pk})
        assert answer.status_code == 422
    assert client.post(address, {"reset-person": cast.bob.pk}).status_code == 302


def test_an_unknown_preparation_is_not_there(client, cast, submission):
    client.force_login(cast.alice)

    assert client.post(of(submission, "filing-check", "moon")).status_code == 404


def test_only_who_agreed_to_be_named_is_on_the_list(client, cast, now):
    submission = in_sign_on(actor=cast.alice, groups=[cast.first])
    for naming in ("named", "unnamed", "hidden"):
        agree(submission, actor=cast.alice, naming=naming, name_en=f"Planted {naming}")
    client.force_login(cast.alice)

    page = client.get(of(submission)).text

    assert "Planted named" in page
    assert "Planted unnamed" not in page
    assert "Planted hidden" not in page


def test_a_receipt_is_added_later(client, cast, submission, now):
    file(submission, cast, now, receipt_number="")
    client.force_login(cast.alice)
    assert client.post(of(submission, "attach-receipt"), {}).status_code == 422
    client.force_login(cast.bob)
    assert client.post(of(submission, "attach-receipt"), {}).status_code == 403
    client.force_login(cast.alice)

    client.post(of(submission, "attach-receipt"), {"receipt_number": "JS 5"})

    assert "JS 5" in client.get(of(submission)).text


@pytest.mark.parametrize("is_filed", [False, True])
def test_the_page_costs_the_same_with_more_rows(
    client, cast, now, queries_of, is_filed
):
    submission = in_sign_on(actor=cast.alice, groups=[cast.first])
    agree(submission, actor=cast.alice)
    check(submission, "account", cast, now, person=cast.bob, user_name="birduino")
    client.force_login(cast.alice)
    one = queries_of(client, of(submission))
    for _ in range(2):
        agree(submission, actor=cast.alice)
    UserFactory.create_batch(2)
    for kind in ("reset", "contact", "members"):
        check(submission, kind, cast, now, person=cast.bob)
    assert queries_of(client, of(submission)) == one
    if is_filed:
        stages.freeze(submission_id=submission.pk, actor=cast.alice, at=now)
        file(submission, cast, now)
        queries_of(client, of(submission))


def test_a_draft_has_its_page_too(client, cast):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    client.force_login(cast.bob)

    page = client.get(of(submission)).text

    assert "Nobody has set the UN’s window yet" in page
