"""What people do with the sections of a submission: the order and words of its
outline, who answers for which, how far each is.

Locks are taken in the order submission, texts (by key), section.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from groups.models import Group, Membership
from notifications.actions import notify
from submissions import copying, documents, history, limits, queries, store
from submissions.actions import add_texts, locked, refuse_late
from submissions.models import Section, Submission, Text, Version

Status = Section.Status
CHANGEABLE = [
    *("heading_en", "heading_ru", "heading_ky"),
    *("guidance_en", "guidance_ru", "guidance_ky"),
    *("depth", "word_budget", "part"),
]


class CannotArrange(ActionRefused):
    pass


@transaction.atomic
def add_section(
    *, section: Section, after: Section | None, actor: User, at: datetime
) -> Section:
    """Keep a new section behind `after` and what stands under it; at the end if
    none is named."""
    submission = locked(section.submission_id)
    refuse_late(submission, refusal=CannotArrange, is_outline=True)
    section.submission = submission
    rows = _in_order(submission)
    place = len(rows)
    if after in rows:
        first = rows.index(after)
        place = first + _length(rows, first)
    section.order = 1 + (submission.sections.aggregate(Max("order"))["order__max"] or 0)
    section.save(force_insert=True)
    rows.insert(place, section)
    _number(rows)
    add_texts([section], submission.languages)
    _record("section.added", section, actor=actor, at=at)
    return section


@transaction.atomic
def change_section(*, section: Section, actor: User, at: datetime) -> Section:
    """Keep heading, guidance, level and budget as set on `section`."""
    refuse_late(locked(section.submission_id), refusal=CannotArrange)
    section.save(update_fields=[*CHANGEABLE, "updated_at"])
    _record("section.changed", section, actor=actor, at=at)
    return section


@transaction.atomic
def move_section(*, section_id: Any, up: bool, actor: User, at: datetime) -> Section:
    """One place up or down, with everything under it; over the heading above it,
    into the part before. What has no place to go to stays.

    The submission is locked: of two people who move at once, the second moves what
    the first has left.
    """
    submission = locked(_submission_of(section_id))
    refuse_late(submission, refusal=CannotArrange)
    rows = _in_order(submission)
    first = next(i for i, row in enumerate(rows) if row.pk == section_id)
    section, length = rows[first], _length(rows, first)
    taken = rows[first : first + length]
    rest = rows[:first] + rows[first + length :]
    place = _above(rest, first, section) if up else _below(rest, first, section)
    if place == first:
        return section
    _number(rest[:place] + taken + rest[place:])
    _record("section.moved", section, actor=actor, at=at)
    return section


def _in_order(submission: Submission) -> list[Section]:
    return list(submission.sections.in_order())


def _length(rows: list[Section], first: int) -> int:
    """How many rows belong together: the section and what stands under it."""
    under = 1
    for row in rows[first + 1 :]:
        if row.depth <= rows[first].depth:
            break
        under += 1
    return under


def _above(rest: list[Section], place: int, section: Section) -> int:
    """Before the neighbour above on the same level, or the heading over it."""
    higher = [i for i in range(place) if rest[i].depth <= section.depth]
    return higher[-1] if higher else (0 if place else place)


def _below(rest: list[Section], place: int, section: Section) -> int:
    """Behind the neighbour below with what stands under it, or behind the next
    heading."""
    if place >= len(rest):
        return place
    if rest[place].depth < section.depth:
        return place + 1
    return place + _length(rest, place)


def _number(rows: list[Section]) -> None:
    for place, row in enumerate(rows, start=1):
        row.order = place
    Section.objects.bulk_update(rows, ["order"])


class CannotRemove(ActionRefused):
    pass


@transaction.atomic
def remove_section(*, section_id: Any, actor: User, at: datetime) -> None:
    """Take an empty section out of the outline. Under the locks of its texts: of
    who removes and who writes at once, one learns of the other."""
    submission = locked(_submission_of(section_id))
    refuse_late(submission, refusal=CannotRemove, is_outline=True)
    section = Section.objects.select_related("submission__review").get(pk=section_id)
    written = sum(words for _text, words in _words_now(section))
    if written:
        raise CannotRemove(
            ngettext(
                "%(n)d word is written here. Only an empty section can be taken out.",
                "%(n)d words are written here. Only an empty section can be taken out.",
                written,
            )
            % {"n": written}
        )
    if Version.objects.filter(text__section=section).exists():
        raise CannotRemove(
            _("Earlier versions of it are kept: it cannot be taken out.")
        )
    _record("section.removed", section, actor=actor, at=at)
    section.delete()


def _words_now(section: Section) -> list[tuple[Text, int]]:
    """The words of its documents, not of their copies; each text locked."""
    found = []
    for pk in section.texts.order_by("pk").values_list("pk", flat=True):
        text = store.lock(pk)
        kept = documents.document_of(store.load(pk).doc()) if text.head else {}
        found.append((text, documents.word_count(kept) if kept else 0))
    return found


class CannotAssign(ActionRefused):
    pass


@transaction.atomic
def assign_section(
    *,
    section_id: Any,
    group: Group | None,
    owner: User | None,
    actor: User,
    at: datetime,
) -> Section:
    """Say which group writes a section and who answers for it: somebody in a group
    that takes part, whom the actor may know."""
    submission = locked(_submission_of(section_id))
    section = Section.objects.select_for_update(of=["self"], no_key=True).get(
        pk=section_id
    )
    section.submission = submission
    if group and not submission.groups.filter(pk=group.pk).exists():
        raise CannotAssign(_("Only a group that takes part can write a section."))
    new = owner if owner and owner.pk != section.owner_id else None
    if new and new.pk not in queries.owners_for(actor, submission):
        raise CannotAssign(
            _("Only somebody who writes in a group that takes part can answer for it.")
        )
    section.group, section.owner = group, owner
    section.save(update_fields=["group", "owner", "updated_at"])
    _record("section.assigned", section, actor=actor, at=at)
    if new and new != actor:
        notify(recipients=[new], kind="section.given", subject=section, at=at)
    return section


# How far it is. A section becomes “being written” by its first words (`copying`).


class CannotSetStatus(ActionRefused):
    pass


@transaction.atomic
def mark_ready(*, section_id: Any, actor: User, at: datetime) -> Section:
    """Ask the others to read it."""
    return _move_on(
        section_id,
        known=[Status.EMPTY, Status.DRAFTING],
        to=Status.READY,
        is_measured=True,
        verb="section.ready",
        kind="section.to_read",
        actor=actor,
        at=at,
    )


@transaction.atomic
def take_back(*, section_id: Any, actor: User, at: datetime) -> Section:
    """Go on writing what was said to be ready. Nobody needs to be told."""
    return _move_on(
        section_id,
        known=[Status.READY],
        to=Status.DRAFTING,
        verb="section.taken_back",
        kind="",
        actor=actor,
        at=at,
    )


@transaction.atomic
def agree_section(*, section_id: Any, actor: User, at: datetime) -> Section:
    """Close it: from now on it takes suggestions only. Under the locks of its
    texts, so that no word comes in unseen while it is agreed."""
    return _move_on(
        section_id,
        known=[Status.DRAFTING, Status.READY],
        to=Status.AGREED,
        is_measured=True,
        verb="section.agreed",
        kind="section.is_agreed",
        actor=actor,
        at=at,
    )


@transaction.atomic
def reopen_section(*, section_id: Any, actor: User, at: datetime) -> Section:
    """Let an agreed section be written again."""
    return _move_on(
        section_id,
        known=[Status.AGREED],
        to=Status.DRAFTING,
        verb="section.reopened",
        kind="section.is_open_again",
        actor=actor,
        at=at,
    )


def _move_on(
    section_id: Any,
    *,
    known: list[Status],
    to: Status,
    verb: str,
    kind: str,
    actor: User,
    at: datetime,
    is_measured: bool = False,
) -> Section:
    """Change the status, keep a version of every text that has words, and tell
    once a day whom it concerns. A second click changes nothing."""
    section = Section.objects.select_related("submission__review").get(pk=section_id)
    now = _words_now(section)
    if any(text.section.submission.is_closed for text, _words in now):
        raise CannotSetStatus(str(store.FROZEN))
    if not any(words for _text, words in now):
        raise CannotSetStatus(_("Nothing is written here yet."))
    too_long = limits.refusal(section, now) if is_measured else ""
    section = (
        Section.objects.select_related("submission__review")
        .select_for_update(of=["self"], no_key=True)
        .get(pk=section_id)
    )
    if section.status == to:
        return section
    if section.status not in known:
        raise CannotSetStatus(
            _("Somebody has moved this section on meanwhile. Look at it again.")
        )
    if too_long:
        raise CannotSetStatus(too_long)
    for pk in section.texts.order_by("pk").values_list("pk", flat=True):
        history.keep_version(text_id=pk, kind=Version.Kind.STATUS, actor=actor, at=at)
    section.status = to
    section.save(update_fields=["status", "updated_at"])
    if to == Status.AGREED:  # in every language in which it is up to date
        copying.agree_translations(section, at=at)
    _record(verb, section, actor=actor, at=at)
    if kind:
        notify(
            recipients=_concerned(section).exclude(pk=actor.pk),
            kind=kind,
            subject=section,
            at=at,
            rung=f"{at:%Y-%m-%d}",
        )
    return section


def _concerned(section: Section) -> QuerySet[User]:
    """Who answers for the section: its owner, and the rapporteurs of the group that
    writes it, or of all that take part."""
    groups = [section.group_id] if section.group_id else section.submission.groups.all()
    rapporteurs = Membership.objects.filter(
        group__in=groups, role=Membership.Role.RAPPORTEUR
    )
    return User.objects.filter(
        Q(pk=section.owner_id) | Q(pk__in=rapporteurs.values("user")), is_active=True
    )


def _submission_of(section_id: Any) -> Any:
    return Section.objects.values_list("submission", flat=True).get(pk=section_id)


def _record(verb: str, section: Section, *, actor: User, at: datetime) -> None:
    trail = queries.trail_of_section(section)
    record(verb, subject=section, actor=actor, at=at, **trail)
