"""Submissions and their outlines: who gets which answer."""

from dataclasses import replace

from tests.access.rows import FOUND, NO_ONE, OK, Row, of_section, of_submission, of_text
from tests.access.standing import GROUPS, IN_REVIEW, LEADERS, OPEN, WRITERS

# Who answers for some group of the review.
LEADING_ROLES = {
    "@rapporteur",
    "@rapporteur of the hidden group",
    "@institution",
    "@coordinator",
    "@coordinator elsewhere",
}
CHANGING = {*WRITERS, "coordinator"}

ROWS = {
    "submissions:list": [Row(get=(IN_REVIEW, OK))],
    "submissions:start": [
        Row(get=(LEADING_ROLES, OK), post=(LEADING_ROLES, OK), knows=NO_ONE)
    ],
    "submissions:detail": [of_submission(get=(OPEN, OK))],
    "submissions:check": [of_submission(get=(OPEN, OK), language="=ru")],
    "submissions:edit": [of_submission(get=(LEADERS, OK), post=(LEADERS, OK))],
    "submissions:groups": [of_submission(get=(LEADERS, OK), post=(LEADERS, OK))],
    # A group ends its own part: of the joint one each rapporteur another's.
    "submissions:end-group": [
        replace(of_submission(post=(LEADERS, FOUND), group_id="group"), groups=GROUPS)
    ],
    "submissions:new-section": [of_submission(get=(LEADERS, OK), post=(LEADERS, OK))],
    "submissions:section": [of_section(get=(LEADERS, OK), post=(LEADERS, OK))],
    "submissions:assign": [of_section(post=(LEADERS, FOUND))],
    "submissions:move": [of_section(post=(LEADERS, FOUND), data={"where": "up"})],
    "submissions:remove": [of_section(post=(LEADERS, FOUND))],
    "submissions:status": [
        of_section(post=(CHANGING, FOUND), data={"to": "ready"}),
        of_section(post=(CHANGING, FOUND), data={"to": "drafting"}),
        of_section(post=(LEADERS, FOUND), data={"to": "agreed"}),
        of_section(post=(LEADERS, FOUND), data={"to": "reopened"}),
        of_section(post=(CHANGING, 400), data={"to": "nowhere"}),
    ],
    "submissions:text": [of_text(get=(OPEN, OK))],
    "submissions:sync": [of_text(post=(OPEN, 400))],  # nothing that can be read
}
