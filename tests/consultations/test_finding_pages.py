"""The list and the page of a finding: what they show, to whom, and what they cost."""

import re

import pytest
from django.urls import reverse

from consultations.models import Enquiry, Finding, Photo, Route
from core import files
from tests.access.world import in_every_language
from tests.factories import GroupFactory, MembershipFactory
from tests.factories.catalogue import RegionFactory, TermFactory
from tests.factories.consultations import (
    ContributionLinkFactory,
    EventFactory,
    FindingFactory,
    code_of,
)
from tests.factories.evidence import EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast):
    return EventFactory(review=cast.review)


@pytest.fixture
def as_bob(client, cast):
    client.force_login(cast.bob)
    return client


def listing(cast, **query):
    return reverse("findings:list", args=[cast.review.pk], query=query)


def listed(client, cast, **query):
    page = client.get(listing(cast, **query)).context["page"]
    return [str(row.text) for row in page.object_list]


# The list


@pytest.fixture
def three(cast, event, now):
    region = RegionFactory(state=cast.review.state)
    health, roads = (
        TermFactory(vocabulary__key="topics", key=key) for key in ("health", "roads")
    )
    given = {"event": event, "groups": [cast.first]}
    return [
        FindingFactory(**given, text_ky="Жол жок", terms=[roads], region=region),
        FindingFactory(**given, text_ky="Дары жок", terms=[health], sensitivity="open"),
        FindingFactory(event=event, text_ky="Суу жок", sensitivity="coalition"),
    ]


def test_the_list_is_asked_by_topic_region_state_words_and_group(as_bob, cast, three):
    Route.objects.filter(finding=three[1]).update(
        state="taken", read_at=three[1].entered_at
    )
    answers = {
        "topic": ("roads", {"Жол жок"}),
        "region": (three[0].region.code, {"Жол жок"}),
        "state": ("taken", {"Дары жок"}),
        "sensitivity": ("coalition", {"Суу жок"}),
        "q": ("жок СУУ", {"Суу жок"}),
        "group": (cast.first.pk, {"Жол жок", "Дары жок"}),
        "event": (three[0].event_id, {"Жол жок", "Дары жок", "Суу жок"}),
    }

    for name, (value, expected) in answers.items():
        assert set(listed(as_bob, cast, **{name: value})) == expected, name
    assert set(listed(as_bob, cast, state="nobody")) == {"Суу жок"}
    assert listed(as_bob, cast, group=cast.first.pk, state="sent") == ["Жол жок"]
    assert "Nothing matches" in as_bob.get(listing(cast, q="эч")).text


@pytest.mark.parametrize(
    "query",
    [
        {"group": "x"},
        {"state": "x"},
        {"topic": "\0"},
        {"region": "%"},
        {"sensitivity": "1 or 1"},
        {"page": "-3"},
        {"q": "\0" * 9},
        {"event": "0"},
    ],
)
def test_an_address_that_makes_no_sense_is_a_list_too(as_bob, cast, three, query):
    assert as_bob.get(listing(cast, **query)).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_three(as_bob, cast, event, queries_of):
    def heard():
        topic = TermFactory(vocabulary__key="topics")
        FindingFactory(
            event=event,
            groups=[cast.first, GroupFactory(review=cast.review)],
            terms=[topic],
            region=RegionFactory(state=cast.review.state),
        )

    heard()
    for query in ({}, {"group": cast.first.pk}):
        one = queries_of(as_bob, listing(cast, **query))
        heard()
        heard()
        assert queries_of(as_bob, listing(cast, **query)) == one


def test_an_inbox_is_answered_on_the_spot_by_its_rapporteur_alone(client, cast, three):
    inbox = listing(cast, group=cast.first.pk)
    route = three[0].routes.get()
    do = reverse("findings:decide", args=[cast.review.pk, three[0].pk, route.pk])
    reader = MembershipFactory(group=cast.first, role="reader").user

    for person, may in ((cast.bob, True), (cast.alice, True), (reader, False)):
        client.force_login(person)
        assert (do in client.get(inbox).text) == may
    client.force_login(cast.bob)
    answer = client.post(do, {"do": "read", "seen": "sent", "next": inbox})
    assert answer.url == inbox
    evil = client.post(do, {"do": "take", "seen": "read", "next": "//evil.example/"})
    assert evil.url == three[0].get_absolute_url()


def test_the_pile_of_an_inbox_is_no_filter_and_an_empty_one_says_so(
    as_bob, cast, three, now
):
    piles = {
        state: as_bob.get(listing(cast, group=cast.first.pk, state=state)).text
        for state in ("sent", "read")
    }
    assert '<details class="facet gap-top-s">' in piles["sent"]
    assert "Nothing matches" in piles["read"]
    filtered = as_bob.get(listing(cast, group=cast.first.pk, topic="roads")).text
    assert '<details class="facet gap-top-s" open>' in filtered

    Route.objects.update(state="read", read_at=now)
    read = as_bob.get(listing(cast, group=cast.first.pk, state="sent")).text
    assert "Everything has been read" in read


def test_the_inbox_of_a_group_that_is_not_open_holds_nothing(client, cast, three):
    client.force_login(cast.carol)

    assert listed(client, cast, group=cast.first.pk) == []
    assert set(listed(client, cast)) == {"Дары жок", "Суу жок"}
    # Nor does a state tell what another group did.
    assert listed(client, cast, state="sent") == []


# The page


def detail(finding):
    return finding.get_absolute_url()


def photo_of(finding):
    stored = files.store(b"\x89PNG one", content_type="image/png")
    return Photo.objects.create(finding=finding, file=stored)


def test_the_page_costs_the_same_for_one_and_for_three(
    as_bob, cast, event, queries_of, now
):
    finding = FindingFactory(event=event, groups=[cast.first], region=RegionFactory())
    code_of(finding=finding)

    def more():
        Route.objects.create(
            finding=finding, group=GroupFactory(review=cast.review), routed_at=now
        )
        finding.terms.add(TermFactory(vocabulary__key="topics"))
        finding.evidence.add(EvidenceFactory(group=cast.first))
        FindingFactory(event=event, groups=[cast.first], merged_into=finding)
        photo_of(finding)
        Enquiry.objects.create(
            finding=finding, text="?", language="en", asked_by=cast.bob, asked_at=now
        )

    more()
    one = queries_of(as_bob, detail(finding))
    more()
    more()

    assert queries_of(as_bob, detail(finding)) == one


def test_a_group_is_called_as_the_reader_may_know_it(client, cast, event):
    finding = FindingFactory(
        event=event, groups=[cast.first, cast.confidential], sensitivity="coalition"
    )

    for person, named in ((cast.bob, "Equality"), (cast.grace, "The hidden theme")):
        client.force_login(person)
        page = client.get(detail(finding)).text
        assert named in page
    client.force_login(cast.bob)
    assert "The hidden theme" not in client.get(detail(finding)).text


def test_evidence_stands_behind_it_for_those_who_may_know_it(client, cast, event):
    finding = FindingFactory(
        event=event, groups=[cast.first, cast.second], sensitivity="group"
    )
    own = EvidenceFactory(group=cast.first, title="Шестьдесят километров")
    foreign = EvidenceFactory(group=cast.second, title="Чужая бумага")
    client.force_login(cast.bob)
    address = reverse("findings:support", args=[cast.review.pk, finding.pk])

    refused = client.post(address, {"evidence": foreign.pk})
    assert "Чужая бумага" not in refused.text
    client.post(address, {"evidence": own.pk})

    assert list(finding.evidence.all()) == [own]
    assert "Шестьдесят километров" in client.get(detail(finding)).text
    client.force_login(cast.carol)
    assert "Шестьдесят километров" not in client.get(detail(finding)).text
    gone = reverse("findings:unsupport", args=[cast.review.pk, finding.pk, own.pk])
    assert client.post(gone).status_code == 404
    client.force_login(cast.bob)
    client.post(gone)
    assert not finding.evidence.exists()


def test_photos_are_sent_to_those_who_may_know_the_finding(client, cast, event):
    finding = FindingFactory(event=event, groups=[cast.first])
    other = FindingFactory(event=event, groups=[cast.first])
    photo = photo_of(finding)

    def ask(row):
        args = [cast.review.pk, row.pk, photo.pk]
        return client.get(reverse("findings:photo", args=args))

    client.force_login(cast.bob)
    sent = ask(finding)
    assert b"".join(sent) == b"\x89PNG one"
    assert ask(other).status_code == 404
    client.force_login(cast.carol)
    assert ask(finding).status_code == 404


def test_the_history_names_nobody_but_the_reader(client, cast, event, now):
    finding = FindingFactory(event=event, groups=[cast.first])
    route = finding.routes.get()
    client.force_login(cast.bob)
    client.post(
        reverse("findings:decide", args=[cast.review.pk, finding.pk, route.pk]),
        {"do": "read", "seen": "sent"},
    )

    assert "You read a finding for the group" in client.get(detail(finding)).text
    client.force_login(cast.alice)
    page = client.get(detail(finding)).text
    assert "Somebody read a finding for the group" in page
    assert "Bob" not in page


# Who learns what: planted words in every field and every language

WORDS = (
    *("text", "change", "question", "answer", "reason", "evidence"),
    *("theme", "meeting", "merged"),
)


def planted(word, *fields):
    return in_every_language(f"canary{word}", *fields)


def plant(cast, host, *, sensitivity):
    """A finding about which every word is a canary."""
    event = EventFactory(host=host, title="canarymeeting", place="canarymeeting")
    finding = FindingFactory(
        event=event,
        groups=[host],
        sensitivity=sensitivity,
        entered_by=MembershipFactory(group=host, role="rapporteur").user,
        **planted("text", "text"),
        **planted("change", "change"),
    )
    finding.evidence.add(EvidenceFactory(group=host, title="canaryevidence"))
    Route.objects.filter(finding=finding).update(
        state="aside", read_at=finding.entered_at, reason="canaryreason"
    )
    Enquiry.objects.create(
        finding=finding,
        text="canaryquestion",
        language="en",
        answer="canaryanswer",
        answer_language="en",
        answered_at=finding.entered_at,
        asked_by=finding.entered_by,
        asked_at=finding.entered_at,
    )
    FindingFactory(
        event=event,
        groups=[host],
        sensitivity=sensitivity,
        merged_into=finding,
        **planted("merged", "text"),
    )
    ContributionLinkFactory(event=event, label="canarymeeting")
    return finding


def leaked(page, known=frozenset()):
    """Besides what the person typed herself."""
    shown = re.sub(r'(value="|q=)canary\w+', "", page.text)
    return set(re.findall(r"canary\w+", shown)) - known


@pytest.mark.parametrize(
    ("host", "sensitivity"),
    [
        ("first", "group"),
        ("first", "confidential"),
        ("confidential", "open"),
        ("confidential", "confidential"),
        ("institution", "coalition"),
        ("institution", "confidential"),
    ],
)
def test_an_infiltrator_learns_nothing_by_any_question(client, cast, host, sensitivity):
    finding = plant(cast, cast[host], sensitivity=sensitivity)
    mine = FindingFactory(event=EventFactory(host=cast.second), groups=[cast.second])
    # That a group meets is no secret, unless it does so behind a wall.
    known = {"canarymeeting"} if host == "first" else set()
    infiltrators = {"carol": cast.carol, "adviser": cast.eve}
    if host != "institution":
        infiltrators["institution"] = cast.frank
    else:
        infiltrators["rapporteur"] = cast.bob
    questions = [
        {},
        *({"state": state} for state in ("sent", "aside", "nobody", "merged", "")),
        *({"sensitivity": kind} for kind in Finding.Sensitivity.values),
        *({"q": f"canary{word}"} for word in WORDS),
        {"group": cast[host].pk},
        {"group": cast[host].pk, "state": "aside"},
        {"event": finding.event_id},
    ]
    names = ("detail", "edit", "give", "merge", "known", "ask", "support", "aside")
    for person in infiltrators.values():
        client.force_login(person)
        for query in questions:
            page = client.get(listing(cast, **query))
            assert leaked(page, known) == set(), query
            assert finding not in page.context["page"].object_list
            assert page.context["page"].paginator.count <= 1
        for name in names:
            address = reverse(f"findings:{name}", args=[cast.review.pk, finding.pk])
            assert client.get(address).status_code == 404
            post = client.post(address, {"into": mine.pk})
            assert post.status_code == (405 if name == "detail" else 404)
    MembershipFactory(group=cast.second, role="rapporteur", user=cast.dan)
    client.force_login(cast.dan)
    for query in ("", "?q=canarytext"):
        address = reverse("findings:merge", args=[cast.review.pk, mine.pk])
        assert leaked(client.get(address + query)) == set()


def test_a_confidential_finding_is_in_no_count_of_those_who_may_not_know_it(
    client, cast, event
):
    for _time in range(2):
        FindingFactory(event=event, groups=[cast.first], sensitivity="confidential")
    drafter = MembershipFactory(group=cast.first, role="drafter").user

    counts = {}
    for name, person in (
        ("rapporteur", cast.bob),
        ("drafter", drafter),
        ("coordinator", cast.alice),
    ):
        client.force_login(person)
        for query in ({}, {"group": cast.first.pk}, {"state": "sent"}):
            page = client.get(listing(cast, **query)).context["page"]
            counts.setdefault(name, set()).add(page.paginator.count)

    assert counts == {"rapporteur": {2}, "drafter": {0}, "coordinator": {0}}
