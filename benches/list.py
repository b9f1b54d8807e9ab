"""The list of recommendations and one of them, over a record of real size: server
time of whole requests, and how often each asks the database."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from benches import as_in_tests
from benches._pages import page_measured
from benches.import_ import GLOBAL, empty_record

MILLISECONDS, QUERIES = 100, 12
REQUESTS = 60
ROWS, TO_ONE = 9_000, 900


def run() -> Iterator[dict]:
    with empty_record():
        client, addresses = prepare()
        for name, address in addresses.items():
            yield from page_measured(
                f"list.{name}",
                client,
                address,
                milliseconds=MILLISECONDS,
                queries=QUERIES,
                requests=REQUESTS,
            )


def prepare():
    """A member of a review who looks at a full record."""
    # Models exist only after django.setup(), which the harness calls.
    from django.db.models import Count  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from catalogue.models import State  # noqa: PLC0415
    from recommendations.actions import import_recommendations  # noqa: PLC0415
    from recommendations.models import Recommendation  # noqa: PLC0415
    from reviews.models import Review, Role  # noqa: PLC0415

    as_in_tests()
    if GLOBAL.exists():
        import_recommendations(path=GLOBAL, at=datetime.now(tz=UTC))
    else:
        make_up_record(State.objects.get(iso3="KGZ"))
    # Whoever was asked most: every other State's list is shorter.
    state = State.objects.annotate(asked=Count("recommendations")).latest("asked")
    review = Review.objects.create(state=state, cycle=5)
    member = User.objects.create_user("member@example.org", full_name="Member")
    Role.objects.create(review=review, user=member, role=Role.Kind.MEMBER)
    client = Client()
    client.force_login(member)
    some = Recommendation.objects.filter(state=state).first()
    listed = reverse("recommendations:list", args=[review.pk])
    return client, {
        "first": listed,
        "filtered": f"{listed}?q=right&position=supported&topic=torture&topic=women",
        "page": f"{listed}?page=5",
        "detail": some.url_in(review),
    }


def make_up_record(state) -> None:
    from catalogue.models import State, Term  # noqa: PLC0415
    from recommendations.models import (  # noqa: PLC0415
        MadeBy,
        Position,
        Recommendation,
    )

    draw = random.Random(2026)
    states, issues = list(State.objects.all()), list(Term.objects.of("upr-info-issues"))
    made = Recommendation.objects.bulk_create(
        Recommendation(
            state=state if number < TO_ONE else draw.choice(states),
            session=draw.choice([8, 21, 35]),
            cycle=draw.choice([1, 2, 3]),
            wording_en=f"Protect the rights of people, number {number}. " * 4,
            action_category=draw.randint(1, 5),
        )
        for number in range(ROWS)
    )
    MadeBy.objects.bulk_create(
        MadeBy(
            recommendation=recommendation,
            state=draw.choice(states),
            key_digest=str(recommendation.pk),
        )
        for recommendation in made
    )
    Position.objects.bulk_create(
        Position(recommendation=recommendation, kind=draw.choice(Position.Kind.values))
        for recommendation in made
    )
    through = Recommendation.terms.through
    through.objects.bulk_create(
        through(recommendation=recommendation, term=term)
        for recommendation in made
        for term in draw.sample(issues, 2)
    )
