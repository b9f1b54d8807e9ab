from reviews.models.calendar import Milestone
from reviews.models.feed import Feed
from reviews.models.review import Review, Role, RoleInvitation
from reviews.models.ruleset import Distance, Rule, RuleSet

__all__ = [
    "Distance",
    "Feed",
    "Milestone",
    "Review",
    "Role",
    "RoleInvitation",
    "Rule",
    "RuleSet",
]
