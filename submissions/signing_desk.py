"""What the pages about stages and sign-on show, and to whom. A hidden organisation
is in no list and in no number but those of who concludes the submission."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import rules
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from core import crypto
from core.words import Worded
from submissions import proposed, queries, signers, stages
from submissions.desk import LANGUAGE_NAMES
from submissions.models import (
    FrozenFile,
    Naming,
    SignOn,
    SignOnAnswer,
    StageChange,
    Submission,
    Text,
    Wording,
)

Stage = Submission.Stage
State = SignOn.State
MARKS = {
    State.YES: "ok",
    State.ASKED: "missing",
    State.NO: "none",
    State.WITHDRAWN: "none",
}


# How far it is


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five, as it stands in the line of them."""

    label: str
    place: str  # past, now, projected
    at: datetime | None


def steps_of(submission: Submission) -> list[Step]:
    order = list(Stage)
    now = order.index(Stage(submission.stage))
    return [
        Step(
            label=str(stage.label),
            place="past" if place < now else "now" if place == now else "projected",
            at=submission.staged_at if place == now else None,
        )
        for place, stage in enumerate(order)
    ]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those that the reader may know of have agreed."""

    agreed: int
    asked: int
    waiting: int

    @property
    def rest(self) -> int:
        return self.asked - self.agreed


def count_of(rows: Sequence[SignOn]) -> Count:
    states = [row.state for row in rows]
    return Count(
        agreed=states.count(State.YES),
        asked=len(states),
        waiting=states.count(State.ASKED),
    )


def standing(
    submission: Submission, *, user: User, texts: Iterable[Text]
) -> dict[str, Any]:
    """For the page of the submission: where it stands and what comes next. `texts`
    are those that the page has read."""
    rows: list[SignOn] = []
    if submission.stage in {Stage.SIGN_ON, *Submission.CLOSED}:
        newest = Wording.objects.filter(submission=OuterRef("submission")).order_by(
            "-number", "pk"
        )
        rows = list(
            SignOn.objects.visible_to(user)
            .filter(submission=submission)
            .only("state")
            .annotate(proposed_at=Subquery(newest.values("made_at")[:1]))
        )
    # Whether it reads otherwise is seen by comparing.
    is_changed = submission.stage == Stage.SIGN_ON and any(
        text.changed_at and text.changed_at > rows[0].proposed_at
        for text in (texts if rows else ())
    )
    return {
        "steps": steps_of(submission),
        "sign_on_count": count_of(rows),
        "is_changed": is_changed,
    }


# Who signs


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSignOn:
    """One line of the list, as its reader may know it."""

    sign_on: SignOn
    name: Worded
    mark: str
    agreed_before: bool  # to an earlier wording, and is asked again

    @property
    def says(self) -> str:
        if self.agreed_before:
            return _("Agreed to an earlier wording; asked again")
        return self.sign_on.get_state_display()


def rows_of(submission: Submission, *, user: User) -> list[ShownSignOn]:
    rows = (
        SignOn.objects.visible_to(user)
        .filter(submission=submission)
        .select_related("last_answer")
        .in_order()
    )
    found = []
    for row in rows:
        row.submission = submission
        found.append(shown(row))
    return found


def shown(row: SignOn) -> ShownSignOn:
    return ShownSignOn(
        sign_on=row,
        name=row.organisation.name,
        mark=MARKS[State(row.state)],
        agreed_before=row.is_waiting and signers.has_agreed(row),
    )


def page_of(submission: Submission, *, user: User) -> dict[str, Any]:
    """The list; for who concludes it, also what was changed since they were asked."""
    rows = rows_of(submission, user=user)
    concludes = rules.has_perm(stages.CONCLUDES, user, submission)
    in_sign_on = submission.stage == Stage.SIGN_ON
    changes = (
        proposed.changed_since(submission, user=user)
        if concludes and in_sign_on
        else []
    )
    return {
        "review": submission.review,
        "submission": submission,
        "rows": rows,
        "count": count_of([row.sign_on for row in rows]),
        "concludes": concludes,
        "in_sign_on": in_sign_on,
        "changes": changes,
        "wordings": _wordings(submission),
    }


def _wordings(submission: Submission) -> list[dict[str, Any]]:
    rows = Wording.objects.of_round(submission).without_content()
    return [
        {"wording": row, "name": LANGUAGE_NAMES[row.language]}
        for row in sorted(
            rows,
            key=lambda row: (row.language != submission.source_language, row.language),
        )
    ]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    answer: SignOnAnswer
    recorded_by: str


def signature_of(sign_on: SignOn, *, user: User, at: datetime) -> dict[str, Any]:
    """All that is known of one organisation here, for who concludes it."""
    submission = sign_on.submission
    answers = list(sign_on.answers.order_by("-created_at", "pk"))
    names = queries.names_for(
        user, submission, people={row.recorded_by_id for row in answers}
    )
    link = sign_on.links.valid(at=at).order_by("-created_at", "pk").first()
    return {
        "review": submission.review,
        "submission": submission,
        "row": shown(sign_on),
        "answers": [
            ShownAnswer(
                row, names[row.recorded_by_id].full if row.recorded_by_id else ""
            )
            for row in answers
        ],
        "link": link,
        "address": link.secret_address() if link else "",
        "contact": _contact(sign_on),
        "language_name": LANGUAGE_NAMES[sign_on.language],
        "in_sign_on": submission.stage == Stage.SIGN_ON,
        "zone": user.time_zone,
    }


def _contact(sign_on: SignOn) -> str:
    try:
        return crypto.reveal(sign_on, "contact")
    except crypto.CannotUnseal:
        return ""


# The step that comes next


@dataclass(frozen=True, slots=True, kw_only=True)
class Freezing:
    """What freezing does, before it is done."""

    changes: list[proposed.Difference]
    names: list[Worded]
    waiting: list[Worded]
    earlier: list[Worded]  # agreed to an earlier wording only
    unnamed: int


def freezing_of(submission: Submission, *, user: User) -> Freezing:
    rows = rows_of(submission, user=user)
    agreed = [row for row in rows if row.sign_on.state == State.YES]
    named = [row.name for row in agreed if row.sign_on.naming == Naming.NAMED]
    return Freezing(
        changes=proposed.changed_since(submission, user=user),
        names=named,
        waiting=[
            row.name for row in rows if row.sign_on.is_waiting and not row.agreed_before
        ],
        earlier=[row.name for row in rows if row.agreed_before],
        unnamed=len(agreed) - len(named),
    )


def stage_page(submission: Submission, *, user: User) -> dict[str, Any]:
    """What happened is said with its day and reason; who did it is in the trail."""
    to, back = stages.next_of(submission), stages.before_of(submission)
    may = {
        step: rules.has_perm(stages.permission_for(submission, step), user, submission)
        for step in (to, back)
        if step
    }
    changes = list(
        StageChange.objects.filter(submission=submission).order_by("-changed_at", "pk")
    )
    is_freezing = to == Stage.FROZEN and may[to]
    return {
        "review": submission.review,
        "submission": submission,
        "steps": steps_of(submission),
        "to": to,
        "may_go_on": bool(to and may[to] and to != Stage.FILED),
        "back": back,
        "may_go_back": bool(back and may[back]),
        "freezing": freezing_of(submission, user=user) if is_freezing else None,
        "changes": changes,
        "files": files_of(submission) if submission.is_closed else [],
        "zone": user.time_zone,
    }


def files_of(submission: Submission) -> list[dict[str, Any]]:
    rows = FrozenFile.objects.filter(submission=submission).select_related("file")
    return [
        {"file": row, "name": LANGUAGE_NAMES[row.language]}
        for row in rows.order_by("language")
    ]


# Behind an organisation's link


@dataclass(slots=True, kw_only=True)
class Opened:
    """What the holder of a link is shown."""

    sign_on: SignOn
    wording: Wording | None
    others: list[dict[str, str]] = field(default_factory=list)
    changes: list[proposed.Difference] = field(default_factory=list)
    names: list[Worded] = field(default_factory=list)


def opened(sign_on: SignOn, *, language: str) -> Opened:
    """The wording in the language that is read, else in the organisation's;
    what changed since the one it agreed to; and who else may be named to it."""
    submission = sign_on.submission
    rows = proposed.in_force(submission)
    order = [language, sign_on.language, submission.source_language]
    wording = proposed.chosen(rows, order)
    found = Opened(sign_on=sign_on, wording=wording)
    if wording is None:
        return found
    if sign_on.is_waiting and signers.has_agreed(sign_on):
        found.changes = _since_agreed(sign_on, wording)
    found.others = [
        {"language": code, "name": str(LANGUAGE_NAMES[code])}
        for code in rows
        if code != wording.language
    ]
    named = (
        SignOn.objects.filter(submission=submission)
        .shown_in_files()
        .exclude(pk=sign_on.pk)
        .in_order()
    )
    found.names = [row.organisation.name for row in named]
    return found


def _since_agreed(sign_on: SignOn, wording: Wording) -> list[proposed.Difference]:
    last = sign_on.last_answer
    if last is None:
        return []
    before = Wording.objects.filter(
        submission=sign_on.submission,
        number=last.wording_number,
        language=wording.language,
        emptied_at=None,
    ).first()
    if before is None:
        return []
    return proposed.differences(
        {wording.language: before.content}, {wording.language: wording.content}
    )
