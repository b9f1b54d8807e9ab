from recommendations.models.imports import ImportBatch, ImportRow
from recommendations.models.record import (
    MadeBy,
    Position,
    Recommendation,
    RecommendationQuerySet,
)

__all__ = [
    "ImportBatch",
    "ImportRow",
    "MadeBy",
    "Position",
    "Recommendation",
    "RecommendationQuerySet",
]
