"""The home of a review as its coordinator opens it, and at ten times the rows: server
time of whole requests, and how often each asks the database."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from benches import as_in_tests
from benches._pages import page_measured
from benches.import_ import empty_record

MILLISECONDS, QUERIES = 120, 15
REQUESTS = 60
GROUPS, FINDINGS, PROPOSALS, MILESTONES = 10, 400, 120, 60
SIZES = {"home": 1, "home.tenfold": 10}


def run() -> Iterator[dict]:
    for name, times in SIZES.items():
        with empty_record():
            client, address = prepare(times)
            yield from page_measured(
                name,
                client,
                address,
                milliseconds=MILLISECONDS,
                queries=QUERIES,
                requests=REQUESTS,
            )


def prepare(times: int):
    """A coordinator, and a review in the middle of its work."""
    # Models exist only after django.setup(), which the harness calls.
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from catalogue.models import State  # noqa: PLC0415
    from reviews.models import Review, Role  # noqa: PLC0415

    as_in_tests()
    review = Review.objects.create(state=State.objects.get(iso3="KGZ"), cycle=5)
    leader = User.objects.create_user("leader@example.org", full_name="Leader")
    Role.objects.create(review=review, user=leader, role=Role.Kind.COORDINATOR)
    groups = make_groups(review, GROUPS * times)
    make_dates(review, MILESTONES * times)
    make_texts(review, groups)
    make_proposals(review, groups, PROPOSALS * times)
    make_findings(review, groups, leader, FINDINGS * times)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(leader)
    return client, review.get_absolute_url()


def make_groups(review, count: int) -> list:
    """Each with a rapporteur and a roadmap that is half done."""
    from accounts.models import User  # noqa: PLC0415
    from groups.models import Group, Membership, RoadmapItem  # noqa: PLC0415

    now = datetime.now(tz=UTC)
    groups = Group.objects.bulk_create(
        Group(review=review, name_en=f"Group {number}", order=number)
        for number in range(count)
    )
    people = User.objects.bulk_create(
        User(email=f"rapporteur.{number}@example.org", full_name=f"Person {number}")
        for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(group=group, user=person, role=Membership.Role.RAPPORTEUR)
        for group, person in zip(groups, people, strict=True)
    )
    RoadmapItem.objects.bulk_create(
        RoadmapItem(
            group=group,
            what=f"Step {number}",
            language="en",
            order=number,
            due_on=now.date() + timedelta(days=number - 4),
            done_at=now if number % 2 else None,
            done_by=person if number % 2 else None,
        )
        for group, person in zip(groups, people, strict=True)
        for number in range(8)
    )
    return groups


def make_dates(review, count: int) -> None:
    from reviews.models import Milestone  # noqa: PLC0415

    now = datetime.now(tz=UTC)
    kinds = [kind for kind in Milestone.Kind if kind != Milestone.Kind.OTHER]
    Milestone.objects.bulk_create(
        Milestone(
            review=review,
            kind=kinds[number] if number < len(kinds) else Milestone.Kind.OTHER,
            name="" if number < len(kinds) else f"Date {number}",
            due=now + timedelta(days=number % 60 - 10),
        )
        for number in range(count)
    )


def make_texts(review, groups: list) -> None:
    """Of every five groups a submission, and of every group a factsheet."""
    from factsheets.models import Factsheet  # noqa: PLC0415
    from submissions.models import (  # noqa: PLC0415
        Participation,
        Section,
        Submission,
        Text,
    )

    for first in range(0, len(groups), 5):
        submission = Submission.objects.create(
            review=review,
            title_en=f"Submission {first}",
            source_language="ru",
            languages=["ru", "en"],
            word_budget=5000,
        )
        for group in groups[first : first + 5]:
            Participation.objects.create(submission=submission, group=group)
        sections = Section.objects.bulk_create(
            Section(
                submission=submission,
                group=groups[first + number % 5],
                order=number,
                heading_ru=f"Раздел {number}",
                word_budget=400,
            )
            for number in range(12)
        )
        Text.objects.bulk_create(
            Text(section=section, language=language, word_count=350, behind=behind)
            for section in sections
            for language, behind in (("ru", None), ("en", section.order % 2))
        )
    Factsheet.objects.bulk_create(
        Factsheet(review=review, group=group, title_ru="Страница", ready_in=[])
        for group in groups
    )


def make_proposals(review, groups: list, count: int) -> None:
    from proposals.models import Proposal  # noqa: PLC0415

    Proposal.objects.bulk_create(
        Proposal(
            review=review,
            group=groups[number % len(groups)],
            wording_ru=f"Открыть убежище {number}",
            ready_in=["en"] if number % 3 else [],
        )
        for number in range(count)
    )


def make_findings(review, groups: list, person, count: int) -> None:
    """Heard at a meeting in each region, given to a group each."""
    from catalogue.models import Region  # noqa: PLC0415
    from consultations.models import (  # noqa: PLC0415
        Event,
        Finding,
        Headcount,
        Route,
    )

    draw = random.Random(2026)
    now = datetime.now(tz=UTC)
    regions = list(Region.objects.filter(state=review.state))
    day = date(2026, 3, 1)
    events = [
        Event.objects.create(
            review=review,
            title=f"Meeting {number}",
            region=draw.choice(regions),
            starts_on=day,
            ends_on=day,
            opened_by=person,
            closed_at=now,
        )
        for number in range(count // 20)
    ]
    Headcount.objects.bulk_create(
        Headcount(event=event, dimension="gender", value=value, count=count)
        for event in events
        for value, count in (("women", 12), ("men", 9))
    )
    findings = Finding.objects.bulk_create(
        Finding(
            review=review,
            event=events[number % len(events)],
            region=events[number % len(events)].region,
            text_ky=f"Айылда акушерка жок {number}",
            entered_by=person,
            entered_at=now - timedelta(days=number % 40),
        )
        for number in range(count)
    )
    states = [state for state in Route.State if state != Route.State.ASIDE]
    Route.objects.bulk_create(
        Route(
            finding=finding,
            group=groups[number % len(groups)],
            state=states[number % len(states)],
            routed_at=finding.entered_at,
            read_at=finding.entered_at if number % len(states) else None,
        )
        for number, finding in enumerate(findings)
    )
