"""What is written in the trail about a meeting: with its review, and with the group
that holds it, so that a walled group's entries are read by that group alone."""

from datetime import datetime

from accounts.models import User
from audit.actions import record
from consultations.models import Event


def record_event(verb: str, event: Event, *, actor: User | None, at: datetime) -> None:
    record(
        verb,
        subject=event,
        actor=actor,
        at=at,
        review=event.review,
        group=event.host,
    )
