from tests.factories.accounts import PASSWORD, OrganisationFactory, UserFactory
from tests.factories.groups import GroupFactory, InvitationFactory, MembershipFactory
from tests.factories.notifications import (
    DigestFactory,
    LetterFactory,
    NotificationFactory,
)
from tests.factories.reviews import (
    FeedFactory,
    MilestoneFactory,
    ReviewFactory,
    RoleFactory,
    RoleInvitationFactory,
)

__all__ = [
    "PASSWORD",
    "DigestFactory",
    "FeedFactory",
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
