from tests.factories.accounts import PASSWORD, OrganisationFactory, UserFactory
from tests.factories.groups import GroupFactory, InvitationFactory, MembershipFactory
from tests.factories.notifications import LetterFactory, NotificationFactory
from tests.factories.reviews import (
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
    RoleInvitationFactory,
)

__all__ = [
    "PASSWORD",
    "GroupFactory",
    "InvitationFactory",
    "LetterFactory",
    "MembershipFactory",
    "MilestoneFactory",
    "NotificationFactory",
    "OrganisationFactory",
    "ReviewFactory",
    "RoleFactory",
    "RoleInvitationFactory",
    "UserFactory",
]
