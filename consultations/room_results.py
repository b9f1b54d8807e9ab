"""What rooms said to a draft: by hands, by phones, and by region."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Sum, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogue.models import Region
from consultations.models import Reaction, Tabled
from core.words import Worded

Answer = Reaction.Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many gave which answer."""

    true: int = 0
    not_so: int = 0
    different: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            true=self.true + other.true,
            not_so=self.not_so + other.not_so,
            different=self.different + other.different,
        )

    def __bool__(self) -> bool:
        return self.total > 0

    @property
    def total(self) -> int:
        return self.true + self.not_so + self.different

    def of(self, answer: str) -> int:
        counts = {
            Answer.TRUE: self.true,
            Answer.NOT: self.not_so,
            Answer.DIFFERENT: self.different,
        }
        return counts[Answer(answer)]

    @property
    def verdict(self) -> str:
        """The answer that most have given. Where two lead with as many it is
        “divided”, and nobody decides for the room; without any answer, nothing.
        Every hand and every phone counts as one: who raised a hand and took the phone
        as well counts twice, which is why both are also shown apart."""
        if not self:
            return ""
        counts = {answer: self.of(answer) for answer in Answer}
        most = max(counts.values())
        leading = [answer for answer, count in counts.items() if count == most]
        return str(leading[0].value) if len(leading) == 1 else "divided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """To one draft, at one meeting."""

    hands: Tally = field(default_factory=Tally)
    phones: Tally = field(default_factory=Tally)
    remarks: Sequence[Worded] = ()
    remark_on_hands: str = ""

    @property
    def both(self) -> Tally:
        return self.hands + self.phones

    @property
    def rows(self) -> list[dict]:
        """As `ui/answers.html` shows them."""
        return [
            {
                "text": answer.label,
                "count": self.both.of(answer),
                "hands": self.hands.of(answer),
                "phones": self.phones.of(answer),
            }
            for answer in Answer
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidInRegion:
    region: Region | None
    tally: Tally


def said_to(tabled: Iterable[UUID], *, with_remarks: bool) -> dict[UUID, Said]:
    """By draft, in one question. What was remarked is for whoever organises the
    meeting or works on the draft."""
    wanted = list(tabled)
    counted = _counted(wanted, with_remarks=with_remarks) if wanted else []
    rows: dict[UUID, list[dict[str, Any]]] = {key: [] for key in wanted}
    for row in counted:
        rows[row["tabled"]].append(row)
    return {key: _said(rows[key]) for key in wanted}


def _counted(wanted: list[UUID], *, with_remarks: bool) -> Iterable[Any]:
    is_hand = Q(client_key=None)
    counted = (
        Reaction.objects.filter(tabled__in=wanted)
        .order_by()
        .values("tabled", "answer")
        .annotate(
            hands=Sum("count", filter=is_hand, default=0),
            phones=Sum("count", filter=~is_hand, default=0),
        )
    )
    if not with_remarks:
        return counted
    remark = JSONObject(
        at="reacted_at",
        text="remark",
        language="remark_language",
        by_phone="client_key",
    )
    return counted.annotate(
        remarks=ArrayAgg(remark, filter=~Q(remark=""), default=Value([]))
    )


def _said(rows: list[dict[str, Any]]) -> Said:
    remarks = sorted(
        (remark for row in rows for remark in row.get("remarks", ())),
        key=lambda remark: remark["at"],
    )
    return Said(
        hands=_tally({row["answer"]: row["hands"] for row in rows}),
        phones=_tally({row["answer"]: row["phones"] for row in rows}),
        remarks=[Worded(one["text"], one["language"]) for one in remarks],
        remark_on_hands=next(
            (one["text"] for one in remarks if not one["by_phone"]), ""
        ),
    )


def _tally(counts: dict[str, int]) -> Tally:
    return Tally(
        true=counts.get(Answer.TRUE, 0),
        not_so=counts.get(Answer.NOT, 0),
        different=counts.get(Answer.DIFFERENT, 0),
    )


def by_region(rows: Iterable[Tabled], said: dict[UUID, Said]) -> list[SaidInRegion]:
    """The same draft in several rooms, each with its meeting and region loaded: all
    answers of a region are summed, whatever the meeting. Regions in their order, what
    was said at no place at the end; those without an answer are left out."""
    tallies: dict[Region | None, Tally] = {}
    for row in rows:
        region = row.event.region
        tallies[region] = tallies.get(region, Tally()) + said[row.pk].both
    in_order = sorted(
        tallies, key=lambda region: (region is None, getattr(region, "order", 0))
    )
    return [
        SaidInRegion(region=region, tally=tallies[region])
        for region in in_order
        if tallies[region]
    ]


def in_a_sentence(results: Iterable[SaidInRegion]) -> str:
    """“Confirmed: Naryn, Chuy. Different: Batken.”"""
    places: dict[str, list[str]] = {}
    for result in results:
        name = str(result.region) if result.region else _("without a place")
        places.setdefault(result.tally.verdict, []).append(name)
    return " ".join(
        f"{word}: {', '.join(places[verdict])}."
        for verdict, word in _verdicts().items()
        if verdict in places
    )


def _verdicts() -> dict[str, str]:
    return {
        "true": pgettext("what a room said", "Confirmed"),
        "different": pgettext("what a room said", "Different"),
        "not": pgettext("what a room said", "Not so"),
        "divided": pgettext("what a room said", "Divided"),
    }
