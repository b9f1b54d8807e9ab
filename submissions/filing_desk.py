"""What the page of a filing shows. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from groups.models import Group
from reviews.models import Role
from reviews.queries import Window, window_of
from submissions.agreed_files import named_organisations
from submissions.desk import LANGUAGE_NAMES
from submissions.models import Filing, FilingCheck, Submission
from submissions.signing_desk import files_of

CONCLUDES = "submissions.conclude_submission"
Kind = FilingCheck.Kind
HINTS = {
    Kind.ACCOUNT: _(
        "At the UN’s online system, made and confirmed. Its user name is kept here, the password is not."
    ),
    Kind.TWO: _("If one of them falls ill or is offline on the last night."),
    Kind.RESET: _("Somebody asked for a new password, and the letter came."),
    Kind.CONTACT: _(
        "The address and the phone there are those of somebody who answers."
    ),
    Kind.MEMBERS: _("Below, to be copied field by field: who agreed to be named."),
}


@dataclass(slots=True, kw_only=True)
class ShownCheck:
    """`names`: who sees to it, for those who conclude the submission."""

    row: FilingCheck
    hint: str
    names: list[str]
    form: Any = None  # for those who may change it

    @property
    def is_done(self) -> bool:
        return self.row.done_at is not None


def page_of(submission: Submission, *, user: User, at: datetime) -> dict[str, Any]:
    filing = (
        Filing.objects.filter(submission=submission)
        .select_related("receipt", "filed_by")
        .first()
    ) or Filing(submission=submission)
    may_file = rules.has_perm(CONCLUDES, user, submission)
    window = window_of(submission.review, reader=user, at=at)
    checks = checks_of(filing, names_people=may_file)
    return {
        "review": submission.review,
        "submission": submission,
        "filing": filing,
        "window": window,
        "checks": checks,
        "missing": sum(not check.is_done for check in checks),
        "files": files_of(submission),
        "sent": _sent(filing),
        "members": [member(row, submission) for row in named_organisations(submission)],
        "may_file": may_file,
        "is_frozen": submission.stage == Submission.Stage.FROZEN,
        "is_ready": window_says(window),
    }


def window_says(window: Window) -> str:
    """Which of the sentences about the window holds."""
    if window.closes is None:
        return "unknown"
    if window.is_over:
        return "over"
    if window.is_late_for_us:
        return "ours-over"
    return "open" if window.is_open else "before"


def checks_of(filing: Filing, *, names_people: bool) -> list[ShownCheck]:
    rows = {}
    if not filing._state.adding:
        found = filing.checks.select_related("person", "second_person")
        rows = {row.kind: row for row in found}
    shown = []
    for kind in Kind:
        row = rows.get(kind) or FilingCheck(filing=filing, kind=kind)
        people = [row.person, row.second_person] if names_people else []
        names = [person.full_name for person in people if person]
        shown.append(ShownCheck(row=row, hint=str(HINTS[kind]), names=names))
    return shown


def people_for(submission: Submission, *, user: User) -> QuerySet[User]:
    """Who can be named in a check: coordinators of the review, where the reader knows
    them, and members of those groups taking part whose people she knows."""
    known = Role.objects.visible_to(user).filter(
        review=submission.review_id, role=Role.Kind.COORDINATOR
    )
    coordinates = Q(pk__in=known.values("user"))
    groups = Group.objects.open_to(user).filter(participations__submission=submission)
    found = User.objects.filter(
        coordinates | Q(memberships__group__in=groups.values("pk")), is_active=True
    )
    return found.distinct().order_by("full_name", "pk")


def member(organisation: Organisation, submission: Submission) -> dict[str, Any]:
    """An organisation that agreed to be named, as the UN's form asks for it."""
    names = [
        {"name": LANGUAGE_NAMES[code], "code": code, "text": text}
        for code in submission.languages
        if (text := getattr(organisation, f"name_{code}"))
    ]
    return {
        "name": organisation.name,
        "names": names,
        "kind": organisation.get_kind_display(),
        "since": organisation.founded_on,
    }


def _sent(filing: Filing) -> list[dict[str, Any]]:
    if filing._state.adding:
        return []
    rows = filing.files.select_related("file").order_by("language")
    return [{"file": row, "name": LANGUAGE_NAMES[row.language]} for row in rows]
