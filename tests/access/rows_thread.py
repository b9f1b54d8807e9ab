"""Drafts in the room, what stands behind a proposal, the thread, the map of gaps."""

from tests.access.rows import FOUND, NO_ONE, OK, Row
from tests.access.standing import (
    GROUPS,
    IN_REVIEW,
    KNOWING,
    MEMBERS,
    OPEN,
    UNLED,
    WRITERS,
)

OPEN_GROUPS = tuple(group for group in GROUPS if group not in UNLED)
WALLED = tuple(UNLED)
NOT_FIRST = tuple(group for group in GROUPS if group != "first")
# Who organises the meeting; the facilitator leads that of the first group alone.
ORGANISERS = {*WRITERS, "coordinator"}


def of_event(*, get=None, post=None) -> list[Row]:
    """Known to the coalition's side; behind a wall to the members alone."""

    def row(groups, knows, organises) -> Row:
        return Row(
            ids={"pk": "event"},
            groups=groups,
            knows=frozenset(knows),
            get=(organises, get) if get else None,
            post=(organises, post) if post else None,
        )

    others = tuple(group for group in OPEN_GROUPS if group != "first")
    return [
        row(("first",), KNOWING, {*ORGANISERS, "@facilitator"}),
        row(others, KNOWING, ORGANISERS),
        row(WALLED, MEMBERS, WRITERS),
    ]


def of_nothing() -> list[Row]:
    """No draft is in the room of the world's meetings."""
    return [Row(ids={"pk": "event"}, post=(NO_ONE, FOUND), knows=NO_ONE)]


def of_proposal(*, get=None, post=None, **ids) -> Row:
    return Row(ids={"pk": "proposal", **ids}, get=get, post=post, knows=frozenset(OPEN))


def thread_of(label: str, thing: str, knows, groups=GROUPS) -> Row:
    return Row(
        ids={"pk": thing, "label": f"={label}"},
        get=(knows, OK),
        knows=frozenset(knows),
        groups=groups,
    )


ROWS: dict[str, list[Row]] = {
    "room:table": of_event(get=OK),
    "room:finding": of_event(post=422),  # none is chosen
    "room:hands": of_nothing(),
    "room:off": of_nothing(),
    "proposals:link": [of_proposal(get=(WRITERS, OK), post=(WRITERS, 422))],
    "proposals:unlink": [of_proposal(post=(WRITERS, 404), link_id="finding")],
    "proposals:meeting": [of_proposal(get=(OPEN, OK), post=(OPEN, 422))],
    "workspace:thread": [
        thread_of("proposal", "proposal", OPEN),
        thread_of("section", "section", OPEN),
        thread_of("factsheet", "factsheet", OPEN),
        thread_of("evidence", "evidence", OPEN),
        thread_of("event", "event", KNOWING, OPEN_GROUPS),
        thread_of("event", "event", MEMBERS, WALLED),
        # The facilitator leads the meeting of the first group.
        thread_of("finding", "finding", {*OPEN, "@facilitator"}, ("first",)),
        thread_of("finding", "finding", OPEN, NOT_FIRST),
        thread_of("finding", "secret_finding", {"rapporteur"}),
    ],
    "workspace:coverage": [Row(get=(IN_REVIEW, OK))],
}

# By a meeting's address, which is its own key: (GET, POST).
GUESTS = {
    "room_link:phone": {
        "ids": {"token": "contribution_token"},
        "names_coalition": True,  # as the page of the same address does
        "answers": (OK, 422),  # nothing is answered
    }
}
