"""Translation packets: who gets which answer. What the one person sees who was asked
to translate is in tests/workspace/test_packets.py."""

from dataclasses import dataclass

from tests.access.rows import FOUND, JOINT_AUTHORS, OK, WITH_JOINT, Row
from tests.access.standing import GROUPS, LEADERS, OPEN

TRANSLATOR = "translator of the group"
NOTHING = {"text": "", "whom": "nobody"}


@dataclass(frozen=True, kw_only=True)
class Translated(Row):
    """As another row, but that the translator of the group may what its rapporteur
    may. Its form names the people whom one may ask: of an open group, and the
    translators of the coalition."""

    names_people: bool = False

    def expected(self, method, standing, role):
        is_hers = role == TRANSLATOR and standing == "reader"
        return super().expected(method, "rapporteur" if is_hers else standing, role)

    def reads(self, group, standing):
        found = super().reads(group, standing)
        if not self.names_people or standing not in OPEN:
            return found
        return found | {f"canarylead{'there' if group == 'elsewhere' else 'here'}"}


def of_sending(kind, *, groups=GROUPS, kinds=("draft",)) -> Row:
    return Translated(
        ids={"pk": kind, "kind": f"={kind}"},
        get=(LEADERS, OK),
        post=(LEADERS, 422),
        data=NOTHING,
        knows=frozenset(OPEN),
        groups=groups,
        kinds=kinds,
        joint_shows=JOINT_AUTHORS,
        names_people=True,
    )


def of_packet(*, get=None, post=None, data=None, **ids) -> Row:
    return Translated(
        ids={"pk": "packet", **ids},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(LEADERS),
        groups=WITH_JOINT,
        joint_shows=JOINT_AUTHORS,
    )


ROWS = {
    "workspace:translate": [
        of_sending("group"),
        of_sending("submission", groups=WITH_JOINT),
        of_sending("proposal"),
        of_sending("factsheet"),
        of_sending("factsheet", kinds=("published",)),
    ],
    "workspace:packet": [of_packet(get=(LEADERS, OK))],
    "workspace:packet-file": [of_packet(get=(LEADERS, OK))],
    "workspace:packet-return": [of_packet(post=(LEADERS, 422))],
    "workspace:packet-item": [
        of_packet(get=(LEADERS, OK), post=(LEADERS, 409), data=NOTHING, order="=1")
    ],
    "workspace:packet-close": [of_packet(post=(LEADERS, FOUND))],
}

# By a guest's link: (GET, POST).
GUESTS = {
    "packet_link:packet": {
        "ids": {"token": "packet_token"},
        "answers": (OK, 422),  # without a file
    },
    "packet_link:file": {"ids": {"token": "packet_token"}, "answers": (OK, 405)},
}
