"""The demo's translation packet: on its way to the group's translator, one text of
it back."""

from datetime import datetime, timedelta

from core.translations import Handed, digest
from groups.models import Membership
from workspace import gathering, packets
from workspace.demo.cast import Cast

HOUR = timedelta(hours=1)
DUE_IN = timedelta(days=4)


def send_packet(cast: Cast, *, at: datetime) -> None:
    group, sender = cast.groups["women"], cast.people["rapporteur"]
    translator = cast.people["translator"]
    packet = packets.send_to_person(
        order=packets.Order(
            subject=group,
            source_language="ru",
            language="en",
            due_on=(at + DUE_IN).date(),
        ),
        reader=translator,
        through=Membership.objects.get(group=group, user=translator),
        actor=sender,
        at=at,
    )
    first = packet.items.exclude(target_text="").order_by("order").first()
    if first is None:
        return
    now = gathering.standing([first], into="en")[gathering.key_of(first)]
    packets.save_item(
        packet=packet,
        order=first.order,
        handed=Handed(
            text=now.text, source_digest=now.source_digest, base=digest(now.text)
        ),
        by=translator,
        at=at + HOUR,
    )
