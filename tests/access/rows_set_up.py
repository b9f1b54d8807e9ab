"""The steps of setting a review up: its coordinators’, also of one that is set up long
since."""

from tests.access.rows import FOUND, OK, Row
from tests.access.standing import COORDINATORS

READ = Row(get=(COORDINATORS, OK))

ROWS = {
    "set_up:overview": [READ],
    "set_up:dates": [READ],
    "set_up:behind": [READ],
    "set_up:groups": [Row(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    "set_up:people": [Row(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    "set_up:put_away": [Row(post=(COORDINATORS, FOUND))],
}
