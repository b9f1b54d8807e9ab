"""Everything that changes a factsheet before it is published: its words, what
it shows, its state. Publishing is in `factsheets.publishing`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from audit.actions import record
from audit.models import Entry
from core.exceptions import ActionRefused
from core.models import StoredFile
from core.translations import BlockState, digest
from factsheets import content
from factsheets.blocks import place_of, ready_languages, tidy
from factsheets.models import (
    LANGUAGES,
    Ask,
    ChosenRecommendation,
    Factsheet,
    Level,
)
from factsheets.queries import chosen_on
from groups.models import Group, Membership
from notifications.actions import notify
from proposals.models import Proposal
from recommendations.models import Recommendation

RECORD_AGAIN_AFTER = timedelta(minutes=30)
RECOMMENDATIONS_AT_MOST = 6


class CannotWrite(ActionRefused):
    pass


class TextsDiffer(ActionRefused):
    """Somebody else wrote here meanwhile. Nothing was changed; `theirs` is the
    text as it stands."""

    def __init__(self, *, theirs: str):
        super().__init__(_("Somebody else wrote here while you were writing."))
        self.theirs = theirs


class CannotChoose(ActionRefused):
    pass


class CannotMove(ActionRefused):
    pass


@transaction.atomic
def start_factsheet(
    *,
    group: Group,
    actor: User,
    at: datetime,
    source_language: str,
    title: str,
    key_message: str = "",
) -> Factsheet:
    """Begin a factsheet of the group in the language it is thought in."""
    factsheet = Factsheet(
        review=group.review, group=group, source_language=source_language
    )
    setattr(factsheet, f"title_{source_language}", tidy(title))
    setattr(factsheet, f"key_message_{source_language}", tidy(key_message))
    factsheet.save(force_insert=True)
    record_change("factsheet.started", factsheet, actor, at)
    return factsheet


@transaction.atomic
def write_block(
    *,
    factsheet_id,
    key: str,
    language: str,
    text: str,
    base: str,
    actor: User,
    at: datetime,
) -> Factsheet:
    """Save one text. `base` is the digest of the text the person started from.

    Never overwrites: raises TextsDiffer when the stored text is neither that
    nor the same as the new one. Raises CannotWrite when it is too long or is no
    row of figures.
    """
    factsheet = Factsheet.objects.select_for_update().get(pk=factsheet_id)
    place = place_of(factsheet, key, language)
    text = tidy(text)
    if text == place.text:
        return factsheet
    if digest(place.text) != base:
        raise TextsDiffer(theirs=place.text)
    if len(text) > place.limit:
        raise CannotWrite(
            ngettext(
                "This text may have %(limit)s character; it has %(length)s.",
                "This text may have %(limit)s characters; it has %(length)s.",
                place.limit,
            )
            % {"limit": place.limit, "length": len(text)}
        )
    if key == "chart_rows":
        check_figures(text)
    setattr(place.row, place.column, text)
    place.row.save(update_fields=[place.column, "updated_at"])
    if language:
        note_written(factsheet, key, language)
    touch(factsheet)
    record_writing(factsheet, actor=actor, at=at)
    return factsheet


def check_figures(text: str) -> None:
    try:
        content.chart_rows(text)
    except content.FiguresNotUnderstood as wrong:
        raise CannotWrite(
            _(
                "Line %(line)s is not understood. Write: label; all; part — "
                "for example: 2024; 7210; 3020. At most %(most)s lines."
            )
            % {"line": wrong.line, "most": content.ROWS_AT_MOST}
        ) from None


@transaction.atomic
def agree_block(
    *,
    factsheet_id,
    key: str,
    language: str,
    actor: User,
    at: datetime,
    read: Mapping[str, str] | None = None,
) -> Factsheet:
    """Record that somebody read source and translation and they say the same.

    `read` is what the person had before them, by language. Raises TextsDiffer
    when somebody has rewritten either since.
    """
    factsheet = Factsheet.objects.select_for_update().get(pk=factsheet_id)
    if key not in Factsheet.TEXTS or language not in LANGUAGES:
        raise KeyError(key)
    for code, text in (read or {}).items():
        stored = factsheet.text_of(key, code)
        if digest(tidy(text)) != digest(stored):
            raise TextsDiffer(theirs=stored)
    factsheet.mark_agreed(key, language)
    touch(factsheet)
    record_writing(factsheet, actor=actor, at=at)
    return factsheet


@transaction.atomic
def judge_recommendation(
    *, factsheet_id, chosen_id, level: str, actor: User, at: datetime
) -> ChosenRecommendation:
    """Say what became of a past recommendation."""
    factsheet = Factsheet.objects.select_for_update().get(pk=factsheet_id)
    chosen = chosen_on(factsheet).get(pk=chosen_id)
    chosen.level = Level(level)
    chosen.save(update_fields=["level", "updated_at"])
    touch(factsheet)
    record_writing(factsheet, actor=actor, at=at)
    return chosen


@transaction.atomic
def choose_recommendations(
    *,
    factsheet_id,
    recommendations: Sequence[Recommendation],
    seen: Collection[UUID] | None = None,
    actor: User,
    at: datetime,
) -> Factsheet:
    """Show these past recommendations, in this order. What was written about
    them is kept, also about those taken off: it is there when they come back.

    `seen` is what was chosen when the person began: what others have added or
    taken away since is left so. Without it, exactly these are shown.
    """
    factsheet = Factsheet.objects.select_for_update().get(pk=factsheet_id)
    chosen = chosen_by_all(
        [row.pk for row in recommendations],
        now=chosen_on(factsheet).values_list("recommendation", flat=True),
        seen=seen,
    )
    if len(chosen) > RECOMMENDATIONS_AT_MOST:
        raise CannotChoose(
            ngettext(
                "The page has room for %(most)s past recommendation.",
                "The page has room for %(most)s past recommendations.",
                RECOMMENDATIONS_AT_MOST,
            )
            % {"most": RECOMMENDATIONS_AT_MOST}
        )
    factsheet.chosen.exclude(recommendation__in=chosen).update(place=None)
    for place, pk in enumerate(chosen, start=1):
        ChosenRecommendation.objects.update_or_create(
            factsheet=factsheet, recommendation_id=pk, defaults={"place": place}
        )
    touch(factsheet)
    record_change("factsheet.arranged", factsheet, actor, at)
    return factsheet


def chosen_by_all(
    asked: Sequence[UUID], *, now: Iterable[UUID], seen: Collection[UUID] | None
) -> list[UUID]:
    """What one person asked for, joined with what others did since `seen`."""
    if seen is None:
        return list(asked)
    now = list(now)
    mine = [pk for pk in asked if pk in now or pk not in seen]
    return [*mine, *(pk for pk in now if pk not in seen and pk not in asked)]


@transaction.atomic
def choose_asks(
    *,
    factsheet_id,
    proposals: Sequence[Proposal],
    seen: Collection[UUID] | None = None,
    actor: User,
    at: datetime,
) -> Factsheet:
    """Ask these proposals, in this order; they are numbered by it. `seen` as in
    `choose_recommendations`."""
    factsheet = Factsheet.objects.select_for_update().get(pk=factsheet_id)
    asked = chosen_by_all(
        [row.pk for row in proposals],
        now=factsheet.asks.order_by("place", "pk").values_list("proposal", flat=True),
        seen=seen,
    )
    if len(asked) > Ask.MOST:
        raise CannotChoose(
            ngettext(
                "The page has room for %(most)s ask.",
                "The page has room for %(most)s asks.",
                Ask.MOST,
            )
            % {"most": Ask.MOST}
        )
    factsheet.asks.exclude(proposal__in=asked).delete()
    for place, pk in enumerate(asked, start=1):
        Ask.objects.update_or_create(
            factsheet=factsheet, proposal_id=pk, defaults={"place": place}
        )
    touch(factsheet)
    record_change("factsheet.arranged", factsheet, actor, at)
    return factsheet


@transaction.atomic
def set_options(
    *,
    factsheet_id,
    source_language: str,
    shows_legal_notice: bool,
    new_logo: StoredFile | None = None,
    removes_logo: bool = False,
    actor: User,
    at: datetime,
) -> Factsheet:
    """Change the language the others follow, the legal notice, the logo. Without
    a new one the logo stays, unless it is to be removed."""
    factsheet = Factsheet.objects.select_for_update().get(pk=factsheet_id)
    follow(factsheet, source_language)
    factsheet.shows_legal_notice = shows_legal_notice
    if new_logo or removes_logo:
        factsheet.logo = None if removes_logo else new_logo
    factsheet.save(
        update_fields=["source_language", "shows_legal_notice", "logo", "updated_at"]
    )
    touch(factsheet)
    record_change("factsheet.arranged", factsheet, actor, at)
    return factsheet


@transaction.atomic
def send_for_review(*, factsheet_id, actor: User, at: datetime) -> Factsheet:
    """Ask the group to read the draft; its rapporteurs are told."""
    factsheet = _move(
        factsheet_id,
        from_=[Factsheet.Status.DRAFT, Factsheet.Status.WITHDRAWN],
        to=Factsheet.Status.REVIEW,
        refusal=_("This factsheet is not a draft."),
    )
    record_change("factsheet.sent_for_review", factsheet, actor, at)
    notify(
        recipients=others_in_group(factsheet, actor, roles=["rapporteur", "drafter"]),
        kind="factsheet.to_read",
        subject=factsheet,
        at=at,
        rung=f"v{factsheet.version}",
    )
    return factsheet


@transaction.atomic
def reopen(*, factsheet_id, actor: User, at: datetime) -> Factsheet:
    """Take a factsheet back from review to work on it."""
    factsheet = _move(
        factsheet_id,
        from_=[Factsheet.Status.REVIEW],
        to=Factsheet.Status.DRAFT,
        refusal=_("This factsheet is not in review."),
    )
    record_change("factsheet.reopened", factsheet, actor, at)
    return factsheet


def follow(factsheet: Factsheet, language: str) -> None:
    """Let the others follow this language. What said the same still does: only
    what was out of step with the old source is out of step with the new one."""
    before = {
        (key, code): factsheet.block(key, code).state
        for key in factsheet.block_keys()
        for code in LANGUAGES
    }
    factsheet.source_language = language
    for (key, code), state in before.items():
        both = {state, before[key, language]}
        if both <= {BlockState.SOURCE, BlockState.AGREED}:
            factsheet.mark_agreed(key, code)
        elif both <= {BlockState.SOURCE, BlockState.AGREED, BlockState.REVIEW}:
            factsheet.mark_written(key, code)


def others_in_group(factsheet: Factsheet, actor: User, *, roles=None):
    members = Membership.objects.filter(group=factsheet.group_id)
    if roles:
        members = members.filter(role__in=roles)
    return User.objects.filter(
        pk__in=members.exclude(user=actor).values("user"), is_active=True
    )


def note_written(factsheet: Factsheet, key: str, language: str) -> None:
    """Keep from which source it was made, also of what is said about a past
    recommendation."""
    if key in Factsheet.TEXTS:
        factsheet.mark_written(key, language)
    elif language != factsheet.source_language:
        source = place_of(factsheet, key, factsheet.source_language).text
        marks = factsheet.marks.setdefault(key, {})
        marks[language] = {"from": digest(source), "agreed": False}


def touch(factsheet: Factsheet) -> None:
    """Count the change and keep the marks; the row is locked by the caller."""
    factsheet.version += 1
    factsheet.ready_in = ready_languages(factsheet)
    factsheet.save(update_fields=["version", "marks", "ready_in", "updated_at"])


def record_writing(factsheet: Factsheet, *, actor: User, at: datetime) -> None:
    """Autosave comes every few seconds: the trail says once in half an hour that
    this person was writing here."""
    recent = Entry.objects.about(factsheet).filter(
        verb="factsheet.written", actor_id=actor.pk, at__gt=at - RECORD_AGAIN_AFTER
    )
    if not recent.exists():
        record_change("factsheet.written", factsheet, actor, at)


def _move(factsheet_id, *, from_, to, refusal) -> Factsheet:
    if not Factsheet.objects.filter(pk=factsheet_id, status__in=from_).update(
        status=to
    ):
        raise CannotMove(refusal)
    return Factsheet.objects.select_related("review", "group").get(pk=factsheet_id)


def record_change(verb: str, factsheet: Factsheet, actor: User, at: datetime) -> None:
    record(
        verb,
        subject=factsheet,
        actor=actor,
        at=at,
        review=factsheet.review,
        group=factsheet.group,
    )
