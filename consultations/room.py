"""What people do with drafts that are taken to the room: put them before a meeting,
count hands, answer by phone."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from consultations.models import Event, Finding, Reaction, Tabled
from consultations.models.events import unwalled
from consultations.models.room import AT_MOST, TOLD_TO_THE_ROOM
from core.exceptions import ActionRefused
from core.words import language_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]
REMARK_AT_MOST = 200
Answer = Reaction.Answer
type Hands = Mapping[str, int]


class CannotTable(ActionRefused):
    pass


@transaction.atomic
def put_on_table(
    *,
    event: Event,
    words: Mapping[str, str],
    actor: User,
    at: datetime,
    finding: Finding | None = None,
) -> Tabled:
    """Put a draft before the people of the meeting in these words, by language. They
    stay as they are: whoever answers has answered to them."""
    event = _open_event(event, CannotTable)
    taken = set(event.tabled.values_list("order", flat=True))
    free = [order for order in range(1, AT_MOST + 1) if order not in taken]
    if not free:
        raise CannotTable(_("A meeting takes up to twelve."))
    tabled = Tabled(event=event, order=free[0], finding=finding, tabled_at=at)
    for code in LANGUAGES:
        setattr(tabled, f"text_{code}", words.get(code, "").strip())
    tabled.save(force_insert=True)
    _record("draft.tabled", event, actor=actor, at=at)
    return tabled


@transaction.atomic
def put_finding_on_table(
    *, event: Event, finding: Finding, actor: User, at: datetime
) -> Tabled:
    """Whoever is in the room reads it, and whoever holds the address: so only what
    the whole coalition may know."""
    _open_event(event, CannotTable)
    # Locked: nobody narrows it down meanwhile.
    rows = Finding.objects.filter(told_to_the_room(event), pk=finding.pk)
    kept = rows.select_for_update(of=("self",), no_key=True).first()
    if kept is None:
        raise CannotTable(
            _("This was said to few. Only what the coalition may know goes to a room.")
        )
    if event.tabled.filter(finding=finding).exists():
        raise CannotTable(_("It is on the list already."))
    words = {code: kept.text_of("text", code) for code in LANGUAGES}
    return put_on_table(event=event, words=words, finding=kept, actor=actor, at=at)


def told_to_the_room(event: Event) -> Q:
    """Findings that may be: of what was heard behind a wall, at its meetings alone."""
    everybody = unwalled("host") | Q(host=event.host_id, host__isnull=False)
    return Q(sensitivity__in=TOLD_TO_THE_ROOM) & everybody


class CannotTakeOff(ActionRefused):
    pass


@transaction.atomic
def take_off_table(*, tabled: Tabled, actor: User, at: datetime) -> None:
    """Until somebody has answered. Those behind it move up."""
    event = _open_event(tabled.event, CannotTakeOff)
    if tabled.reactions.exclude(count=0, remark="").exists():
        raise CannotTakeOff(_("Somebody has answered already: it stays on the list."))
    tabled.delete()
    event.tabled.filter(order__gt=tabled.order).update(order=F("order") - 1)
    _record("draft.taken_off", event, actor=actor, at=at)


class CannotCount(ActionRefused):
    """`theirs`: what stands there now, where somebody else has written meanwhile."""

    def __init__(self, message: str, *, theirs: Hands | None = None):
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def count_hands(
    *,
    tabled: Tabled,
    hands: Hands,
    seen: Hands,
    remark: str,
    language: str,
    actor: User,
    at: datetime,
) -> None:
    """How many hands were raised for each answer; it can be written anew. `seen`:
    what the person had before her: nobody writes over what she has not seen.
    `remark`: what is different here, in one line."""
    event = _event_locked(tabled.event)
    kept = {row.answer: row for row in tabled.reactions.filter(client_key=None)}
    now: dict[str, int] = {
        answer: kept[answer].count if answer in kept else 0 for answer in Answer
    }
    if any(now[answer] != seen.get(answer, 0) for answer in Answer):
        raise CannotCount(_("Somebody else wrote other numbers meanwhile."), theirs=now)
    remark = " ".join(remark.split())
    for answer in Answer:
        row = kept.get(answer) or Reaction(tabled=tabled, answer=answer)
        row.count = hands.get(answer, 0)
        if answer == Answer.DIFFERENT:
            row.remark = remark
            row.remark_language = (
                language_of(remark, otherwise=language) if remark else ""
            )
        row.entered_by, row.reacted_at = actor, at
        row.save()
    _record("draft.counted", event, actor=actor, at=at)


class CannotReact(ActionRefused):
    pass


@transaction.atomic
def answer_by_phone(
    *,
    event: Event,
    client_key: UUID,
    answers: Mapping[UUID, tuple[str, str]],
    language: str,
    at: datetime,
) -> int:
    """What one phone says to some of the drafts: answer and remark, by draft. What it
    said before to the same ones is changed; nothing is counted twice. Returns to how
    many it answered."""
    if event.closed_at is not None:
        raise CannotReact(_("The meeting is over. Nothing is counted any more."))
    # Locked: none of them is taken off meanwhile.
    asked = event.tabled.filter(pk__in=answers).order_by("pk")
    known = asked.select_for_update(no_key=True).values_list("pk", flat=True)
    rows = [
        _by_phone(pk, client_key, *answers[pk], language=language, at=at)
        for pk in known
    ]
    if not rows:
        raise CannotReact(_("Choose an answer to at least one of them."))
    Reaction.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["tabled", "client_key"],
        update_fields=["answer", "remark", "remark_language", "reacted_at"],
    )
    _record("draft.answered", event, actor=None, at=at, via="link")
    return len(rows)


def _by_phone(pk, client_key, answer, remark, *, language, at) -> Reaction:
    remark = " ".join(remark.split())[:REMARK_AT_MOST]
    return Reaction(
        tabled_id=pk,
        client_key=client_key,
        answer=answer,
        remark=remark,
        remark_language=language_of(remark, otherwise=language) if remark else "",
        reacted_at=at,
    )


def _event_locked(event: Event) -> Event:
    """Whoever changes its list or its numbers waits for whoever does so already."""
    rows = Event.objects.select_for_update(of=("self",))
    return rows.select_related("review", "host").get(pk=event.pk)


def _open_event(event: Event, refusal: type[ActionRefused]) -> Event:
    locked = _event_locked(event)
    if locked.closed_at is not None:
        raise refusal(_("The meeting is over: its list stays as it is."))
    return locked


def _record(verb: str, event: Event, *, actor, at: datetime, via: str = "") -> None:
    record(
        verb,
        subject=event,
        actor=actor,
        at=at,
        review=event.review,
        group=event.host,
        via=via,
    )
