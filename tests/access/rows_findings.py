"""What was heard: who reads it, gives it on, sorts it. In every place one finding is
for its group (`finding`), and one for its rapporteurs alone (`secret_finding`). The
facilitator led the meeting of the first group."""

from dataclasses import dataclass

from tests.access.rows import FOUND, NO_ONE, OK, Row
from tests.access.standing import IN_REVIEW, LEADERS, OPEN, WRITERS

ORGANISING = {*WRITERS, "coordinator"}
RAPPORTEUR = {"rapporteur"}


@dataclass(frozen=True, kw_only=True)
class OfMeeting(Row):
    """Known to the coalition unless it is held behind a wall; `led` says what who
    facilitates it gets."""

    led: tuple[int | None, int | None] = (None, None)

    def expected(self, method: str, standing: str, role: str) -> int:
        if role == "facilitator" and standing == "inside" and self.is_first:
            asked = self.led[method == "POST"]
            return 405 if asked is None else asked
        return super().expected(method, standing, role)

    is_first: bool = False


def of_meeting(*, get=None, post=None, **ids) -> list[Row]:
    """Once for the first group, once for those in the open, once behind walls."""
    known = frozenset({*OPEN, "inside", "shut out"})
    common = {"ids": {"event_id": "event", **ids}, "get": get, "post": post}
    led = (get[1] if get else None, post[1] if post else None)
    return [
        OfMeeting(**common, knows=known, groups=("first",), led=led, is_first=True),
        OfMeeting(**common, knows=known, groups=("second", "elsewhere")),
        OfMeeting(**common, knows=frozenset(OPEN), groups=("hidden", "institution")),
    ]


def of_finding(*, get=None, post=None, data=None, led=403, **ids) -> list[Row]:
    """Of its group; and the confidential one, that only its rapporteurs know."""
    more = {"get": get, "post": post, "data": data or {}}
    allowed = {
        name: rule and (rule[0] & RAPPORTEUR, rule[1])
        for name, rule in (("get", get), ("post", post))
    }
    facilitates = tuple(
        None if rule is None else led if isinstance(led, int) else rule[1]
        for rule in (get, post)
    )
    of_group = {**more, "ids": {"pk": "finding", **ids}, "knows": frozenset(OPEN)}
    return [
        OfMeeting(**of_group, groups=("first",), led=facilitates, is_first=True),
        OfMeeting(**of_group, groups=("second", "hidden", "institution", "elsewhere")),
        Row(
            ids={"pk": "secret_finding", **ids},
            data=data or {},
            knows=frozenset(RAPPORTEUR),
            **allowed,
        ),
    ]


def of_one(*, post, data=None, **ids) -> list[Row]:
    """With something that belongs to the finding of the group."""
    row = {
        "ids": {"pk": "finding", **ids},
        "post": post,
        "data": data or {},
        "knows": frozenset(OPEN),
    }
    return [
        OfMeeting(**row, groups=("first",), led=(None, 403), is_first=True),
        OfMeeting(**row, groups=("second", "hidden", "institution", "elsewhere")),
    ]


WORDS = {"version": "1", "text": "Somebody’s words", "change": ""}
ROWS: dict[str, list[Row]] = {
    "findings:list": [Row(get=(IN_REVIEW, OK), knows=frozenset(IN_REVIEW))],
    "findings:enter": of_meeting(get=(ORGANISING, OK), post=(ORGANISING, OK)),
    "findings:bring-in": of_meeting(get=(ORGANISING, OK), post=(ORGANISING, OK)),
    "findings:form": of_meeting(get=(ORGANISING, OK), kind="=docx"),
    "findings:detail": of_finding(get=(OPEN, OK), led=None),
    "findings:photo": [
        Row(
            ids={"pk": "finding", "photo_id": "finding"}, get=(NO_ONE, OK), knows=NO_ONE
        )
    ],
    # It was entered by another person: a sentence, back there.
    "findings:take-back": of_finding(post=(OPEN, FOUND), led=None),
    "findings:edit": of_finding(
        get=(RAPPORTEUR, OK), post=(RAPPORTEUR, FOUND), data=WORDS, led=None
    ),
    "findings:translate": of_finding(
        get=(WRITERS, OK), post=(WRITERS, FOUND), data=WORDS, language="=en"
    ),
    # Nothing is translated there: a sentence, back there.
    "findings:agree": of_finding(
        post=(RAPPORTEUR, FOUND), data={"version": "1"}, language="=en"
    ),
    "findings:support": of_finding(get=(WRITERS, OK), post=(WRITERS, OK)),
    "findings:unsupport": of_one(post=(WRITERS, 404), evidence_id="evidence"),
    "findings:ask": of_finding(get=(LEADERS, OK), post=(LEADERS, OK)),
    "findings:give": of_finding(get=(LEADERS, OK), post=(LEADERS, OK)),
    "findings:aside": of_finding(get=(LEADERS, OK), post=(LEADERS, OK)),
    "findings:decide": of_one(
        post=(LEADERS, FOUND), data={"do": "read", "seen": "sent"}, route_id="route"
    ),
    "findings:ungive": of_one(post=(LEADERS, FOUND), route_id="route"),
    "findings:merge": of_finding(get=(LEADERS, OK), post=(LEADERS, OK)),
    "findings:part": of_finding(post=(LEADERS, FOUND)),
    "findings:known": of_finding(get=(LEADERS, OK), post=(LEADERS, OK)),
}
