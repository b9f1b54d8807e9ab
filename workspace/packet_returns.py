"""A packet's Word file comes back: each cell into its text, or none at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Opening, User
from audit.actions import record
from core.exceptions import ActionRefused
from core.translations import digest, is_filled
from workspace import packets
from workspace.models import Packet, PacketItem
from workspace.packet_files import Row


class CannotReturn(ActionRefused):
    """Nothing of the file was taken."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a file."""

    kept: Sequence[packets.Saved]
    asks: Sequence[packets.Saved]
    refused: Sequence[packets.Saved]
    empty: Sequence[PacketItem]
    unchanged: int


@transaction.atomic
def bring_back(
    *, packet: Packet, rows: Sequence[Row], by: User | Opening, at: datetime
) -> Returned:
    """Each cell lands in its text as *in review*; an empty one leaves its text
    missing, an unchanged one does nothing. A file with rows that are not of this
    packet changes nothing at all."""
    packet = packets.open_packet(packet, by=by, at=at)
    items = {
        item.code: item
        for item in packet.items.select_for_update(of=("self",)).order_by("order")
    }
    _refuse_foreign(rows, items)
    kept: list[packets.Saved] = []
    asks: list[packets.Saved] = []
    refused: list[packets.Saved] = []
    empty: list[PacketItem] = []
    unchanged = 0
    for row in rows:
        item = items[row.code]
        if not is_filled(row.target):
            if not item.is_finished and not is_filled(item.target_text):
                empty.append(item)
            else:
                unchanged += 1
            continue
        if row.is_as_it_was(item):
            unchanged += 1
            continue
        saved = packets.keep(packet, item, row.handed(item), by=by, at=at)
        (kept if saved.is_kept else asks if saved.asks else refused).append(saved)
    actor = packets.person_of(by)
    record(
        "packet.brought_back",
        subject=packet,
        actor=actor,
        via="" if actor else packets.GUEST_LINK,
        at=at,
        **packets.trail_of(packet),
    )
    packets.finish(packet, at=at)
    return Returned(kept, asks, refused, empty, unchanged)


def _refuse_foreign(rows: Sequence[Row], items: dict[str, PacketItem]) -> None:
    if not any(row.code for row in rows):
        raise CannotReturn(
            _(
                "This is not a file that was taken out of a packet, or its codes are lost."
            )
        )
    foreign = [row for row in rows if row.code not in items]
    if len(foreign) == len(rows):
        raise CannotReturn(_("This file belongs to another packet. Nothing was taken."))
    if foreign:
        raise CannotReturn(
            ngettext(
                "%(count)d row of the file is not of this packet. Nothing was taken.",
                "%(count)d rows of the file are not of this packet. Nothing was taken.",
                len(foreign),
            )
            % {"count": len(foreign)}
        )
    codes = [row.code for row in rows]
    sources = {digest_of_source(item.source_text): code for code, item in items.items()}
    mixed = [
        row
        for row in rows
        if sources.get(digest_of_source(row.source), row.code) != row.code
        and digest_of_source(items[row.code].source_text)
        != digest_of_source(row.source)
    ]
    if len(set(codes)) < len(codes) or mixed:
        raise CannotReturn(
            _("Rows of the file were copied or mixed up. Nothing was taken.")
        )


def digest_of_source(text: str) -> str:
    return digest(" ".join(text.split()))
