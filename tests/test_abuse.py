"""Forms under abuse: every address that takes a POST, as somebody who may use it,
with bodies that no browser sends. Nothing breaks, and nothing of others changes."""

import os
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.utils.encoding import force_bytes

from accounts.models import User
from core.translations import digest
from factsheets.models import Ask, ChosenRecommendation, Edition, Factsheet, ShareLink
from groups.models import Group, Invitation, Membership
from proposals.models import Proposal
from reviews.models import Review, Role, RoleInvitation
from tests.access.asking import cells, undone, writes
from tests.access.world import World, canary, make_world

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
SOMEBODY = ["anonymous", "rapporteur", "coordinator", "keeper"]
EACH_END = 1
PARTS = 4  # so that several processes may share it
OK, FORBIDDEN, MISSING = 200, 403, 404
KEPT = ("_add", "_change", "_changelist")
NOT_FOR_THEM = {403, 405}
BEFORE = digest(canary("work", "first"))  # else nothing is written
# What the scripts of the pages send, which stands in no form.
UNWRITTEN = {
    "factsheets:save": {"key": "title", "language": "en", "text": "x", "base": BEFORE},
    "factsheets:agree": {"block": "title|ru"},
    "factsheets:judge": {"chosen": "", "level": "part"},
    "groups:role": {"role": "reader"},
    "factsheets:make-link": {"label": "", "days": "30"},
    "proposals:agree": {"version": "1"},
    "proposals:adopt": {"version": "1"},
}
BOUNDARY = "multipart/form-data; boundary=x"
BODIES = [  # content type, body
    ("multipart/form-data", b"--x\r\n"),
    (BOUNDARY, b""),
    (BOUNDARY, b"--x\r\nContent-Disposition: form-data; name="),
    (BOUNDARY, b"--x\r\nContent-Disposition: \xff\xfe\r\n\r\n\xff\r\n--x--"),
    (BOUNDARY, b"no boundary anywhere" * 100),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x--"),
    ("application/json", b'{"title": '),
    ("application/json", b'[{"title": 1}]'),
    ("text/plain", b"title=x"),
    ("", b"title=x"),
    ("no/such/type; charset=klingon", b"title=x"),
    (f"{FORM}; charset=klingon", b"title=x"),
    (f"{FORM}; charset=utf-16", "title=x".encode("utf-16")),
    (FORM, b"&&&==&=x&%&%zz=%zz&\xff=\xff"),
    (FORM, b"a=1&" * 5_000),
]
VALUES = {
    "a NUL": b"a%00b",
    "no UTF-8": b"%ff%fe",
    "a lone surrogate": b"%ed%a0%80",
    "a million letters": b"x" * 1_000_000,
    "less than nothing": b"-1",
    "a huge number": b"9" * 60,
    "no number": b"NaN",
    "a raised two": "²".encode(),
    "the way up": b"../../../etc/passwd",
    "nothing": b"",
}


class Fields(HTMLParser):
    """Names and values of what the forms of a page would send."""

    def __init__(self):
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag in {"input", "select", "textarea", "button"} and told.get("name"):
            self.found.setdefault(told["name"], told.get("value") or "")


def targets(world: World) -> dict[str, tuple[str, str]]:
    """Name → an address, of the first group or of nothing in particular, and who
    may post there; the whole admin as its keeper."""
    found: dict[str, tuple[str, str]] = {}
    for cell in cells(world):
        may = cell.method == "POST" and cell.expected not in NOT_FOR_THEM
        if cell.name.startswith("admin:"):
            may = cell.role == "keeper" and cell.name.endswith(KEPT)
        elif cell.about == "nothing":
            may = may and cell.expected != MISSING
        if cell.role == "anonymous":
            may = may and cell.expected == OK  # else only the way to sign in
        is_ours = cell.about.partition("/")[0] in {"first", "nothing", "a person"}
        if is_ours and may and cell.role in SOMEBODY:
            known = found.setdefault(cell.name, (cell.path, cell.role))
            if SOMEBODY.index(cell.role) < SOMEBODY.index(known[1]):
                found[cell.name] = (cell.path, cell.role)
    return found


def bodies(
    world: World, fields: dict[str, str], names: list[str]
) -> Iterator[tuple[str, str, bytes]]:
    """What it is, content type, body; the fields of these names also one by one."""
    for number, (content_type, body) in enumerate(BODIES):
        yield f"body {number}", content_type, body
    stranger = world.places["second/draft"]
    values = VALUES | {
        "a stranger’s group": force_bytes(stranger.group),
        "a stranger’s proposal": force_bytes(stranger.proposal),
        "a stranger’s factsheet": force_bytes(stranger.factsheet),
    }
    for what, value in values.items():
        everywhere = (urlencode({name: ""}).encode() + value for name in fields)
        if fields and len(value) * len(fields) < 2_000_000:
            yield f"every field: {what}", FORM, b"&".join(everywhere)
    for name in names:
        others = urlencode({k: v for k, v in fields.items() if k != name}).encode()
        key = urlencode({name: ""}).encode()
        for what, value in values.items():
            yield f"{name}: {what}", FORM, b"&".join([others, key + value])
        twice = b"&".join([others, key + b"one", key + b"two", key + b"%00"])
        yield f"{name}: three times", FORM, twice
        file = (
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="a\0.png"'
            "\r\nContent-Type: image/png\r\n\r\nno picture\r\n--x--\r\n"
        )
        yield f"{name}: a file", BOUNDARY, file.encode()


def some_of(fields: dict[str, str]) -> list[str]:
    """The first and the last; all in a whole campaign."""
    names = list(fields)
    is_whole = "ALL" in os.environ or len(names) <= 2 * EACH_END
    return names if is_whole else [*names[:EACH_END], *names[-EACH_END:]]


def of_others(world: World, asker: User | None) -> dict:
    """Every row of the other groups, of the other review and of other people."""
    first = world.places["first/draft"]
    groups = {place.group for place in world.places.values()} - {first.group}
    review = world.places["elsewhere/draft"].review_id
    people = {person.pk for person in world.people.values()} - {getattr(asker, "pk", 0)}
    if asker and asker.is_staff:
        people = set()  # whom to close out is the keeper's to say
    rows = [
        (Group, {"pk__in": groups}),
        (Membership, {"group__in": groups}),
        (Invitation, {"group__in": groups}),
        (Proposal, {"group__in": groups}),
        (Factsheet, {"group__in": groups}),
        (ChosenRecommendation, {"factsheet__group__in": groups}),
        (Ask, {"factsheet__group__in": groups}),
        (Edition, {"factsheet__group__in": groups}),
        (ShareLink, {"edition__factsheet__group__in": groups}),
        (Review, {"pk": review}),
        (Role, {"review": review}),
        (RoleInvitation, {"review": review}),
        (User, {"pk__in": people}),
    ]
    return {
        model: list(model.objects.filter(**found).order_by("pk").values_list())
        for model, found in rows
    }


class Abuser:
    """A browser of this person that keeps the token of the forms and is forgiven
    everything it did."""

    def __init__(self, world: World, role: str):
        self.world, self.person = world, world.people.get(role)
        self.client = Client(enforce_csrf_checks=True)
        if self.person:
            self.client.force_login(self.person)
        self.answers: Counter[int] = Counter()
        self.token = _get_new_csrf_string()
        self.client.cookies["csrf"] = self.token

    def fields_of(self, path: str) -> dict[str, str]:
        page = self.client.get(path)
        fields = Fields()
        if page.status_code == 200 and not page.streaming:
            fields.feed(page.text)
        fields.found.pop("csrfmiddlewaretoken", None)
        return fields.found

    def look_around(self) -> None:
        """What others have must be so after each request."""
        self.others = of_others(self.world, self.person)

    def complaints(self, path: str, content_type: str, body: bytes) -> Iterator[str]:
        cookies = self.client.cookies.copy()
        with undone(), writes() as written:
            try:
                # `post` would encode the body as the type says.
                answer = self.client.generic(
                    "POST",
                    path,
                    body,
                    content_type=content_type,
                    headers={"X-CSRFToken": self.token},
                )
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is a 500
                yield f"{type(error).__name__}: {error}"[:300]
                return
            self.answers[answer.status_code] += 1
            if answer.status_code >= 500:
                yield f"broke with {answer.status_code}"
            if answer.status_code == FORBIDDEN and not path.startswith("/keep/"):
                yield "met a wall that hid the form"
            after = of_others(self.world, self.person) if written else self.others
            for model, rows in after.items():
                if rows != self.others[model]:
                    yield f"changed a {model.__name__} of others"
        self.client.cookies = cookies


@pytest.mark.parametrize("part", range(PARTS))
def test_forms_survive_abuse(db, part, record_property):
    world = make_world()
    abusers = {role: Abuser(world, role) for role in SOMEBODY}
    asked, wrong = 0, []
    for name, (path, role) in sorted(targets(world).items())[part::PARTS]:
        abuser = abusers[role]
        abuser.look_around()
        fields = abuser.fields_of(path) | UNWRITTEN.get(name, {})
        # The admin's fields are Django's: together, not one by one.
        names = [] if name.startswith("admin:") else some_of(fields)
        for what, content_type, body in bodies(world, fields, names):
            asked += 1
            wrong += [
                f"{name} as {role}, {what}: {said}"
                for said in abuser.complaints(path, content_type, body)
            ]
    record_property("hostile bodies", asked)
    answers = sum((abuser.answers for abuser in abusers.values()), Counter())
    record_property("answers by status", dict(sorted(answers.items())))
    assert not wrong, f"{len(wrong)} of {asked}:\n" + "\n".join(wrong[:200])
