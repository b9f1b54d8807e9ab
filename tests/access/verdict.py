"""What is wrong with an answer, in words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.access import standing
from tests.access.asking import ANY_OF_STAFF, Answer, Askers, Cell

VOLATILE = re.compile(
    r"X-Request-ID: \w+|Date: .*|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r'|(?:name="csrfmiddlewaretoken" value=)"\w+"|Set-Cookie: .*'
)


def failures(askers: Askers, cells: Iterable[Cell]) -> tuple[int, list[str]]:
    """How many questions were asked, and what was wrong with the answers."""
    asked, wrong = 0, []
    missing: dict[tuple, dict[tuple, str]] = defaultdict(dict)
    for cell in cells:
        asked += 1
        answer = askers.ask(cell.role, cell.method, cell.path, cell.data)
        wrong += complaints(cell, answer, askers.world.people.get(cell.role))
        if answer.status == 404:
            same = (plain(answer.text), plain(answer.headers))
            missing[cell.role, cell.method].setdefault(same, str(cell))
    for variants in missing.values():
        if len(variants) > 1:
            wrong.append("404 is not one answer: " + " ≠ ".join(variants.values()))
    return asked, wrong


def complaints(cell: Cell, answer: Answer, person) -> Iterator[str]:
    if answer.status >= 500:
        yield f"{cell}: broke with {answer.status}"
    elif cell.expected == ANY_OF_STAFF:
        pass
    elif answer.status != cell.expected:
        yield f"{cell}: {answer.status} instead of {cell.expected}"
    is_refused = answer.status in {403, 404, 405} or cell.role in standing.SIGNED_OUT
    if is_refused and answer.wrote and cell.name not in WRITTEN_BY_ANYONE:
        yield f"{cell}: was refused and changed something"
    allowed = standing.may_read(cell.role) | standing.own_name(person) | cell.reads
    leaked = (
        set(standing.CANARY.findall(f"{answer.headers}\n{answer.text}".lower()))
        - allowed
    )
    if leaked:
        yield f"{cell}: shows {', '.join(sorted(leaked))}"


# Whoever asks for a page orders its PDF; whoever asks for a letter orders it.
WRITTEN_BY_ANYONE = {
    "letters:page",
    "sign:answer",
    "sign:withdraw",
    "sign:wrong",
    "guest:comment",
    "guest:reply",
    "guest:answer",
    "proposal_link:proposal",
    "roadmap_link:roadmap",
    "link:draft",
    "public:pdf",
    "link:pdf",
    "account_reset_password",
    "account_login",
    "join_group",
    "join_review",
}


def plain(text: str) -> str:
    """Without what differs from one request to the next, and without the ids of
    the address itself."""
    return VOLATILE.sub("", text)
