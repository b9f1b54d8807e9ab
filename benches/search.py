"""Looking over everything that a coordinator may see, in a review in the middle of its
work and beside a record of real size: server time of whole requests, for words that
stand everywhere and for such as stand in a few places."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from benches import home
from benches._pages import page_measured
from benches.import_ import ROWS, empty_record

MILLISECONDS, QUERIES = 100, 12
REQUESTS = 60
SECTIONS, WORDS_IN_SECTION, EVIDENCE, COMMENTS, TO_ONE = 100, 350, 100, 300, 900
ENGLISH = ("women", "walruses")
RUSSIAN = ("женщин", "моржей")
ASKED = {
    "frequent": "women",
    "rare": "walrus",
    "frequent.ru": "женщины",
    "rare.ru": "морж",
    "two.ru": "женщины закон",
    "kind": "women&kind=section",
}


def run() -> Iterator[dict]:
    with empty_record():
        client, address = prepare()
        for name, words in ASKED.items():
            yield from page_measured(
                f"search.{name}",
                client,
                f"{address}search/?q={words}",
                milliseconds=MILLISECONDS,
                queries=QUERIES,
                requests=REQUESTS,
            )


def prepare():
    """The review of `benches.home`, with words in it."""
    # Models exist only after django.setup(), which the harness calls.
    from django.db import connection  # noqa: PLC0415

    from groups.models import Group  # noqa: PLC0415
    from reviews.models import Review  # noqa: PLC0415

    client, address = home.prepare(1)
    draw = random.Random(2026)
    review = Review.objects.get()
    groups = list(Group.objects.filter(review=review))
    write_findings_and_proposals(draw)
    make_sections(draw, review, groups)
    make_evidence(draw, groups)
    make_record(draw, review.state)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # which the server does within a minute
    return client, address


def written(draw: random.Random, count: int, words: list[str], *, rarely: str) -> str:
    """So many words; now and then the rare one among them."""
    found = draw.choices(words, k=count)
    if draw.random() < 3 / 400:
        found[draw.randrange(count)] = rarely
    return " ".join(found)


def vocabulary(*known: str) -> list[str]:
    """A thousand words that a stemmer takes for different ones, and a few known."""
    beginnings, ends = known[0].split(), known[1].split()
    made = [f"{one}{other}" for one in beginnings for other in ends]
    return [*made, *known[2:] * (len(made) // 200)]


def russian() -> list[str]:
    return vocabulary(
        "вод дом пол кам сол тар мор пар бел гол дар лес рук сад",
        "овка ина ость ение арь ица ник ство тель ота изм ура анда ерт окол умбр",
        *("женщин", "закон", "права", "насилие"),
    )


def english() -> list[str]:
    return vocabulary(
        "pol ter con mar sal bor dem fol gan hur jil kep lum nor",
        "ant ock ump arb ight oad elt inth usk orm awl erk oft ind amp ulk",
        *("women", "law", "rights", "violence"),
    )


def write_findings_and_proposals(draw: random.Random) -> None:
    from consultations.models import Finding  # noqa: PLC0415
    from proposals.models import Proposal  # noqa: PLC0415

    words, rare = russian(), RUSSIAN[1]
    findings = list(Finding.objects.all())
    for finding in findings:
        finding.text_ky = written(draw, 40, words, rarely=rare)
        finding.text_ru = written(draw, 40, words, rarely=rare)
        finding.text_en = written(draw, 40, english(), rarely=ENGLISH[1])
    Finding.objects.bulk_update(findings, ["text_ky", "text_ru", "text_en"])
    proposals = list(Proposal.objects.all())
    for proposal in proposals:
        proposal.wording_ru = written(draw, 30, words, rarely=rare)
        proposal.wording_en = written(draw, 30, english(), rarely=ENGLISH[1])
    Proposal.objects.bulk_update(proposals, ["wording_ru", "wording_en"])


def make_sections(draw: random.Random, review, groups: list) -> None:
    """Of one submission in which everybody takes part, in two languages; about each
    text something is said."""
    from comments.models import Comment, Thread  # noqa: PLC0415
    from submissions.models import (  # noqa: PLC0415
        Participation,
        Section,
        Submission,
        Text,
    )

    now = datetime.now(tz=UTC)
    submission = Submission.objects.create(
        review=review,
        title_ru="О правах женщин",
        source_language="ru",
        languages=["ru", "en"],
        word_budget=5000,
    )
    Participation.objects.bulk_create(
        Participation(submission=submission, group=group) for group in groups
    )
    sections = Section.objects.bulk_create(
        Section(
            submission=submission,
            group=groups[number % len(groups)],
            order=number,
            heading_ru=f"Раздел {number}",
        )
        for number in range(SECTIONS)
    )
    spoken = {"ru": (russian(), RUSSIAN[1]), "en": (english(), ENGLISH[1])}
    texts = Text.objects.bulk_create(
        Text(
            section=section,
            language=language,
            word_count=WORDS_IN_SECTION,
            plain=written(draw, WORDS_IN_SECTION, words, rarely=rare),
        )
        for section in sections
        for language, (words, rare) in spoken.items()
    )
    threads = Thread.objects.bulk_create(
        Thread(
            subject_label="submissions.text",
            subject_id=texts[number % len(texts)].pk,
            review=review,
            opened_at=now,
        )
        for number in range(COMMENTS)
    )
    words, rare = spoken["ru"]
    Comment.objects.bulk_create(
        Comment(
            thread=thread,
            number=1,
            author=review.roles.get().user,
            language="ru",
            body=written(draw, 25, words, rarely=rare),
            written_at=now,
        )
        for thread in threads
    )


def make_evidence(draw: random.Random, groups: list) -> None:
    from evidence.models import Evidence  # noqa: PLC0415

    review = groups[0].review
    person = review.roles.get().user
    Evidence.objects.bulk_create(
        Evidence(
            review=review,
            group=groups[number % len(groups)],
            title=written(draw, 6, english(), rarely=ENGLISH[1]),
            text=written(draw, 60, english(), rarely=ENGLISH[1]),
            language="en",
            added_by=person,
        )
        for number in range(EVIDENCE)
    )


def make_record(draw: random.Random, state) -> None:
    from catalogue.models import State  # noqa: PLC0415
    from recommendations.models import Recommendation  # noqa: PLC0415

    states, words = list(State.objects.all()), english()
    Recommendation.objects.bulk_create(
        Recommendation(
            state=state if number < TO_ONE else draw.choice(states),
            session=draw.choice([8, 21, 35]),
            cycle=draw.choice([1, 2, 3]),
            wording_en=written(draw, 25, words, rarely=ENGLISH[1]),
        )
        for number in range(ROWS)
    )
