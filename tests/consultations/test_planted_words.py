"""An infiltrator with an account in another group, an institution, an adviser, a
stranger, somebody with another slip, and coordinators for what is not theirs: they
look at every address there is and find none of the words that they may not know, and
no trace of what they may not know of."""

import io
import os
import re
import zipfile
from urllib.parse import urlencode

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from consultations.digits import digits_of
from consultations.models import Finding, Tabled
from groups.models import Group
from proposals.models import Proposal
from tests.access import standing, table
from tests.access.asking import GUESTS, Askers, path_of, undone
from tests.access.verdict import plain
from tests.access.world import make_world, stranger_of
from tests.consultations.planted import (
    GROUPS,
    label_of,
    plant,
    say_behind_walls,
    text_fields,
)
from tests.factories.consultations import EventFactory
from tests.factories.feedback import ask_adviser

pytestmark = pytest.mark.django_db

WORD = re.compile(r"zqw\d{5}q")
# Each looks at everything, which takes a while: three of them, all with
# `bin/test --all`. What belongs to the institution is its own.
READERS = ["member of another group", "institution", "coordinator"]
if os.environ.get("ALL"):
    READERS += [
        "anonymous",
        "adviser",
        "facilitator",
        "reader",  # of the first group, for what its rapporteurs alone may know
    ]
# Who may know of what is behind the walls, or that there is something.
INSIDERS = {"reader"}
OWNERS = {
    "first": "rapporteur",
    "hidden": "rapporteur of the hidden group",
    "institution": "institution",
}
# What whoever has the printed address reads there.
AT_AN_ADDRESS = {
    "room_link:phone": {
        *(f"consultations.Tabled.text_{code}" for code in ("en", "ru", "ky")),
    },
}
STAMP = re.compile(
    r'name="stamp" value="[^"]*"|(?:ETag|Content-Length|Expires|Last-Modified): .*'
    r"|<dcterms:modified.*?</dcterms:modified>"
)
# Of two people whom the matrix has not: who asks, and who helps.
OF_TWO = {"consultations.HelpRequest.text", "consultations.HelpRequest.answer"}


@pytest.fixture
def askers(db):
    world = make_world()
    proposal = Proposal.objects.get(pk=world.places["second/draft"].proposal)
    ask_adviser(proposal, world.people["adviser"], by=stranger_of(proposal.group))
    return Askers(world)


@pytest.fixture
def known(askers):
    """A meeting of the whole coalition."""
    place = askers.world.places["first/draft"]
    return EventFactory(review=Group.objects.get(pk=place.group).review)


@pytest.fixture
def planted(askers, known):
    return plant(askers.world)


def knows(role: str) -> set[str]:
    known = standing.may_read(role)
    if standing.standing(role, "first") in standing.KNOWING:
        known.add("canaryinsidehere")
    if standing.standing(role, "elsewhere") in standing.KNOWING:
        known.add("canaryinsidethere")
    return known


def addresses(world, planted=None) -> list[str]:
    """Every address of the matrix that can be looked at, about every planted thing."""
    found = {
        reverse(name) for name, answers in table.PLAIN.items() if answers[0][0] == 200
    }
    for name, rows in table.TABLE.items():
        for row in rows:
            if row.get is None:
                continue
            for group in set(row.groups) - {"elsewhere"}:
                more = planted.places[group] if planted and group in GROUPS else []
                places = [world.places[f"{group}/{row.kinds[0]}"]]
                found |= {path_of(name, row.ids, place) for place in [*places, *more]}
    for name, ids in planted.addresses if planted else ():
        found.add(reverse(name, kwargs=ids))
    return sorted(found - {reverse("account_logout")})


def questions(world, planted=None) -> list[str]:
    """The same lists, narrowed down in every way that a page offers."""
    place = world.places["first/draft"]
    review = [place.review_id]
    groups = [world.places[f"{name}/draft"].group for name in ("second", *GROUPS)]
    events = [world.places[f"{name}/draft"].event for name in GROUPS]
    asked = []
    lists = reverse("findings:list", args=review)
    for state in ("sent", "read", "taken", "aside", "nobody", "nobody-aside", "merged"):
        asked.append(f"{lists}?state={state}")
        asked += [f"{lists}?state={state}&group={group}" for group in groups]
    asked += [f"{lists}?event={event}" for event in events]
    for name in GROUPS:
        own = world.places[f"{name}/draft"]
        table_of = reverse("room:table", args=[own.review_id, own.event])
        asked += [f"{table_of}?lang={lang}" for lang in ("ky", "en", "ru")]
    asked += [f"{lists}?sensitivity={kind}" for kind in Finding.Sensitivity.values]
    balance = reverse("consultations:balance", args=review)
    asked += [f"{balance}?group={group}" for group in groups]
    asked += [f"{balance}?event={event}" for event in events]
    asked += [f"{reverse('workspace:coverage', args=review)}?group={g}" for g in groups]
    for name in ("first", "second", "hidden", "institution"):
        own = world.places[f"{name}/draft"]
        picker = reverse("submissions:picker", args=[own.review_id, own.text])
        asked += [
            f"{picker}?kind={kind}" for kind in ("finding", "evidence", "proposal")
        ]
        for merged in ("finding", "secret_finding"):
            of = [own.review_id, getattr(own, merged)]
            asked.append(f"{reverse('findings:merge', args=of)}?q=a")
    return asked


def cards(world) -> list[str]:
    """What a text that one may read says of things that one may not know."""
    asked = []
    for reads in ("first", "second", "hidden", "institution"):
        text = world.places[f"{reads}/draft"].text
        base = reverse(
            "submissions:cards", args=[world.places["first/draft"].review_id, text]
        )
        for name in GROUPS:
            place = world.places[f"{name}/draft"]
            for kind, ref in (
                ("finding", place.finding),
                ("finding", place.secret_finding),
                ("evidence", place.evidence),
                ("proposal", place.proposal),
            ):
                asked.append(f"{base}?{urlencode({'kind': kind, 'ref': ref})}")
    return asked


def look(askers, role: str, path: str) -> tuple[int, str]:
    client = askers.clients[role]
    cookies = client.cookies.copy()  # of the language, where one was asked for
    with undone():
        answer = client.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
    client.cookies = cookies
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    said = words_of(body, answer.get("Content-Type", ""))
    assert answer.status_code < 500, f"{role}: {path}"
    return answer.status_code, f"{headers}\n{said}"


def bodies(askers, role: str, paths) -> dict[str, str]:
    """What each address answers, without what differs each time."""
    found = {}
    for path in paths:
        status, body = look(askers, role, path)
        found[path] = f"{status} {STAMP.sub('', plain(body))}"
    return found


def words_of(body: bytes, content_type: str) -> str:
    if "openxmlformats" in content_type and body:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in sorted(packed.namelist()))
    elif (
        content_type == "application/pdf"
        and body.startswith(b"%PDF")
        and len(body) > 99
    ):
        body = drawn_words(body)
    return body.decode(errors="replace")


def drawn_words(body: bytes) -> bytes:
    """Text is drawn in glyphs of a font; `ActualText`, titles and notes are words."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        streams = [
            one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)
        ]
    return b"\n".join(streams)


@pytest.mark.parametrize("role", READERS)
def test_nobody_reads_a_word_or_a_number_that_is_not_for_them(
    askers, planted, known, role, record_property
):
    """Not one word of what others planted; and with what is behind the walls and what
    is confidential every page is the same as without."""
    world, found, leaks = askers.world, knows(role), []
    paths = [*addresses(world, planted), *questions(world, planted), *cards(world)]
    before = bodies(askers, role, paths)

    for path, body in before.items():
        for word in set(WORD.findall(body)):
            label, readers = planted.words[word]
            if not readers & found:
                leaks.append(f"{path}: {label}")
    say_behind_walls(world, known=known)
    there = [path for path in paths if before[path].startswith(("200", "403"))]
    after = bodies(askers, role, there)

    record_property(f"addresses that {role} looked at", len(paths))
    assert leaks == []
    changed = [path for path in there if before[path] != after[path]]
    assert bool(changed) == (role in INSIDERS), changed


def test_whoever_may_know_does_read_each_of_them(askers, planted):
    """Else the test above could not fail."""
    paths = [*addresses(askers.world, planted), *questions(askers.world, planted)]
    for group, role in OWNERS.items():
        seen: set[str] = set()
        for body in bodies(askers, role, paths).values():
            words = WORD.findall(body)
            seen |= {planted.words[word][0].split()[0] for word in words}

        missing = planted.fields - seen - OF_TWO
        if group == "institution":
            missing -= {"consultations.RegionalContact.shown_as"}
        assert missing == set(), group


def test_every_text_field_holds_a_planted_word(planted):
    fields = {label_of(one) for _model, named in text_fields() for one in named}

    assert fields - planted.fields == set()


# Slips and printed addresses


def ask_code(code) -> str:
    answer = Client().post("/k/?lang=en", {"code": digits_of(code)})
    assert answer.status_code == 200
    return answer.text


def test_a_slip_shows_no_words_but_why_and_what_was_asked_back(planted):
    for group in GROUPS:
        own = planted.codes[group].finding
        words = WORD.findall(ask_code(planted.codes[group]))
        seen = [planted.words[word][0].split() for word in words]

        assert {label for label, _key in seen} == {
            "consultations.Enquiry.text",
            "consultations.Enquiry.answer",
        }
        assert {key for _label, key in seen} == {
            str(row.pk) for row in own.enquiries.all()
        }
        assert WORD.findall(ask_code(planted.codes[f"{group} meeting"])) == []


def test_a_printed_address_opens_nothing_else(askers, planted):
    for name, asked in GUESTS.items():
        if asked["answers"][0] != 200:
            continue
        for group in GROUPS:
            place = askers.world.places[f"{group}/draft"]
            path = path_of(name, {"token": "guest_token", **asked["ids"]}, place)
            seen = words_at(askers, planted, path)

            allowed = AT_AN_ADDRESS.get(name, set())
            assert {label for label, _key in seen} == allowed, name
            assert {key for _label, key in seen} <= keys_of(place), name


def words_at(askers, planted, path) -> set[tuple[str, ...]]:
    seen = set()
    for lang in ("en", "ru", "ky"):
        _status, body = look(askers, "anonymous", f"{path}?lang={lang}&in={lang}")
        seen |= {tuple(planted.words[word][0].split()) for word in WORD.findall(body)}
    return seen


def keys_of(place) -> set[str]:
    """Of its meeting and what was put to the room there."""
    tabled = Tabled.objects.filter(event=place.event).values_list("pk", flat=True)
    return {str(place.event), *map(str, tabled)}
