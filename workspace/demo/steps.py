"""Roadmaps and decisions of the demo's groups, and how far the filing is prepared."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import override

from accounts.contacts import Contact, keep_contact
from groups import deciding, steps
from groups.models import Decision, RoadmapItem
from groups.questions import first_words
from reviews.models import Milestone
from submissions import filing
from submissions.models import FilingCheck, Submission
from workspace.demo import datafiles
from workspace.demo.cast import Cast

DAY = timedelta(days=1)
LANGUAGE = "ru"


def write_steps(cast: Cast, signed: Submission, *, today: datetime, at: datetime):
    data = datafiles.steps()
    for row in data["step"]:
        _add_step(cast, row, today=today, at=at)
    for row in data["decision"]:
        _decide(cast, row, today=today, at=at)
    _prepare(cast, signed, data["filing"], at=at)
    said = dict(data["contact"])
    keep_contact(
        organisation=cast.groups[said.pop("group")].organisation,
        contact=Contact(**said),
        actor=cast.people["coordinator"],
        at=at,
        review=cast.review,
    )


def _add_step(cast: Cast, row: dict[str, Any], *, today: datetime, at: datetime):
    group = cast.groups[row["group"]]
    actor = cast.in_group(row["group"], "rapporteur")
    earlier = RoadmapItem.objects.filter(group=group, what=row.get("after", ""))
    date = Milestone.objects.filter(review=cast.review, kind=row.get("milestone", ""))
    step = RoadmapItem(
        group=group,
        what=row["what"],
        who=cast.people.get(row.get("who", "")),
        due_on=today.date() + row["days"] * DAY if "days" in row else None,
        milestone=date.first(),
        blocked_by=earlier.first(),
    )
    steps.add_step(step=step, language=LANGUAGE, actor=actor, at=at)
    if row.get("done"):
        steps.mark_step_done(step=step, actor=step.who or actor, at=at + DAY)


def _decide(cast: Cast, row: dict[str, Any], *, today: datetime, at: datetime):
    group, actor = cast.groups[row["group"]], cast.people[row["asks"]]
    with override(LANGUAGE):
        words = first_words(row.get("shipped", ""))
    decision = deciding.ask_to_decide(
        decision=Decision(
            group=group,
            question=row.get("question") or words["question"],
            options=row.get("options") or words["options"].splitlines(),
            due_on=today.date() + row["days"] * DAY if "days" in row else None,
        ),
        members=group.memberships.all(),
        organisations=row.get("organisations", []),
        language=LANGUAGE,
        actor=actor,
        at=at,
    )
    for key, answer in row["answers"].items():
        deciding.answer(
            decision=decision, answer=answer, by=cast.people[key], at=at + DAY
        )
    if "why" in row:
        deciding.decide(
            decision=decision,
            result=row["result"],
            why=row["why"],
            language=LANGUAGE,
            actor=actor,
            at=at + 2 * DAY,
        )


def _prepare(cast: Cast, submission: Submission, row: dict[str, Any], *, at: datetime):
    for kind in ("account", "two"):
        person, *others = [cast.people[key] for key in row[kind]]
        filing.keep_check(
            submission_id=submission.pk,
            check=FilingCheck(
                kind=kind, person=person, second_person=others[0] if others else None
            ),
            is_done=True,
            user_name=row["user_name"] if kind == "account" else None,
            actor=cast.people["coordinator"],
            at=at,
        )
