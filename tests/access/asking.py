"""Ask every address as every role and compare with the table."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, reverse

from core import statements
from core.access import walk
from tests.access import (
    rows_comments,
    rows_contributing,
    rows_feed,
    rows_feedback,
    rows_packets,
    rows_signing,
    rows_telling,
    rows_thread,
    standing,
    table,
)
from tests.access.world import Place, World

NOBODY = UUID(int=0x5F2A7A0E_0000_4000_8000_000000000000)
GUESTS = (
    rows_comments.GUESTS
    | rows_contributing.GUESTS
    | rows_feed.GUESTS
    | rows_feedback.GUESTS
    | rows_packets.GUESTS
    | rows_signing.GUESTS
    | rows_thread.GUESTS
)
REVIEW_KEYS = ("review_id", "public_id")
# What a request may always write: its session, its count of attempts, its notices.
ALLOWED_WRITES = re.compile(
    r'^(?:UPDATE|INSERT INTO|DELETE FROM) "(?:django_session|core_cache|'
    r'usersessions_usersession)"'
)
WRITES = re.compile(r"^(?:UPDATE|INSERT|DELETE)")


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    text: str
    headers: str
    wrote: bool


@dataclass(frozen=True)
class Cell:
    """One question: who asks what of which address, and what should come back."""

    name: str
    path: str
    method: str
    role: str
    about: str
    expected: int
    reads: frozenset[str] = frozenset()  # beyond what the role may read anyway
    data: tuple = ()

    def __str__(self):
        return f"{self.role}: {self.method} {self.name} of {self.about}"

    @property
    def is_shown(self) -> bool:
        """Something comes back that could say too much."""
        return self.method == "GET" and self.expected not in {403, 404, 405}


def sample(questions: Iterable[Cell], seed: str) -> Iterator[Cell]:
    """What shows something, and of what is refused or done one question in four: the
    same for the same seed."""
    for cell in questions:
        drawn = hashlib.blake2b(f"{seed} {cell}".encode(), digest_size=1).digest()
        if cell.is_shown or drawn[0] % 4 == 0:
            yield cell


class Askers:
    """A browser per role. Whatever a question changes is undone."""

    def __init__(self, world: World):
        self.world = world
        self.clients = {role: Client() for role in standing.ROLES}
        for role, client in self.clients.items():
            client.raise_request_exception = False
            if role in world.people:
                client.force_login(world.people[role])
        closed = world.people["closed account"]
        closed.is_active = False
        closed.save(update_fields=["is_active"])

    def start_again(self):
        """With the middleware as it is now, and the rules."""
        statements.forget()
        for client in self.clients.values():
            client.handler.load_middleware()

    def ask(self, role: str, method: str, path: str, data: Iterable = ()) -> Answer:
        client = self.clients[role]
        cookies = client.cookies.copy()
        with undone(), writes() as written:
            response = (
                client.generic(method, path)
                if method != "POST"
                else client.post(path, dict(data))
            )
            body = b"".join(response) if response.streaming else response.content
        client.cookies = cookies
        return Answer(
            status=response.status_code,
            text=readable(body, response.get("Content-Type", "")),
            headers="\n".join(f"{name}: {value}" for name, value in response.items()),
            wrote=bool(written),
        )


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[list]:
    written: list[str] = []

    def watch(execute, sql, params, many, context):
        if WRITES.match(sql) and not ALLOWED_WRITES.match(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def readable(body: bytes, content_type: str) -> str:
    """The words of the answer; a Word file is unpacked."""
    if "wordprocessingml" in content_type and body:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return body.decode(errors="replace")


# Which questions there are


def cells(world: World, names: set[str] | None = None) -> Iterator[Cell]:
    """Every question about the addresses (or those named). Raises KeyError for an
    address that is in no table."""
    for _route, name, _namespaces, pattern in walk():
        if names is None or name in names:
            yield from cells_of(world, name, pattern)


def cells_of(world: World, name: str, pattern: URLPattern) -> Iterator[Cell]:
    if name in table.PLAIN:
        yield from plain_cells(name)
    elif name in table.BY_ADDRESS:
        yield from cells_by_address(world, name)
    elif name in table.TABLE:
        for row in table.TABLE[name]:
            yield from cells_of_row(world, name, row)
    elif name in GUESTS:
        yield from guest_cells(world, name)
    elif name in SPECIAL:
        yield from SPECIAL[name](world, name)
    elif name.startswith("admin:"):
        yield from admin_cells(world, name, pattern)
    else:
        raise KeyError(f"{name} is in no table of tests/access/table.py")


def plain_cells(name: str) -> Iterator[Cell]:
    path = reverse(name)
    for role in standing.ROLES:
        answers = table.PLAIN[name][role not in standing.SIGNED_OUT]
        for method, expected in zip(("GET", "POST"), answers, strict=True):
            yield Cell(name, path, method, role, "nothing", expected)
        yield Cell(name, path, "HEAD", role, "nothing", answers[0])


def cells_of_row(world: World, name: str, row: table.Row) -> Iterator[Cell]:
    for kind in row.kinds:
        for group in row.groups:
            place = world.places[f"{group}/{kind}"]
            yield from row_cells(name, row, place, about=f"{group}/{kind}")
            if len(row.ids) > 0 and "review_id" not in row.ids and group == "first":
                yield from wrong_cells(world, name, row, place)


def row_cells(name, row, place, *, about) -> Iterator[Cell]:
    path = path_of(name, row.ids, place)
    # That a method is not there is asked of one place; it does not look at any.
    methods = ["GET", "POST", "HEAD"] if place.name == "first" else row.methods()
    for role in standing.ROLES:
        stands = standing.standing(role, place.name)
        for method in methods:
            yield Cell(
                name,
                path,
                method,
                role,
                about,
                row.expected(method, stands, role),
                reads=row.reads(place.name, stands),
                data=tuple(row.data.items()),
            )
    if place.name == "first":
        for method in ("PUT", "PATCH", "DELETE"):
            yield Cell(name, path, method, "coordinator", about, 405)


def wrong_cells(world, name, row, place: Place) -> Iterator[Cell]:
    """The id of nothing; ids of one review under the address of another; and
    where an address has two, the second of another group."""
    other = world.places[f"second/{place.kind}"]
    there = world.places[f"elsewhere/{place.kind}"]
    paths = {}
    main = next(iter(row.ids))
    paths["nothing"] = path_of(name, row.ids, place, **{main: NOBODY})
    if "review_id" in route_keys(name) and row.ids[main] != "recommendation":
        paths["another review’s"] = path_of(
            name, row.ids, place, review_id=there.review_id
        )
    deeper = [
        key for key in row.ids if key != main and not row.ids[key].startswith("=")
    ]
    for key in deeper:
        paths[f"{key} of another group"] = path_of(
            name, row.ids, place, **{key: getattr(other, row.ids[key])}
        )
    for about, path in paths.items():
        for role in standing.ROLES:
            for method in row.methods():
                stands = standing.standing(role, place.name)
                usual = row.expected(method, stands, role)
                yield Cell(
                    name,
                    path,
                    method,
                    role,
                    about,
                    expected_of_wrong(row, about, role, usual),
                    data=tuple(row.data.items()),
                )


def expected_of_wrong(row, about, role, usual) -> int:
    if usual in {405, 404} or role in standing.SIGNED_OUT:
        return usual
    if "another group" in about:
        return usual if usual == 403 else 404
    if row.ids.get("pk") in {"role", "role_invitation", "organisation"}:
        return wrong_of_review(role, about, usual)
    return 404


def wrong_of_review(role, about, usual) -> int:
    """A review's own roles: whether one may manage them is asked first."""
    if "review" in about:
        return 404  # nobody here is in both
    return 404 if usual != 403 else 403


def route_keys(name: str) -> set[str]:
    route = next(route for route, found, *_rest in walk() if found == name)
    return set(re.findall(r"<(?:\w+:)?(\w+)>", route))


def path_of(name: str, ids: dict[str, str], place: Place, **instead) -> str:
    kwargs = {
        key: value[1:] if value.startswith("=") else getattr(place, value)
        for key, value in ids.items()
    }
    if "review_id" in route_keys(name):
        kwargs["review_id"] = place.review_id
    return reverse(name, kwargs=kwargs | instead)


def cells_by_address(world: World, name: str) -> Iterator[Cell]:
    """Public pages and secret links say the same to everybody."""
    ids = table.BY_ADDRESS[name]["ids"]
    is_link = name.startswith("link:")
    answers = table.LINK_ANSWERS if is_link else table.PUBLIC_ANSWERS
    for about, expected in answers.items():
        place = world.places[about]
        review = "there" if place.name == "elsewhere" else "here"
        reads = {f"canaryout{place.name}", f"canarycoalition{review}"}
        if place.name == "institution":
            reads.add("canarythemeinstitution")  # it signs with its own name
        path = path_of(name, ids, place)
        for role in standing.ROLES:
            for method, status in (
                ("GET", expected),
                ("HEAD", expected),
                ("POST", 405),
            ):
                shown = frozenset(reads if expected == table.OK else ())
                yield Cell(name, path, method, role, about, status, shown)


def guest_cells(world: World, name: str) -> Iterator[Cell]:
    """The link to one text, in everybody's hands; with what another link opens; and
    a link that never was."""
    asked = GUESTS[name]
    data = tuple(asked.get("data", {}).items())
    has_own_link = "token" in asked["ids"]
    groups = standing.GROUPS if has_own_link else (*standing.GROUPS, standing.JOINT)
    for group in groups:
        place = world.places[f"{group}/draft"]
        shown = guest_reads(group, asked)
        other = world.places["first/draft" if group != "first" else "second/draft"]
        ids = {"token": "guest_token", **asked["ids"]}
        paths = {
            group: (path_of(name, ids, place), asked["answers"]),
            "unknown": (path_of(name, ids, place, token="x" * 43), None),
        }
        if "guest_thread" in asked["ids"].values():
            ours = path_of(name, ids, place, pk=place.thread)
            paths["among the authors"] = (ours, None)
        for key, attribute in asked["ids"].items():
            if key == "token":
                continue
            foreign = path_of(name, ids, place, **{key: getattr(other, attribute)})
            paths[f"{key} of another"] = (foreign, None)
        for about, (path, answers) in paths.items():
            for method, found in zip(("GET", "POST"), asked["answers"], strict=True):
                expected = found if answers or found == 405 else 404
                for role in standing.ROLES:
                    reads = frozenset(shown if answers else ())
                    yield Cell(name, path, method, role, about, expected, reads, data)


def guest_reads(group: str, asked: dict) -> set[str]:
    reads = {f"canarywork{group}"}
    if asked.get("names_group") and group != "hidden":
        reads.add(f"canarytheme{group}")
    if asked.get("names_coalition"):
        reads.add(f"canarycoalition{'there' if group == 'elsewhere' else 'here'}")
        if group == "institution":
            reads.add("canarythemeinstitution")  # it signs with its own name
    if asked.get("is_asked"):
        reads.add(f"canaryorg{group}")  # its own name
    return reads


def public_review_cells(world, name) -> Iterator[Cell]:
    for about, expected in (("first", 404), ("elsewhere", 200)):
        path = reverse(name, args=[world.places[f"{about}/draft"].review_id])
        for role in standing.ROLES:
            yield Cell(name, path, "GET", role, about, expected)
            yield Cell(name, path, "POST", role, about, 405)


def start_cells(world, name) -> Iterator[Cell]:
    """Straight into the only review, or a choice."""
    homeless = {"former member", "keeper", "superuser"}
    for role in standing.ROLES:
        yield Cell(
            name, reverse(name), "GET", role, "", 200 if role in homeless else 302
        )
        post = 302 if role in standing.SIGNED_OUT else 405
        yield Cell(name, reverse(name), "POST", role, "", post)


def open_cells(world, name) -> Iterator[Cell]:
    """Whoever coordinates a review may open another."""
    leads = {"coordinator", "coordinator elsewhere"}
    for role in standing.ROLES:
        is_out = role in standing.SIGNED_OUT
        expected = 302 if is_out else 200 if role in leads else 403
        for method in ("GET", "POST"):
            yield Cell(name, reverse(name), method, role, "nothing", expected)


def join_cells(world, name) -> Iterator[Cell]:
    """The letter goes to an address without an account: it may be accepted by
    whoever holds it, signed in or not. Looking changes nothing."""
    attribute = "group_token" if name == "join_group" else "role_token"
    for group in standing.GROUPS:
        token = getattr(world.places[f"{group}/draft"], attribute)
        for role in standing.ROLES:
            is_out = role in standing.SIGNED_OUT
            yield Cell(name, reverse(name, args=[token]), "GET", role, group, 200)
            post = 200 if is_out else 302
            yield Cell(name, reverse(name, args=[token]), "POST", role, group, post)
            yield Cell(
                name, reverse(name, args=["x" * 64]), "GET", role, "nothing", 404
            )


def reset_cells(world, name) -> Iterator[Cell]:
    """A key that opens nothing is told so, by the same page as one that has run
    out."""
    path = reverse(name, kwargs={"uidb36": "1", "key": "no-key"})
    for role in standing.ROLES:
        yield Cell(name, path, "GET", role, "nothing", 200)


def ready_cells(world, name) -> Iterator[Cell]:
    for role in standing.ROLES:
        yield Cell(name, reverse(name), "POST", role, "", 405)


def letter_cells(world, name) -> Iterator[Cell]:
    """Says to whoever holds it which letters come, and of nobody to whom."""
    for path, about, answers in rows_telling.letter_addresses(world, name):
        for role in standing.ROLES:
            for method, expected in zip(("GET", "POST"), answers, strict=True):
                yield Cell(name, path, method, role, about, expected)
            yield Cell(name, path, "HEAD", role, about, answers[0])


SPECIAL = {
    **dict.fromkeys(rows_telling.BY_LETTER, letter_cells),
    "workspace:public-review": public_review_cells,
    "workspace:start": start_cells,
    "set_up:open": open_cells,
    "join_group": join_cells,
    "join_review": join_cells,
    "account_reset_password_from_key": reset_cells,
    "readyz": ready_cells,
}
ANY_OF_STAFF = 0  # whatever the admin says to staff; never an error


def admin_cells(world: World, name: str, pattern: URLPattern) -> Iterator[Cell]:
    """The catalogue's keepers come in; to all others there is nothing here. What
    keepers may do there is proved beside each app's admin."""
    route = next(route for route, _name, _spaces, found in walk() if found is pattern)
    person = world.people["rapporteur"].pk
    path = "/" + re.sub(
        r"<\w+:(\w+)>", lambda key: str(person) if key[1] == "object_id" else "1", route
    )
    path = path.replace(
        r"^(?P<app_label>catalogue|accounts|recommendations)/$", "accounts/"
    )
    path = path.replace(r"(?P<url>.*)$", "nothing/")
    for role in standing.ROLES:
        if role in standing.SIGNED_OUT:
            expected = 302
        else:
            expected = ANY_OF_STAFF if role in {"keeper", "superuser"} else 404
        yield Cell(name, path, "GET", role, "a person", expected)
        if role not in {"keeper", "superuser"}:
            yield Cell(name, path, "POST", role, "a person", expected)
