"""The demo's second submission: its wording is proposed, and organisations are asked
to sign it."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import Organisation
from submissions import (
    actions,
    arranging,
    copying,
    requesting,
    signing,
    stages,
    store,
    ydoc,
)
from submissions.models import Naming, Section, SignOn, Submission
from submissions.signing import Answer
from workspace.demo import datafiles
from workspace.demo.cast import Cast
from workspace.demo.datafiles import in_languages

HOUR = timedelta(hours=1)


def write_signed(cast: Cast, *, at: datetime) -> Submission:
    data = datafiles.sign_on()
    lead, asker = cast.people[data["starts"]], cast.people[data["asks"]]
    submission = actions.start_submission(
        submission=Submission(
            review=cast.review,
            source_language=data["source_language"],
            languages=data["languages"],
            word_budget=700,
            **in_languages("title", data["title"]),
        ),
        groups=[cast.groups[key] for key in data["groups"]],
        outline=None,
        actor=lead,
        at=at,
    )
    for order, row in enumerate(data["section"], start=1):
        _write(submission, row, order=order, author=lead, at=at + order * HOUR)
    here = {"submission_id": submission.pk, "actor": asker}
    stages.open_review(**here, at=at + 5 * HOUR)
    stages.open_sign_on(**here, at=at + 6 * HOUR)
    for row in data["organisation"]:
        _sign(submission, row, asker=asker, at=at + 7 * HOUR)
    return submission


def _write(submission: Submission, row, *, order: int, author, at: datetime) -> None:
    section = Section.objects.create(
        submission=submission,
        order=order,
        owner=author,
        **in_languages("heading", row["heading"]),
    )
    actions.add_texts([section], submission.languages)
    for text in section.texts.all():
        doc = store.load(text.pk).doc()
        paragraphs = [ydoc.paragraph(line) for line in row[text.language]]
        update = ydoc.edit(
            doc, lambda doc, lines=paragraphs: ydoc.append(store.fragment(doc), lines)
        )
        with transaction.atomic():
            store.add(store.lock(text.pk), update, author=author, at=at)
        copying.write_copy(text.pk, at=at + HOUR)
    arranging.agree_section(section_id=section.pk, actor=author, at=at + HOUR)


def _sign(submission: Submission, row, *, asker, at: datetime) -> None:
    sign_on = requesting.ask(
        submission_id=submission.pk,
        organisation=Organisation(
            kind=Organisation.Kind.CSO, **in_languages("name", row["name"])
        ),
        language=row["language"],
        actor=asker,
        at=at,
    )
    if "says" not in row:
        return
    answer = Answer(
        kind=row["says"],
        naming=row.get("naming", Naming.UNNAMED),
        signed_name=row.get("signed_name", ""),
        signed_function=row.get("signed_function", ""),
        reason=row.get("reason", ""),
    )
    if "via" in row:
        signing.record_answer(
            sign_on_id=sign_on.pk,
            answer=answer,
            via=row["via"],
            said_at=at + HOUR,
            actor=asker,
            at=at + HOUR,
        )
    else:
        _by_link(sign_on, answer, at=at + HOUR)


def _by_link(sign_on: SignOn, answer: Answer, *, at: datetime) -> None:
    signing.answer_by_link(
        link=sign_on.links.get(), answer=answer, seen=sign_on.asked_number, at=at
    )
