"""The shelf of a group: known to those to whom its work is open."""

from tests.access.rows import FOUND, NO_ONE, OK, Row
from tests.access.standing import IN_REVIEW, LEADERS, OPEN, WRITERS


def of_shelf(*, get=None, post=None) -> Row:
    return Row(ids={"group_id": "group"}, get=get, post=post, knows=frozenset(OPEN))


def of_evidence(*, get=None, post=None, data=None) -> Row:
    return Row(
        ids={"pk": "evidence"},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
    )


ROWS: dict[str, list[Row]] = {
    "evidence:list": [Row(get=(IN_REVIEW, OK), knows=frozenset(IN_REVIEW))],
    "evidence:shelf": [of_shelf(get=(OPEN, OK))],
    "evidence:new": [of_shelf(get=(WRITERS, OK), post=(WRITERS, OK))],
    "evidence:detail": [of_evidence(get=(OPEN, OK))],
    "evidence:edit": [of_evidence(get=(WRITERS, OK), post=(WRITERS, OK))],
    "evidence:paper": [Row(ids={"pk": "evidence"}, get=(NO_ONE, OK), knows=NO_ONE)],
    "evidence:withdraw": [of_evidence(post=(WRITERS, FOUND))],
    "evidence:clear": [
        of_evidence(post=(LEADERS, FOUND), data={"showing": "kept", "version": "1"})
    ],
    "workspace:gift-back": [
        Row(
            ids={"pk": "evidence", "group_id": "group"},
            post=({"rapporteur"}, 404),  # it was given to nobody
            knows=frozenset(OPEN),
        )
    ],
    "evidence:give": [of_evidence(post=({"rapporteur"}, 422))],
}
