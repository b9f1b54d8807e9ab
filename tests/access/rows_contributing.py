"""Addresses for contributions, and what is behind them."""

from dataclasses import replace

from tests.access.rows import FOUND, OK, Row
from tests.access.standing import (
    COORDINATORS,
    IN_REVIEW,
    KNOWING,
    MEMBERS,
    OPEN,
    UNLED,
)

ORGANISING = {"drafter", "rapporteur", "coordinator"}
WALLED = tuple(sorted(UNLED))
IN_THE_OPEN = ("second", "elsewhere")


def for_organisers(*, get=None, post=None, of_meeting=False, data=None, **ids) -> list:
    """Of the meeting that the group holds: the first is led by a facilitator too.
    Behind a wall only members know of it."""
    row = Row(
        ids=ids,
        get=get and (ORGANISING, get),
        post=post and (ORGANISING, post),
        data=data or {},
        knows=frozenset(KNOWING if of_meeting else OPEN),
    )
    led = ORGANISING | {"@facilitator"}
    return [
        replace(
            row,
            groups=("first",),
            get=get and (led, get),
            post=post and (led, post),
        ),
        replace(row, groups=IN_THE_OPEN),
        replace(row, groups=WALLED, knows=frozenset(MEMBERS if of_meeting else OPEN)),
    ]


ROWS: dict[str, list[Row]] = {
    "voices:list": [Row(get=(IN_REVIEW, OK))],
    "voices:of-region": [Row(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    "voices:link": for_organisers(pk="contribution", get=OK),
    "voices:revoke": for_organisers(pk="contribution", post=FOUND),
    "voices:poster": for_organisers(pk="contribution", language="=ru", get=OK),
    "voices:of-event": for_organisers(pk="event", get=OK, post=OK, of_meeting=True),
    "voices:make-code": for_organisers(pk="event", post=FOUND, of_meeting=True),
    # Nobody has made its code.
    "voices:slips": for_organisers(
        pk="event", language="=ru", get=404, of_meeting=True
    ),
}

# By a printed address: (GET, POST).
GUESTS: dict[str, dict] = {
    "contribute:page": {
        "ids": {"token": "contribution_token"},
        "names_coalition": True,
        "answers": (OK, 422),
    },
}
# Open to everybody.
PLAIN: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "contribute:worker": ((OK, 405), (OK, 405)),
    "code:page": ((OK, 422), (OK, 422)),
    "code:answer": ((405, 422), (405, 422)),
}
