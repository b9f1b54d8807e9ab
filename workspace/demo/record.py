"""Recommendations of 2010 in our own words: true in who asked and in what the
State answered."""

from datetime import datetime

from catalogue.models import State, Term
from recommendations.demonstration import (
    DemonstrationWording,
    add_demonstration_wording,
)
from recommendations.models import Recommendation
from workspace.demo import datafiles

STATE, SESSION, CYCLE = "KGZ", 8, 1


def write_record(*, at: datetime) -> dict[str, Recommendation]:
    """Add them to the record; returns them by their keys in the data file."""
    rows = datafiles.recommendations()
    states = State.objects.in_bulk(
        {STATE, *(row["made_by"] for row in rows)}, field_name="iso3"
    )
    issues = {term.key: term for term in Term.objects.of("upr-info-issues")}
    wordings = {
        row["key"]: DemonstrationWording(
            state=states[STATE],
            session=SESSION,
            cycle=CYCLE,
            recommender=states[row["made_by"]],
            position=row["position"],
            action_category=int(row["action_category"]),
            issues=[issues[key] for key in row["issues"].split("|")],
            wording_en=row["wording_en"],
            wording_ru=row["wording_ru"],
            wording_ky=row["wording_ky"],
        )
        for row in rows
    }
    add_demonstration_wording(wordings=wordings.values(), at=at)
    added = {
        recommendation.wording_en: recommendation
        for recommendation in Recommendation.objects.filter(is_demonstration=True)
    }
    return {key: added[wording.wording_en] for key, wording in wordings.items()}
