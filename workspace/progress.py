"""How far the other languages are, and what waits for whoever translates: what homes
say of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, CharField, F, Func, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from accounts.models import User
from catalogue.models import Region
from consultations.models import HelpRequest, RegionalContact
from factsheets.models import Factsheet
from groups.models import Group
from proposals.models import Proposal
from reviews.models import Review
from submissions.models import Text
from workspace.models import Packet, PacketItem
from workspace.packet_desk import Progress, counted, progress_of, today_of

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Readiness:
    """“English ready: 5 of 8, 2 with the translator until Friday”."""

    language: str
    name: Any
    ready: int
    of: int
    away: int
    until: date | None

    @property
    def is_complete(self) -> bool:
        return self.ready == self.of


def at_home(
    review: Review, *, user: User, at: datetime, group: Group | None = None
) -> dict[str, Any]:
    """How far each language is; of a group's page no more. Elsewhere also what waits
    for the person: to be translated, and what she is asked as whoever helps in a
    region. One query: homes have much else to ask."""
    own = [] if group else [_waiting(user), _help_wanted(user)]
    rows = _readable(review, user=user, group=group).union(
        *own, _away(review), all=True
    )
    told: dict[str, list[dict]] = {"kept": [], "waiting": [], "away": [], "help": []}
    for row in rows:
        told[row["what"]].append(row)
    today = today_of(user, at)
    return {
        "readiness": _readiness(told["kept"], told["away"]),
        "packets": sorted(
            (_loaded(row, today=today) for row in told["waiting"]),
            key=lambda progress: (progress.packet.due_on, progress.packet.pk),
        ),
        "help_wanted": sorted(
            map(_asked, told["help"]), key=lambda asked: (asked.asked_at, asked.pk)
        ),
    }


def _readiness(kept: list[dict], away: list[dict]) -> list[Readiness]:
    """Sections, proposals and factsheets that the person may read, per language that
    they are translated into."""
    total: dict[str, set] = {}
    ready: dict[str, set] = {}
    for row in kept:
        for code in LANGUAGES:
            if code == row["source"] or row["language"] not in {code, ""}:
                continue
            total.setdefault(code, set()).add(row["pk"])
            if code in row["ready"].split(","):
                ready.setdefault(code, set()).add(row["pk"])
    gone: dict[str, set] = {}
    until: dict[str, date] = {}
    for row in away:
        code, due = row["language"], date.fromisoformat(row["due_on"])
        if row["pk"] in total.get(code, ()):
            gone.setdefault(code, set()).add(row["pk"])
            until[code] = min(until.get(code, due), due)
    return [
        Readiness(
            language=code,
            name=LANGUAGES[code],
            ready=len(ready.get(code, ())),
            of=len(total[code]),
            away=len(gone.get(code, ())),
            until=until.get(code),
        )
        for code in LANGUAGES
        if code in total and (code == "en" or code in ready or code in gone)
    ]


def _readable(review: Review, *, user: User, group: Group | None) -> QuerySet:
    """Of each: its id, source language, own language (of a text), and in which
    languages it is ready."""
    proposals = Proposal.objects.worked_on_by(user).filter(review=review)
    sheets = Factsheet.objects.worked_on_by(user).filter(review=review)
    texts = Text.objects.worked_on_by(user).filter(
        section__submission__review=review,
        section__texts__language=F("section__submission__source_language"),
        section__texts__word_count__gt=0,
    )
    texts = texts.exclude(language=F("section__submission__source_language"))
    if group:
        proposals, sheets = proposals.filter(group=group), sheets.filter(group=group)
        texts = texts.filter(section__group=group)
    written = _told(
        Text.objects.filter(pk__in=texts.values("pk")),
        what=Value("kept"),
        source=F("section__submission__source_language"),
        language=F("language"),
        ready=Case(When(behind=0, then=F("language")), default=Value("")),
    )
    whole = [
        _told(
            model.objects.filter(pk__in=rows.values("pk")),
            what=Value("kept"),
            source=F("source_language"),
            language=Value(""),
            ready=Func(
                F("ready_in"),
                Value(","),
                function="array_to_string",
                output_field=CharField(),
            ),
        )
        for model, rows in ((Proposal, proposals), (Factsheet, sheets))
    ]
    return written.union(*whole, all=True)


def _told(rows: QuerySet, **columns: Any) -> QuerySet:
    """Each row as one value: so that those of several kinds are one answer."""
    row = JSONObject(**{"pk": "pk", **columns})
    return rows.order_by().annotate(row=row).values_list("row", flat=True)


def _away(review: Review) -> QuerySet:
    """Which texts wait in a packet, until when."""
    rows = PacketItem.objects.filter(
        packet__in=Packet.objects.unfinished().filter(review=review),
        state__in=[PacketItem.State.WAITING, PacketItem.State.ASKS],
    )
    return _told(
        rows,
        pk=F("subject_id"),
        what=Value("away"),
        language=F("packet__language"),
        due_on=F("packet__due_on"),
    ).distinct()


def _waiting(user: User) -> QuerySet:
    return _told(
        counted(Packet.objects.asked_of(user)),
        what=Value("waiting"),
        **{name: F(name) for name in (*PACKET, *COUNTED)},
    )


def _help_wanted(user: User) -> QuerySet:
    return _told(
        HelpRequest.objects.waiting_for(user),
        what=Value("help"),
        review_id=F("contact__review"),
        text=F("text"),
        asked_at=F("asked_at"),
        region=F(f"contact__region__{_name()}"),
    )


def _name() -> str:
    return f"name_{get_language() or 'en'}"


def _asked(row: dict) -> HelpRequest:
    region = Region(**{_name(): row["region"]}) if row["region"] else None
    contact = RegionalContact(review_id=UUID(row["review_id"]), region=region)
    return HelpRequest(
        id=UUID(row["pk"]),
        contact=contact,
        text=row["text"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
    )


PACKET = ("review_id", "source_language", "language", "due_on")
COUNTED = ("texts", "done", "asks", "words")


def _loaded(row: dict, *, today: date) -> Progress:
    packet = Packet(id=UUID(row["pk"]), **{name: row[name] for name in PACKET})
    packet.due_on = date.fromisoformat(row["due_on"])
    for name in COUNTED:
        setattr(packet, name, row[name])
    return progress_of(packet, today=today)
