"""What happened, told to each as far as she may know of it; and no name that would
tell who is in a group that is closed to her."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from audit.actions import record
from consultations.models import Finding
from groups import actions as groups
from groups.models import Membership
from reviews.models import Role
from reviews.queries import load_review
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    MilestoneFactory,
    RoleFactory,
)
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.events import MaterialFactory
from tests.factories.groups import InvitationFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.roadmaps import DecisionFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory
from workspace.activity import activity_of

pytestmark = pytest.mark.django_db

CAST = ("alice", "bob", "carol", "dan", "eve", "frank", "grace")
INSIDE = tuple(name for name in CAST if name != "frank")


@pytest.fixture
def happen():
    def happened(verb, subject, actor, *, at=None, **where):
        with transaction.atomic():
            return record(
                verb, subject=subject, actor=actor, at=at or timezone.now(), **where
            )

    return happened


def told(cast, who, **more) -> list[str]:
    user = cast[who]
    review = load_review(user, cast.review.pk)
    with translation.override("en"):
        found = activity_of(review, user=user, **more)
        return [row.sentence for day in found.days for row in day.rows]


def told_to(cast, sentence) -> set[str]:
    return {name for name in CAST if sentence in told(cast, name)}


def address(cast, **asked):
    return reverse("workspace:activity", args=[cast.review.pk], query=asked)


# Whose


@pytest.mark.parametrize(
    ("group", "by", "readers"),
    [
        ("first", "bob", {"alice", "bob"}),
        ("second", "carol", {"alice", "carol"}),
        ("institution", "frank", {"frank"}),
        ("confidential", "grace", {"grace"}),
    ],
)
def test_what_a_group_did_is_told_to_whom_its_work_is_open(
    cast, happen, group, by, readers
):
    proposal = ProposalFactory(group=cast[group])
    happen(
        "proposal.written",
        proposal,
        cast[by],
        review=cast.review,
        group=cast[group],
    )

    sentence = f"{cast[by].full_name} wrote a proposal"
    assert told_to(cast, sentence) == readers
    assert {name for name in CAST if told(cast, name)} == readers


def test_what_is_everybodys_is_told_to_everybody(cast, happen):
    milestone = MilestoneFactory(review=cast.review)
    happen("milestone.kept", milestone, cast.alice, review=cast.review)
    happen("review.public_page_opened", cast.review, cast.alice, review=cast.review)

    assert told_to(cast, "Alice set a date of the review") == set(INSIDE)
    assert told_to(cast, "Alice opened the public page") == set(INSIDE)
    # Across the wall nobody is called by name.
    assert told(cast, "frank") == [
        "Somebody opened the public page",
        "Somebody set a date of the review",
    ]


def test_meetings_of_the_coalition_are_told_inside(cast, happen):
    event = EventFactory(review=cast.review)
    happen("event.opened", event, cast.dan, review=cast.review)
    hidden = EventFactory(host=cast.confidential)
    happen(
        "event.closed",
        hidden,
        cast.grace,
        review=cast.review,
        group=cast.confidential,
    )

    assert told_to(cast, "Dan opened a meeting") == {"alice", "dan"}
    assert told_to(cast, "Somebody opened a meeting") == {
        "bob",
        "carol",
        "eve",
        "grace",
    }
    assert told_to(cast, "Grace noted that a meeting is over") == {"grace"}
    assert told(cast, "frank") == []


def test_a_material_that_is_not_published_is_its_makers_matter(cast, happen):
    material = MaterialFactory(event=EventFactory(review=cast.review))
    happen("material.added", material, cast.alice, review=cast.review)

    assert told_to(cast, "Alice added a material") == {"alice"}

    material.published_at = timezone.now()
    material.save(update_fields=["published_at"])
    assert told_to(cast, "Alice added a material") == set(INSIDE)


def test_what_coordinators_answer_for_is_told_to_them_alone(cast, happen):
    role = Role.objects.get(user=cast.eve, review=cast.review)
    happen("role.given", role, cast.eve, review=cast.review)
    happen("aims.set", cast.review, cast.alice, review=cast.review)
    happen("organisation.contact_kept", cast.review, cast.alice, review=cast.review)

    assert told_to(cast, "Eve was given a role") == {"alice"}
    assert len(told(cast, "alice")) == 3
    assert all(told(cast, name) == [] for name in CAST if name != "alice")


def test_another_review_is_not_told(cast, happen):
    proposal = ProposalFactory(group=cast.elsewhere)
    where = {"review": cast.elsewhere.review, "group": cast.elsewhere}
    happen("proposal.written", proposal, cast.heidi, **where)
    happen("review.changed", where["review"], cast.heidi, review=where["review"])

    assert all(told(cast, name) == [] for name in CAST)


def test_a_member_of_groups_in_two_reviews_is_told_of_each_alone(cast, happen):
    MembershipFactory(user=cast.bob, group=cast.elsewhere, role="rapporteur")
    finding = FindingFactory(
        event=EventFactory(review=cast.elsewhere.review),
        groups=[cast.elsewhere],
        sensitivity="confidential",
    )
    happen("finding.read", finding, cast.bob, group=cast.elsewhere)

    assert told(cast, "bob") == []


# Names


def test_joining_a_confidential_group_is_told_to_nobody_outside(cast, now):
    invitation = InvitationFactory(group=cast.confidential)
    groups.accept_invitation(invitation=invitation, user=cast.ivan, at=now)

    assert cast.ivan.roles.get().role == Role.Kind.MEMBER
    assert {name for name in CAST if told(cast, name)} == {"grace"}
    assert "Ivan joined the group" in told(cast, "grace")
    assert not [line for line in told(cast, "grace") if "given a role" in line]


def test_leaving_it_neither(cast, now):
    seat = MembershipFactory(group=cast.confidential, user__full_name="Zoe")
    groups.leave_group(membership=seat, at=now)

    assert {name for name in CAST if told(cast, name)} <= {"grace"}
    assert not [
        line
        for name in CAST
        if name != "grace"
        for line in told(cast, name)
        if "Zoe" in line
    ]


def test_a_member_of_a_confidential_group_stays_unnamed_elsewhere(cast, happen):
    """She does something that many are told of: nobody outside learns her name."""
    finding = FindingFactory(event=EventFactory(review=cast.review), sensitivity="open")
    happen("finding.corrected", finding, cast.grace, review=cast.review)

    assert told_to(cast, "Grace corrected the words of a finding") == {"grace"}
    assert told_to(cast, "Somebody corrected the words of a finding") == {
        name for name in INSIDE if name != "grace"
    }


def test_who_is_in_an_open_group_as_well_is_named_to_whom_that_is_open(cast, happen):
    MembershipFactory(user=cast.grace, group=cast.second)
    finding = FindingFactory(event=EventFactory(review=cast.review), sensitivity="open")
    happen("finding.corrected", finding, cast.grace, review=cast.review)

    assert told_to(cast, "Grace corrected the words of a finding") == {
        "alice",
        "carol",
        "grace",
    }


def test_her_name_goes_where_her_seat_in_the_open_group_goes(cast, happen):
    seat = MembershipFactory(user=cast.grace, group=cast.second)
    proposal = ProposalFactory(group=cast.second)
    where = {"review": cast.review, "group": cast.second}
    happen("proposal.written", proposal, cast.grace, **where)
    assert told_to(cast, "Grace wrote a proposal") == {"alice", "carol", "grace"}

    Membership.objects.filter(pk=seat.pk).delete()

    assert told_to(cast, "Somebody wrote a proposal") == {"alice", "carol"}


def test_a_group_that_becomes_confidential_takes_its_trail_along(cast, happen):
    proposal = ProposalFactory(group=cast.first)
    where = {"review": cast.review, "group": cast.first}
    happen("proposal.written", proposal, cast.bob, **where)
    cast.first.is_confidential, cast.first.neutral_name_en = True, "Theme"
    cast.first.save(update_fields=["is_confidential", "neutral_name_en"])

    assert told_to(cast, "Bob wrote a proposal") == {"bob"}
    assert told(cast, "alice") == []


def test_who_answered_a_question_is_said_inside_the_group_alone(cast, happen):
    decision = DecisionFactory(group=cast.first)
    where = {"review": cast.review, "group": cast.first}
    happen("decision.answered", decision, cast.bob, **where)

    assert told(cast, "bob") == ["Bob answered a question put to the group"]
    assert told(cast, "alice") == ["Somebody answered a question put to the group"]


def test_a_confidential_finding_is_told_to_its_rapporteur_alone(cast, happen):
    MembershipFactory(user=cast.ivan, group=cast.first, role="drafter")
    finding = FindingFactory(
        event=EventFactory(review=cast.review),
        groups=[cast.first],
        sensitivity=Finding.Sensitivity.CONFIDENTIAL,
    )
    happen("finding.read", finding, cast.bob, group=cast.first)
    # Written while more might know it.
    happen("finding.entered", finding, cast.bob, review=cast.review, group=cast.first)

    assert {name for name in (*CAST, "ivan") if told(cast, name)} == {"bob"}
    assert len(told(cast, "bob")) == 2


def test_a_machine_or_a_guest_is_somebody(cast, happen):
    event = EventFactory(review=cast.review)
    happen("draft.counted", event, None, review=cast.review)

    (sentence,) = told(cast, "carol")
    assert sentence.startswith("Somebody wrote down")


def test_a_submission_is_told_to_groups_taking_part(cast, happen):
    submission = SubmissionFactory(review=cast.review, groups=[cast.first])
    happen("submission.frozen", submission, cast.alice, review=cast.review)

    assert told_to(cast, "Alice froze a submission") == {"alice", "bob"}


# Links


def urls(cast, who):
    user = cast[who]
    found = activity_of(load_review(user, cast.review.pk), user=user)
    return [row.url for day in found.days for row in day.rows]


def test_a_sentence_leads_to_what_it_speaks_of_as_long_as_it_is_there(cast, happen):
    where = {"review": cast.review, "group": cast.first}
    proposal = ProposalFactory(group=cast.first)
    section = SectionFactory(
        submission=SubmissionFactory(review=cast.review, groups=[cast.first])
    )
    happen("proposal.written", proposal, cast.bob, **where)
    happen("section.added", section, cast.bob, **where)
    happen("membership.begun", cast.first.memberships.get(), cast.bob, **where)
    assert urls(cast, "bob") == [
        "",
        section.get_absolute_url(),
        proposal.get_absolute_url(),
    ]

    proposal.delete()

    assert urls(cast, "bob")[2] == ""


def test_every_link_opens(client, cast, happen):
    where = {"review": cast.review, "group": cast.first}
    event = EventFactory(review=cast.review)
    for verb, subject in (
        ("finding.corrected", FindingFactory(event=event, groups=[cast.first])),
        ("event.opened", event),
        ("material.added", MaterialFactory(event=EventFactory(host=cast.first))),
        ("decision.asked", DecisionFactory(group=cast.first)),
        ("group.changed", cast.first),
        ("milestone.kept", MilestoneFactory(review=cast.review)),
        (
            "submission.started",
            SubmissionFactory(review=cast.review, groups=[cast.first]),
        ),
    ):
        happen(verb, subject, cast.bob, **where)
    client.force_login(cast.bob)

    found = urls(cast, "bob")

    assert len(found) == 7
    assert {client.get(url).status_code for url in found} == {200}


# The page


def test_days_are_those_of_the_readers_calendar(cast, happen):
    proposal = ProposalFactory(group=cast.first)
    where = {"review": cast.review, "group": cast.first}
    late = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)  # the second of March in Bishkek
    happen("proposal.written", proposal, cast.bob, at=late, **where)
    happen(
        "proposal.reworded", proposal, cast.bob, at=late - timedelta(hours=5), **where
    )
    review = load_review(cast.bob, cast.review.pk)

    days = activity_of(review, user=cast.bob).days

    assert [(f"{day.on}", f"{day.rows[0].at:%H:%M}") for day in days] == [
        ("2026-03-02", "02:30"),
        ("2026-03-01", "21:30"),
    ]


def test_it_is_narrowed_down_to_an_open_group(client, cast, happen):
    for name, by in (("first", "bob"), ("second", "carol"), ("confidential", "grace")):
        where = {"review": cast.review, "group": cast[name]}
        happen("proposal.written", ProposalFactory(group=cast[name]), cast[by], **where)
    client.force_login(cast.alice)

    def sentences(**asked):
        found = client.get(address(cast, **asked)).context["happened"]
        return [row.sentence for day in found.days for row in day.rows]

    assert sentences(group=cast.first.pk) == ["Bob wrote a proposal"]
    both = ["Carol wrote a proposal", "Bob wrote a proposal"]
    assert sentences(group=cast.confidential.pk) == both
    assert sentences(group="nonsense") == both


def test_fifty_stand_on_a_page(client, cast, happen):
    milestone = MilestoneFactory(review=cast.review)
    for _number in range(51):
        happen("milestone.kept", milestone, cast.alice, review=cast.review)
    client.force_login(cast.bob)

    pages = [client.get(address(cast, page=number)) for number in ("1", "2", "x")]

    rows = [
        sum(len(day.rows) for day in page.context["happened"].days) for page in pages
    ]
    assert rows == [50, 1, 50]


def test_without_anything_it_says_so(client, cast):
    client.force_login(cast.frank)

    page = client.get(address(cast))

    assert "Nothing has happened yet" in page.content.decode()


def test_a_stranger_is_told_nothing(client, cast):
    client.force_login(cast.ivan)

    assert client.get(address(cast)).status_code == 404


def test_it_costs_the_same_for_three_as_for_one(client, cast, happen, queries_of):
    group = GroupFactory(review=cast.review)
    client.force_login(cast.alice)

    def more():
        where = {"review": cast.review, "group": group}
        writer = MembershipFactory(group=group).user
        happen("proposal.written", ProposalFactory(group=group), writer, **where)
        happen("decision.asked", DecisionFactory(group=group), writer, **where)
        happen(
            "milestone.kept",
            MilestoneFactory(review=cast.review),
            cast.alice,
            review=cast.review,
        )
        role = RoleFactory(review=cast.review, role="adviser")
        happen("role.given", role, role.user, review=cast.review)

    more()
    one = queries_of(client, address(cast))
    more()
    more()

    assert queries_of(client, address(cast)) == one <= 9


def test_its_clock_is_the_readers(client, cast, happen):
    """Half past seven in the evening by the server is the next day in Bishkek."""
    cast.alice.time_zone = "Asia/Bishkek"
    cast.alice.save(update_fields=["time_zone"])
    date = MilestoneFactory(review=cast.review)
    at = datetime(2029, 3, 5, 19, 30, tzinfo=UTC)
    happen("milestone.kept", date, cast.alice, at=at, review=cast.review)
    client.force_login(cast.alice)

    text = client.get(address(cast)).text

    assert "Tuesday, 6 March 2029" in text
    assert ">01:30</time>" in text
