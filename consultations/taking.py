"""What a group may take up of what was heard, and that it has."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from consultations.models import Finding, Route
from consultations.models.events import unwalled
from consultations.recording import record
from groups.models import Group
from reviews.models import Review

WHOLE_COALITION = (Finding.Sensitivity.OPEN, Finding.Sensitivity.COALITION)


def takeable(review: Review, *, groups: Iterable[Group]) -> QuerySet[Finding]:
    """What these groups together may rest their work on: what was given to one of
    them, and what the whole coalition may know. What was told to another group alone
    is given to them first: who is in both does not carry it over."""
    given = Route.objects.filter(finding=OuterRef("pk"), group__in=list(groups))
    everybody = Q(sensitivity__in=WHOLE_COALITION) & unwalled("host")
    return Finding.objects.filter(review=review).filter(Exists(given) | everybody)


def citable(
    user, *, review: Review, groups: Iterable[Group], words: Iterable[str] = ()
) -> QuerySet[Finding]:
    """Of that, what the person may know, the newest first: every word occurs in it."""
    rows = takeable(review, groups=groups).filter(
        pk__in=Finding.objects.visible_to(user).standing().values("pk")
    )
    for word in words:
        rows = rows.filter(
            Q(text_en__icontains=word)
            | Q(text_ru__icontains=word)
            | Q(text_ky__icontains=word)
        )
    return rows.select_related("region", "event").order_by("-entered_at", "pk")


@transaction.atomic
def take_up(
    *,
    findings: Collection[Any],
    groups: Collection[Any],
    actor,
    at: datetime,
    via: str = "",
) -> None:
    """Work of these groups rests on these findings: wherever one was given to one of
    them it is now taken up, whatever stood there before. Once; what was not given to
    them is not given by it."""
    waiting = Route.objects.filter(finding__in=findings, group__in=groups)
    rows = waiting.exclude(state=Route.State.TAKEN).order_by("pk")
    routes = list(
        rows.select_for_update(of=("self",)).select_related(
            "finding__review", "finding__host", "group"
        )
    )
    Route.objects.filter(pk__in=[route.pk for route in routes]).update(
        state=Route.State.TAKEN,
        read_at=Coalesce(F("read_at"), at),
        reason="",
        reason_language="",
        updated_at=at,
    )
    for route in routes:
        record(
            "finding.taken",
            route.finding,
            actor=actor,
            at=at,
            group=route.group,
            via=via,
        )
