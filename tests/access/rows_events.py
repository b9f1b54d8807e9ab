"""Meetings: who may know of them, who organises them. The facilitator of the matrix
leads through the meeting of the first group, and through no other."""

from dataclasses import dataclass

from tests.access.rows import FOUND, NO_ONE, OK, Row
from tests.access.standing import (
    COORDINATORS,
    IN_REVIEW,
    KNOWING,
    MEMBERS,
    OPEN,
    WRITERS,
    WRITING_ROLES,
)

WALLED = ("hidden", "institution")
LEADER = frozenset({"@facilitator"})
ORGANISERS = {*WRITERS, "coordinator"}
NOTHING_NEW = {"gender-other": ""}
OPENERS = COORDINATORS | WRITING_ROLES | LEADER


@dataclass(frozen=True, kw_only=True)
class MeetingRow(Row):
    """`names_leader`: who leads through it, to those to whom it is open."""

    names_leader: bool = False

    def reads(self, group, standing):
        found = super().reads(group, standing)
        is_named = self.names_leader and group == "first" and standing in OPEN
        return found | {"canaryleadhere"} if is_named else found


def of_meeting(
    *, get=None, post=None, data=None, shut=False, names_leader=False, **ids
) -> list[Row]:
    """`get`, `post`: whom the rule names, and the answer. Who organises it includes the
    leader. `shut`: not there for who may only know of it."""

    def row(groups, knows, narrow):
        rules = {
            method: (narrow(frozenset(rule[0])), rule[1]) if rule else None
            for method, rule in (("get", get), ("post", post))
        }
        return MeetingRow(
            ids=ids or {"pk": "event"},
            groups=groups,
            knows=frozenset(knows),
            data=data or {},
            names_leader=names_leader,
            **rules,
        )

    knows = OPEN if shut else KNOWING
    return [
        row(("first",), knows, lambda allowed: allowed | LEADER),
        row(("second", "elsewhere"), knows, lambda allowed: allowed),
        row(WALLED, MEMBERS, lambda allowed: allowed & MEMBERS),
    ]


def of_material(*, get=None, post=None, **more) -> list[Row]:
    """One that is published for the meeting."""
    ids = {key: more.pop(key) for key in ("language",) if key in more}
    return of_meeting(get=get, post=post, pk="material", **ids, **more)


def of_helper(*, get=None, post=None) -> list[Row]:
    """Known to everybody on the coalition's side, and to no institution."""
    ids = {"pk": "helper"}

    def row(groups, knows):
        rules = {
            method: (frozenset(rule[0]) & knows, rule[1]) if rule else None
            for method, rule in (("get", get), ("post", post))
        }
        return Row(ids=ids, groups=groups, knows=knows, **rules)

    return [
        row(("first", "second", "hidden", "elsewhere"), frozenset(KNOWING)),
        row(("institution",), frozenset(KNOWING - MEMBERS)),
    ]


def of_review(*, get=None, post=None, **more) -> list[Row]:
    return [Row(get=get, post=post, knows=frozenset(IN_REVIEW), **more)]


ROWS: dict[str, list[Row]] = {
    "consultations:list": of_review(get=(IN_REVIEW, OK)),
    "consultations:new": of_review(get=(OPENERS, OK), post=(OPENERS, OK)),
    "consultations:event": of_meeting(get=(KNOWING, OK), names_leader=True),
    "consultations:edit": of_meeting(
        get=(ORGANISERS, OK), post=(ORGANISERS, OK), names_leader=True
    ),
    "consultations:close": of_meeting(post=(ORGANISERS, FOUND)),
    "consultations:reopen": of_meeting(post=(ORGANISERS, FOUND)),
    # Questions
    "consultations:questions": of_meeting(get=(KNOWING, OK)),
    "consultations:add-question": of_meeting(post=(ORGANISERS, 422)),
    "consultations:take-questions": of_meeting(post=(ORGANISERS, FOUND)),
    "consultations:ask-question": of_meeting(post=(KNOWING, 422)),
    "consultations:change-question": of_meeting(
        post=(ORGANISERS, FOUND), pk="event", question_id="question"
    ),
    "consultations:answer-question": of_meeting(
        post=(ORGANISERS, FOUND), pk="event", question_id="asked_beforehand"
    ),
    # Materials
    "consultations:library": of_review(get=(IN_REVIEW, OK)),
    "consultations:new-material": of_review(
        get=(COORDINATORS, OK), post=(COORDINATORS, OK)
    ),
    # The review is named so that no other one is tried: cards are the same in each.
    "consultations:card": of_review(
        get=(IN_REVIEW, OK), ids={"key": "=what", "review_id": "review_id"}
    ),
    "consultations:new-event-material": of_meeting(
        get=(ORGANISERS, OK), post=(ORGANISERS, OK), names_leader=True
    ),
    "consultations:material": of_material(get=(KNOWING, OK)),
    "consultations:edit-material": of_material(
        get=(ORGANISERS, OK), post=(ORGANISERS, OK), names_leader=True
    ),
    "consultations:publish-material": of_material(post=(ORGANISERS, FOUND)),
    "consultations:withdraw-material": of_material(post=(ORGANISERS, FOUND)),
    "consultations:remove-material": of_material(post=(ORGANISERS, FOUND)),
    "consultations:add-file": of_material(post=(ORGANISERS, 422)),
    "consultations:file": of_material(get=(KNOWING, OK), language="=en"),
    "consultations:remove-file": of_material(post=(ORGANISERS, FOUND), language="=en"),
    # Who was reached
    "consultations:counts": of_meeting(
        get=(ORGANISERS, OK), post=(ORGANISERS, FOUND), data=NOTHING_NEW
    ),
    "consultations:door": of_meeting(get=(ORGANISERS, OK)),
    "consultations:tap": of_meeting(post=(ORGANISERS, FOUND)),
    "consultations:sign-in-sheet": of_meeting(get=(OPEN, OK), shut=True),
    "consultations:certificate": of_meeting(get=(OPEN, OK), shut=True),
    "consultations:report": of_meeting(get=(OPEN, OK), shut=True),
    "consultations:report-file": of_meeting(
        get=(OPEN, OK), shut=True, pk="event", language="=ru"
    ),
    "consultations:balance": of_review(get=(IN_REVIEW, OK)),
    "consultations:aims": of_review(
        get=(COORDINATORS, OK), post=(COORDINATORS, FOUND), data=NOTHING_NEW
    ),
    "consultations:figures": of_review(get=(COORDINATORS, OK)),
    # Who helps where
    "consultations:helpers": of_review(get=(IN_REVIEW, OK), post=(COORDINATORS, OK)),
    "consultations:ask-help": of_helper(get=(KNOWING, OK), post=(KNOWING, OK)),
    "consultations:remove-helper": of_helper(post=(COORDINATORS, FOUND)),
    # Asked by somebody and answered by somebody whom the matrix has not.
    "consultations:help-request": [
        Row(
            ids={"pk": "help_request"},
            get=(NO_ONE, OK),
            post=(NO_ONE, OK),
            knows=NO_ONE,
        )
    ],
}
