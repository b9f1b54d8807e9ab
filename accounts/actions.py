"""Everything that changes an account or an invitation. Reviews and groups say
into what a person is invited; how an invitation lives and ends is said here."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, InvitationQuerySet, PasswordLetter, User
from audit.actions import record
from core import jobs
from core.exceptions import ActionRefused

INVITATION_LASTS = timedelta(days=14)


# Accounts


class CannotJoin(ActionRefused):
    pass


@transaction.atomic
def create_account(
    *,
    invitation: Invitation,
    accept: Callable[..., Any],
    full_name: str,
    password: str,
    language: str,
    at: datetime,
) -> tuple[User, Any]:
    """Make an account for the address that was invited and accept in its name:
    both or neither. Returns the person and what `accept` returned."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password, full_name=full_name, language=language
            )
    except IntegrityError as error:
        raise CannotJoin(
            _("There is an account with this address already. Sign in to accept.")
        ) from error
    record("account.created", subject=user, actor=user, at=at, via="invitation")
    return user, accept(invitation=invitation, user=user, at=at)


@transaction.atomic
def change_own_details(*, user: User, at: datetime) -> User:
    """Keep the name, language and time zone set on `user`."""
    user.save(update_fields=["full_name", "language", "time_zone", "updated_at"])
    record("account.changed", subject=user, actor=user, at=at)
    return user


@transaction.atomic
def choose_password(*, user: User, password: str, at: datetime) -> User:
    """Every session that was opened with the old password ends."""
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])
    record("account.password_changed", subject=user, actor=user, at=at)
    return user


@transaction.atomic
def ask_for_password_letter(*, email: str, at: datetime) -> PasswordLetter:
    """Order the letter that lets a person choose a new password.

    An unknown address orders one to nobody, so that the same work is done and
    nothing, not even the time it took, tells who has an account.
    """
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    letter = PasswordLetter.objects.create(user=user, due_at=at)
    jobs.ring(letter)
    return letter


class CannotDeactivate(ActionRefused):
    pass


@transaction.atomic
def deactivate_user(*, user: User, actor: User, at: datetime) -> User:
    """Close the account and end its sessions. What the person wrote stays."""
    if user.pk == actor.pk:
        raise CannotDeactivate(_("You cannot close your own account."))
    if not _switch(user, is_active=False, at=at):
        return user
    for session in UserSession.objects.filter(user=user):
        session.end()
    record("account.deactivated", subject=user, actor=actor, at=at)
    return user


@transaction.atomic
def reactivate_user(*, user: User, actor: User, at: datetime) -> User:
    if _switch(user, is_active=True, at=at):
        record("account.reactivated", subject=user, actor=actor, at=at)
    return user


def _switch(user: User, *, is_active: bool, at: datetime) -> bool:
    """Whether it was the other way before."""
    user.is_active = is_active
    return bool(
        User.objects.filter(pk=user.pk, is_active=not is_active).update(
            is_active=is_active, updated_at=at
        )
    )


# Invitations


class InvitationIsOver(ActionRefused):
    pass


@transaction.atomic
def send_invitation[I: Invitation](
    *, invitation: I, actor: User | None, at: datetime, review, group=None
) -> I:
    """Give a new invitation its secret, its term and its letter."""
    invitation.email = invitation.email.lower()
    invitation.invited_by = actor
    invitation.expires_at = at + INVITATION_LASTS
    invitation.due_at = at
    invitation.derive_token()
    invitation.save(force_insert=True)
    jobs.ring(invitation)
    record(
        "invitation.sent",
        subject=invitation,
        actor=actor,
        at=at,
        review=review,
        group=group,
    )
    return invitation


@transaction.atomic
def send_invitation_again[I: Invitation](
    *, invitation: I, actor: User | None, at: datetime, review, group=None
) -> I:
    """The same link with a new term, in a new letter."""
    still_open = type(invitation).objects.pending().filter(pk=invitation.pk)
    renewed = still_open.update(
        expires_at=at + INVITATION_LASTS,
        state=Invitation.State.WAITING,
        attempts=0,
        due_at=at,
        rung_at=None,
        claimed_until=None,
        finished_at=None,
        updated_at=at,
    )
    if not renewed:
        raise InvitationIsOver(_("This invitation was used or withdrawn meanwhile."))
    invitation.refresh_from_db()
    invitation.derive_token()  # another one only if its secret key is gone
    invitation.save(update_fields=["token_digest", "updated_at"])
    jobs.ring(invitation)
    record(
        "invitation.sent_again",
        subject=invitation,
        actor=actor,
        at=at,
        review=review,
        group=group,
    )
    return invitation


@transaction.atomic
def revoke_invitation[I: Invitation](
    *, invitation: I, actor: User | None, at: datetime, review, group=None
) -> I:
    """From now on its link opens nothing."""
    still_open = type(invitation).objects.pending().filter(pk=invitation.pk)
    if not still_open.update(revoked_at=at, updated_at=at):
        raise InvitationIsOver(_("This invitation was used or withdrawn meanwhile."))
    invitation.refresh_from_db()
    record(
        "invitation.revoked",
        subject=invitation,
        actor=actor,
        at=at,
        review=review,
        group=group,
    )
    return invitation


@transaction.atomic
def revoke_invitations_of(
    user: User,
    *,
    invitations: InvitationQuerySet,
    actor: User | None,
    at: datetime,
    review,
    group=None,
) -> None:
    """Withdraw those of them that the person sent and nobody has used: whoever is
    put out does not come back by one. Who goes on their own leaves them to the
    others."""
    if user == actor:
        return
    sent = invitations.pending().filter(invited_by=user).order_by("pk")
    for invitation in sent.select_for_update():
        revoke_invitation(
            invitation=invitation, actor=actor, at=at, review=review, group=group
        )


@transaction.atomic
def use_invitation[I: Invitation](
    *, invitation: I, user: User, at: datetime, review, group=None
) -> I:
    """Spend the invitation: of two clicks at once the second is refused."""
    valid = type(invitation).objects.valid(at=at).filter(pk=invitation.pk)
    if not valid.update(used_at=at, used_by=user, updated_at=at):
        raise InvitationIsOver(_("This invitation does not work any more."))
    invitation.refresh_from_db()
    record(
        "invitation.accepted",
        subject=invitation,
        actor=user,
        at=at,
        review=review,
        group=group,
        via="invitation",
    )
    return invitation
