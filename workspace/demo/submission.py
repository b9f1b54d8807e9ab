"""The demo's joint submission: an outline that three groups fill."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from comments import actions as commenting
from comments import feedback
from core.translations import digest
from reviews.models import Role
from submissions import (
    actions,
    arranging,
    copying,
    documents,
    outlines,
    store,
    suggesting,
    ydoc,
)
from submissions.models import Section, Submission, Text
from submissions.queries import people_around
from workspace.demo import datafiles
from workspace.demo.cast import Cast
from workspace.demo.datafiles import in_languages

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STEPS = {
    "ready": [arranging.mark_ready],
    "agreed": [arranging.mark_ready, arranging.agree_section],
}


def write_submission(cast: Cast, *, at: datetime) -> Submission:
    """Started, arranged, written, read and talked about, as people would."""
    data = datafiles.submission()
    lead = cast.people[data["starts"]]
    submission = actions.start_submission(
        submission=Submission(
            review=cast.review,
            source_language=data["source_language"],
            languages=data["languages"],
            **in_languages("title", data["title"]),
        ),
        groups=[cast.groups[key] for key in data["groups"]],
        outline=outlines.shipped()[data["outline"]],
        actor=lead,
        at=at,
    )
    sections = {row.heading_en: row for row in submission.sections.all()}
    for heading in data["without"]:
        arranging.remove_section(
            section_id=sections[heading].pk, actor=lead, at=at + HOUR
        )
    for place, row in enumerate(data["section"], start=1):
        Written(cast, row, sections[row["heading"]], at=at + place * DAY).carry_out(
            lead
        )
    return submission


class Written:
    """One section on its way."""

    def __init__(
        self, cast: Cast, row: dict[str, Any], section: Section, *, at: datetime
    ):
        self.cast, self.row, self.section, self.at = cast, row, section, at
        self.texts = {text.language: text for text in section.texts.all()}

    def carry_out(self, lead) -> None:
        owner = self.cast.people[self.row["owner"]]
        group = self.cast.groups[self.row["group"]]
        # Who is in a confidential group gives out its sections itself.
        giver = owner if group.is_confidential else lead
        arranging.assign_section(
            section_id=self.section.pk,
            group=group,
            owner=owner,
            actor=giver,
            at=self.at,
        )
        for language, key in self.row["by"].items():
            self.write(self.texts[language], self.row[language], key)
        for step in STEPS.get(self.row.get("status", ""), []):
            step(section_id=self.section.pk, actor=owner, at=self.at + 3 * HOUR)
        for row in self.row.get("suggestion", []):
            self.suggest(row)
        if "thread" in self.row:
            self.talk(self.row["thread"])
        if "feedback" in self.row:
            self.ask(self.row["feedback"])

    def write(self, text: Text, lines: list[str], key: str) -> None:
        """A paragraph for each line, typed by this person; the copy at once, for
        no worker runs yet."""
        doc = store.load(text.pk).doc()
        paragraphs = [ydoc.paragraph(line) for line in lines]
        update = ydoc.edit(
            doc, lambda doc: ydoc.append(store.fragment(doc), paragraphs)
        )
        with transaction.atomic():
            store.add(
                store.lock(text.pk), update, author=self.cast.people[key], at=self.at
            )
        copying.write_copy(text.pk, at=self.at + HOUR)

    def paragraph(self, row: dict[str, Any]) -> tuple[Text, documents.Block]:
        text = Text.objects.get(pk=self.texts[row["language"]].pk)
        return text, list(documents.blocks(text.document))[row["paragraph"]]

    def suggest(self, row: dict[str, Any]) -> None:
        text, block = self.paragraph(row)
        words = block.text
        for old, new in row["instead"].items():
            words = words.replace(old, new)
        suggesting.suggest(
            text_id=text.pk,
            block=block.id,
            base=digest(block.text),
            words=words,
            note=row["note"],
            author=self.cast.people[row["by"]],
            at=self.at + 5 * HOUR,
        )
        copying.write_copy(text.pk, at=self.at + 6 * HOUR)

    def talk(self, row: dict[str, Any]) -> None:
        text, block = self.paragraph(row)
        text = Text.objects.for_page().get(pk=text.pk)
        first, *answers = row["says"]
        said = {"at": self.at + 5 * HOUR, "language": row["language"]}
        by = self.cast.people[first["by"]]
        thread = commenting.open_thread(
            subject=text,
            review=self.cast.review,
            body=first["text"],
            by=by,
            place=commenting.Place(block=block.id, quote=row["quote"]),
            people=people_around(by, text, people=[])[1],
            **said,
        )
        for answer in answers:
            by = self.cast.people[answer["by"]]
            commenting.reply(
                thread=thread,
                body=answer["text"],
                by=by,
                people=people_around(by, text, people=[])[1],
                **said,
            )

    def ask(self, row: dict[str, Any]) -> None:
        """The adviser has not answered yet."""
        text = Text.objects.for_page().get(pk=self.texts[row["language"]].pk)
        adviser = self.cast.people[row["of"]]
        at = self.at + 6 * HOUR
        feedback.ask_adviser(
            subject=text,
            role=self.cast.review.roles.get(user=adviser, role=Role.Kind.ADVISER),
            asked=feedback.Asked(
                question=row["question"],
                due_on=at.date() + row["days"] * DAY,
                language=row["language"],
            ),
            actor=self.cast.people[row["asks"]],
            at=at,
        )
