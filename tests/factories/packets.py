"""Translation packets as people would send them, by the actions."""

from datetime import timedelta

from django.utils import timezone

from groups.models import Membership
from reviews.models import Role
from workspace import packets
from workspace.models import Packet


def order(subject, *, into="en", source="ru", days=5, at=None):
    day = (at or timezone.now()).date() + timedelta(days=days)
    return packets.Order(
        subject=subject, source_language=source, language=into, due_on=day
    )


def send(subject, reader, *, by, at=None, **terms) -> Packet:
    through = (
        Role.objects.filter(
            user=reader, role="translator", review=subject.review
        ).first()
        or Membership.objects.filter(user=reader).first()
        or Role.objects.filter(user=reader).first()
    )
    at = at or timezone.now() - timedelta(minutes=1)
    return packets.send_to_person(
        order=order(subject, at=at, **terms),
        reader=reader,
        through=through,
        actor=by,
        at=at,
    )


def send_by_link(subject, *, by, label="Agency", at=None, **terms):
    """The packet and the token of its link."""
    at = at or timezone.now() - timedelta(minutes=1)
    return packets.send_to_guest(
        order=order(subject, at=at, **terms), label=label, actor=by, at=at
    )
