"""Submissions and their outlines: who gets which answer."""

from tests.access.rows import of_text
from tests.access.standing import OPEN

ROWS = {
    "submissions:sync": [of_text(post=(OPEN, 400))],  # nothing that can be read
}
