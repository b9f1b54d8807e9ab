"""What a row of the table is, and the rows of things that several parts have."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from tests.access.standing import GROUPS, IN_REVIEW, JOINT, LEADERS, OPEN

OK, FOUND = 200, 302
NO_ONE: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Row:
    """An address of the review. `ids` says which id of a place goes where."""

    ids: dict[str, str] = field(default_factory=dict)
    knows: AbstractSet[str] = frozenset(IN_REVIEW)
    get: tuple[AbstractSet[str], int] | None = None
    post: tuple[AbstractSet[str], int] | None = None
    data: dict = field(default_factory=dict)
    refused: int = 403
    kinds: tuple[str, ...] = ("draft",)  # of factsheet; once is enough elsewhere
    groups: tuple[str, ...] = GROUPS
    joint_shows: AbstractSet[str] = frozenset()  # canaries, to those who may read it
    names_advisers: bool = False  # of the review, to those who may ask them

    def reads(self, group: str, standing: str) -> frozenset[str]:
        is_shown = group == JOINT and standing in OPEN
        found = set(self.joint_shows if is_shown else ())
        if self.names_advisers and standing in LEADERS:
            found.add(f"canarylead{'there' if group == 'elsewhere' else 'here'}")
        return frozenset(found)

    def methods(self) -> list[str]:
        return [name for name, rule in (("GET", self.get), ("POST", self.post)) if rule]

    def expected(self, method: str, standing: str, role: str) -> int:
        rule = self.post if method == "POST" else self.get
        if standing == "nobody":
            return FOUND
        if rule is None:
            return 405
        allowed, status = rule
        if standing in allowed or (standing != "stranger" and f"@{role}" in allowed):
            return status
        return self.refused if standing in self.knows else 404


WITH_JOINT = (*GROUPS, JOINT)
# Who writes the joint one is called by name there, unless only the hidden group
# knows her.
JOINT_AUTHORS = frozenset({"canarypersonfirst", "canarypersonsecond"})


def of_submission(*, key="pk", get=None, post=None, data=None, **ids) -> Row:
    """Known to the groups taking part and to coordinators to whom one is open."""
    return _of_drafting({key: "submission", **ids}, get, post, data)


def of_section(*, key="pk", get=None, post=None, data=None, **ids) -> Row:
    return _of_drafting({key: "section", **ids}, get, post, data)


def of_text(*, key="pk", get=None, post=None, data=None, **ids) -> Row:
    """A text in the language it is written in."""
    return _of_drafting({key: "text", **ids}, get, post, data)


def _of_drafting(ids, get, post, data) -> Row:
    return Row(
        ids=ids,
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(OPEN),
        groups=WITH_JOINT,
        joint_shows=JOINT_AUTHORS,
    )
