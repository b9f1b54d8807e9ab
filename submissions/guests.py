"""What guests are shown, and the links they hold."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.models import Opening
from core.words import Worded, worded
from submissions import queries
from submissions.models import Submission, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    opening: Opening
    text: Text | None  # None: the whole submission
    made_by: str
    is_current: bool
    last_day: date
    withdrawn_on: date | None


def texts_of(submission: Submission) -> list[Text]:
    return list(
        Text.objects.filter(section__submission=submission).for_page().in_order()
    )


def openings_of(submission: Submission) -> QuerySet[Opening]:
    """Links to the submission or to a text of it."""
    texts = Text.objects.filter(section__submission=submission).values("pk")
    return Opening.objects.by_link().filter(
        Q(subject_label="submissions.submission", subject_id=submission.pk)
        | Q(subject_label="submissions.text", subject_id__in=texts)
    )


def links_of(
    submission: Submission, texts: list[Text], *, reader, at: datetime
) -> list[ShownLink]:
    rows = list(openings_of(submission).order_by("-created_at", "pk"))
    names = queries.names_for(
        reader, submission, people={row.opened_by_id for row in rows}
    )
    zone = ZoneInfo(reader.time_zone)
    known = {text.pk: text for text in texts}
    return [
        ShownLink(
            opening=row,
            text=known.get(row.subject_id),
            made_by=names[row.opened_by_id].full,
            is_current=row.is_current(at=at),
            last_day=row.until.astimezone(zone).date(),
            withdrawn_on=row.withdrawn_at and row.withdrawn_at.astimezone(zone).date(),
        )
        for row in rows
    ]


def heading_of(text: Text) -> Worded:
    """In the language of the text, as far as it has one."""
    return worded(text.section, "heading", text.language)


def title_of(text: Text) -> Worded:
    return worded(text.section.submission, "title", text.language)


def by_language(texts: list[Text]) -> list[list[Text]]:
    """The language that is written in first, then as the submission names them."""
    found: dict[str, list[Text]] = {}
    for text in sorted(texts, key=lambda text: not text.is_source):
        found.setdefault(text.language, []).append(text)
    return list(found.values())


def opened(opening: Opening) -> QuerySet[Text]:
    """The texts that the link opens, in the order of the submission."""
    return Text.objects.opened_by(opening).for_page().in_order()
