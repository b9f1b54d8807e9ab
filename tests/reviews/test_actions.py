from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from accounts.actions import (
    InvitationIsOver,
    revoke_invitation,
    send_invitation_again,
)
from audit.models import Entry
from core.models import derived_token
from reviews import actions
from reviews.models import Role, RoleInvitation
from tests.factories import (
    ReviewFactory,
    RoleFactory,
    RoleInvitationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_open_review_invites_its_first_coordinator(now):
    review, invitation = actions.open_review(
        review=ReviewFactory.build(state=ReviewFactory().state),
        email="Alice@Example.org",
        language="ky",
        at=now,
    )

    assert invitation.email == "alice@example.org"
    assert (invitation.review, invitation.role) == (review, "coordinator")
    assert invitation.expires_at == now + timedelta(days=14)
    assert not review.is_public
    assert verbs() == ["review.opened", "invitation.sent"]


def test_token_of_an_invitation_is_stored_nowhere(now):
    _review, invitation = actions.open_review(
        review=ReviewFactory.build(state=ReviewFactory().state),
        email="alice@example.org",
        language="en",
        at=now,
    )

    row = RoleInvitation.objects.filter(pk=invitation.pk).values().get()
    token = derived_token(invitation)
    assert token not in str(row)
    assert invitation.secret_address().endswith(f"/join/review/{token}/")
    assert RoleInvitation.objects.opened_with(token, at=now) == invitation


def test_accept_role_gives_the_role_once(now):
    invitation = RoleInvitationFactory(role="facilitator")
    user = UserFactory()

    actions.accept_role(invitation=invitation, user=user, at=now)

    assert list(user.roles.values_list("review", "role")) == [
        (invitation.review.pk, "facilitator")
    ]
    with pytest.raises(InvitationIsOver):
        actions.accept_role(invitation=invitation, user=UserFactory(), at=now)
    assert Role.objects.count() == 1


@pytest.mark.parametrize("state", ["expired", "revoked", "used"])
def test_accept_role_refuses_what_is_over(state, now):
    invitation = RoleInvitationFactory(**{state: True})

    with pytest.raises(InvitationIsOver):
        actions.accept_role(invitation=invitation, user=UserFactory(), at=now)

    assert not Role.objects.exists()
    assert verbs() == []


def test_invitation_sent_again_has_a_new_term_and_the_same_link(now):
    invitation = RoleInvitationFactory(expired=True)
    token = derived_token(invitation)

    send_invitation_again(
        invitation=invitation, actor=None, at=now, review=invitation.review
    )

    assert RoleInvitation.objects.opened_with(token, at=now) == invitation
    assert verbs() == ["invitation.sent_again"]


def test_sent_again_after_its_key_is_gone_the_letter_has_a_link_that_works(
    cast, now, settings
):
    invitation = RoleInvitationFactory(review=cast.review)
    settings.SECRET_KEY = "another key"
    send_invitation_again(
        invitation=invitation, actor=cast.alice, at=now, review=cast.review
    )
    token = derived_token(RoleInvitation.objects.get(pk=invitation.pk))

    assert RoleInvitation.objects.opened_with(token, at=now) == invitation


@pytest.mark.parametrize("state", ["revoked", "used"])
@pytest.mark.parametrize("act", [send_invitation_again, revoke_invitation])
def test_invitation_that_is_over_stays_so(state, act, now):
    invitation = RoleInvitationFactory(**{state: True})

    with pytest.raises(InvitationIsOver):
        act(invitation=invitation, actor=None, at=now, review=invitation.review)

    assert verbs() == []


def test_one_open_invitation_per_address_and_role(now):
    known = RoleInvitationFactory(role="adviser", email="eve@example.org")
    again = RoleInvitation(
        review=known.review, role="adviser", email="EVE@example.org", language="en"
    )

    with pytest.raises(actions.CannotInvite):
        actions.invite_to_review(invitation=again, actor=None, at=now)


def test_nobody_is_invited_to_a_role_they_have(now):
    role = RoleFactory(role="adviser")
    again = RoleInvitation(
        review=role.review, role="adviser", email=role.user.email, language="en"
    )

    with pytest.raises(actions.CannotInvite):
        actions.invite_to_review(invitation=again, actor=None, at=now)


def test_end_role_keeps_the_last_coordinator(now):
    role = RoleFactory()

    with pytest.raises(actions.CannotEndRole):
        actions.end_role(role=role, actor=role.user, at=now)

    assert Role.objects.filter(pk=role.pk).exists()


def test_end_role_does_not_count_a_closed_account(now):
    role = RoleFactory()
    RoleFactory(review=role.review, user__is_active=False)

    with pytest.raises(actions.CannotEndRole):
        actions.end_role(role=role, actor=role.user, at=now)


def test_end_role_by_another_withdraws_the_invitations_nobody_has_used(now):
    going, staying = RoleFactory.create_batch(2, review=ReviewFactory())
    review = going.review
    sent = RoleInvitationFactory(review=review, invited_by=going.user)
    by_another = RoleInvitationFactory(review=review, invited_by=staying.user)

    actions.end_role(role=going, actor=staying.user, at=now)

    assert list(review.invitations.pending()) == [by_another]
    sent.refresh_from_db()
    assert sent.revoked_at == now


def test_end_role_ends_one_of_two(now):
    role = RoleFactory()
    RoleFactory(review=role.review)

    actions.end_role(role=role, actor=role.user, at=now)
    actions.end_role(role=role, actor=role.user, at=now)  # a second click

    assert Role.objects.count() == 1
    assert verbs() == ["role.ended"]


@pytest.mark.parametrize("kind", ["member", "institution"])
def test_end_role_leaves_what_follows_from_a_group(kind, now):
    role = RoleFactory(role=kind)

    with pytest.raises(actions.CannotEndRole):
        actions.end_role(role=role, actor=role.user, at=now)


@pytest.mark.django_db(transaction=True)
def test_last_two_coordinators_ending_each_other_leave_one(now):
    alice = RoleFactory()
    anna = RoleFactory(review=alice.review)

    def end(pair):
        actor, role = pair
        try:
            actions.end_role(role=role, actor=actor.user, at=now)
        except actions.CannotEndRole:
            return "refused"
        finally:
            connections.close_all()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(end, [(alice, anna), (anna, alice)]))

    assert outcomes == ["ended", "refused"]
    assert Role.objects.count() == 1


def test_public_page_is_switched_once(now):
    review, alice = ReviewFactory(), UserFactory()

    for _click in range(2):
        actions.open_public_page(review=review, actor=alice, at=now)
    review.refresh_from_db()
    assert review.is_public

    actions.close_public_page(review=review, actor=alice, at=now)
    review.refresh_from_db()
    assert not review.is_public
    assert verbs() == ["review.public_page_opened", "review.public_page_closed"]


def test_admit_and_withdraw_are_each_others_counterpart(now):
    review, user = ReviewFactory(), UserFactory()

    for _group in range(2):
        actions.admit(user=user, review=review, kind="member", at=now)
    assert user.roles.get().role == "member"

    actions.withdraw_admission(
        user=user, review=review, kind="member", actor=user, at=now
    )
    assert not user.roles.exists()
    assert verbs() == ["role.given", "role.withdrawn"]
