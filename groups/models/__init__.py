from groups.models.decisions import Decision, DecisionQuerySet, Voice
from groups.models.group import (
    Group,
    GroupQuerySet,
    Invitation,
    Membership,
    MembershipQuerySet,
    is_open_to,
)
from groups.models.roadmaps import Roadmap, RoadmapItem, RoadmapQuerySet

__all__ = [
    "Decision",
    "DecisionQuerySet",
    "Group",
    "GroupQuerySet",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Roadmap",
    "RoadmapItem",
    "RoadmapQuerySet",
    "Voice",
    "is_open_to",
]
