"""A small invented review in which one person tries everything. Nobody else sees it;
nothing leaves it; it goes without a trace in what others see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import models, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from audit.actions import record
from catalogue.models import State
from consultations.models import Event, Finding, Route
from core.exceptions import ActionRefused
from core.translations import digest
from factsheets.actions import start_factsheet
from factsheets.models import Factsheet, Proof
from groups.models import Group, Membership
from reviews.actions import admit
from reviews.models import Review, Role
from submissions import copying, store, suggesting, ydoc
from submissions.models import (
    Citation,
    Participation,
    Section,
    Submission,
    Suggestion,
    Text,
    Update,
)
from workspace.coverage import findings_address

CYCLE = 4


class CannotPractise(ActionRefused):
    pass


def practice_of(user: User) -> Review | None:
    rows = Review.objects.visible_to(user).filter(practice_of=user)
    return rows.select_related("state").first()


@transaction.atomic
def begin(*, actor: User, at: datetime) -> Review:
    """Hers alone. A second click finds the one that is there."""
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    there = practice_of(actor)
    if there:
        return there
    with override(actor.language):
        review = _review(actor)
        group = Group.objects.create(
            review=review,
            **{f"name_{actor.language}": _("Practice group: clean water")},
        )
        Membership.objects.create(
            group=group, user=actor, role=Membership.Role.RAPPORTEUR
        )
        admit(user=actor, review=review, kind=Role.Kind.MEMBER, at=at)
        _write_submission(group, actor=actor, at=at)
        _hear_findings(group, actor=actor, at=at)
        start_factsheet(
            group=group,
            actor=actor,
            at=at,
            source_language=actor.language,
            title=_("Clean water in every village (practice)"),
            key_message=_("Every third well of Pear Valley was never tested."),
        )
    record("practice.begun", subject=review, actor=actor, at=at, review=review)
    return review


@transaction.atomic
def end(*, actor: User, at: datetime) -> None:
    """Take it away with all that was written in it. A second click ends nothing."""
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    review = practice_of(actor)
    if review:
        record("practice.ended", subject=review, actor=actor, at=at, review=review)
        _take_away([review])


def _take_away(rows: Iterable[models.Model]) -> None:
    """Whatever keeps a row from going stands in the same review, for nobody else is
    in it: that goes first."""
    for row in rows:
        while True:
            try:
                with transaction.atomic():
                    type(row)._default_manager.filter(pk=row.pk).delete()
                break
            except ProtectedError as kept:
                _take_away(list(kept.protected_objects))


# What stands in it


def _review(user: User) -> Review:
    """Of the State in whose reviews she works, else of any: nothing is said of it."""
    own = Review.objects.visible_to(user).for_listing().first()
    state = own.state if own else State.objects.order_by("iso3").first()
    if state is None:
        raise CannotPractise(_("The catalogue of States is not loaded yet."))
    return Review.objects.create(
        state=state,
        cycle=CYCLE,
        is_practice=True,
        practice_of=user,
        **{f"coalition_name_{user.language}": _("Practice")},
    )


def _write_submission(group: Group, *, actor: User, at: datetime) -> None:
    """Two sections, of which one is written, and a suggestion by nobody."""
    language = actor.language
    submission = Submission.objects.create(
        review=group.review,
        source_language=language,
        languages=[language],
        **{f"title_{language}": _("Practice submission: clean water")},
    )
    Participation.objects.create(submission=submission, group=group)
    first, second = (
        Section.objects.create(
            submission=submission,
            group=group,
            order=order,
            **{f"heading_{language}": heading},
        )
        for order, heading in enumerate((_("What is wrong"), _("What we ask for")), 1)
    )
    text = Text.objects.create(section=first, language=language)
    Text.objects.create(section=second, language=language)
    words = [
        _("In Pear Valley every third well was never tested."),
        _("The nearest laboratory is forty kilometres away."),
    ]
    nodes = [ydoc.paragraph(line) for line in words]
    doc = store.load(text.pk).doc()
    update = ydoc.edit(doc, lambda doc: ydoc.append(store.fragment(doc), nodes))
    store.add(store.lock(text.pk), update, author=None, at=at)
    suggesting.suggest(
        text_id=text.pk,
        block=nodes[1]["attrs"]["id"],
        base=digest(words[1]),
        words=_("The nearest laboratory is sixty kilometres away."),
        note=_("Measured on the map."),
        author=actor,
        at=at,
    )
    Suggestion.objects.filter(text=text).update(author=None)
    Update.objects.filter(text=text).update(author=None)
    copying.write_copy(text.pk, at=at)


def _hear_findings(group: Group, *, actor: User, at: datetime) -> None:
    language = actor.language
    event = Event.objects.create(
        review=group.review,
        title=_("Practice meeting in Pear Valley"),
        language=language,
        starts_on=at.date(),
        ends_on=at.date(),
        opened_by=actor,
    )
    for said in (
        _("The pump of the school has been broken since spring."),
        _("Nobody tells us what the tests of the water say."),
        _("Women carry water for two hours a day."),
    ):
        finding = Finding.objects.create(
            review=group.review,
            event=event,
            said_in=language,
            sensitivity=Finding.Sensitivity.OPEN,
            entered_by=actor,
            entered_at=at,
            client_key=uuid4(),
            **{f"text_{language}": said},
        )
        Route.objects.create(finding=finding, group=group, routed_at=at)


# What there is to try


@dataclass(frozen=True, slots=True)
class Task:
    said: str
    how: str
    url: str
    is_done: bool


def tasks_of(review: Review, *, user: User) -> Sequence[Task]:
    """Five, each ticked once it happened."""
    texts = list(
        Text.objects.visible_to(user)
        .filter(section__submission__review=review)
        .without_blobs()
        .in_order()
    )
    group = Group.objects.filter(review=review, memberships__user=user).first()
    sheet = Factsheet.objects.filter(review=review).order_by("created_at").first()
    if not (texts and group and sheet):
        return []  # she took them apart: there is nothing left to try but anew
    at, first, empty = [review.pk], texts[0], texts[-1]
    return [
        Task(
            _("Write a sentence"),
            _("In “What we ask for” nothing stands yet."),
            reverse("submissions:text", args=[*at, empty.pk]),
            bool(empty.word_count) or _wrote(review, user),
        ),
        Task(
            _("Decide the suggestion"),
            _("Take it in, or say why not."),
            reverse("submissions:decisions", args=at),
            Suggestion.objects.filter(text=first, decided_by=user).exists(),
        ),
        Task(
            _("Sort a finding"),
            _("Read it, then take it up or set it aside."),
            findings_address(review, group=group.pk, state=Route.State.SENT.value),
            Route.objects.filter(
                group=group, state__in=[Route.State.TAKEN, Route.State.ASIDE]
            ).exists(),
        ),
        Task(
            _("Cite it"),
            _("Put the finding behind a sentence of the text."),
            reverse("submissions:text", args=[*at, first.pk]),
            Citation.objects.filter(text__section__submission__review=review).exists(),
        ),
        Task(
            _("Read the factsheet as PDF"),
            _("As a diplomat would hold it."),
            reverse("factsheets:proof", args=[*at, sheet.pk, sheet.source_language]),
            Proof.objects.filter(factsheet__review=review).exists(),
        ),
    ]


def _wrote(review: Review, user: User) -> bool:
    """Deciding writes too, but not a sentence of her own."""
    own = Update.objects.filter(
        author=user, text__section__submission__review=review
    ).exclude(via=Update.Via.DECIDED)
    return own.exists()
