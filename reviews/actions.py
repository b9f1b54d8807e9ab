"""Everything that changes a review and who is what in it."""

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
from reviews.models import Review, Role, RoleInvitation

CHANGEABLE = [
    "session",
    "is_projected",
    "may_be_indexed",
    "coalition_name_en",
    "coalition_name_ru",
    "coalition_name_ky",
    "contact_email",
    "contact_phone",
]


@transaction.atomic
def open_review(
    *,
    review: Review,
    email: str,
    language: str,
    at: datetime,
    actor: User | None = None,
    via: str = "command",
) -> tuple[Review, RoleInvitation]:
    """Begin a review and invite its first coordinator, who invites the rest."""
    review.save(force_insert=True)
    record("review.opened", subject=review, actor=actor, at=at, review=review, via=via)
    invitation = send_invitation(
        invitation=RoleInvitation(
            review=review,
            role=Role.Kind.COORDINATOR,
            email=email,
            language=language,
        ),
        actor=actor,
        at=at,
        review=review,
    )
    return review, invitation


class CannotOpen(ActionRefused):
    pass


@transaction.atomic
def open_own_review(*, review: Review, actor: User, at: datetime) -> Review:
    """Begin a review that the person coordinates herself. The same one sent a second
    time is the one that is there already.

    Her own row is locked: of two clicks at once the second finds what the first made.
    """
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    led = Review.objects.led_by(actor)
    known = led.filter(pk=review.pk).first()
    if known:
        return known
    same = led.filter(state=review.state_id, cycle=review.cycle, is_demo=False)
    if same.exists():
        raise CannotOpen(
            _("You coordinate the review of this State in this cycle already.")
        )
    if Review.objects.filter(pk=review.pk).exists():
        raise CannotOpen(_("This page does not work any more. Open it anew."))
    review.save(force_insert=True)
    record("review.opened", subject=review, actor=actor, at=at, review=review)
    _give(user=actor, review=review, kind=Role.Kind.COORDINATOR, at=at)
    return review


@transaction.atomic
def change_review(*, review: Review, actor: User, at: datetime) -> Review:
    """Keep what is set on `review` of its coalition, contacts and session."""
    review.save(update_fields=[*CHANGEABLE, "updated_at"])
    record("review.changed", subject=review, actor=actor, at=at, review=review)
    return review


@transaction.atomic
def open_public_page(*, review: Review, actor: User, at: datetime) -> Review:
    """From now on anybody may read the review's published factsheets."""
    return _switch_public_page(review, actor=actor, at=at, is_public=True)


@transaction.atomic
def close_public_page(*, review: Review, actor: User, at: datetime) -> Review:
    return _switch_public_page(review, actor=actor, at=at, is_public=False)


def _switch_public_page(review, *, actor, at, is_public):
    turned = Review.objects.filter(pk=review.pk, is_public=not is_public).update(
        is_public=is_public, updated_at=at
    )
    review.is_public = is_public
    if turned:
        verb = "review.public_page_opened" if is_public else "review.public_page_closed"
        record(verb, subject=review, actor=actor, at=at, review=review)
    return review


class CannotInvite(ActionRefused):
    pass


@transaction.atomic
def invite_to_review(
    *, invitation: RoleInvitation, actor: User, at: datetime
) -> RoleInvitation:
    """Invite to the role, and as the facilitator of the region, set on
    `invitation`. One open invitation per address and role."""
    review = _locked(invitation.review_id)
    same_person = {"email__iexact": invitation.email}
    if Role.objects.filter(
        review=review, role=invitation.role, user__email=invitation.email.lower()
    ).exists():
        raise CannotInvite(_("This person already has this role."))
    if (
        RoleInvitation.objects.pending()
        .filter(review=review, role=invitation.role, **same_person)
        .exists()
    ):
        raise CannotInvite(
            _("This address has an open invitation already. Send that one again.")
        )
    return send_invitation(invitation=invitation, actor=actor, at=at, review=review)


@transaction.atomic
def accept_role(*, invitation: RoleInvitation, user: User, at: datetime) -> Review:
    """Give the person the role to which the letter invited. Having it already
    spends the invitation and changes nothing."""
    review = invitation.review
    use_invitation(invitation=invitation, user=user, at=at, review=review)
    _give(
        user=user, review=review, kind=invitation.role, at=at, region=invitation.region
    )
    return review


@transaction.atomic
def admit(*, user: User, review: Review, kind: str, at: datetime) -> Role:
    """Let somebody who has joined a group know the review: as a member, or as a
    partner institution."""
    _locked(review.pk)
    return _give(user=user, review=review, kind=kind, at=at)


def _give(*, user, review, kind, at, region=None):
    role, is_new = Role.objects.get_or_create(
        user=user, review=review, role=kind, defaults={"region": region}
    )
    if is_new:
        record("role.given", subject=role, actor=user, at=at, review=review)
    return role


@transaction.atomic
def withdraw_admission(
    *, user: User, review: Review, kind: str, actor: User, at: datetime
) -> None:
    """The counterpart of `admit`, when the last membership behind it ended."""
    for role in Role.objects.filter(user=user, review=review, role=kind):
        record("role.withdrawn", subject=role, actor=actor, at=at, review=review)
        role.delete()


class CannotEndRole(ActionRefused):
    pass


@transaction.atomic
def end_role(*, role: Role, actor: User, at: datetime) -> None:
    """End a role that was given by invitation; nothing the person wrote goes. Who
    is put out by somebody else takes along the invitations that nobody has used.

    The review's row is locked while coordinators are counted: of the last two,
    ending each other at once, one stays.
    """
    review = _locked(role.review_id)
    if not role.is_ended_by_hand:
        raise CannotEndRole(
            _("This role follows from a group: take the person out of the group.")
        )
    if role.role == Role.Kind.COORDINATOR and not others_coordinate(role):
        raise CannotEndRole(_("A review always has a coordinator. Invite one first."))
    revoke_invitations_of(
        role.user,
        invitations=review.invitations.all(),
        actor=actor,
        at=at,
        review=review,
    )
    gone, _by_model = Role.objects.filter(pk=role.pk).delete()
    if gone:
        record("role.ended", subject=role, actor=actor, at=at, review=review)
    openings.withdraw_through(role.pk, actor=actor, at=at, review=review)


def others_coordinate(role: Role) -> bool:
    """Somebody else who can sign in coordinates the review."""
    return (
        Role.objects.filter(
            review=role.review_id, role=Role.Kind.COORDINATOR, user__is_active=True
        )
        .exclude(pk=role.pk)
        .exists()
    )


def _locked(review_id) -> Review:
    """The review, with whoever changes its people at the same time waiting.
    Rows that only refer to it can still be written meanwhile."""
    return Review.objects.select_for_update(no_key=True).get(pk=review_id)
