"""What the pages of translation packets show, and how far the other languages are."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import (
    Count,
    Q,
    QuerySet,
    Sum,
)

from accounts.models import User
from core import likeness
from core.translations import Counterpart, digest
from core.words import Worded
from workspace import gathering
from workspace.models import Packet, PacketItem

LANGUAGES = dict(settings.LANGUAGES)
GLOSSARY = Path(__file__).parent / "data" / "glossary.csv"
TERMS_AT_MOST = 8
LIKE_AT_MOST = 3
STATE_MARKS = {
    PacketItem.State.WAITING: "missing",
    PacketItem.State.ASKS: "watch",
    PacketItem.State.DONE: "review",
    PacketItem.State.GONE: "none",
}


# A packet


@dataclass(frozen=True, slots=True)
class Progress:
    packet: Packet
    items: int
    done: int
    asks: int
    words: int
    is_overdue: bool
    whom: str
    is_guest: bool

    @property
    def percent(self) -> int:
        return self.done * 100 // self.items if self.items else 0


def today_of(user: Any, at: datetime) -> date:
    zone = ZoneInfo(user.time_zone) if getattr(user, "time_zone", "") else None
    return at.astimezone(zone).date()


def counted(packets: QuerySet) -> QuerySet:
    """Each with how many texts and words it has, and how many are back."""
    states = PacketItem.State
    finished = Q(items__state__in=[states.DONE, states.GONE])
    return packets.annotate(
        texts=Count("items"),
        done=Count("items", filter=finished),
        asks=Count("items", filter=Q(items__state=states.ASKS)),
        words=Sum("items__words", default=0),
    )


def progress_of(packet: Any, *, today: date) -> Progress:
    """Of one that `counted` has counted."""
    is_guest = bool(packet.opening and packet.opening.link_digest)
    return Progress(
        packet=packet,
        items=packet.texts,
        done=packet.done,
        asks=packet.asks,
        words=packet.words,
        is_overdue=packet.done_at is None and packet.due_on < today,
        whom=packet.opening.label if is_guest else _name_of(packet.reader),
        is_guest=is_guest,
    )


def _name_of(person: User | None) -> str:
    return person.full_name if person else ""


def waiting_for(user: User, *, at: datetime) -> list[Progress]:
    """What waits for the person to be translated, over all reviews, by due day."""
    rows = counted(Packet.objects.asked_of(user)).select_related(
        "review__state", "opening", "reader"
    )
    today = today_of(user, at)
    return [progress_of(row, today=today) for row in rows.by_due_day()]


def sent_about(subject: Any, *, user: User, at: datetime) -> list[Progress]:
    """Packets of this that are not closed, the newest first."""
    rows = counted(
        Packet.objects.visible_to(user).filter(
            subject_label=subject._meta.label_lower, subject_id=subject.pk
        )
    ).select_related("opening", "reader")
    today = today_of(user, at)
    return [progress_of(row, today=today) for row in rows.order_by("-made_at", "pk")]


@dataclass(frozen=True, slots=True)
class ItemRow:
    item: PacketItem
    name: Worded | None
    is_new_subject: bool

    @property
    def mark(self) -> str:
        return STATE_MARKS[PacketItem.State(self.item.state)]

    @property
    def kind(self) -> Any:
        return gathering.KIND_NAMES.get(self.item.kind, "")


def rows_of(items: Iterable[PacketItem], names: dict) -> list[ItemRow]:
    rows: list[ItemRow] = []
    above = None
    for item in items:
        name = names.get(item.subject_id)
        rows.append(ItemRow(item, name[0] if name else None, item.subject_id != above))
        above = item.subject_id
    return rows


def packet_context(packet: Any, *, today: date) -> dict[str, Any]:
    """`packet` from `counted`, as its page and the one behind the link show it."""
    items = list(packet.items.order_by("order"))
    names = gathering.names_of(items)
    first = next((item for item in items if not item.is_finished), None)
    return {
        "packet": packet,
        "review": packet.review,
        "progress": progress_of(packet, today=today),
        "rows": rows_of(items, names),
        "first": first,
        "from_name": LANGUAGES[packet.source_language],
        "into_name": LANGUAGES[packet.language],
    }


# One text at a time


@dataclass(frozen=True, slots=True)
class Beside:
    """What helps while one translates."""

    terms: Sequence[tuple[str, str]]
    likes: Sequence[Counterpart]


def item_context(
    packet: Packet, item: PacketItem, *, user: User, typed: str | None = None
) -> dict[str, Any]:
    """Both sides as they stand now. `typed`: what the person has just sent."""
    items = list(packet.items.order_by("order").only("order", "state"))
    now = gathering.standing([item], into=packet.language).get(gathering.key_of(item))
    names = gathering.names_of([item])
    name = names.get(item.subject_id)
    source = now.source if now else item.source_text
    text = now.text if now else ""
    offered = typed if typed is not None else item.offered
    is_rewritten = bool(now and now.source_digest != item.source_digest)
    shown_before = {digest(item.target_text), digest(item.text)}
    return {
        "packet": packet,
        "review": packet.review,
        "item": item,
        "kind": gathering.KIND_NAMES.get(item.kind, ""),
        "name": name[0] if name else None,
        "url": name[1] if name else "",
        "now": now,
        "source": source,
        "old_source": item.source_text if is_rewritten else "",
        "theirs": text
        if offered
        and digest(text) not in shown_before
        and digest(text) != digest(offered)
        else "",
        "text": offered or text,
        "source_digest": digest(source),
        "base": digest(text),
        "number": next(n for n, row in enumerate(items, 1) if row.order == item.order),
        "count": len(items),
        "done": sum(row.is_finished for row in items),
        "previous": neighbour(items, item.order, step=-1),
        "next": neighbour(items, item.order, step=1),
        "from_name": LANGUAGES[packet.source_language],
        "into_name": LANGUAGES[packet.language],
        "beside": beside(packet, source, user=user, key=gathering.key_of(item)),
    }


def neighbour(items: Sequence[PacketItem], order: int, *, step: int) -> int | None:
    places = [row.order for row in items]
    at = places.index(order) + step
    return places[at] if 0 <= at < len(places) else None


def next_open(packet: Packet, order: int) -> int | None:
    """The next text that nobody has translated yet, from here on and around."""
    orders = list(
        packet.items.filter(state__in=[PacketItem.State.WAITING, PacketItem.State.ASKS])
        .exclude(order=order)
        .order_by("order")
        .values_list("order", flat=True)
    )
    return next((found for found in orders if found > order), (orders or [None])[0])


def beside(packet: Packet, source: str, *, user: User, key: gathering.Key) -> Beside:
    agreed = [
        row
        for row in gathering.agreed_for(
            user,
            packet.review,
            source=packet.source_language,
            into=packet.language,
        )
        if gathering.key_of(row) != key
    ]
    found = likeness.nearest(source, [row.source for row in agreed])[:LIKE_AT_MOST]
    return Beside(
        terms=terms_in(source, source=packet.source_language, into=packet.language),
        likes=[agreed[number] for number in found],
    )


@cache
def glossary() -> tuple[dict[str, str], ...]:
    with GLOSSARY.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def terms_in(text: str, *, source: str, into: str) -> list[tuple[str, str]]:
    """Terms of the field that occur in the text, whatever their endings; the longest
    first, for “joint submission” says more than “submission”."""
    here = likeness.in_order(text)
    found = []
    for row in glossary():
        wanted = likeness.in_order(row[source].partition("(")[0])
        if wanted and f" {' '.join(wanted)} " in f" {' '.join(here)} ":
            found.append((row[source], row[into], len(wanted)))
    found.sort(key=lambda term: (-term[2], term[0]))
    return [(one, other) for one, other, _length in found[:TERMS_AT_MOST]]
