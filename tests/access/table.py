"""Who gets which answer from which address: the verbs × roles table of
`docs/roles-and-permissions.md`, one line per address.

Everybody who may not know of the object gets 404; who may know of it but not do
this gets 403; a method that an address does not have is 405; without sign-in the
answer is the way to it.
"""

from tests.access.rows import FOUND, NO_ONE, OK, Row
from tests.access.rows_calendar import ROWS as ROWS_CALENDAR
from tests.access.rows_cards import ROWS as ROWS_CARDS
from tests.access.rows_comments import ROWS as ROWS_COMMENTS
from tests.access.rows_contributing import PLAIN as PLAIN_CONTRIBUTING
from tests.access.rows_contributing import ROWS as ROWS_CONTRIBUTING
from tests.access.rows_donors import ROWS as ROWS_DONORS
from tests.access.rows_draft import ROWS as ROWS_DRAFT
from tests.access.rows_events import ROWS as ROWS_EVENTS
from tests.access.rows_evidence import ROWS as ROWS_EVIDENCE
from tests.access.rows_feed import ROWS as ROWS_FEED
from tests.access.rows_feedback import ROWS as ROWS_FEEDBACK
from tests.access.rows_filing import ROWS as ROWS_FILING
from tests.access.rows_findings import ROWS as ROWS_FINDINGS
from tests.access.rows_groups import ROWS as ROWS_GROUPS
from tests.access.rows_history import ROWS as ROWS_HISTORY
from tests.access.rows_outline import ROWS as ROWS_OUTLINE
from tests.access.rows_packets import ROWS as ROWS_PACKETS
from tests.access.rows_search import ROWS as ROWS_SEARCH
from tests.access.rows_set_up import ROWS as ROWS_SET_UP
from tests.access.rows_signing import ROWS as ROWS_SIGNING
from tests.access.rows_suggestions import ROWS as ROWS_SUGGESTIONS
from tests.access.rows_telling import PLAIN as PLAIN_TELLING
from tests.access.rows_thread import ROWS as ROWS_THREAD
from tests.access.rows_work import PLAIN as PLAIN_WORK
from tests.access.standing import (
    COORDINATORS,
    IN_REVIEW,
    KNOWING,
    LEADERS,
    MEMBERS,
    OPEN,
    WRITERS,
    WRITING_ROLES,
)


def of_review(*, get=None, post=None, knows=IN_REVIEW, **rest) -> Row:
    return Row(get=get, post=post, knows=frozenset(knows), **rest)


def of_group(*, get=None, post=None, knows=KNOWING, key="pk", **more) -> Row:
    ids = {key: "group", **more.pop("ids", {})}
    return Row(ids=ids, get=get, post=post, knows=frozenset(knows), **more)


def of_proposal(*, get=None, post=None) -> Row:
    return Row(ids={"pk": "proposal"}, get=get, post=post, knows=frozenset(OPEN))


def of_draft(*, get=None, post=None, data=None, **ids) -> Row:
    """Work on a factsheet: known to those to whom the group is open."""
    return Row(
        ids={"pk": "factsheet", **ids},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
    )


def of_unpublished(**ids) -> Row:
    """What a draft does not have yet is not there for anybody."""
    return Row(ids={"pk": "factsheet", **ids}, get=(NO_ONE, OK), knows=NO_ONE)


def of_published(
    *, get=None, post=None, data=None, knows=IN_REVIEW, refused=403, **ids
) -> Row:
    """The same addresses once it is published: the whole review knows of it."""
    return Row(
        ids={"pk": "factsheet", **ids},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(knows),
        refused=refused,
        kinds=("published",),
    )


IN_ENGLISH = {"language": "=en"}
FACTSHEETS = {
    # url name: (who may look, who may act), and with which answer
    "detail": ((OPEN, OK), None),
    "send-for-review": (None, (WRITERS, FOUND)),
    "reopen": (None, (WRITERS, FOUND)),
    "publish": ((LEADERS, OK), (LEADERS, OK)),
    "withdraw": (None, (LEADERS, FOUND)),
    "edit": ((WRITERS, OK), (WRITERS, FOUND)),
    "agree": (None, (WRITERS, 409)),  # nothing was read
    "judge": (None, (WRITERS, 422)),
    "pick": ((WRITERS, OK), (WRITERS, OK)),
    "asks": ((WRITERS, OK), (WRITERS, OK)),
    "options": ((WRITERS, OK), (WRITERS, OK)),
}
DATA = {"agree": {"block": "title|ru"}}

TABLE: dict[str, list[Row]] = {
    # The review
    "workspace:review": [of_review(get=(IN_REVIEW, OK))],
    "workspace:overlap": [of_review(get=(IN_REVIEW, OK))],
    "workspace:more": [of_review(get=(IN_REVIEW, OK))],
    "recommendations:list": [of_review(get=(IN_REVIEW, OK))],
    "recommendations:detail": [
        of_review(ids={"pk": "recommendation"}, get=(IN_REVIEW, OK))
    ],
    "factsheets:list": [of_review(get=(IN_REVIEW, OK))],
    "proposals:list": [of_review(get=(IN_REVIEW, OK))],
    "groups:list": [of_review(get=(IN_REVIEW, OK))],
    "groups:new": [of_review(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    "reviews:people": [of_review(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    "reviews:end_role": [of_review(ids={"pk": "role"}, post=(COORDINATORS, FOUND))],
    "reviews:send_again": [
        of_review(ids={"pk": "role_invitation"}, post=(COORDINATORS, FOUND))
    ],
    "reviews:revoke": [
        of_review(ids={"pk": "role_invitation"}, post=(COORDINATORS, FOUND))
    ],
    "reviews:settings": [of_review(get=(COORDINATORS, OK), post=(COORDINATORS, OK))],
    "reviews:dates": [of_review(get=(IN_REVIEW, OK), post=(COORDINATORS, OK))],
    "reviews:change_date": [
        of_review(
            ids={"pk": "milestone"}, get=(COORDINATORS, OK), post=(COORDINATORS, OK)
        )
    ],
    "reviews:remove_date": [
        of_review(ids={"pk": "milestone"}, post=(COORDINATORS, FOUND))
    ],
    "reviews:rules": [of_review(get=(IN_REVIEW, OK))],
    "reviews:open_public_page": [of_review(post=(COORDINATORS, FOUND))],
    "reviews:close_public_page": [of_review(post=(COORDINATORS, FOUND))],
    "factsheets:start": [
        of_review(get=(WRITING_ROLES, OK), post=(WRITING_ROLES, OK), knows=NO_ONE)
    ],
    # Groups
    "workspace:group": [of_group(key="group_id", get=(KNOWING, OK))],
    "groups:edit": [of_group(get=(LEADERS, OK), post=(LEADERS, OK))],
    "groups:people": [of_group(get=(OPEN, OK), post=(LEADERS, OK))],
    "groups:leave": [of_group(post=(MEMBERS, FOUND))],
    "groups:role": [
        of_group(ids={"membership_id": "membership"}, post=(LEADERS, FOUND))
    ],
    "groups:remove": [
        of_group(ids={"membership_id": "membership"}, post=(LEADERS, FOUND))
    ],
    "groups:send_again": [
        of_group(ids={"invitation_id": "invitation"}, post=(LEADERS, FOUND))
    ],
    "groups:revoke": [
        of_group(ids={"invitation_id": "invitation"}, post=(LEADERS, FOUND))
    ],
    # Proposals
    "proposals:new": [
        of_group(key="group_id", knows=OPEN, get=(WRITERS, OK), post=(WRITERS, OK))
    ],
    "proposals:detail": [of_proposal(get=(OPEN, OK))],
    "proposals:edit": [of_proposal(get=(WRITERS, OK), post=(WRITERS, OK))],
    "proposals:agree": [of_proposal(post=({"rapporteur"}, FOUND))],
    "proposals:adopt": [of_proposal(post=({"coordinator"}, FOUND))],
    # Factsheets, as a draft and once published
    **{
        f"factsheets:{name}": [
            of_draft(get=get, post=post, data=DATA.get(name)),
            of_published(get=get, post=post, data=DATA.get(name)),
        ]
        for name, (get, post) in FACTSHEETS.items()
        if name != "detail"
    },
    "factsheets:detail": [
        of_draft(get=(OPEN, OK)),
        of_published(get=(OPEN, OK), refused=FOUND),  # on to the edition
    ],
    "factsheets:save": [
        of_draft(post=(WRITERS, 404)),  # without the name of a block
        of_published(post=(WRITERS, 404)),
    ],
    "factsheets:edition": [
        of_unpublished(),
        of_published(get=(IN_REVIEW, OK)),
    ],
    "factsheets:edition-pdf": [
        of_unpublished(name="=en"),
        of_published(get=(IN_REVIEW, OK), name="=en"),
    ],
    **{
        f"factsheets:{name}": [
            of_draft(get=(OPEN, OK), **IN_ENGLISH),
            of_published(get=(OPEN, OK), knows=OPEN, **IN_ENGLISH),
        ]
        for name in ("preview", "proof", "proof-picture", "proof-pdf")
    },
    "factsheets:make-link": [
        of_draft(post=(LEADERS, 404), data={"days": "30"}),  # nothing to share yet
        of_published(post=(LEADERS, FOUND), data={"days": "30"}),
    ],
    "factsheets:revoke-link": [
        of_published(post=(LEADERS, FOUND), link_id="link"),
    ],
    # One's own notices: each is its recipient's alone
    "notifications:open": [
        Row(
            ids={"pk": "notification"},
            get=({"rapporteur"}, FOUND),
            knows=frozenset(),
        )
    ],
    **ROWS_CALENDAR,
    **ROWS_OUTLINE,
    **ROWS_COMMENTS,
    **ROWS_FEED,
    **ROWS_FEEDBACK,
    **ROWS_FILING,
    **ROWS_GROUPS,
    **ROWS_HISTORY,
    **ROWS_SUGGESTIONS,
    **ROWS_SEARCH,
    **ROWS_THREAD,
    **ROWS_DONORS,
    **ROWS_DRAFT,
    **ROWS_CARDS,
    **ROWS_SIGNING,
    **ROWS_SET_UP,
    **ROWS_PACKETS,
    **ROWS_EVENTS,
    **ROWS_CONTRIBUTING,
    **ROWS_FINDINGS,
    **ROWS_EVIDENCE,
}

# Addresses about nothing in particular: (signed out, signed in) × (GET, POST).
PLAIN: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    **PLAIN_CONTRIBUTING,
    **PLAIN_WORK,
    **PLAIN_TELLING,
    "workspace:front": ((OK, 405), (FOUND, 405)),
    "workspace:accessibility": ((OK, 405), (OK, 405)),
    "workspace:privacy": ((OK, 405), (OK, 405)),
    "styleguide": ((OK, 405), (OK, 405)),
    "healthz": ((OK, 405), (OK, 405)),
    "accounts:me": ((FOUND, FOUND), (OK, OK)),
    "accounts:here": ((FOUND, FOUND), (OK, 405)),
    "notifications:list": ((FOUND, FOUND), (OK, 405)),
    "notifications:mark_all_read": ((FOUND, FOUND), (405, FOUND)),
    "usersessions_list": ((FOUND, FOUND), (OK, FOUND)),
    "account_login": ((OK, OK), (FOUND, FOUND)),
    "account_logout": ((FOUND, FOUND), (OK, FOUND)),
    "account_inactive": ((OK, 405), (OK, 405)),
    "account_signup": ((OK, OK), (FOUND, FOUND)),
    "account_reauthenticate": ((FOUND, FOUND), (OK, OK)),
    "account_change_password": ((FOUND, FOUND), (OK, OK)),
    "account_reset_password": ((OK, OK), (OK, OK)),
    "account_reset_password_done": ((OK, 405), (OK, 405)),
    "account_reset_password_from_key_done": ((OK, 405), (OK, 405)),
}

# Open to whoever has the address: (place, status); the rest of what a role may
# know has no say in it.
BY_ADDRESS: dict[str, dict] = {
    "public:factsheet": {"ids": {"factsheet_id": "factsheet"}},
    "public:pdf": {"ids": {"factsheet_id": "factsheet", "name": "=en"}},
    "public:docx": {"ids": {"factsheet_id": "factsheet", "language": "=en"}},
    "link:factsheet": {"ids": {"token": "token"}},
    "link:pdf": {"ids": {"token": "token", "name": "=en"}},
    "link:docx": {"ids": {"token": "token", "language": "=en"}},
}
PUBLIC_ANSWERS = {
    # Only the review “there” has opened its public page.
    "first/published": 404,
    "first/withdrawn": 404,
    "first/draft": 404,
    "hidden/published": 404,
    "elsewhere/published": 200,
    "elsewhere/draft": 404,
    "elsewhere/withdrawn": 410,
}
LINK_ANSWERS = {
    # The address is its own key.
    "first/published": 200,
    "hidden/published": 200,
    "institution/published": 200,
    "elsewhere/published": 200,
    "first/withdrawn": 410,
    "first/draft": 404,  # no such token
}
