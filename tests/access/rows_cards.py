"""What the editor asks about things that a text cites: who gets which answer."""

from tests.access.rows import of_text
from tests.access.standing import OPEN

ROWS = {
    "submissions:cards": [of_text(get=(OPEN, 404))],  # of nothing
    "submissions:picker": [of_text(get=(OPEN, 404))],  # of no kind
}
