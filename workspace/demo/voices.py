"""Six points that were made at one meeting of the demo: three behind what is asked
for, one in a submission, the others on their way. What came in otherwise is in
`contributions`."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from catalogue.models import Region, Term
from consultations import room
from consultations.models import Event, Facilitation, Finding, Reaction, Route
from core.words import language_of
from proposals import linking
from proposals.models import Proposal
from submissions import copying, store, ydoc
from submissions.models import Submission, Text
from workspace.demo import datafiles
from workspace.demo.cast import Cast
from workspace.demo.contributions import hear_contributions
from workspace.demo.datafiles import in_languages

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def hear_voices(
    cast: Cast,
    proposals: dict[str, Proposal],
    submission: Submission,
    *,
    today: datetime,
    at: datetime,
) -> dict[str, Finding]:
    data = datafiles.voices()
    event = _meet(cast, data["meeting"], today=today.date())
    heard = {}
    for row in data["finding"]:
        finding = _write_down(cast, event, row, at=at)
        group = row["groups"][0]
        if "proposal" in row:
            linking.link_finding(
                proposal=proposals[row["proposal"]],
                finding=finding,
                actor=cast.in_group(group, "rapporteur"),
                at=at + DAY,
            )
        if "cited_in" in row:
            section = submission.sections.get(heading_en=row["cited_in"])
            _cite(
                section.texts.get(language=submission.source_language),
                finding,
                row["cited_with"],
                author=cast.in_group(group, "rapporteur"),
                at=at + 2 * DAY,
            )
        heard[row["key"]] = finding
    hear_contributions(cast, event, heard, data, at=at)
    for row in data["room"]:
        _ask_the_room(cast, event, proposals[row["proposal"]], row, at=at)
    return heard


def _meet(cast: Cast, row: dict[str, Any], *, today: date) -> Event:
    host = cast.groups[row["host"]]
    day = today - row["days_ago"] * DAY
    event = Event.objects.create(
        review=cast.review,
        host=host,
        title=row["title"],
        language=language_of(row["title"], otherwise="ru"),
        place=row["place"],
        region=Region.objects.get(code=row["region"]),
        starts_on=day,
        ends_on=day,
        languages=["ky", "ru"],
        opened_by=cast.in_group(row["host"], "rapporteur"),
    )
    event.groups.set([host])
    Facilitation.objects.create(event=event, user=cast.people[row["facilitator"]])
    return event


def _write_down(
    cast: Cast, event: Event, row: dict[str, Any], *, at: datetime
) -> Finding:
    """In the language in which it stands first in the file; the other is its
    translation."""
    said_in, *others = row["text"]
    finding = Finding(
        review=cast.review,
        event=event,
        region=event.region,
        said_in=said_in,
        sensitivity=row["sensitivity"],
        entered_by=cast.people["facilitator"],
        entered_at=at,
        **in_languages("text", row["text"]),
        **in_languages("change", row.get("change", {})),
    )
    for code in others:
        for key in finding.block_keys():
            if finding.text_of(key, code):
                finding.mark_agreed(key, code)
    finding.note_ready()
    finding.save(force_insert=True)
    finding.terms.set(Term.objects.of("topics").filter(key__in=row["topics"]))
    Route.objects.bulk_create(
        [
            Route(finding=finding, group=cast.groups[key], routed_at=at)
            for key in row["groups"]
        ]
    )
    return finding


def _cite(text: Text, finding: Finding, words: str, *, author, at: datetime) -> None:
    """A paragraph with the chip behind its words; the copy at once, for no worker
    runs yet."""
    paragraph = ydoc.paragraph(f"{words} ")
    attrs = {"kind": "finding", "ref": str(finding.pk), "label": "сказано на встрече"}
    paragraph["content"].append({"type": "cite", "attrs": attrs})
    doc = store.load(text.pk).doc()
    update = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), [paragraph]))
    with transaction.atomic():
        store.add(store.lock(text.pk), update, author=author, at=at)
    copying.write_copy(text.pk, at=at + HOUR)


def _ask_the_room(
    cast: Cast, event: Event, proposal: Proposal, row: dict[str, Any], *, at: datetime
) -> None:
    proposal.refresh_from_db(fields=["version"])
    taken = linking.take_to_meeting(
        proposal=proposal,
        event=event,
        version=proposal.version,
        actor=event.opened_by,
        at=at,
    )
    room.count_hands(
        tabled=taken.tabled,
        hands={Reaction.Answer(key): n for key, n in row["hands"].items()},
        seen={},
        remark=row["remark"],
        language="ky",
        actor=cast.people["facilitator"],
        at=at + HOUR,
    )
