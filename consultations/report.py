"""What an activity report says: everything that is a number is computed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from consultations import figures
from consultations.figures import Line
from consultations.models import Event, Finding, Material, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Of one meeting. Nobody who was there is in it: not who led, nor who came."""

    event: Event
    groups: list[Any]  # their names as outsiders know them
    lines: list[Line]
    asked: int  # questions put at the meeting
    beforehand: int
    answered: int  # of those
    materials: int  # published
    findings: int  # without those that are confidential


def report_of(event: Event) -> Report:
    kinds = Question.Kind
    beforehand = Q(kind=kinds.BEFOREHAND)
    counted = event.questions.aggregate(
        asked=Count("pk", filter=Q(kind=kinds.TO_ASK)),
        beforehand=Count("pk", filter=beforehand),
        answered=Count("pk", filter=beforehand & Q(answered_at__isnull=False)),
    )
    taking_part = event.groups.order_by("kind", "order", "pk")
    findings = Finding.objects.filter(event=event).exclude(
        sensitivity=Finding.Sensitivity.CONFIDENTIAL
    )
    published = Material.objects.filter(event=event, published_at__isnull=False)
    values = figures.values_of(event.review)
    found = figures.lines(values, figures.counts_of(event))
    return Report(
        event=event,
        groups=[group.neutral_name for group in taking_part],
        lines=[line for line in found if line.is_counted],
        materials=published.count(),
        findings=findings.count(),
        **counted,
    )
