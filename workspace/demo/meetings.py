"""Meetings of the demo: one that is over, with its numbers; one to come, with what to
read before it."""

from datetime import datetime, timedelta
from typing import Any

from catalogue.models import Region
from consultations import actions, counting, event_questions, helping, library, shipped
from consultations.counting import Change
from consultations.models import Event, Material, RegionalContact
from workspace.demo import datafiles
from workspace.demo.cast import Cast

DAY = timedelta(days=1)


def write_meetings(cast: Cast, *, today: datetime, at: datetime) -> None:
    data = datafiles.meetings()
    lead = cast.people["coordinator"]
    for row in data["meeting"]:
        _open(cast, row, today=today, at=at)
    for row in data["material"]:
        _add_material(cast, dict(row, publish=True), event=None, at=at)
    counting.set_aims(
        review=cast.review, aims=_changes(data["aims"]), actor=lead, at=at
    )
    for row in data["helper"]:
        contact = RegionalContact(
            review=cast.review,
            region=Region.objects.get(code=row["region"]),
            user=cast.people[row["person"]],
            shown_as=row["shown_as"],
        )
        helping.name_helper(contact=contact, actor=lead, at=at)


def _open(cast: Cast, row: dict[str, Any], *, today: datetime, at: datetime) -> None:
    day = (today + row["days"] * DAY).date()
    due = (
        (today + row["materials_days"] * DAY).date()
        if "materials_days" in row
        else None
    )
    people = [cast.people[key] for key in row["facilitators"]]
    event = actions.open_event(
        event=Event(
            review=cast.review,
            host=cast.groups[row["host"]] if "host" in row else None,
            region=Region.objects.get(code=row["region"]),
            starts_on=day,
            ends_on=day,
            materials_due_on=due,
            **{
                field: row[field]
                for field in ("kind", "title", "place", "begins_at", "languages")
            },
            notes=row.get("notes", ""),
        ),
        groups=[cast.groups[key] for key in row["groups"]],
        facilitators=people,
        language=row["language"],
        actor=people[0],
        at=at,
    )
    _ask(event, row, actor=people[0], at=at)
    for material in row.get("material", []):
        _add_material(cast, material, event=event, at=at)
    if "counts" in row:
        counting.keep_counts(
            event=event,
            counts=_changes(row["counts"]),
            total=Change(seen=None, wanted=row["total"]),
            actor=people[0],
            at=at,
        )
        actions.close_event(event=event, actor=people[0], at=at)


def _ask(event: Event, row: dict[str, Any], *, actor: Any, at: datetime) -> None:
    language = row["language"]
    event_questions.take_questions(
        event=event,
        questions=shipped.questions_for(event.kind, language=language),
        actor=actor,
        at=at,
    )
    for said in row.get("asked", []):
        question = event_questions.ask_beforehand(
            event=event, text=said["text"], language=language, at=at
        )
        if "answer" in said:
            event_questions.answer_question(
                question=question,
                answer=said["answer"],
                seen="",
                language=language,
                actor=actor,
                at=at,
            )


def _add_material(
    cast: Cast, row: dict[str, Any], *, event: Event | None, at: datetime
) -> None:
    lead = cast.people["coordinator"]
    texts = {
        name: text for name, text in row.items() if name.startswith(("title_", "text_"))
    }
    material = library.add_material(
        material=Material(
            review=cast.review,
            event=event,
            kind=row["kind"],
            owner=cast.people.get(row.get("owner", "")),
            due_on=event.materials_due_on if event else None,
            **texts,
        ),
        actor=lead,
        at=at,
    )
    if row.get("publish"):
        library.publish_material(material=material, actor=lead, at=at)


def _changes(numbers: dict[str, dict[str, int]]) -> dict[tuple[str, str], Change]:
    return {
        (dimension, value): Change(seen=None, wanted=number)
        for dimension, row in numbers.items()
        for value, number in row.items()
    }
