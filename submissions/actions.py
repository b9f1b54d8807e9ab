"""What people do with a submission as a whole: begin it, say what it is, who takes
part. What they do with its sections is in `arranging`.

Locks are taken in the order submission, texts (by key), section.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.exceptions import ActionRefused
from groups.models import Group, Membership
from notifications.actions import notify
from submissions import outlines, queries, store
from submissions.models import Participation, Section, Submission, Text

WORDS = ["title_en", "title_ru", "title_ky"]
CHANGEABLE = [*WORDS, "source_language", "languages", "is_joint", "word_budget"]


class CannotStart(ActionRefused):
    pass


@transaction.atomic
def start_submission(
    *,
    submission: Submission,
    groups: Collection[Group],
    outline: outlines.Outline | Submission | None,
    actor: User,
    at: datetime,
) -> Submission:
    """Keep a new submission with its outline: a shipped one, that of another
    submission which the person may read, in whatever review, or none.

    Of another one only headings, guidance, budgets and order are taken: no word
    of its text, no owner, no group.
    """
    if not groups:
        raise CannotStart(_("Choose at least one group that writes it."))
    if any(group.review_id != submission.review_id for group in groups):
        raise CannotStart(_("Only groups of this review can take part."))
    _one_side_of_the_wall(groups, refusal=CannotStart)
    if isinstance(outline, Submission):
        if not Submission.objects.open_to(actor).filter(pk=outline.pk).exists():
            raise CannotStart(_("This outline is not open to you."))
        sections, words = outlines.of_submission(outline), outline.word_budget
        submission.is_joint = outline.is_joint
    elif outline is not None:
        sections, words = outline.sections(), outline.words
        submission.is_joint = outline.joint
    else:
        sections, words = [], None
    if submission.word_budget is None:
        submission.word_budget = words
    submission.save(force_insert=True)
    Participation.objects.bulk_create(
        [Participation(submission=submission, group=group) for group in groups]
    )
    for section in sections:
        section.submission = submission
    Section.objects.bulk_create(sections)
    add_texts(sections, submission.languages)
    _record("submission.started", submission, actor=actor, at=at)
    _tell_rapporteurs(submission, groups, but=actor, at=at)
    return submission


def add_texts(sections: Iterable[Section], languages: Iterable[str]) -> None:
    """An empty document for each section in each language that has none."""
    languages = list(languages)
    Text.objects.bulk_create(
        [
            Text(section=section, language=language)
            for section in sections
            for language in languages
        ],
        ignore_conflicts=True,
    )


def _one_side_of_the_wall(
    groups: Iterable[Group], *, refusal: type[ActionRefused]
) -> None:
    """An institution writes alone: what it writes is nobody else's, and the other
    way round."""
    kinds = [group.kind for group in groups]
    if Group.Kind.INSTITUTION in kinds and len(kinds) > 1:
        raise refusal(
            _("An institution writes its own submission, apart from other groups.")
        )


class CannotChange(ActionRefused):
    pass


@transaction.atomic
def change_submission(
    *, submission: Submission, actor: User, at: datetime
) -> Submission:
    """Keep what is set on `submission`. A language that is added gets an empty text
    in every section; one in which something was written stays."""
    before = locked(submission.pk)
    refuse_late(before, refusal=CannotChange)
    texts = Text.objects.filter(section__submission=before)
    if submission.source_language != before.source_language:
        _lock(texts)
        if texts.filter(head__gt=0).exists():
            raise CannotChange(
                _("Something is written already: the first language stays as it is.")
            )
    gone = set(before.languages) - set(submission.languages)
    if gone:
        rows = texts.filter(language__in=gone)
        _lock(rows)
        if rows.filter(head__gt=0).exists():
            raise CannotChange(
                _("Something is written in this language: it cannot be taken out.")
            )
        rows.delete()
    submission.save(update_fields=[*CHANGEABLE, "updated_at"])
    add_texts(submission.sections.all(), submission.languages)
    _record("submission.changed", submission, actor=actor, at=at)
    return submission


class CannotAddGroup(ActionRefused):
    pass


@transaction.atomic
def add_group(
    *, submission_id: Any, group: Group, actor: User, at: datetime
) -> Participation:
    """Let another group of the review write along. Its rapporteurs are told."""
    submission = locked(submission_id)
    if group.review_id != submission.review_id:
        raise CannotAddGroup(_("Only groups of this review can take part."))
    partners = list(submission.groups.all())
    if group in partners:
        raise CannotAddGroup(_("This group takes part already."))
    _one_side_of_the_wall([*partners, group], refusal=CannotAddGroup)
    participation = Participation.objects.create(submission=submission, group=group)
    _record("submission.group_added", submission, actor=actor, at=at)
    _tell_rapporteurs(submission, [group], but=actor, at=at)
    return participation


class CannotTakeOut(ActionRefused):
    pass


@transaction.atomic
def take_group_out(
    *,
    submission_id: Any,
    group: Group,
    heir: Group | None,
    actor: User,
    at: datetime,
) -> Submission:
    """End a group's part. What it wrote stays; its sections go to the group that is
    named, else to nobody yet. Whoever answered for a section through this group
    alone answers for it no longer.

    The submission is locked while groups are counted: of two that leave at once
    the second is the last and stays.
    """
    submission = locked(submission_id)
    rows = submission.participations.exclude(group=group)
    if not rows.exists():
        raise CannotTakeOut(
            _("This is the only group that writes it. Add another one first.")
        )
    if heir and not rows.filter(group=heir).exists():
        raise CannotTakeOut(_("Its sections can go only to a group that takes part."))
    # Before the group is gone: its own rapporteurs read this in their trail.
    _record("submission.group_left", submission, actor=actor, at=at)
    submission.participations.filter(group=group).delete()
    submission.sections.filter(group=group).update(group=heir, updated_at=at)
    still_here = Membership.objects.filter(
        group__participations__submission=submission
    ).values("user")
    leavers = Membership.objects.filter(group=group).exclude(user__in=still_here)
    submission.sections.filter(owner__in=leavers.values("user")).update(
        owner=None, updated_at=at
    )
    return submission


def refuse_late(
    submission: Submission, *, refusal: type[ActionRefused], is_outline: bool = False
) -> None:
    """`submission` was returned by `locked`. Frozen, nothing changes; from its review
    on, sections are neither added nor taken out (`is_outline`)."""
    if submission.is_closed:
        raise refusal(str(store.FROZEN))
    if is_outline and submission.stage != Submission.Stage.DRAFTING:
        raise refusal(
            _("While it is reviewed and signed, its sections stay as they are.")
        )


def locked(submission_id: Any) -> Submission:
    """The row, with whoever arranges the same submission waiting. Texts can still
    be written meanwhile."""
    return (
        Submission.objects.select_related("review")
        .select_for_update(of=["self"], no_key=True)
        .get(pk=submission_id)
    )


def _lock(texts) -> None:
    """Wait for whoever is writing at this moment, and let nobody begin."""
    list(texts.select_for_update(of=["self"]).order_by("pk").values_list("pk"))


def _record(
    verb: str, submission: Submission, *, actor: User | None, at: datetime
) -> None:
    record(
        verb,
        subject=submission,
        actor=actor,
        at=at,
        **queries.trail_of_submission(submission),
    )


def _tell_rapporteurs(
    submission: Submission, groups: Iterable[Group], *, but: User, at: datetime
) -> None:
    notify(
        recipients=User.objects.filter(
            memberships__group__in=list(groups),
            memberships__role=Membership.Role.RAPPORTEUR,
            is_active=True,
        )
        .exclude(pk=but.pk)
        .distinct(),
        kind="submission.with_us",
        subject=submission,
        at=at,
    )
