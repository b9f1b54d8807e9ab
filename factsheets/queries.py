"""What a page is made of, read once for all its languages: three queries,
however much stands on the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import get_language

from core.words import Worded, worded
from factsheets.models import LANGUAGES, ChosenRecommendation, Factsheet
from groups.models import Group
from proposals.models import Proposal
from recommendations.models import MadeBy, Recommendation


@dataclass(frozen=True, slots=True)
class Material:
    """The chosen recommendations and the asks in their order, and of the record
    what both name: each with `position`, `year` and its `states`."""

    chosen: list[ChosenRecommendation]
    asks: list[Any]  # Ask with what `asks_of` annotates
    record: Mapping[UUID, Any]  # Recommendation with what `with_states` annotates

    def cited(self, chosen: ChosenRecommendation) -> Any:
        return self.record[chosen.recommendation_id]

    def followed(self, ask: Any) -> list[Any]:
        """What the ask continues, the newest first; the same order every time."""
        rows = [self.record[pk] for pk in ask.followed_ids]
        return sorted(rows, key=lambda row: (-row.session, row.number_key, row.pk))


def material_of(factsheet: Factsheet) -> Material:
    chosen = list(chosen_on(factsheet))
    asks = list(asks_of(factsheet))
    wanted = {row.recommendation_id for row in chosen}
    wanted.update(pk for ask in asks for pk in ask.followed_ids)
    return Material(chosen, asks, with_states().in_bulk(wanted))


def chosen_on(factsheet: Factsheet) -> QuerySet[ChosenRecommendation]:
    return ChosenRecommendation.objects.filter(factsheet=factsheet).on_page()


def asks_of(factsheet: Factsheet):
    """Each with its proposal, the `followed_ids` and the names of its `topics`."""
    followed = Proposal.follows.through.objects.filter(proposal=OuterRef("proposal"))  # type: ignore[attr-defined]
    topics = Proposal.terms.through.objects.filter(
        proposal=OuterRef("proposal")
    ).order_by("term__vocabulary", "term__order", "term")
    return (
        factsheet.asks.select_related("proposal")
        .annotate(
            followed_ids=ArraySubquery(followed.values("recommendation")),
            topics=ArraySubquery(topics.values(json=in_languages("name", of="term__"))),
        )
        .order_by("place", "pk")
    )


def with_states():
    states = MadeBy.objects.filter(recommendation=OuterRef("pk")).order_by("pk")
    names = in_languages("name", "sort_key", of="state__")
    return (
        Recommendation.objects.with_position()
        .with_year()
        .annotate(states=ArraySubquery(states.values(json=names)))
    )


def in_languages(*fields: str, of: str = "") -> JSONObject:
    """These columns in every language, as one value."""
    return JSONObject(
        **{
            f"{field}_{code}": f"{of}{field}_{code}"
            for field in fields
            for code in LANGUAGES
        }
    )


# What requests for feedback ask of it (comments/queries.py)


def trail_of(factsheet: Factsheet) -> dict[str, Any]:
    return {"review": factsheet.review, "group": factsheet.group}


def guest_path(token: str) -> str:
    return reverse("link:draft", args=[token])


def groups_behind(factsheet: Factsheet) -> list[Group]:
    return [factsheet.group]


def name_of(factsheet: Factsheet) -> Worded:
    """Its title, without the marks for bold; as long as it has none, what it is."""
    title = worded(factsheet, "title")
    if not title:
        return Worded(str(factsheet.neutral_name), get_language() or "en")
    return Worded(title.text.replace("**", ""), title.language)
