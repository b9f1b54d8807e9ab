import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.actions import send_invitation_again
from reviews.models import Review, RoleInvitation
from reviews.tasks import send_invitation
from tests.factories.catalogue import StateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kyrgyzstan():
    StateFactory(kyrgyzstan=True)


def run(*args, **options):
    out = StringIO()
    call_command(
        "open_review",
        *args,
        stdout=out,
        **{"state": "KGZ", "cycle": 5, "email": "alice@example.org"} | options,
    )
    return out.getvalue()


def link_in(text):
    return re.search(r"http://localhost:8000/join/review/[0-9a-f]{64}/", text)[0]


def test_command_opens_the_review_and_prints_a_link_that_works(client):
    said = run(session=63, coalition_en="Coalition", language="en")

    review = Review.objects.get()
    assert (review.state.iso3, review.cycle, review.session) == ("KGZ", 5, 63)
    assert str(review.coalition_name) == "Coalition"
    page = client.get(link_in(said))
    assert "You have been invited" in page.text


def test_command_run_again_says_that_the_review_exists():
    first = run()
    again = run()

    assert "The review exists" in again
    assert link_in(again) == link_in(first)
    assert Review.objects.count() == RoleInvitation.objects.count() == 1


def test_command_on_trial_changes_nothing():
    said = run("--dry-run")

    assert "nothing was changed" in said
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "XXX"},
        {"cycle": 0},
        {"email": "nonsense"},
        {"coalition_en": "x" * 999},
    ],
)
def test_command_refuses_in_a_sentence(wrong):
    with pytest.raises(CommandError, match=r"\w"):
        run(**wrong)

    assert not Review.objects.exists()


def test_letter_names_neither_the_review_nor_anybody():
    run(coalition_en="The Coalition", language="en")
    invitation = RoleInvitation.objects.get()

    for _delivery in range(2):
        send_invitation(job_id=str(invitation.pk), some_future_argument=1)

    [letter] = mail.outbox
    assert letter.subject == "A message for you"
    assert letter.to == ["alice@example.org"]
    assert invitation.secret_address() in letter.body
    for secret in ("Kyrgyzstan", "Coalition", "review of", "oordinator"):
        assert secret not in letter.body


def test_letter_sent_again_is_another_letter(now):
    run()
    invitation = RoleInvitation.objects.get()
    send_invitation(job_id=str(invitation.pk))
    send_invitation_again(
        invitation=invitation, actor=None, at=now, review=invitation.review
    )
    RoleInvitation.objects.update(due_at=invitation.created_at)
    send_invitation(job_id=str(invitation.pk))

    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first != second


def test_withdrawn_invitation_is_not_sent():
    run()
    invitation = RoleInvitation.objects.get()
    RoleInvitation.objects.update(revoked_at=invitation.expires_at)

    send_invitation(job_id=str(invitation.pk))

    assert mail.outbox == []
