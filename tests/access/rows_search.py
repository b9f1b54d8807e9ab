"""Looking for words over everything, what happened, where the work stands."""

from tests.access.rows import OK, Row
from tests.access.standing import COORDINATORS, IN_REVIEW

ROWS: dict[str, list[Row]] = {
    "workspace:search": [Row(get=(IN_REVIEW, OK))],
    "workspace:activity": [Row(get=(IN_REVIEW, OK))],
    "workspace:situation": [Row(get=(COORDINATORS, OK))],
    # Not printed yet.
    "workspace:situation-pdf": [
        Row(
            ids={"review_id": "review_id", "language": "=en"},
            get=(COORDINATORS, 202),
        ),
    ],
}
