from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accounts.actions import InvitationIsOver
from audit.models import Entry
from groups import actions
from groups.models import Group, Invitation, Membership
from reviews.models import Role
from tests.factories import (
    GroupFactory,
    InvitationFactory,
    MembershipFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def create(review, now, **fields):
    return actions.create_group(
        group=Group(review=review, **{"name_en": "Education"} | fields),
        rapporteur_email="Bob@Example.org",
        language="ru",
        actor=None,
        at=now,
    )


def test_create_group_invites_its_rapporteur(now):
    group, invitation = create(ReviewFactory(), now)

    assert (invitation.group, invitation.role) == (group, "rapporteur")
    assert (invitation.email, invitation.language) == ("bob@example.org", "ru")
    assert verbs() == ["group.created", "invitation.sent"]


def test_create_group_refuses_a_second_click(now):
    review = ReviewFactory()
    create(review, now)

    with pytest.raises(actions.NameIsTaken):
        create(review, now)

    create(ReviewFactory(), now)  # elsewhere the name is free
    assert Group.objects.count() == 2


def test_create_group_does_not_betray_the_name_of_a_confidential_one(now):
    hidden = GroupFactory(confidential=True, name_en="Education")

    create(hidden.review, now)

    assert Group.objects.count() == 2


def test_accept_invitation_admits_by_the_kind_of_the_group(now):
    user = UserFactory()
    for trait in ({}, {"institution": True}):
        invitation = InvitationFactory(group=GroupFactory(**trait))
        actions.accept_invitation(invitation=invitation, user=user, at=now)

    assert set(user.roles.values_list("role", flat=True)) == {"member", "institution"}


def test_confidential_group_stays_confidential(now):
    group = GroupFactory(confidential=True)
    group.is_confidential = False

    with pytest.raises(actions.CannotChangeGroup):
        actions.change_group(group=group, actor=None, at=now)

    group.refresh_from_db()
    assert group.is_confidential


def test_change_group_refuses_the_name_of_another(now):
    group = GroupFactory(name_en="Health", name_ru="Здоровье", name_ky="Саламаттык")
    other = GroupFactory(review=group.review)
    hidden = GroupFactory(review=group.review, confidential=True, name_en="Hidden")
    for code in ("en", "ru", "ky"):
        setattr(other, f"name_{code}", getattr(group, f"name_{code}"))

    with pytest.raises(actions.NameIsTaken):
        actions.change_group(group=other, actor=None, at=now)

    for code in ("en", "ru", "ky"):
        setattr(other, f"name_{code}", getattr(hidden, f"name_{code}"))
    actions.change_group(group=other, actor=None, at=now)  # nothing is betrayed
    actions.change_group(group=other, actor=None, at=now)  # its own name


def test_change_group_keeps_names_and_nothing_else(now):
    group = GroupFactory()
    group.name_en, group.kind = "Renamed", "institution"

    actions.change_group(group=group, actor=None, at=now)

    group.refresh_from_db()
    assert (group.name_en, group.kind) == ("Renamed", "thematic")


def test_invite_refuses_members_and_open_invitations(now):
    membership = MembershipFactory()
    group = membership.group
    InvitationFactory(group=group, email="carol@example.org")

    for email in (membership.user.email.upper(), "Carol@example.org"):
        with pytest.raises(actions.CannotInvite):
            actions.invite_to_group(
                invitation=Invitation(group=group, email=email, language="en"),
                actor=None,
                at=now,
            )


def test_change_membership_role(now):
    membership = MembershipFactory(role="reader")

    actions.change_membership_role(
        membership=membership, role="translator", actor=membership.user, at=now
    )
    actions.change_membership_role(  # a second click
        membership=membership, role="translator", actor=membership.user, at=now
    )

    membership.refresh_from_db()
    assert membership.role == "translator"
    assert verbs() == ["membership.changed"]


def demote(membership, now):
    actions.change_membership_role(
        membership=membership, role="reader", actor=membership.user, at=now
    )


def remove(membership, now):
    actions.remove_member(membership=membership, actor=membership.user, at=now)


def leave(membership, now):
    actions.leave_group(membership=membership, at=now)


def test_who_is_put_out_takes_along_the_invitations_nobody_has_used(now):
    going = MembershipFactory(role="rapporteur")
    group = going.group
    staying = MembershipFactory(group=group, role="rapporteur")
    sent = InvitationFactory(group=group, invited_by=going.user)
    by_another = InvitationFactory(group=group, invited_by=staying.user)

    actions.remove_member(membership=going, actor=staying.user, at=now)

    assert list(group.invitations.pending()) == [by_another]
    with pytest.raises(InvitationIsOver):
        actions.accept_invitation(invitation=sent, user=UserFactory(), at=now)
    assert "invitation.revoked" in verbs()


def test_who_leaves_leaves_the_invitations_to_the_others(now):
    going = MembershipFactory()
    MembershipFactory(group=going.group, role="rapporteur")
    sent = InvitationFactory(group=going.group, invited_by=going.user)

    leave(going, now)

    assert list(going.group.invitations.pending()) == [sent]


WAYS_OUT = pytest.mark.parametrize("go", [demote, remove, leave])


@WAYS_OUT
def test_last_rapporteur_stays(go, now):
    bob = MembershipFactory(role="rapporteur")
    MembershipFactory(group=bob.group, role="drafter")
    MembershipFactory(group=bob.group, role="rapporteur", user__is_active=False)

    with pytest.raises(actions.CannotChangeMembership):
        go(bob, now)

    bob.refresh_from_db()
    assert bob.role == "rapporteur"
    assert verbs() == []


@WAYS_OUT
def test_one_of_two_rapporteurs_may_go(go, now):
    bob = MembershipFactory(role="rapporteur")
    MembershipFactory(group=bob.group, role="rapporteur")

    go(bob, now)

    assert Membership.objects.filter(group=bob.group, role="rapporteur").count() == 1


@pytest.mark.django_db(transaction=True)
@WAYS_OUT
def test_last_two_rapporteurs_going_at_once_leave_one(go, now):
    bob = MembershipFactory(role="rapporteur")
    ben = MembershipFactory(group=bob.group, role="rapporteur")

    def try_to_go(membership):
        try:
            go(membership, now)
        except actions.CannotChangeMembership:
            return "refused"
        finally:
            connections.close_all()
        return "gone"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(try_to_go, [bob, ben]))

    assert outcomes == ["gone", "refused"]
    assert Membership.objects.filter(role="rapporteur").count() == 1


def test_last_membership_takes_the_role_in_the_review_with_it(now):
    first = MembershipFactory()
    second = MembershipFactory(
        user=first.user, group=GroupFactory(review=first.group.review)
    )

    leave(first, now)
    assert first.user.roles.count() == 1
    leave(second, now)
    assert first.user.roles.count() == 0

    assert verbs() == ["membership.left", "membership.left", "role.withdrawn"]


def test_leaving_one_side_of_the_wall_keeps_the_other_and_invited_roles(now):
    member = MembershipFactory()
    review = member.group.review
    MembershipFactory(
        user=member.user, group=GroupFactory(review=review, institution=True)
    )
    Role.objects.create(user=member.user, review=review, role="coordinator")

    leave(member, now)

    roles = set(member.user.roles.values_list("role", flat=True))
    assert roles == {"institution", "coordinator"}


@pytest.mark.django_db(transaction=True)
def test_leaving_two_groups_at_once_takes_the_role_once(now):
    first = MembershipFactory()
    second = MembershipFactory(
        user=first.user, group=GroupFactory(review=first.group.review)
    )

    def go(membership):
        try:
            leave(membership, now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go, [first, second]))

    assert not Role.objects.filter(user=first.user).exists()
    assert verbs().count("role.withdrawn") == 1
