"""Which translation packets wait for a person (`core.waiting`)."""

from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Value, When

from accounts.models import User
from core.waiting import number_of, told
from workspace.models import Packet, PacketItem

FINISHED = [PacketItem.State.DONE, PacketItem.State.GONE]


def for_person(user: User) -> list[QuerySet]:
    """What she is asked to translate."""
    return [
        told(
            Packet.objects.asked_of(user), kind="packet", due_on="due_on", **_columns()
        )
    ]


def asked_by(user: User) -> list[QuerySet]:
    """What she sent; and what of it is back, which stands there as *in review* until
    she closes the packet."""
    rows = Packet.objects.visible_to(user).filter(made_by=user, closed_at=None)
    is_out = When(done_at=None, then=Value("packet-sent"))
    return [
        told(
            rows.filter(is_ours=True),
            kind=Case(is_out, default=Value("packet-back")),
            due_on=Case(When(done_at=None, then=F("due_on"))),
            **_columns(),
        )
    ]


def _columns() -> dict[str, Any]:
    """`text`: from which language, `detail`: into which."""
    items = PacketItem.objects.filter(packet=OuterRef("pk"))
    return {
        "review": "review",
        "group": "group",
        "text": "source_language",
        "detail": "language",
        "count": number_of(items.filter(state__in=FINISHED), by="packet"),
        "of": number_of(items, by="packet"),
    }
