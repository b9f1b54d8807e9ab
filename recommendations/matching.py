"""Rows of a file against the record: which are new, which say something else
than last time, which cannot be placed. Decides and writes nothing, so that a
dry run is the same reading with the last step left out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.utils.translation import gettext as _

from catalogue.models import State, Term
from recommendations import keys
from recommendations.exchange.upr_info import Row
from recommendations.models import ImportRow, MadeBy

Outcome = ImportRow.Outcome
KEYS_A_QUERY = 5_000

type FindState = Callable[[str], State | None]
type FindIssue = Callable[[str], Term | None]
type FindCycle = Callable[[int], int | None]  # by the session


@dataclass(frozen=True, slots=True)
class Known:
    """A pair of the record as far as matching needs it."""

    made_by_id: int
    ordinal: int
    content: str


@dataclass(slots=True)
class Match:
    """A row and what is to be done with it."""

    row: Row
    outcome: Outcome = Outcome.REJECTED
    reason: str = ""
    state_id: int = 0
    recommender_id: int = 0
    cycle: int = 0
    term_ids: tuple[int, ...] = ()
    key: str = ""
    ordinal: int = 0
    content: str = ""
    made_by_id: int | None = None
    before: dict | None = field(default=None)


def match_rows(
    rows: Iterable[Row],
    *,
    find_state: FindState,
    find_issue: FindIssue,
    find_cycle: FindCycle,
) -> list[Match]:
    """One match for each row, in the order of the file."""
    matches = [
        place(row, find_state=find_state, find_issue=find_issue, find_cycle=find_cycle)
        for row in rows
    ]
    alike: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if match.key:
            alike[match.key].append(match)
    for some in batched(alike, KEYS_A_QUERY):
        known = known_by_key(some)
        for key in some:
            pair(alike[key], known[key])
    return matches


def place(
    row: Row, *, find_state: FindState, find_issue: FindIssue, find_cycle: FindCycle
) -> Match:
    """Names to rows of the catalogue; a State that is not there rejects the row,
    an issue that is not there is only reported."""
    if row.fault:
        return Match(row, reason=row.fault)
    state, recommender = find_state(row.state), find_state(row.recommender)
    if state is None:
        reason = _("The State under review, “%(name)s”, is unknown.")
        return Match(row, reason=reason % {"name": row.state})
    if recommender is None:
        reason = _("The recommending State, “%(name)s”, is unknown.")
        return Match(row, reason=reason % {"name": row.recommender})
    cycle = find_cycle(row.session)
    if cycle is None:
        reason = _("Session %(number)d is not in the calendar.")
        return Match(row, reason=reason % {"number": row.session})

    terms = {label: find_issue(label) for label in row.issues}
    missing = ", ".join(label for label, term in terms.items() if term is None)
    found = {term.pk: term.key for term in terms.values() if term}
    return Match(
        row,
        reason=_("Not a known issue: %(labels)s.") % {"labels": missing}
        if missing
        else "",
        state_id=state.pk,
        recommender_id=recommender.pk,
        cycle=cycle,
        term_ids=tuple(found),
        key=keys.key_of(
            state=state.iso3,
            session=row.session,
            recommender=recommender.iso3,
            wording=row.wording,
        ),
        content=keys.content_of(
            wording=row.wording,
            position=row.position,
            action_category=row.action_category,
            issues=found.values(),
        ),
    )


def known_by_key(some: Iterable[str]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    pairs = MadeBy.objects.filter(key_digest__in=list(some)).order_by("key_ordinal")
    for key, pk, ordinal, content in pairs.values_list(
        "key_digest", "pk", "key_ordinal", "content_digest"
    ):
        found[key].append(Known(pk, ordinal, content))
    return found


def pair(matches: list[Match], known: list[Known]) -> None:
    """Rows equal in their key: first those that say exactly what is known, in
    whatever order the file has them, then the rest by their ordinals."""
    left, changed = list(known), []
    for match in matches:
        same = next((one for one in left if one.content == match.content), None)
        if same is None:
            changed.append(match)
        else:
            left.remove(same)
            settle(match, Outcome.UNCHANGED, same)
    for match, one in zip(changed, left, strict=False):
        settle(match, Outcome.CHANGED, one)
    taken = max((one.ordinal for one in known), default=0)
    for ordinal, match in enumerate(changed[len(left) :], start=taken + 1):
        match.outcome, match.ordinal = Outcome.CREATED, ordinal


def settle(match: Match, outcome: Outcome, known: Known) -> None:
    match.outcome = outcome
    match.made_by_id, match.ordinal = known.made_by_id, known.ordinal


def outcomes(matches: Iterable[Match]) -> Counter[str]:
    return Counter(match.outcome.value for match in matches)


def problems(matches: Iterable[Match]) -> Iterator[tuple[int, str]]:
    """Row numbers with what a person should know about them."""
    return ((match.row.number, match.reason) for match in matches if match.reason)
