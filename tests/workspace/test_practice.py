"""A review of one's own to try everything in: alone in it, nothing leaves it, gone
when one likes."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import openings
from accounts.models import Opening
from consultations.link_making import make_link
from consultations.models import ContributionLink, Event, Finding, Route
from core.exceptions import ActionRefused
from factsheets import publishing
from factsheets.models import Factsheet
from factsheets.proving import order_proof
from groups import actions as grouping
from groups.models import Group, Invitation
from notifications.models import Letter
from reviews.models import Review, Role
from submissions import stages
from submissions.models import Citation, Submission, Suggestion, Text
from submissions.suggesting import decide
from tests.factories import UserFactory
from tests.factories.catalogue import StateFactory
from tests.factories.comments import say
from tests.factories.proposals import ProposalFactory
from tests.factories.roadmaps import StepFactory
from workspace import my_work, practice
from workspace.demo.cast import email_of
from workspace.demo.loading import holds_anyone_real

pytestmark = pytest.mark.django_db

PAGE = "/me/practice/"


@pytest.fixture
def hers(cast):
    return practice.begin(actor=cast.bob, at=timezone.now())


def ticks(review, person):
    return [task.is_done for task in practice.tasks_of(review, user=person)]


# Beginning


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_it_is_small_and_has_what_the_tasks_need(cast, language):
    cast.bob.language = language
    cast.bob.save()

    review = practice.begin(actor=cast.bob, at=timezone.now())

    assert review.state == cast.review.state
    assert Group.objects.get(review=review).memberships.get().role == "rapporteur"
    submission = Submission.objects.get(review=review)
    assert submission.sections.count() == 2
    assert submission.source_language == language
    assert Suggestion.objects.open().filter(text__section__submission=submission)
    assert Route.objects.filter(group__review=review, state="sent").count() == 3
    assert Factsheet.objects.get(review=review).status == "draft"
    assert ticks(review, cast.bob) == [False] * 5


def test_there_is_one_per_person_however_often_she_clicks(cast, hers):
    assert practice.begin(actor=cast.bob, at=timezone.now()) == hers
    assert practice.begin(actor=cast.carol, at=timezone.now()) != hers
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            state=hers.state, cycle=4, is_practice=True, practice_of=cast.bob
        )


def test_whoever_is_in_no_review_may_practise_too(cast):
    assert practice.begin(actor=cast.ivan, at=timezone.now()).practice_of == cast.ivan


def test_only_she_is_in_it(client, cast, hers):
    assert set(Role.objects.filter(review=hers).values_list("user", flat=True)) == {
        cast.bob.pk
    }
    for person in (cast.alice, cast.carol, cast.eve, cast.ivan):
        assert not Review.objects.visible_to(person).filter(pk=hers.pk).exists()
        client.force_login(person)
        assert client.get(hers.get_absolute_url()).status_code == 404


def test_no_letter_is_written(cast, hers):
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_it_stands_in_no_list_and_is_no_work(client, cast, hers):
    assert [row.review for row in my_work.work_of(cast.bob, at=timezone.now()).reviews]
    work = my_work.work_of(cast.bob, at=timezone.now())
    assert hers not in [row.review for row in work.reviews]
    assert work.parts == []
    client.force_login(cast.bob)
    assert client.get("/start/").url == cast.review.get_absolute_url()


def test_demo_people_who_practise_are_still_demo_people(db):
    StateFactory(kyrgyzstan=True)
    person = UserFactory(email=email_of("rapporteur"))
    practice.begin(actor=person, at=timezone.now())

    assert not holds_anyone_real()


def test_its_public_page_cannot_open(hers):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=hers.pk).update(is_public=True)


# What is refused


def test_nobody_is_invited(cast, hers):
    group = Group.objects.get(review=hers)
    invitation = Invitation(group=group, email="a@example.org", language="en")

    with pytest.raises(ActionRefused, match="practice review"):
        grouping.invite_to_group(
            invitation=invitation, actor=cast.bob, at=timezone.now()
        )


def test_nothing_is_opened_by_a_link(cast, hers):
    text = Text.objects.filter(section__submission__review=hers).first()

    with pytest.raises(ActionRefused, match="practice review"):
        openings.open_to_link(
            subject=text,
            level=Opening.Level.READ,
            until=timezone.now() + timezone.timedelta(days=3),
            label="Professor",
            actor=cast.bob,
            at=timezone.now(),
            review=hers,
        )


def test_no_address_for_contributions_is_made(client, cast, hers):
    event = Event.objects.get(review=hers)
    link = ContributionLink(
        review=hers, event=event, label="Poster", expires_at=timezone.now()
    )

    with pytest.raises(ActionRefused, match="practice review"):
        make_link(link=link, groups=[], actor=cast.bob, at=timezone.now())
    assert not ContributionLink.objects.exists()


def test_nothing_is_published(cast, hers):
    factsheet = Factsheet.objects.get(review=hers)

    with pytest.raises(ActionRefused, match="practice review"):
        publishing.publish(
            factsheet_id=factsheet.pk,
            languages=["en"],
            accepts_gaps=True,
            actor=cast.bob,
            at=timezone.now(),
        )


def test_no_organisation_is_asked_and_nothing_is_filed(cast, hers):
    submission = Submission.objects.get(review=hers)
    stages.open_review(submission_id=submission.pk, actor=cast.bob, at=timezone.now())

    with pytest.raises(ActionRefused, match="practice review"):
        stages.open_sign_on(
            submission_id=submission.pk, actor=cast.bob, at=timezone.now()
        )


# The tasks


def test_tasks_are_ticked_by_what_happened(cast, hers):
    now = timezone.now()
    text = Text.objects.in_order().filter(section__submission__review=hers).first()
    suggestion = Suggestion.objects.open().get(text=text)

    decide(
        text_id=text.pk,
        ids=[suggestion.pk],
        accept=True,
        actor=cast.bob,
        at=now,
    )
    assert ticks(hers, cast.bob) == [False, True, False, False, False]

    Route.objects.filter(pk=Route.objects.filter(group__review=hers).first().pk).update(
        state="taken", read_at=now
    )
    assert ticks(hers, cast.bob) == [False, True, True, False, False]

    finding = Finding.objects.filter(review=hers).first()
    Citation.objects.create(text=text, finding=finding, cited_at=now)
    assert ticks(hers, cast.bob) == [False, True, True, True, False]

    order_proof(factsheet=Factsheet.objects.for_page().get(review=hers), language="en")
    assert ticks(hers, cast.bob) == [False, True, True, True, True]

    Text.objects.filter(section__submission__review=hers).exclude(pk=text.pk).update(
        word_count=4
    )
    assert ticks(hers, cast.bob) == [True] * 5


# Ending


def test_ending_takes_everything_away_that_she_made_and_nothing_else(cast, hers):
    group = Group.objects.get(review=hers)
    text = Text.objects.in_order().filter(section__submission__review=hers).first()
    say(text, cast.bob)
    StepFactory(group=group, who=cast.bob)
    ProposalFactory(group=group, review=hers)
    findings = list(Finding.objects.filter(review=hers))
    Finding.objects.filter(pk=findings[0].pk).update(merged_into=findings[1])
    Citation.objects.create(text=text, finding=findings[2], cited_at=timezone.now())
    other = practice.begin(actor=cast.carol, at=timezone.now())
    before = Text.objects.filter(section__submission__review=other).count()

    practice.end(actor=cast.bob, at=timezone.now())
    practice.end(actor=cast.bob, at=timezone.now())

    assert not Review.objects.filter(pk=hers.pk).exists()
    assert not Group.objects.filter(pk=group.pk).exists()
    assert practice.practice_of(cast.bob) is None
    assert practice.practice_of(cast.carol) == other
    assert Text.objects.filter(section__submission__review=other).count() == before
    assert Review.objects.filter(pk=cast.review.pk).exists()


def test_after_the_end_one_begins_anew(cast, hers):
    practice.end(actor=cast.bob, at=timezone.now())

    again = practice.begin(actor=cast.bob, at=timezone.now())

    assert again != hers
    assert ticks(again, cast.bob) == [False] * 5


# The pages


def test_page_begins_starts_again_and_ends(client, cast):
    client.force_login(cast.bob)
    assert "Begin to practise" in client.get(PAGE).text

    client.post(PAGE, {"do": "begin"})
    first = practice.practice_of(cast.bob)
    assert "Done: 0 of 5" in client.get(PAGE).text
    client.post(PAGE, {"do": "again"})
    assert practice.practice_of(cast.bob) not in {first, None}
    client.post(PAGE, {"do": "other"})
    assert practice.practice_of(cast.bob)
    client.post(PAGE, {"do": "end"})
    assert practice.practice_of(cast.bob) is None


def test_every_task_leads_to_a_page_that_says_it_is_practice(client, cast, hers):
    client.force_login(cast.bob)
    pages = [task.url for task in practice.tasks_of(hers, user=cast.bob)]
    group = Group.objects.get(review=hers)
    submission = Submission.objects.get(review=hers)
    sheet = Factsheet.objects.get(review=hers)
    finding = Finding.objects.filter(review=hers).first()
    names = ["workspace:review", "workspace:more", "groups:list", "proposals:list"]
    names += ["consultations:list", "factsheets:list", "submissions:list"]
    names += ["recommendations:list", "reviews:dates", "workspace:coverage"]

    for page in [
        *pages,
        *(reverse(name, args=[hers.pk]) for name in names),
        *(thing.get_absolute_url() for thing in (group, submission, sheet, finding)),
        reverse("workspace:roadmap", args=[hers.pk, group.pk]),
        reverse("factsheets:edit", args=[hers.pk, sheet.pk]),
    ]:
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, page
        assert "data-practice" in answer.text, page


def test_no_other_page_says_it(client, cast, hers):
    client.force_login(cast.bob)

    for page in (cast.review.get_absolute_url(), "/me/work/", "/me/notices/"):
        assert "data-practice" not in client.get(page).text


def test_page_stays_within_the_budget(client, cast, hers, queries_of):
    client.force_login(cast.bob)

    assert queries_of(client, PAGE)
