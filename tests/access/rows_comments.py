"""Comments, and the links of guests: who gets which answer."""

from tests.access.rows import (
    FOUND,
    JOINT_AUTHORS,
    NO_ONE,
    OK,
    WITH_JOINT,
    Row,
    of_submission,
    of_text,
)
from tests.access.standing import LEADERS, OPEN

SAYS = {"body": "A word"}


def of_thread(*, get=None, post=None, data=None, key="thread") -> Row:
    """With its text: whoever may read that may answer, give away and settle."""
    return Row(
        ids={"pk": key},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
        groups=WITH_JOINT,
        joint_shows=JOINT_AUTHORS,
    )


ROWS = {
    "submissions:threads": [of_text(get=(OPEN, OK), post=(OPEN, FOUND), data=SAYS)],
    "comments:reply": [of_thread(get=(OPEN, OK), post=(OPEN, FOUND), data=SAYS)],
    "comments:assign": [of_thread(post=(OPEN, FOUND))],
    "comments:resolve": [of_thread(post=(OPEN, FOUND))],
    "comments:reopen": [of_thread(post=(OPEN, FOUND))],
    # Its author is not among those who ask.
    "comments:edit": [of_thread(key="comment", get=(NO_ONE, OK), post=(NO_ONE, OK))],
    "comments:remove": [of_thread(key="comment", post=(LEADERS, FOUND))],
    "submissions:links": [of_submission(get=(LEADERS, OK), post=(LEADERS, OK))],
    "submissions:withdraw-link": [
        of_submission(post=(LEADERS, FOUND), opening_id="opening")
    ],
}

# A guest's link says the same to everybody who holds it: (GET, POST).
GUESTS = {
    "guest:home": {"ids": {}, "answers": (OK, 405)},
    "guest:text": {"ids": {"pk": "text"}, "answers": (OK, 405)},
    "guest:comment": {"ids": {"pk": "text"}, "answers": (405, FOUND), "data": SAYS},
    "guest:reply": {
        "ids": {"pk": "guest_thread"},
        "answers": (405, FOUND),
        "data": SAYS,
    },
}
