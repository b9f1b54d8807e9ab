"""The road of a review, and its dates in one’s own calendar."""

from tests.access.rows import FOUND, OK, Row
from tests.access.standing import IN_REVIEW

ROWS: dict[str, list[Row]] = {
    "reviews:road": [Row(get=(IN_REVIEW, OK))],
    "reviews:feed": [Row(get=(IN_REVIEW, OK))],
    "reviews:make_feed": [Row(post=(IN_REVIEW, FOUND))],
    "reviews:withdraw_feed": [Row(post=(IN_REVIEW, FOUND))],
}

# By the address that a calendar asks: (GET, POST).
GUESTS: dict[str, dict] = {
    "feed:dates": {"ids": {"token": "feed_token"}, "answers": (OK, 405)},
}
