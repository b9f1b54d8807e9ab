"""Suggestions and decisions: who gets which answer."""

from uuid import UUID

from tests.access.rows import FOUND, OK, Row, of_text
from tests.access.standing import IN_REVIEW, LEADERS, OPEN

NONE_SUCH = {"decision": "accept", "ids": [str(UUID(int=0))]}

ROWS = {
    "submissions:decisions": [Row(get=(IN_REVIEW, OK))],
    # Who decides is told that it was decided already.
    "submissions:decide": [of_text(post=(LEADERS, FOUND), data=NONE_SUCH)],
    # A new paragraph without words: the form comes back.
    "submissions:suggest": [of_text(get=(OPEN, OK), post=(OPEN, OK))],
    "submissions:suggestions": [of_text(get=(OPEN, OK))],
}
