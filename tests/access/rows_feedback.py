"""Requests for feedback: who gets which answer. What the one person sees who was
asked is in tests/comments/test_feedback_access.py."""

from tests.access.rows import FOUND, NO_ONE, OK, WITH_JOINT, Row
from tests.access.standing import GROUPS, IN_REVIEW, LEADERS, OPEN

NOBODY_ASKED = {"whom": "nobody"}
FINE = {"answer": "fine"}


def of_asking(kind, *, groups=GROUPS, knows=OPEN, kinds=("draft",)) -> Row:
    """Those who work on it read what was asked; those who lead it ask."""
    return Row(
        ids={"pk": kind, "kind": f"={kind}"},
        get=(OPEN, OK),
        post=(LEADERS, 422),
        data=NOBODY_ASKED,
        knows=frozenset(knows),
        groups=groups,
        kinds=kinds,
        names_advisers=True,
    )


def of_request(*, get=None, post=None, data=None) -> Row:
    """One about a text, made with a link for a guest."""
    return Row(
        ids={"pk": "feedback"},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
        groups=WITH_JOINT,
    )


ROWS = {
    "comments:ask": [
        of_asking("text", groups=WITH_JOINT),
        of_asking("proposal"),
        of_asking("roadmap"),
        of_asking("factsheet"),
        of_asking("factsheet", knows=IN_REVIEW, kinds=("published",)),
    ],
    # Who works on it is led to the list; nobody there was asked.
    "comments:feedback": [of_request(get=(OPEN, FOUND), post=(NO_ONE, OK), data=FINE)],
    "comments:withdraw-feedback": [of_request(post=(LEADERS, FOUND))],
}

# By a guest's link: (GET, POST).
GUESTS = {
    "guest:answer": {"ids": {}, "answers": (405, FOUND), "data": FINE},
    "proposal_link:proposal": {
        "ids": {"token": "proposal_token"},
        "answers": (OK, FOUND),
        "data": FINE,
    },
    "roadmap_link:roadmap": {
        "ids": {"token": "roadmap_token"},
        "answers": (OK, FOUND),
        "data": FINE,
        "names_group": True,
    },
    "link:draft": {
        "ids": {"token": "factsheet_token"},
        "answers": (OK, FOUND),
        "data": FINE,
        "names_coalition": True,
    },
}
