"""Groups made for a review after those of another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Organisation, User
from groups.actions import NameIsTaken, found_group
from groups.models import Group
from groups.steps import copy_roadmap
from reviews.models import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    groups: int
    steps: int
    known: int  # those of the same name were there already


@transaction.atomic
def copy_groups(
    *,
    review: Review,
    sources: Iterable[Group],
    with_steps: bool,
    actor: User,
    at: datetime,
) -> Founded:
    """Make a group after each of `sources`, which `queries.groups_to_copy` allows the
    person: what it is called and its place, without people; with the steps of its
    roadmap if asked for. A name that is taken is left alone: sent twice, this makes
    nothing twice."""
    made = steps = known = 0
    for source in sources:
        try:
            after = _after(source, review, actor=actor, at=at)
            group = found_group(group=after, actor=actor, at=at)
        except NameIsTaken:
            known += 1
            continue
        made += 1
        if with_steps and source.step_count:  # type: ignore[attr-defined]
            steps += copy_roadmap(group=group, source=source, actor=actor, at=at)
    return Founded(groups=made, steps=steps, known=known)


def _after(source: Group, review: Review, *, actor: User, at: datetime) -> Group:
    """What a confidential group is called inside goes along only with whoever answers
    for it."""
    is_told = not source.is_confidential or source.answers_for  # type: ignore[attr-defined]
    names: dict[str, Any] = {}
    for code, _language in settings.LANGUAGES:
        neutral = getattr(source, f"neutral_name_{code}")
        names[f"neutral_name_{code}"] = neutral
        names[f"name_{code}"] = getattr(source, f"name_{code}") if is_told else neutral
    return Group(
        review=review,
        kind=source.kind,
        is_confidential=source.is_confidential,
        order=source.order,
        organisation=_organisation_of(source, review, actor=actor, at=at),
        **names,
    )


def _organisation_of(
    source: Group, review: Review, *, actor: User, at: datetime
) -> Organisation | None:
    """An institution stays the one it was, before the same State and as long as it
    exists. One of another State gives its name alone, as a pattern."""
    is_same = source.review.state_id == review.state_id
    if source.kind != Group.Kind.INSTITUTION or not is_same:
        return None
    known = Organisation.objects.visible_to(actor).filter(pk=source.organisation_id)
    return known.exclude(dissolved_on__lte=at.date()).first()
