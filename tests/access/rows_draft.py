"""The page on which a text is written: who gets which answer."""

from tests.access.rows import OK, of_text
from tests.access.standing import OPEN

ROWS = {"submissions:text": [of_text(get=(OPEN, OK))]}
