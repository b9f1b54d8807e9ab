"""How far the other languages are, and what waits for whoever translates: what homes
say of it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, F, Func, Min, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from accounts.models import User
from catalogue.models import Region
from consultations.models import HelpRequest, RegionalContact
from core.statements import SOMEBODY, SOMETHING, Kept, joined, kept, once
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
    found = _of_group() if group else _of_review(_name())
    which = {"group": group.pk} if group else {}
    told: dict[str, list[dict]] = {"language": [], "waiting": [], "help": []}
    for (text,) in found.ask(user=user.pk, review=review.pk, **which):
        row = json.loads(text)
        told[row.pop("what")].append(row)
    today = today_of(user, at)
    return {
        "readiness": _readiness(told["language"]),
        "packets": sorted(
            (_loaded(row, today=today) for row in told["waiting"]),
            key=lambda progress: (progress.packet.due_on, progress.packet.pk),
        ),
        "help_wanted": sorted(
            map(_asked, told["help"]), key=lambda asked: (asked.asked_at, asked.pk)
        ),
    }


def _readiness(told: list[dict]) -> list[Readiness]:
    """Per language that something is translated into; English always, the others as
    soon as anything is ready or on its way."""
    found = {row.pop("code"): row for row in told}
    return [
        Readiness(
            language=code,
            name=LANGUAGES[code],
            ready=row["ready"],
            of=row["of"],
            away=row["away"],
            until=date.fromisoformat(row["until"]) if row["until"] else None,
        )
        for code in LANGUAGES
        if (row := found.get(code)) and (code == "en" or row["ready"] or row["away"])
    ]


# Put together once

# Of each text how many others are made of it: in `readable` a text has the language
# that it is written in, what has all its languages in one row has none.
PER_LANGUAGE = """
WITH readable (pk, source, language, ready) AS MATERIALIZED (
    {texts} UNION ALL {proposals} UNION ALL {sheets}
),
alike (source, language, ready, n) AS (
    SELECT source, language, ready, count(*) FROM readable GROUP BY 1, 2, 3
),
counted (code, of, ready) AS (
    SELECT code, sum(n), coalesce(sum(n) FILTER (WHERE code = ANY(alike.ready)), 0)
    FROM unnest(ARRAY['en', 'ru', 'ky']) AS code
    JOIN alike ON alike.source <> code AND alike.language IN (code, '')
    GROUP BY code
),
gone (code, n, until) AS (
    SELECT away.code, count(*), min(away.due_on)
    FROM {away} AS away (subject_id, code, due_on)
    JOIN readable ON readable.pk = away.subject_id
        AND readable.source <> away.code AND readable.language IN (away.code, '')
    GROUP BY away.code
)
SELECT jsonb_build_object('what', 'language', 'code', code, 'of', counted.of,
    'ready', counted.ready, 'away', coalesce(gone.n, 0), 'until', until)
FROM counted LEFT JOIN gone USING (code)
"""


@once
def _of_group() -> Kept:
    group = UUID(int=3)
    readable = _readable(group=group)
    return joined(PER_LANGUAGE, **_kept(readable, group=group), **_kept_away())


@once
def _of_review(_name_of_a_region: str) -> Kept:
    waits = _waiting().union(_help_wanted(), all=True)
    return joined(
        f"{PER_LANGUAGE} UNION ALL {{waits}}",
        **_kept(_readable()),
        **_kept_away(),
        waits=kept(waits, {"user": SOMEBODY}),
    )


def _kept(readable: dict[str, QuerySet], **stand_ins: UUID) -> dict[str, Kept]:
    stand_ins |= {"user": SOMEBODY, "review": SOMETHING}
    return {name: kept(rows, stand_ins) for name, rows in readable.items()}


def _readable(*, group: UUID | None = None) -> dict[str, QuerySet]:
    """Sections, proposals and factsheets whose work is the person's. Of each: its id,
    source language, own language (of a text), and in which languages it is ready."""
    user = User(pk=SOMEBODY)
    proposals = Proposal.objects.worked_on_by(user).filter(review=SOMETHING)
    sheets = Factsheet.objects.worked_on_by(user).filter(review=SOMETHING)
    source = F("section__submission__source_language")
    texts = Text.objects.worked_on_by(user).filter(
        section__submission__review=SOMETHING,
        section__texts__language=source,
        section__texts__word_count__gt=0,
    )
    texts = texts.exclude(language=source)
    if group:
        proposals, sheets = proposals.filter(group=group), sheets.filter(group=group)
        texts = texts.filter(section__group=group)
    languages = ArrayField(CharField())
    itself = Func(F("language"), template="ARRAY[%(expressions)s]")
    nothing = Value([], output_field=languages)
    done = Case(When(behind=0, then=itself), default=nothing, output_field=languages)
    of_none = Value("", output_field=CharField())
    whole = ["pk", F("source_language"), of_none, "ready_in"]
    return {
        "texts": texts.order_by().values_list("pk", source, "language", done),
        "proposals": proposals.values_list(*whole),
        # As they stand: modeltranslation would put the columns in any order.
        "sheets": sheets.rewrite(mode=False).values_list(*whole),
    }


def _kept_away() -> dict[str, Kept]:
    return {"away": kept(_away(), {"review": SOMETHING})}


def _away() -> QuerySet:
    """Which texts wait in a packet, in which language, until when."""
    rows = PacketItem.objects.filter(
        packet__in=Packet.objects.unfinished().filter(review=SOMETHING),
        state__in=[PacketItem.State.WAITING, PacketItem.State.ASKS],
    )
    first = rows.order_by().values("subject_id", "packet__language")
    return first.annotate(until=Min("packet__due_on")).values_list(
        "subject_id", "packet__language", "until"
    )


def _told(rows: QuerySet, **columns: Any) -> QuerySet:
    """Each row as one value: so that those of several kinds are one answer."""
    row = JSONObject(**{"pk": "pk", **columns})
    return rows.order_by().annotate(row=row).values_list("row", flat=True)


def _waiting() -> QuerySet:
    return _told(
        counted(Packet.objects.asked_of(User(pk=SOMEBODY))),
        what=Value("waiting"),
        **{name: F(name) for name in (*PACKET, *COUNTED)},
    )


def _help_wanted() -> QuerySet:
    return _told(
        HelpRequest.objects.waiting_for(User(pk=SOMEBODY)),
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
