from datetime import timedelta

import pytest

from audit.models import Entry
from groups.founding import copy_groups
from groups.models import Group, RoadmapItem
from groups.queries import groups_to_copy
from reviews.models import Milestone
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
)
from tests.factories.accounts import OrganisationFactory
from tests.factories.catalogue import StateFactory
from tests.factories.roadmaps import StepFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(cast):
    """A review that Alice opens after the one of the cast."""
    review = ReviewFactory(cycle=6)
    RoleFactory(user=cast.alice, review=review)
    return review


def named(groups):
    return [group.name_en for group in groups]


def copy(cast, new, *, of=None, by=None, with_steps=True, now):
    user = by or cast.alice
    return copy_groups(
        review=new,
        sources=groups_to_copy(of or cast.review, user=user),
        with_steps=with_steps,
        actor=user,
        at=now,
    )


def test_groups_are_made_after_others_without_people(cast, new, now):
    Group.objects.filter(pk=cast.first.pk).update(
        name_ru="Права женщин", name_ky="Аялдардын укуктары", order=7
    )

    founded = copy(cast, new, now=now)

    assert (founded.groups, founded.known) == (3, 0)
    [copied] = Group.objects.filter(review=new, name_en="Women’s rights")
    assert (copied.name_ru, copied.name_ky) == ("Права женщин", "Аялдардын укуктары")
    assert (copied.kind, copied.order) == ("thematic", 7)
    assert Group.objects.get(review=new, name_en="Ombudsman").kind == "institution"
    assert not copied.memberships.exists()
    assert not copied.invitations.exists()
    trail = Entry.objects.filter(verb="group.created", review_id=new.pk)
    assert trail.count() == 3


@pytest.fixture
def ombudsman(cast):
    """The organisation of the institution's group."""
    cast.institution.organisation = OrganisationFactory(kind="nhri", naming="named")
    cast.institution.save()
    return cast.institution.organisation


def test_an_institution_stays_the_one_it_was(cast, new, ombudsman, now):
    cast.first.organisation = OrganisationFactory()
    cast.first.save()

    copy(cast, new, now=now)

    assert Group.objects.get(review=new, name_en="Ombudsman").organisation == ombudsman
    assert Group.objects.get(review=new, name_en="Women’s rights").organisation is None


def test_an_institution_of_another_state_gives_its_name_alone(
    cast, new, ombudsman, now
):
    new.state = StateFactory(iso3="TJK", iso2="TJ")
    new.save()

    copy(cast, new, now=now)

    assert Group.objects.get(review=new, name_en="Ombudsman").organisation is None


@pytest.mark.parametrize(
    ("gone", "is_kept"), [(timedelta(0), False), (timedelta(days=1), True)]
)
def test_an_institution_that_is_no_more_is_not_taken_along(
    cast, new, ombudsman, now, gone, is_kept
):
    ombudsman.dissolved_on = now.date() + gone
    ombudsman.save()

    copy(cast, new, now=now)

    copied = Group.objects.get(review=new, name_en="Ombudsman")
    assert (copied.organisation == ombudsman) == is_kept


def test_a_hidden_organisation_is_not_taken_along(cast, new, ombudsman, now):
    ombudsman.naming = "hidden"
    ombudsman.save()

    copy(cast, new, now=now)

    assert Group.objects.get(review=new, name_en="Ombudsman").organisation is None


def test_steps_go_along_without_people_and_days(cast, new, now):
    first = StepFactory(
        group=cast.first,
        what="Hear the regions",
        who=cast.bob,
        due_on="2026-01-01",
        milestone=MilestoneFactory(review=cast.review, kind=Milestone.Kind.REVIEW),
    )
    StepFactory(group=cast.first, what="Write", blocked_by=first)
    ours = MilestoneFactory(review=new, kind=Milestone.Kind.REVIEW)

    founded = copy(cast, new, now=now)

    assert founded.steps == 2
    hear, write = RoadmapItem.objects.filter(group__review=new).in_order()
    assert (hear.what, hear.who, hear.due_on) == ("Hear the regions", None, None)
    assert hear.milestone == ours
    assert write.blocked_by == hear


def test_steps_stay_where_they_are_not_asked_for(cast, new, now):
    StepFactory(group=cast.first)

    assert copy(cast, new, with_steps=False, now=now).steps == 0
    assert not RoadmapItem.objects.filter(group__review=new).exists()


def test_nothing_is_made_twice(cast, new, now):
    StepFactory(group=cast.first)
    copy(cast, new, now=now)

    again = copy(cast, new, now=now)

    assert (again.groups, again.steps, again.known) == (0, 0, 3)
    assert Group.objects.filter(review=new).count() == 3
    assert RoadmapItem.objects.filter(group__review=new).count() == 1


def test_a_confidential_group_is_not_offered_to_who_is_not_in_it(cast, new):
    assert cast.confidential not in groups_to_copy(cast.review, user=cast.alice)
    assert cast.confidential in groups_to_copy(cast.review, user=cast.grace)


@pytest.mark.parametrize(
    ("role", "inside"), [("rapporteur", "The hidden theme"), ("drafter", "Equality")]
)
def test_its_name_goes_along_with_its_rapporteur_only(cast, new, now, role, inside):
    StepFactory(group=cast.confidential)
    MembershipFactory(group=cast.confidential, user=cast.alice, role=role)

    copy(cast, new, now=now)

    copied = Group.objects.get(review=new, is_confidential=True)
    assert copied.name_en == inside
    assert copied.neutral_name_en == "Equality"
    assert not copied.roadmap_items.exists()


def test_whose_work_one_does_not_read_gives_its_name_and_no_steps(cast, new, now):
    """Heidi advises the review of the cast: she knows its groups."""
    StepFactory(group=cast.first)
    RoleFactory(user=cast.heidi, review=cast.review, role="adviser")

    founded = copy(cast, new, by=cast.heidi, now=now)

    assert (founded.groups, founded.steps) == (3, 0)
    assert "The hidden theme" not in named(Group.objects.filter(review=new))


def test_of_a_review_that_one_does_not_know_nothing_is_offered(cast):
    assert not groups_to_copy(cast.review, user=cast.heidi).exists()
    assert named(groups_to_copy(cast.review, user=cast.frank)) == ["Ombudsman"]


def test_order_and_counts_of_what_is_offered(cast):
    GroupFactory(review=cast.review, name_en="Last", order=999)
    StepFactory.create_batch(2, group=cast.second)

    offered = list(groups_to_copy(cast.review, user=cast.alice))

    assert {group.name_en: group.step_count for group in offered} == {
        "Women’s rights": 0,
        "Environment": 2,
        "Ombudsman": 0,
        "Last": 0,
    }
