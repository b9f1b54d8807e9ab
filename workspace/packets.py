"""Everything that people do with a translation packet. One public function per
thing a person does.

The words go into the texts and into the packet, and nowhere else: not into the
trail, not into a notice.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts import openings
from accounts.models import Opening, User
from audit.actions import record
from core.exceptions import ActionRefused
from core.translations import (
    CannotTake,
    Counterpart,
    Handed,
    SourceChanged,
    TextGone,
    WrittenMeanwhile,
    is_filled,
)
from groups.models import Group
from notifications.actions import notify
from submissions.models import Submission
from submissions.queries import trail_of_submission
from workspace import gathering
from workspace.models import Packet, PacketItem

State = PacketItem.State
GUEST_LINK = "guest link"
ITEMS_AT_MOST = 400
OPEN_AFTER_DUE = timedelta(days=30)


class CannotSend(ActionRefused):
    pass


class CannotSave(ActionRefused):
    pass


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is sent, and by when: a day where the person lives who sends it."""

    subject: Any  # a group, a submission, a factsheet, a proposal
    source_language: str
    language: str
    due_on: date


# Sending


@transaction.atomic
def send_to_person(
    *, order: Order, reader: User, through: models.Model, actor: User, at: datetime
) -> Packet:
    """`through`: the role or membership because of which she may be asked; with it
    ends what the packet opens to her. She is told once."""
    packet = _send(order, reader=reader, actor=actor, at=at)
    packet.opening = openings.open_to_person(
        subject=packet,
        level=Opening.Level.COMMENT,
        until=_until(order, actor, at),
        person=reader,
        through=through,
        actor=actor,
        at=at,
        **trail_of(packet),
    )
    packet.save(update_fields=["opening"])
    if reader != actor:
        notify(recipients=[reader], kind="packet.given", subject=packet, at=at)
    return packet


@transaction.atomic
def send_to_guest(
    *, order: Order, label: str, actor: User, at: datetime
) -> tuple[Packet, str]:
    """Returns the packet and the token of its link, which is kept nowhere."""
    packet = _send(order, actor=actor, at=at)
    packet.opening, token = openings.open_to_link(
        subject=packet,
        level=Opening.Level.COMMENT,
        until=_until(order, actor, at),
        label=label,
        actor=actor,
        at=at,
        **trail_of(packet),
    )
    packet.save(update_fields=["opening"])
    return packet, token


def _send(
    order: Order, *, actor: User, at: datetime, reader: User | None = None
) -> Packet:
    zone = ZoneInfo(actor.time_zone)
    if order.due_on < at.astimezone(zone).date():
        raise CannotSend(_("That day is over already."))
    if datetime.combine(order.due_on, time.max, zone) > at + openings.OPEN_AT_MOST:
        raise CannotSend(
            _("Ask for a day within the next %(most)s days.")
            % {"most": openings.OPEN_AT_MOST.days}
        )
    subject = order.subject
    review = subject.review
    review = (
        type(review)
        .objects.select_for_update(of=("self",), no_key=True)
        .get(pk=review.pk)
    )  # two who send at once do not send the same
    blocks = to_send(actor, order, review=review)
    if not blocks:
        raise CannotSend(_("Nothing is missing or stale there, or somebody is at it."))
    if len(blocks) > ITEMS_AT_MOST:
        raise CannotSend(
            _(
                "These are %(count)d texts, more than the %(most)d of a packet. Send parts."
            )
            % {"count": len(blocks), "most": ITEMS_AT_MOST}
        )
    packet = Packet.objects.create(
        review=review,
        group=group_of(subject),
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        reader=reader,
        source_language=order.source_language,
        language=order.language,
        due_on=order.due_on,
        made_by=actor,
        made_at=at,
    )
    PacketItem.objects.bulk_create(
        PacketItem(
            packet=packet,
            order=place,
            subject_label=block.subject_label,
            subject_id=block.subject_id,
            block=block.block,
            kind=block.kind,
            source_text=block.source,
            source_digest=block.source_digest,
            target_text=block.text,
            words=gathering.words_in(block.source),
        )
        for place, block in enumerate(blocks, start=1)
    )
    record("packet.sent", subject=packet, actor=actor, at=at, **trail_of(packet))
    return packet


def to_send(actor: User, order: Order, *, review: Any) -> list[Counterpart]:
    found = gathering.gather(
        actor,
        order.subject,
        review=review,
        source=order.source_language,
        into=order.language,
    )
    taken = gathering.in_hands(review, into=order.language)
    return [block for block in found if gathering.key_of(block) not in taken]


def group_of(subject: Any) -> Group | None:
    if isinstance(subject, Submission):
        return None
    return subject if isinstance(subject, Group) else subject.group


def trail_of(packet: Packet) -> dict[str, Any]:
    if packet.group_id is None:
        submission = Submission.objects.filter(pk=packet.subject_id).first()
        if submission:
            return trail_of_submission(submission)
    return {"review": packet.review, "group": packet.group}


def _until(order: Order, actor: User, at: datetime) -> datetime:
    end = datetime.combine(order.due_on, time.max, ZoneInfo(actor.time_zone))
    return min(end + OPEN_AFTER_DUE, at + openings.OPEN_AT_MOST)


# Translating


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one text: kept, or why not, and then how it stands now."""

    item: PacketItem
    refusal: str = ""
    now: Counterpart | None = None

    @property
    def is_kept(self) -> bool:
        return not self.refusal

    @property
    def asks(self) -> bool:
        """The person has to look at both, and say."""
        return self.now is not None


@transaction.atomic
def save_item(
    *,
    packet: Packet,
    order: int,
    handed: Handed,
    by: User | Opening,
    at: datetime,
) -> Saved:
    """Put one translation into its text, as *in review*. What changed meanwhile is
    answered with how it stands now; the person's words wait in the packet, and
    nothing is overwritten. The sender hears once when all is done."""
    packet = open_packet(packet, by=by, at=at)
    item = packet.items.select_for_update(of=("self",)).get(order=order)
    saved = keep(packet, item, handed, by=by, at=at)
    finish(packet, at=at)
    return saved


def keep(
    packet: Packet,
    item: PacketItem,
    handed: Handed,
    *,
    by: User | Opening,
    at: datetime,
) -> Saved:
    actor = person_of(by)
    try:
        now = gathering.take(
            item,
            language=packet.language,
            handed=handed,
            actor=actor,
            via="" if actor else GUEST_LINK,
            at=at,
        )
    except (SourceChanged, WrittenMeanwhile) as conflict:
        item.state, item.offered = State.ASKS, handed.text
        item.save(update_fields=["state", "offered"])
        return Saved(item, str(conflict), conflict.now)
    except TextGone as refusal:
        item.state, item.offered = State.GONE, handed.text
        item.save(update_fields=["state", "offered"])
        return Saved(item, str(refusal))
    except CannotTake as refusal:
        if is_filled(handed.text):
            item.state, item.offered = State.ASKS, handed.text
            item.save(update_fields=["state", "offered"])
        return Saved(item, str(refusal))
    item.source_text, item.source_digest = now.source, now.source_digest
    item.text, item.offered, item.state = handed.text, "", State.DONE
    item.saved_at, item.saved_by = at, actor
    item.save(
        update_fields=[
            *("source_text", "source_digest", "text", "offered", "state"),
            *("saved_at", "saved_by"),
        ]
    )
    return Saved(item)


def person_of(by: User | Opening) -> User | None:
    """Nobody, for the holder of a link."""
    return None if isinstance(by, Opening) else by


def open_packet(packet: Packet, *, by: User | Opening, at: datetime) -> Packet:
    """Locked; with the right to it asked anew, for it may have ended meanwhile."""
    held = (
        Packet.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review", "group", "opening", "made_by")
        .get(pk=packet.pk)
    )
    if isinstance(by, Opening):
        may = held.opening_id == by.pk and held.is_with_somebody(at=at)
    else:
        may = Packet.objects.visible_to(by).filter(pk=held.pk).exists()
    if not held.is_open or not may:
        raise CannotSave(_("This packet is closed. Nothing was kept."))
    return held


def finish(packet: Packet, *, at: datetime) -> None:
    if packet.done_at:
        return
    if packet.items.exclude(state__in=[State.DONE, State.GONE]).exists():
        return
    packet.done_at = at
    packet.save(update_fields=["done_at", "updated_at"])
    if packet.reader_id != packet.made_by_id:
        notify(recipients=[packet.made_by], kind="packet.done", subject=packet, at=at)


# Closing


@transaction.atomic
def close_packet(*, packet: Packet, actor: User, at: datetime) -> Packet:
    """It opens nothing any more. What came stays."""
    packet = Packet.objects.select_for_update(of=("self",), no_key=True).get(
        pk=packet.pk
    )
    if packet.closed_at:
        return packet
    packet.closed_at = at
    packet.save(update_fields=["closed_at", "updated_at"])
    trail = trail_of(packet)
    if packet.opening:
        openings.withdraw(opening=packet.opening, actor=actor, at=at, **trail)
    record("packet.closed", subject=packet, actor=actor, at=at, **trail)
    return packet
