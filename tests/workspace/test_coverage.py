"""Topics × regions × groups: of what the reader may know, gaps first."""

import itertools

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory
from tests.factories.catalogue import RegionFactory, TermFactory
from tests.factories.consultations import EventFactory, FindingFactory
from workspace.coverage import coverage_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(cast):
    regions = [
        RegionFactory(name_en=name, order=place, state=cast.review.state)
        for place, name in enumerate(("Naryn", "Batken"))
    ]
    topics = [
        TermFactory(key=key, name_en=key.capitalize(), order=place)
        for place, key in enumerate(("health", "water", "schools"))
    ]
    return {row.name_en: row for row in (*regions, *topics)}


@pytest.fixture
def hear(cast, catalogue):
    event = EventFactory(review=cast.review)

    def made(topics="", region="", **more):
        return FindingFactory(
            **{"event": event, **more},
            terms=[catalogue[name] for name in topics.split()],
            region=catalogue.get(region),
        )

    return made


def table(review, user, *, by="region", group=None) -> dict:
    covered = coverage_of(review, user=user, group_id=group and group.pk)
    found = getattr(covered, f"by_{by}")
    return {
        str(row.name): (*(cell.count for cell in row.cells), row.total.count)
        for row in found.rows
    }


def test_counts_by_topic_and_region_with_the_gaps_first(cast, hear):
    for region in ("Naryn", "Naryn", "Batken", ""):
        hear("Health", region, sensitivity="open")
    hear("Water Health", "Batken", sensitivity="coalition")
    hear("", "Naryn", sensitivity="open")

    found = table(cast.review, cast.carol)

    assert list(found.items()) == [
        ("Schools", (0, 0, 0, 0)),
        ("Water", (0, 1, 0, 1)),
        ("Health", (2, 2, 1, 5)),
    ]
    covered = coverage_of(cast.review, user=cast.carol, group_id=None)
    assert (covered.total, covered.by_region.gaps, covered.by_region.cells) == (6, 5, 9)
    assert [str(head) for head in covered.by_region.heads] == [
        "Naryn",
        "Batken",
        "No place",
    ]


def test_only_what_the_reader_may_know_is_counted(cast, hear):
    hear("Health", "Naryn", groups=[cast.first])
    hear("Health", "Naryn", groups=[cast.first], sensitivity="confidential")
    hear("Health", "Naryn", event=EventFactory(host=cast.confidential))
    root = hear("Health", "Naryn", sensitivity="open")
    hear("Health", "Naryn", sensitivity="open", merged_into=root)
    reader = MembershipFactory(group=cast.first, role="reader").user
    everybody = {
        "bob": cast.bob,
        "reader": reader,
        "alice": cast.alice,
        "carol": cast.carol,
        "grace": cast.grace,
        "frank": cast.frank,
    }

    seen = {
        name: table(cast.review, user)["Health"][-1] for name, user in everybody.items()
    }

    assert seen == {
        "bob": 3,
        "reader": 2,
        "alice": 2,
        "carol": 1,
        "grace": 2,
        "frank": 0,
    }


def test_what_was_given_to_whom_is_counted_of_open_groups_alone(cast, hear):
    hear("Health", groups=[cast.first, cast.second], sensitivity="open")
    hear("Health", groups=[cast.confidential], sensitivity="open")
    heads = {
        name: [
            str(head)
            for head in coverage_of(
                cast.review, user=cast[name], group_id=None
            ).by_group.heads
        ]
        for name in ("bob", "alice", "grace", "dan")
    }

    assert heads == {
        "bob": ["Women’s rights"],
        "alice": ["Women’s rights", "Environment"],
        "grace": ["The hidden theme"],
        "dan": [],
    }
    assert table(cast.review, cast.alice, by="group")["Health"] == (1, 1, 2)


def test_one_group_is_looked_at_alone_if_it_is_open(cast, hear):
    hear("Health", "Naryn", groups=[cast.first])
    hear("Water", "Naryn", sensitivity="open")

    own = table(cast.review, cast.bob, group=cast.first)
    closed = table(cast.review, cast.bob, group=cast.second)

    assert (own["Health"][-1], own["Water"][-1]) == (1, 0)
    assert (closed["Health"][-1], closed["Water"][-1]) == (1, 1)


def test_a_number_opens_the_list_behind_it(client, cast, hear):
    hear("Health", "Naryn", groups=[cast.first])
    client.force_login(cast.bob)
    where = reverse("workspace:coverage", args=[cast.review.pk])
    findings = reverse("findings:list", args=[cast.review.pk])
    page = client.get(where).text
    narrowed = client.get(where, {"group": cast.first.pk}).text

    code = hear("Health", "Naryn").region.code
    assert f'href="{findings}?topic=health&amp;region={code}"' in page
    assert f'href="{findings}?topic=health&amp;group={cast.first.pk}"' in page
    in_group = f"group={cast.first.pk}&amp;topic=health&amp;region={code}"
    assert f'href="{findings}?{in_group}"' in narrowed


def test_behind_every_number_stands_a_list_of_that_many(client, cast, hear):
    for region in ("Naryn", "Naryn", "Batken", ""):
        hear("Health", region, groups=[cast.first], sensitivity="open")
    hear("Water Health", "", groups=[cast.first, cast.second])
    hear("Schools", "Naryn", sensitivity="coalition")
    for user, group in itertools.product(
        (cast.alice, cast.bob, cast.carol), (None, cast.first, cast.second)
    ):
        client.force_login(user)
        covered = coverage_of(
            cast.review, user=user, group_id=group and group.pk, may_open=True
        )
        for cell in cells_of(covered):
            if cell.count:
                page = client.get(cell.url)
                assert page.context["page"].paginator.count == cell.count, cell.url


def cells_of(covered):
    for found in (covered.by_region, covered.by_group):
        for row in found.rows:
            yield from (row.total, *row.cells)


def test_an_empty_place_leads_to_a_meeting_there(client, cast, hear, catalogue):
    hear("Health", "Naryn", groups=[cast.first])
    client.force_login(cast.bob)
    where = reverse("workspace:coverage", args=[cast.review.pk])
    new = reverse("consultations:new", args=[cast.review.pk])
    batken = catalogue["Batken"]

    page = client.get(where, {"group": cast.first.pk})
    assert page.text.count(f"{new}?group={cast.first.pk}&amp;region={batken.code}") == 3
    form = client.get(f"{new}?region={batken.code}").context["form"]
    assert form["region"].value() == batken.pk
    assert f'<option value="{batken.pk}" selected>' in str(form["region"])


@pytest.mark.parametrize("who", ["eve", "frank"])
def test_who_opens_no_meeting_sees_a_plain_nought(client, cast, hear, who):
    hear("Health", "Naryn", sensitivity="open")
    client.force_login(cast[who])
    page = client.get(reverse("workspace:coverage", args=[cast.review.pk])).text

    assert reverse("consultations:new", args=[cast.review.pk]) not in page


@pytest.mark.parametrize("asked", ["x", "none", "\0", "XX-1"])
def test_a_region_that_is_none_is_not_chosen(client, cast, asked):
    client.force_login(cast.bob)
    new = reverse("consultations:new", args=[cast.review.pk])

    assert client.get(new, {"region": asked}).context["form"]["region"].value() is None


@pytest.mark.parametrize(
    "asked", ["", "x", "\0", "00000000-0000-4000-8000-000000000000"]
)
def test_nonsense_in_the_address_narrows_nothing(client, cast, hear, asked):
    hear("Health", "Naryn", sensitivity="open")
    client.force_login(cast.bob)
    where = reverse("workspace:coverage", args=[cast.review.pk])
    page = client.get(where, {"group": asked})

    assert page.context["covered"].total == 1


def test_an_empty_map_says_what_to_do_first(client, cast, catalogue):
    client.force_login(cast.bob)
    page = client.get(reverse("workspace:coverage", args=[cast.review.pk]))

    assert "Nothing was heard yet" in page.text


def test_the_map_asks_no_more_for_three_than_for_one(client, cast, hear, queries_of):
    client.force_login(cast.alice)
    where = reverse("workspace:coverage", args=[cast.review.pk])
    hear("Health", "Naryn", groups=[cast.first])
    one = queries_of(client, where)
    hear("Health Water", "Batken", groups=[cast.first, cast.second])
    hear("Water", "", sensitivity="open")

    assert queries_of(client, where) == one
