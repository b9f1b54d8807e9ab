"""The plan of a review's dates, and what becomes of each."""

from tests.access.rows import FOUND, OK, Row
from tests.access.standing import COORDINATORS


def of_date(*, get=None, post=None) -> Row:
    return Row(ids={"pk": "milestone"}, get=get, post=post)


ROWS = {
    "reviews:plan": [Row(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    # The date is none that is counted from another: back to it, with a sentence.
    "reviews:count_date": [
        of_date(get=(COORDINATORS, FOUND), post=(COORDINATORS, FOUND))
    ],
    "reviews:finish_date": [of_date(post=(COORDINATORS, FOUND))],
    "reviews:reopen_date": [of_date(post=(COORDINATORS, FOUND))],
}
