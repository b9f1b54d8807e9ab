"""What a text was: who gets which answer."""

from tests.access.rows import FOUND, OK, of_submission, of_text
from tests.access.standing import LEADERS, OPEN, WRITERS

WRITING = frozenset({*WRITERS, "coordinator"})
VERSION = {"version_id": "version"}

ROWS = {
    "submissions:versions": [of_text(get=(OPEN, OK), post=(WRITING, OK))],  # no name
    "submissions:version": [of_text(get=(OPEN, OK), **VERSION)],
    "submissions:compare": [of_text(get=(OPEN, OK))],
    "submissions:redline": [of_text(get=(OPEN, OK))],
    "submissions:restore": [
        of_text(get=(WRITING, OK), post=(WRITING, FOUND), **VERSION)
    ],
    "submissions:purge": [of_text(get=(LEADERS, OK), post=(LEADERS, OK))],  # no tick
    "submissions:download": [of_submission(get=(OPEN, OK), language="=ru")],
    "submissions:pdf": [of_submission(get=(OPEN, 202), language="=ru")],
    "submissions:import": [
        of_submission(get=(LEADERS, OK), post=(LEADERS, OK))  # no file
    ],
    "submissions:from-word": [
        of_submission(get=(OPEN, OK), post=(OPEN, OK))
    ],  # no file
}
