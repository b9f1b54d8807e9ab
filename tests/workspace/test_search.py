"""Looking over everything: each finds what she may read, and words in all their
forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Opening
from tests.factories import MembershipFactory, MilestoneFactory
from tests.factories.comments import say
from tests.factories.consultations import EventFactory, FindingFactory
from tests.factories.evidence import EvidenceFactory
from tests.factories.factsheets import FactsheetFactory, publish
from tests.factories.proposals import ProposalFactory
from tests.factories.recommendations import RecommendationFactory
from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of
from tests.workspace.search_cast import EVERYTHING, GROUPS, plant, plant_everywhere
from workspace.search import search
from workspace.stems import kin, kyrgyz_root, sought, words_in

pytestmark = pytest.mark.django_db


def found_by(user, review, typed) -> dict[str, list[str]]:
    found = search(review, user=user, asked=sought(typed))
    return {
        of.kind.name: sorted(str(result.title) for result in of.results) for of in found
    }


def address(review, typed="", **more):
    return reverse("workspace:search", args=[review.pk], query={"q": typed, **more})


# Who finds what

OF_GROUPS = (
    *("finding", "proposal", "section", "submission", "factsheet", "evidence"),
    *("event", "question", "material", "comment", "decision"),
)
MEETINGS = {"event": ("first", "second"), "question": ("first", "second")}


def own(*names, **more):
    """Everything of these groups."""
    return {**dict.fromkeys(OF_GROUPS, names), **more}


def with_meetings(*names):
    """And the meetings of the coalition, of which its members know."""
    both = tuple(sorted({"first", "second", *names}))
    return own(*names, event=both, question=both)


FINDS = {
    "alice": own("first", "second"),
    "bob": with_meetings("first"),
    "carol": with_meetings("second"),
    "dan": MEETINGS,
    "eve": MEETINGS,
    "frank": own("institution"),
    "grace": with_meetings("confidential"),
    "heidi": {},
    "ivan": {},
}


@pytest.mark.parametrize("who", FINDS)
def test_each_finds_what_she_may_read(cast, who):
    plant_everywhere(cast)

    found = search(cast.review, user=cast[who], asked=sought(EVERYTHING))

    names = {
        of.kind.name: {
            name
            for result in of.results
            for name in GROUPS
            if f" {name}" in f"{result.title} {result.snippet}"
        }
        for of in found
    }
    expected = {kind: set(groups) for kind, groups in FINDS[who].items()}
    if who in {"bob", "carol"}:  # of the coalition's meeting, not published yet
        del expected["material"]
    if FINDS[who]:
        expected["date"] = set()
    assert names == expected
    assert {of.kind.name: of.total for of in found} == {
        of.kind.name: len(of.results) for of in found
    }


@pytest.mark.parametrize("who", [*FINDS, "kim"])
def test_another_review_is_not_looked_through(cast, who):
    plant_everywhere(cast)
    other = cast.elsewhere.review
    kim = cast.elsewhere.memberships.get(user__full_name="Kim").user
    user = kim if who == "kim" else cast[who]

    found = search(other, user=user, asked=sought(EVERYTHING))

    kinds = {of.kind.name for of in found}
    everything = {*OF_GROUPS, "date"}
    expected = {"heidi": everything, "kim": everything - {"material"}}
    assert kinds == expected.get(who, set())


def test_a_confidential_finding_is_found_by_its_rapporteur_alone(cast):
    plant_everywhere(cast)
    finders = {
        name
        for name in FINDS
        if found_by(cast[name], cast.review, "secret").get("finding")
    }

    assert finders == {"bob", "frank", "grace"}


def test_people_are_not_found(cast):
    MembershipFactory(group=cast.first, user__full_name="Zylgara Uniqueva")
    FactsheetFactory(group=cast.first, contact_ru="Zylgara Uniqueva, +996 555 010203")

    for typed in ("Zylgara", "Uniqueva", "555", cast.bob.email, "Bob"):
        assert found_by(cast.alice, cast.review, typed) == {}


def test_a_mention_is_neither_found_nor_shown(cast):
    section = SectionFactory(
        submission=SubmissionFactory(review=cast.review, groups=[cast.first])
    )
    say(
        text_of(section),
        cast.bob,
        "Ask @Bob about shelters",
        people=[cast.bob],
    )

    found = found_by(cast.bob, cast.review, "shelters")

    assert found == {"comment": ["Ask @… about shelters"]}
    assert found_by(cast.bob, cast.review, str(cast.bob.pk)[:8]) == {}


def test_whoever_a_text_was_opened_to_finds_only_threads_of_her_own(cast, now):
    section = SectionFactory(
        submission=SubmissionFactory(review=cast.review, groups=[cast.first])
    )
    text = text_of(section)
    say(text, cast.bob, "Zebra of the group")
    Opening.objects.create(
        subject_label="submissions.text",
        subject_id=text.pk,
        user=cast.eve,
        level=Opening.Level.COMMENT,
        until=now + timezone.timedelta(days=3),
        opened_by=cast.bob,
    )
    say(text, cast.eve, "Zebra of the adviser")

    assert found_by(cast.eve, cast.review, "zebra") == {
        "comment": ["Zebra of the adviser"]
    }


def test_what_happened_at_a_meeting_is_found_where_it_is_open(cast):
    EventFactory(
        review=cast.review, title="In Naryn", notes="Walrus", notes_language="en"
    )

    finders = {name for name in FINDS if found_by(cast[name], cast.review, "walrus")}

    assert finders == {"alice"}


def test_a_published_factsheet_is_found_as_it_was_published(cast):
    factsheet = FactsheetFactory(
        group=cast.first, bilingual=True, title_en="Old walrus", situation_en="On ice."
    )
    publish(factsheet)
    factsheet.title_en, factsheet.situation_en = "New seal", "In the sea."
    factsheet.save(update_fields=["title_en", "situation_en"])

    with translation.override("en"):
        assert found_by(cast.carol, cast.review, "walrus ice") == {
            "factsheet": ["Old walrus"]
        }
        assert found_by(cast.carol, cast.review, "seal") == {}
        assert found_by(cast.bob, cast.review, "seal") == {"factsheet": ["New seal"]}
        assert found_by(cast.bob, cast.review, "ice") == {"factsheet": ["New seal"]}


def test_a_confidential_group_is_found_by_the_name_that_one_may_know(cast):
    with translation.override("en"):
        assert found_by(cast.alice, cast.review, "hidden theme") == {}
        assert found_by(cast.alice, cast.review, "equality") == {"group": ["Equality"]}
        assert found_by(cast.grace, cast.review, "hidden theme") == {
            "group": ["The hidden theme"]
        }


def test_a_result_says_the_group_as_the_reader_may_know_it(cast):
    evidence = EvidenceFactory(group=cast.confidential, title="Walrus report")
    evidence.gifts.create(
        group=cast.first, given_by=cast.grace, given_at=timezone.now()
    )

    with translation.override("en"):
        for who, name in (("bob", "Equality"), ("grace", "The hidden theme")):
            (found,) = search(cast.review, user=cast[who], asked=sought("walrus"))
            assert str(found.results[0].group) == name


# Words and their forms


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("пытки", "Жертвы пыток не защищены"),
        ("пытки", "Пытка запрещена"),
        ("пыток", "О пытках"),
        ("пытка", "против пыток"),
        ("тюрьма", "в пяти тюрем"),
        ("тюрем", "В тюрьме холодно"),
        ("суд", "судами"),
        ("девочек", "Девочки не учатся"),
        ("девочка", "для девочек"),
        ("ребёнок", "Дети без школы"),
        ("ЁЛКА", "елки"),
        ("дискриминации женщин", "Женщины и дискриминация"),
        ("tortured", "Torture is not punished"),
        ("shelters", "One shelter for all"),
        ("country", "In all countries"),
        ("dying", "They die there"),
        ("Shelter", "SHELTERS"),
        ("врача жалобы", "ЖАЛОБА на врачей"),
        ("кыйноо", "Кыйноолор токтогон жок"),
        ("кыйноолордун", "Кыйноо жөнүндө"),
        ("мектептерде", "Мектепте суу жок"),
        ("мектеп", "мектептердин баары"),
        ("айымдарга", "Айымдардын укугу"),
        ("140.106", "See paragraph 140.106."),
        ("насилия/женщин", "женщин и/или насилия"),
    ],
)
def test_a_word_is_found_in_its_forms(cast, typed, written):
    finding = FindingFactory(
        event=EventFactory(review=cast.review), sensitivity="open", text_ky=written
    )

    (found,) = search(cast.review, user=cast.carol, asked=sought(typed))

    (result,) = found.results
    assert result.url == finding.get_absolute_url()
    assert any(piece.is_hit for piece in result.title.pieces), result.title


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("пытки", "Попытка не удалась"),
        ("суд", "Сударь судно"),
        ("law", "A lawn"),
        ("пытки женщин", "Пытки"),
    ],
)
def test_another_word_is_not(cast, typed, written):
    FindingFactory(
        event=EventFactory(review=cast.review), sensitivity="open", text_ky=written
    )

    assert found_by(cast.carol, cast.review, typed) == {}


def test_words_of_different_languages_stand_together(cast):
    ProposalFactory(group=cast.first, wording_en="A shelter", wording_ru="Приют")

    assert found_by(cast.bob, cast.review, "shelter приюты")["proposal"]


def test_the_record_is_found_by_words_and_by_paragraph(cast):
    RecommendationFactory(
        state=cast.review.state, number="140.106", wording_en="Prevent torture"
    )

    with translation.override("en"):
        assert found_by(cast.frank, cast.review, "torture") == {
            "recommendation": ["Prevent torture"]
        }
        assert found_by(cast.frank, cast.review, "140.106")["recommendation"]


def test_a_date_is_found_by_what_its_kind_is_called(cast):
    MilestoneFactory(review=cast.review, kind="in_country", name="")

    with translation.override("en"):
        assert found_by(cast.frank, cast.review, "in-country") == {
            "date": ["In-country pre-session"]
        }


def test_only_what_begins_like_an_ending_is_taken_for_one():
    assert kyrgyz_root("правда") == ""
    assert kyrgyz_root("кыйноолордун") == "кыйноо"
    assert {"пыток"} <= kin("пытки")
    assert words_in("Ёлка ёлка a & b_c") == ["елка"]


# The page

HARMLESS = [
    "",
    " ",
    "x",
    "!?.,",
    "%_\\",
    "%%",
    "'",
    '"',
    "\0",
    "a\0b",
    "x" * 1000,
    "слово " * 200,
    "foo & | ! <-> :*",
    "foo:*AB & !bar",
    "') OR 1=1 --",
    "<script>alert(1)</script>",
    "и в на",
    "the of",
    "ﬁ ı İ ẞ ß Ω 漢字 ع",
    "\U0001f600 😀😀",
    "\ud7ff\ue000",
    "½²³ ١٢٣",
    "𝐭𝐨𝐫𝐭𝐮𝐫𝐞",
    "नमस्ते",
    "a" * 59 + "'",
    "{}%s%(x)s",
]


@pytest.mark.parametrize("typed", HARMLESS)
def test_whatever_is_typed_has_an_answer(client, cast, typed):
    plant(cast.first, "first")
    client.force_login(cast.alice)

    for more in ({}, {"kind": "section"}, {"kind": "nothing"}, {"page": "x"}):
        response = client.get(address(cast.review, typed, **more))

        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_the_words_are_marked_and_the_rest_is_escaped(client, cast):
    FindingFactory(
        event=EventFactory(review=cast.review),
        sensitivity="open",
        text_ky="<b>Walrus</b> & walrus",
    )
    client.force_login(cast.carol)

    page = client.get(address(cast.review, "walrus")).content.decode()

    assert "&lt;b&gt;<mark>Walrus</mark>&lt;/b&gt; &amp; <mark>walrus</mark>" in page
    assert 'lang="ky"' in page


def test_a_long_text_is_shown_around_the_word(cast):
    FindingFactory(
        event=EventFactory(review=cast.review),
        sensitivity="open",
        text_ky=f"{'сөз ' * 200}морж{' сөз' * 200}",
    )

    (found,) = search(cast.review, user=cast.carol, asked=sought("морж"))

    title = str(found.results[0].title)
    assert len(title) < 230
    assert title.startswith("… сөз")
    assert "морж" in title
    assert title.endswith("сөз …")


def test_more_than_five_of_a_kind_have_a_page_of_their_own(client, cast):
    for number in range(23):
        EvidenceFactory(group=cast.first, title=f"Walrus {number}")
    client.force_login(cast.bob)

    whole = client.get(address(cast.review, "walrus"))
    own_page = client.get(address(cast.review, "walrus", kind="evidence"))
    last = client.get(address(cast.review, "walrus", kind="evidence", page="2"))

    (found,) = whole.context["found"]
    titles = [str(result.title) for result in found.results]
    assert (titles[0], len(titles), found.total) == ("Walrus 22", 5, 23)
    assert "kind=evidence" in whole.content.decode()
    assert len(own_page.context["results"]) == 20
    assert [str(row.title) for row in last.context["results"]][-1] == "Walrus 0"


def test_who_does_not_know_of_the_review_searches_nothing(client, cast):
    client.force_login(cast.ivan)

    assert client.get(address(cast.review, "walrus")).status_code == 404


def test_every_page_of_a_review_has_a_way_to_it(client, cast):
    client.force_login(cast.bob)
    where = reverse("workspace:search", args=[cast.review.pk])

    for name in ("review", "more", "coverage"):
        page = client.get(reverse(f"workspace:{name}", args=[cast.review.pk]))
        assert f'action="{where}"' in page.content.decode()


def test_searching_costs_the_same_for_much_as_for_little(client, cast, queries_of):
    client.force_login(cast.alice)
    plant_everywhere(cast)
    counts = [queries_of(client, address(cast.review, EVERYTHING))]
    for _again in range(2):
        plant_everywhere(cast)
    counts.append(queries_of(client, address(cast.review, EVERYTHING)))

    assert counts[0] == counts[1] <= 7


def test_one_kind_costs_the_same_for_much_as_for_little(client, cast, queries_of):
    client.force_login(cast.alice)
    plant_everywhere(cast)
    where = address(cast.review, EVERYTHING, kind="proposal")
    counts = [queries_of(client, where)]
    for _again in range(2):
        plant_everywhere(cast)
    counts.append(queries_of(client, where))

    assert counts[0] == counts[1]


def test_without_words_nothing_is_looked_through(client, cast):
    client.force_login(cast.alice)
    client.get(address(cast.review))

    with CaptureQueriesContext(connection) as queries:
        client.get(address(cast.review, "?"))

    assert not [one for one in queries if "to_tsvector" in one["sql"]]
