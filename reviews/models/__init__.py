from reviews.models.calendar import Milestone
from reviews.models.review import Review, Role, RoleInvitation
from reviews.models.ruleset import Rule, RuleSet

__all__ = ["Milestone", "Review", "Role", "RoleInvitation", "Rule", "RuleSet"]
