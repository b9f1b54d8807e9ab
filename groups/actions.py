"""Everything that changes a group and who is in it.

Locks are always taken in the order invitation, group, review (a group that is
being created is nobody else's to lock).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import openings
from accounts.actions import (
    revoke_invitations_of,
    send_invitation,
    use_invitation,
)
from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from groups.models import Group, Invitation, Membership
from reviews.actions import admit, withdraw_admission
from reviews.models import Review, Role
from reviews.practising import refuse_in_practice

CHANGEABLE = [
    "name_en",
    "name_ru",
    "name_ky",
    "neutral_name_en",
    "neutral_name_ru",
    "neutral_name_ky",
    "is_confidential",
]
ADMITTED_AS: dict[str, str] = {
    Group.Kind.THEMATIC: Role.Kind.MEMBER,
    Group.Kind.INSTITUTION: Role.Kind.INSTITUTION,
}


class NameIsTaken(ActionRefused):
    pass


@transaction.atomic
def found_group(*, group: Group, actor: User | None, at: datetime) -> Group:
    """Keep a group in which there is nobody yet: whoever sets a review up invites its
    first rapporteur next."""
    _refuse_taken_name(group)
    group.save(force_insert=True)
    record(
        "group.created",
        subject=group,
        actor=actor,
        at=at,
        review=group.review,
        group=group,
    )
    return group


@transaction.atomic
def create_group(
    *,
    group: Group,
    rapporteur_email: str,
    language: str,
    actor: User | None,
    at: datetime,
) -> tuple[Group, Invitation]:
    """Keep a new group and invite its first rapporteur, without whom it could
    not begin."""
    found_group(group=group, actor=actor, at=at)
    invitation = invite_to_group(
        invitation=Invitation(
            group=group,
            email=rapporteur_email,
            role=Membership.Role.RAPPORTEUR,
            language=language,
        ),
        actor=actor,
        at=at,
    )
    return group, invitation


class CannotChangeGroup(ActionRefused):
    pass


@transaction.atomic
def change_group(*, group: Group, actor: User, at: datetime) -> Group:
    """Keep the names set on `group` and whether it is confidential.

    Confidential once is confidential for good: what was written behind closed
    doors is not opened by a tick in a form.
    """
    before = _locked(group.pk)
    if before.is_confidential and not group.is_confidential:
        raise CannotChangeGroup(
            _("A confidential group stays confidential. Make a new one instead.")
        )
    _refuse_taken_name(group)
    group.save(update_fields=[*CHANGEABLE, "updated_at"])
    record(
        "group.changed",
        subject=group,
        actor=actor,
        at=at,
        review=group.review,
        group=group,
    )
    return group


def _refuse_taken_name(group: Group) -> None:
    """Compares what outsiders see: the name of a confidential group is not
    betrayed. The review's row is locked, so of two at once one is refused."""
    Review.objects.select_for_update(no_key=True).get(pk=group.review_id)
    others = Group.objects.filter(review=group.review_id).exclude(pk=group.pk)
    if any(other.names_outside == group.names_outside for other in others):
        raise NameIsTaken(_("There is a group of this name already."))


class CannotInvite(ActionRefused):
    pass


@transaction.atomic
def invite_to_group(
    *, invitation: Invitation, actor: User | None, at: datetime
) -> Invitation:
    """Invite to the membership set on `invitation`. One open invitation per
    address."""
    group = _locked(invitation.group_id)
    refuse_in_practice(group.review)
    email = invitation.email.lower()
    if group.memberships.filter(user__email=email).exists():
        raise CannotInvite(_("This person is already in the group."))
    if group.invitations.pending().filter(email=email).exists():
        raise CannotInvite(
            _("This address has an open invitation already. Send that one again.")
        )
    return send_invitation(
        invitation=invitation, actor=actor, at=at, review=group.review, group=group
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, at: datetime) -> Group:
    """Make the person a member, and let them know the review. Being one already
    spends the invitation and leaves the role as it is."""
    review = invitation.group.review
    use_invitation(
        invitation=invitation,
        user=user,
        at=at,
        review=review,
        group=invitation.group,
    )
    group = _locked(invitation.group_id)
    membership, is_new = Membership.objects.get_or_create(
        group=group, user=user, defaults={"role": invitation.role}
    )
    admit(user=user, review=review, kind=ADMITTED_AS[group.kind], at=at)
    if is_new:
        record(
            "membership.begun",
            subject=membership,
            actor=user,
            at=at,
            review=review,
            group=group,
            via="invitation",
        )
    return group


class CannotChangeMembership(ActionRefused):
    pass


@transaction.atomic
def change_membership_role(
    *, membership: Membership, role: str, actor: User, at: datetime
) -> Membership:
    """Give a member another role; the last rapporteur keeps theirs."""
    group = _locked(membership.group_id)
    membership = group.memberships.get(pk=membership.pk)
    if membership.role == role:
        return membership
    _keep_a_rapporteur(membership)
    membership.role = role
    membership.save(update_fields=["role", "updated_at"])
    record(
        "membership.changed",
        subject=membership,
        actor=actor,
        at=at,
        review=group.review,
        group=group,
    )
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, actor: User, at: datetime) -> None:
    """Take somebody out. What they wrote stays with the group; the invitations
    they sent and nobody has used do not."""
    revoke_invitations_of(
        membership.user,
        invitations=membership.group.invitations.all(),
        actor=actor,
        at=at,
        review=membership.group.review,
        group=membership.group,
    )
    _end(membership, verb="membership.ended", actor=actor, at=at)


@transaction.atomic
def leave_group(*, membership: Membership, at: datetime) -> None:
    """Go, leaving what one wrote with the group."""
    _end(membership, verb="membership.left", actor=membership.user, at=at)


def _end(membership: Membership, *, verb: str, actor: User, at: datetime) -> None:
    """End the membership, and the follow-on role in the review with the last one
    on that side of the wall.

    The group's row is locked while rapporteurs are counted, the review's while
    memberships are: of two ends at once, each sees the other.
    """
    group = _locked(membership.group_id)
    current = group.memberships.filter(pk=membership.pk).first()
    if current is None:
        return
    _keep_a_rapporteur(current)
    review = Review.objects.select_for_update(no_key=True).get(pk=group.review_id)
    record(
        verb,
        subject=current,
        actor=actor,
        at=at,
        review=review,
        group=group,
    )
    current.delete()
    openings.withdraw_through(
        membership.pk, actor=actor, at=at, review=review, group=group
    )
    others = Membership.objects.filter(
        user=membership.user_id, group__review=review, group__kind=group.kind
    )
    if not others.exists():
        withdraw_admission(
            user=membership.user,
            review=review,
            kind=ADMITTED_AS[group.kind],
            actor=actor,
            at=at,
        )


def _keep_a_rapporteur(membership: Membership) -> None:
    """Raise if the group would be left without anybody who answers for it."""
    rapporteur = Membership.Role.RAPPORTEUR
    if membership.role != rapporteur:
        return
    others = Membership.objects.filter(
        group=membership.group_id, role=rapporteur, user__is_active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise CannotChangeMembership(
            _("A group always has a rapporteur. Give somebody else the role first.")
        )


def _locked(group_id) -> Group:
    """The group, with whoever changes its people at the same time waiting.
    Rows that only refer to it can still be written meanwhile."""
    return (
        Group.objects.select_related("review")
        .select_for_update(of=["self"], no_key=True)
        .get(pk=group_id)
    )
