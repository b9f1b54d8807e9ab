"""The pages of a filing: who reads, who files, what is shown and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from submissions import filing, stages
from submissions.models import Filing, FilingCheck
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


def check(submission, kind, cast, now, *, is_done=True, user_name=None, **people):
    return filing.keep_check(
        submission_id=submission.pk,
        check=FilingCheck(kind=kind, **people),
        is_done=is_done,
        user_name=user_name,
        actor=cast.alice,
        at=now,
    )


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


def test_a_filing_is_taken_back_from_its_page(client, cast, submission, now):
    file(submission, cast, now, receipt_number="")
    client.force_login(cast.bob)
    reads = client.get(of(submission)).content.decode()
    client.force_login(cast.alice)
    page = client.get(of(submission)).content.decode()
    back = of(submission, "take-filing-back")

    refused = client.post(back, {"reason": " "}, follow=True)
    still_filed = Filing.objects.get().is_filed
    answer = client.post(back, {"reason": "Only a rehearsal"}, follow=True)

    assert back in page
    assert back not in reads
    assert "Write why it goes back" in refused.content.decode()
    assert still_filed
    assert "not filed" in answer.content.decode()
    assert not Filing.objects.get().is_filed


def test_with_a_receipt_the_page_offers_no_way_back(client, cast, submission, now):
    file(submission, cast, now)
    client.force_login(cast.alice)

    page = client.get(of(submission)).content.decode()
    answer = client.post(
        of(submission, "take-filing-back"), {"reason": "No"}, follow=True
    )

    assert of(submission, "take-filing-back") not in page
    assert "A receipt is kept" in answer.content.decode()


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
