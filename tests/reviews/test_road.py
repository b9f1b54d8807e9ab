"""The way of a review: its phase, its dates, the drawing."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from reviews.models import Milestone
from reviews.phases import Phase
from reviews.road import Mark, road_of
from reviews.road_drawing import DESK, PHONE, draw, wrapped
from reviews.road_drawing import width as width_of
from tests.factories import MilestoneFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db
Kind = Milestone.Kind
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)
REVIEWED = datetime(2025, 4, 28, 7, tzinfo=UTC)


def fourth_cycle():
    review = ReviewFactory(cycle=4)
    for kind, due in (
        (Kind.WINDOW_CLOSES, REVIEWED - 200 * A_DAY),
        (Kind.REVIEW, REVIEWED),
        (Kind.ADOPTION, REVIEWED + 150 * A_DAY),
    ):
        MilestoneFactory(review=review, kind=kind, name="", due=due)
    return review


def road(review, at=AT):
    return road_of(review, reader=UserFactory(), at=at)


def address(review) -> str:
    return reverse("reviews:road", args=[review.pk])


def texts(drawing) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


# Where we are


def test_kyrgyzstan_follows_up_its_fourth_cycle():
    review = fourth_cycle()

    standing = road(review).standing
    assert (standing.phase, standing.cycle) == (Phase.FOLLOW_UP, 4)
    assert [
        (row.phase.value, row.is_now, row.is_over) for row in road(review).stretches
    ] == [(1, False, True), (2, False, True), (3, False, True), (4, True, False)]


def test_in_front_of_a_far_cycle_stands_the_follow_up_of_the_one_before():
    review = ReviewFactory(cycle=5)
    MilestoneFactory(
        review=review, kind=Kind.WINDOW_CLOSES, name="", due=AT + 800 * A_DAY
    )

    rows = road(review).stretches

    assert [(row.phase.value, row.cycle, row.is_now) for row in rows] == [
        (4, 4, True),
        (1, 5, False),
        (2, 5, False),
        (3, 5, False),
        (4, 5, False),
    ]


def test_a_phase_that_hangs_on_a_date_not_confirmed_says_so():
    review = ReviewFactory(cycle=5)
    soon = {"name": "", "is_projected": True, "due": AT + 20 * A_DAY}
    MilestoneFactory(review=review, kind=Kind.WINDOW_CLOSES, **soon)
    MilestoneFactory(review=review, kind=Kind.REVIEW, name="", due=AT + 200 * A_DAY)

    assert [row.is_projected for row in road(review).stretches] == [
        False,  # it has begun
        True,
        False,
        False,
    ]


def test_a_phase_begins_on_the_day_that_counts():
    review = ReviewFactory(cycle=4)
    MilestoneFactory(
        review=review,
        kind=Kind.REVIEW,
        name="",
        due=datetime(2025, 4, 27, 22, 30, tzinfo=UTC),  # the 28th in Geneva
    )

    assert [str(row.day) for row in road(review).stretches] == [
        "None",
        "None",
        "2025-04-28",
        "None",
    ]


@pytest.mark.parametrize(
    ("who", "asked"),
    [("alice", "Missing: The UN takes"), ("bob", "A coordinator still has to enter")],
)
def test_what_is_missing_is_said_to_who_can_enter_it(client, cast, who, asked):
    MilestoneFactory(
        review=cast.review, kind=Kind.REVIEW, name="", due=timezone.now() + A_DAY
    )
    client.force_login(cast[who])

    page = client.get(address(cast.review)).text

    assert asked in page
    assert "We are here" not in page
    assert ("Set a date" in page) is (who == "alice")


# The dates


@pytest.mark.parametrize(
    ("values", "mark", "said"),
    [
        ({"due": AT - A_DAY}, Mark.OVER, "over"),
        ({"due": AT - A_DAY, "is_projected": True}, Mark.OVER, "over, not confirmed"),
        ({"due": AT + 5 * A_DAY}, Mark.AHEAD, "5 days left"),
        ({"due": AT + timedelta(hours=2)}, Mark.AHEAD, "today"),
        ({"due": AT + 365 * A_DAY}, Mark.AHEAD, "12 months left"),
        (
            {"due": AT + 5 * A_DAY, "is_projected": True},
            Mark.PROJECTED,
            "5 days left, not confirmed",
        ),
        ({"due": AT + A_DAY, "done_at": AT, "is_projected": True}, Mark.DONE, "done"),
    ],
)
def test_how_a_date_stands_is_a_shape_and_a_word(values, mark, said):
    by = UserFactory() if "done_at" in values else None
    milestone = MilestoneFactory(**values, done_by=by)

    found = road(milestone.review)
    (stop,) = found.stops
    drawing = draw(found, PHONE, zone="Asia/Bishkek")

    assert (stop.mark, stop.said) == (mark, said)
    assert f'class="road-mark road-mark-{mark}"' in drawing
    assert said in texts(drawing)


def test_today_stands_between_what_was_and_what_comes():
    review = ReviewFactory()
    MilestoneFactory(review=review, name="Later", due=AT + 20 * A_DAY)
    MilestoneFactory(review=review, name="Earlier", due=AT - 20 * A_DAY)

    said = texts(draw(road(review), DESK, zone="Asia/Bishkek"))

    order = [said.index(word) for word in ("Earlier", "Today, 26 November 2026")]
    assert order == sorted(order)
    assert said.index("Today, 26 November 2026") < said.index("Later")


def test_the_readers_own_date_stands_beside_where_it_is_another():
    milestone = MilestoneFactory(due=datetime(2027, 3, 30, 21, 59, tzinfo=UTC))

    said = texts(draw(road(milestone.review), PHONE, zone="Asia/Bishkek"))

    assert "Tue 30 March 2027, 23:59, Geneva" in said
    assert "Bishkek: 31 March, 03:59" in said


def test_one_goes_out_to_persuade_when_the_window_has_closed():
    said = texts(draw(road(fourth_cycle()), DESK, zone="Asia/Bishkek"))
    kept = [
        "1. Consultations and drafting",
        "The UN takes submissions until",
        "2. Advocacy",
        "3. The review",
        "The review in the Working Group",
        "4. Follow-up",
        "The outcome is adopted",
    ]

    assert [word for word in said if word in kept] == kept


def test_each_date_leads_to_the_page_of_dates():
    milestone = MilestoneFactory()

    drawing = draw(road(milestone.review), DESK, zone="Asia/Bishkek")

    assert f'<a href="{milestone.get_absolute_url()}"' in drawing


def test_what_people_typed_stays_words():
    milestone = MilestoneFactory(name="<script>\"&'</a>")

    drawing = draw(road(milestone.review), DESK, zone="Asia/Bishkek")

    assert "<script" not in drawing
    assert "&lt;script&gt;&quot;&amp;&#x27;&lt;/a&gt;" in drawing


LONG = "Встреча с представителями государственных органов и аппарата омбудсмена"


@pytest.mark.parametrize("layout", [PHONE, DESK])
def test_no_word_meets_another(layout):
    """Lines of one column stand apart by their height, however many dates fall on
    one day and however long they are called."""
    review = ReviewFactory()
    for name in (LONG, "Щ" * 120, "Short", LONG):
        MilestoneFactory(review=review, name=name, due=AT)
    with translation.override("ru"):
        drawing = draw(road(review), layout, zone="Asia/Bishkek")

    places = re.findall(r'<text class="[^"]*" x="(\d+)" y="(\d+)"', drawing)
    for column in {x for x, _y in places}:
        lines = sorted(int(y) for x, y in places if x == column)
        assert all(below - above >= 18 for above, below in pairwise(lines))


@pytest.mark.parametrize("layout", [PHONE, DESK])
def test_paper_breaks_between_dates_and_never_through_a_word(layout):
    """The sheets adjoin, each holds its own words whole, and the line runs through."""
    review = ReviewFactory()
    for number in range(20):
        due = AT + (number - 5) * 40 * A_DAY
        MilestoneFactory(review=review, name=f"Date {number}", due=due)

    drawing = draw(road(review), layout, zone="Asia/Bishkek")

    sheets = re.findall(r'viewBox="0 (\d+) \d+ (\d+)".*?</svg>', drawing)
    spans = [(int(top), int(top) + int(height)) for top, height in sheets]
    assert len(spans) > 2
    assert spans[0][0] == 0
    assert all(above[1] == below[0] for above, below in pairwise(spans))
    assert all(bottom - top <= 300 for top, bottom in spans)
    assert len(re.findall(">Date ", drawing)) == 20
    lines = []
    for (top, bottom), sheet in zip(spans, drawing.split("</svg>"), strict=False):
        tops = [int(y) for y in re.findall(r'<text [^>]*y="(\d+)"', sheet)]
        assert all(top + 10 <= y <= bottom - 5 for y in tops)
        lines += re.findall(r'<line [^>]*y1="(\d+)" y2="(\d+)"', sheet)
    assert all(above[1] == below[0] for above, below in pairwise(lines))


@given(st.text(max_size=150), st.sampled_from([PHONE, DESK]))
def test_every_letter_stands_in_its_room(text, layout):
    room = layout.width - layout.words

    lines = wrapped(text, room, 16)

    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width_of(line, 16) <= room for line in lines)


# The page


def test_the_page_names_nobody_and_says_what_to_do_first(client, cast):
    client.force_login(cast.frank)
    assert "No date yet" in client.get(address(cast.review)).text

    MilestoneFactory(
        review=cast.review, owner=cast.alice, done_at=AT, done_by=cast.bob, due=AT
    )
    page = client.get(address(cast.review)).text

    assert cast.alice.full_name not in page
    assert cast.bob.full_name not in page
    assert "The same as a table" in page


def test_a_stranger_finds_no_road(client, cast):
    client.force_login(cast.heidi)

    assert client.get(address(cast.review)).status_code == 404


def test_the_road_costs_the_same_however_many_dates(client, cast, queries_of):
    client.force_login(cast.alice)
    MilestoneFactory(review=cast.review)
    with_one = queries_of(client, address(cast.review))

    MilestoneFactory.create_batch(2, review=cast.review, owner=cast.bob)

    assert queries_of(client, address(cast.review)) == with_one
