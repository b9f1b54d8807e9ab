"""The roadmap and the decisions of a group: known to those to whom its work is open."""

from tests.access.rows import FOUND, OK, Row
from tests.access.standing import LEADERS, OPEN, WRITERS


def of_roadmap(*, get=None, post=None, data=None, **ids) -> Row:
    return Row(
        ids={"group_id": "group", **ids},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
    )


def of_decisions(*, get=None, post=None) -> Row:
    return Row(ids={"pk": "group"}, get=get, post=post, knows=frozenset(OPEN))


def of_decision(*, get=None, post=None, data=None) -> Row:
    return Row(
        ids={"pk": "decision"},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
    )


ROWS = {
    "workspace:roadmap": [of_roadmap(get=(OPEN, OK), post=(WRITERS, OK))],
    "workspace:roadmap-copy": [of_roadmap(get=(WRITERS, OK), post=(WRITERS, OK))],
    "workspace:step": [of_roadmap(get=(WRITERS, OK), post=(WRITERS, OK), pk="step")],
    "workspace:do-step": [
        of_roadmap(post=(WRITERS, FOUND), data={"do": "done"}, pk="step")
    ],
    "workspace:remove-step": [of_roadmap(post=(WRITERS, FOUND), pk="step")],
    "groups:decisions": [of_decisions(get=(OPEN, OK))],
    "groups:new-decision": [of_decisions(get=(LEADERS, OK), post=(LEADERS, OK))],
    "groups:decision": [of_decision(get=(OPEN, OK))],
    # Nobody of the matrix was asked, and nothing is chosen: a sentence, back there.
    "groups:answer": [of_decision(post=(OPEN, FOUND))],
    "groups:decide": [of_decision(post=(LEADERS, 422))],
}
