"""Handing in, and how organisations are reached. The submission is in sign-on: nothing
is frozen or filed yet; of what is, tests/submissions/test_filing.py asks."""

from dataclasses import replace

from tests.access.rows import FOUND, NO_ONE, OK, Row
from tests.access.rows_signing import for_who_concludes, of_signing
from tests.access.standing import COORDINATORS, IN_REVIEW, OPEN

ROWS = {
    "submissions:filing": [of_signing(get=(OPEN, OK))],
    "submissions:filing-check": [
        replace(row, ids={**row.ids, "kind": f"={kind}"})
        for kind in ("reset", "two")
        for row in for_who_concludes(post=FOUND)
    ],
    "submissions:file": for_who_concludes(post=FOUND),
    "submissions:take-filing-back": for_who_concludes(post=FOUND),
    "submissions:receipt": [of_signing(get=(NO_ONE, OK), knows=NO_ONE)],
    "submissions:attach-receipt": for_who_concludes(post=422),
    "workspace:organisations": [
        Row(get=(COORDINATORS, OK), knows=frozenset(IN_REVIEW))
    ],
    # Whether one coordinates is asked first; then whose it is.
    "workspace:contact": [
        Row(
            ids={"pk": "organisation"},
            get=({"coordinator"}, OK),
            post=({"coordinator"}, FOUND),
            data={"note": "Only by letter"},
            knows=frozenset(IN_REVIEW - {"shut out"}),
        )
    ],
}
