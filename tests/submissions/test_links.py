from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from tests.factories import MembershipFactory
from tests.factories.comments import link_to
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast):
    return SubmissionFactory(review=cast.review, groups=[cast.first, cast.confidential])


@pytest.fixture
def text(submission):
    return text_of(SectionFactory(submission=submission, heading_en="Shelters"))


@pytest.fixture
def as_bob(client, cast):
    client.force_login(cast.bob)
    return client


def url(submission):
    return reverse("submissions:links", args=[submission.review_id, submission.pk])


def withdraw_url(submission, opening):
    args = [submission.review_id, submission.pk, opening.pk]
    return reverse("submissions:withdraw-link", args=args)


def form(**changed):
    last_day = timezone.localdate() + timedelta(days=10)
    return {
        "label": "UN adviser",
        "what": "",
        "level": "comment",
        "last_day": last_day.isoformat(),
        **changed,
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("ivan", 404),
        ("heidi", 404),
        ("carol", 404),
        ("dan", 404),
        ("drafter", 403),
        ("reader", 403),
        ("bob", 200),
        ("grace", 200),
        ("alice", 200),
    ],
)
def test_who_may_open_a_submission_to_guests(submission, cast, who, status):
    client = Client()
    if who in {"drafter", "reader"}:
        client.force_login(MembershipFactory(group=cast.first, role=who).user)
    elif who != "anonymous":
        client.force_login(cast[who])
    opening, _token = link_to(submission)

    assert client.get(url(submission)).status_code == status
    made = client.post(url(submission), form())
    assert made.status_code == (302 if status == 200 else status)
    gone = client.post(withdraw_url(submission, opening))
    assert gone.status_code == (302 if status == 200 else status)
    opening.refresh_from_db()
    assert bool(opening.withdrawn_at) is (status == 200)
    assert Opening.objects.count() == (2 if status == 200 else 1)


def test_a_link_is_made_and_shown_once(as_bob, submission, text, cast):
    as_bob.post(url(submission), form(what=str(text.pk), level="read"))

    shown = as_bob.get(url(submission)).content.decode()
    again = as_bob.get(url(submission)).content.decode()

    opening = Opening.objects.get()
    assert (opening.subject_id, opening.level, opening.opened_by) == (
        text.pk,
        "read",
        cast.bob,
    )
    assert "/g/" in shown
    assert "/g/" not in again
    assert "UN adviser" in again
    token = shown.partition("/g/")[2][:43]
    assert Client().get(reverse("guest:home", args=[token])).status_code == 200


def test_the_last_day_ends_where_its_maker_lives(as_bob, submission):
    as_bob.post(url(submission), form())

    end = Opening.objects.get().until
    assert end.isoformat().endswith("17:59:59+00:00")  # midnight in Bishkek


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": ""},
        {"label": "x" * 81},
        {"what": "00000000-0000-0000-0000-000000000000"},
        {"level": "write"},
        {"last_day": "2020-01-01"},
        {"last_day": "2999-01-01"},
        {"last_day": "soon"},
    ],
)
def test_a_link_that_makes_no_sense_is_refused(as_bob, submission, wrong):
    response = as_bob.post(url(submission), form(**wrong))

    assert response.status_code == 200
    assert "to correct" in response.content.decode()
    assert not Opening.objects.exists()


def test_a_text_of_another_submission_cannot_be_opened(as_bob, submission):
    foreign = text_of(SectionFactory())

    as_bob.post(url(submission), form(what=str(foreign.pk)))

    assert not Opening.objects.exists()


def test_a_link_of_another_submission_cannot_be_withdrawn(as_bob, submission):
    opening, _token = link_to(SubmissionFactory())

    assert as_bob.post(withdraw_url(submission, opening)).status_code == 404
    opening.refresh_from_db()
    assert opening.withdrawn_at is None


def test_who_made_a_link_is_called_as_the_reader_may_know(as_bob, submission, cast):
    link_to(submission, by=cast.grace)

    page = as_bob.get(url(submission)).content.decode()

    assert "Grace" not in page
    assert "Equality" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many(as_bob, submission, queries_of, count):
    for _number in range(count):
        link_to(submission)
        SectionFactory(submission=submission)

    assert queries_of(as_bob, url(submission)) == 7
