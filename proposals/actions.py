"""Everything that changes a proposal. One public function per thing a person
does; each is one transaction and leaves one audit entry."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from catalogue.models import Term
from core.exceptions import ActionRefused
from core.translations import BlockState, is_filled
from core.words import worded
from groups.models import Group
from proposals.models import LANGUAGES, Proposal
from recommendations.models import Recommendation

FIELDS = ("kind", "wording_en", "wording_ru", "wording_ky")
KEPT_IN_STEP = ("marks", "ready_in")


class CannotSave(ActionRefused):
    """Somebody else saved meanwhile. `theirs` is their version."""

    def __init__(self, message: str, *, theirs: Proposal):
        super().__init__(message)
        self.theirs = theirs


class CannotMove(ActionRefused):
    """The words are no longer those that the person read."""


class CannotAgree(CannotMove):
    pass


class CannotAdopt(CannotMove):
    pass


@transaction.atomic
def write_proposal(
    *,
    group: Group,
    actor: User,
    at: datetime,
    words: Mapping[str, str],
    terms: Iterable[Term] = (),
    follows: Iterable[Recommendation] = (),
) -> Proposal:
    """Add a proposal of the group. `words` holds the kind and the wordings."""
    proposal = Proposal(review=group.review, group=group)
    for field in FIELDS:
        setattr(
            proposal, field, words.get(field, proposal.kind if field == "kind" else "")
        )
    written_in = worded(proposal, "wording", actor.language or None).language
    proposal.source_language = written_in
    for code in LANGUAGES:
        if is_filled(proposal.text_of("wording", code)):
            proposal.mark_written("wording", code)
    proposal.note_ready()
    proposal.save(force_insert=True)
    proposal.terms.set(terms)
    proposal.follows.set(follows)
    _record("proposal.written", proposal, actor, at)
    return proposal


@transaction.atomic
def reword_proposal(
    *,
    proposal_id,
    version: int,
    actor: User,
    at: datetime,
    words: Mapping[str, str],
    terms: Iterable[Term] = (),
    follows: Iterable[Recommendation] = (),
) -> Proposal:
    """Change the words. What the group had agreed to becomes a draft again if
    its wording changed.

    Refuses, changing nothing, when the proposal is no longer at `version`.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.version != version:
        raise CannotSave(
            _("Somebody else changed this proposal while you were writing."),
            theirs=proposal,
        )
    words = tidied(words)
    if any(getattr(proposal, field) != text for field, text in words.items()):
        proposal.status = Proposal.Status.DRAFT
    rewritten = [
        code
        for code in LANGUAGES
        if words.get(f"wording_{code}", "")
        and words[f"wording_{code}"] != getattr(proposal, f"wording_{code}")
    ]
    for field, text in words.items():
        setattr(proposal, field, text)
    keep_in_step(proposal, rewritten)
    proposal.version += 1
    proposal.save(
        update_fields=[*words, *KEPT_IN_STEP, "status", "version", "updated_at"]
    )
    proposal.terms.set(terms)
    proposal.follows.set(follows)
    _record("proposal.reworded", proposal, actor, at)
    return proposal


@transaction.atomic
def agree_proposal(*, proposal_id, version: int, actor: User, at: datetime) -> Proposal:
    """Record that the group stands behind the wording, as it was at `version`:
    nobody agrees to words that were changed since they were read."""
    return _move(
        proposal_id,
        version,
        from_=Proposal.Status.DRAFT,
        to=Proposal.Status.AGREED,
        verb="proposal.agreed",
        refusal=CannotAgree(_("This proposal is not a draft any more.")),
        actor=actor,
        at=at,
    )


@transaction.atomic
def adopt_proposal(*, proposal_id, version: int, actor: User, at: datetime) -> Proposal:
    """Record that the whole coalition stands behind it, as it was at `version`."""
    return _move(
        proposal_id,
        version,
        from_=Proposal.Status.AGREED,
        to=Proposal.Status.ADOPTED,
        verb="proposal.adopted",
        refusal=CannotAdopt(_("The group has not agreed to this wording yet.")),
        actor=actor,
        at=at,
    )


def keep_in_step(proposal: Proposal, rewritten: Iterable[str]) -> None:
    """These wordings were written against the others as they stand now."""
    for code in rewritten:
        proposal.mark_written("wording", code)
    proposal.note_ready()


def tidied(words: Mapping[str, str]) -> dict[str, str]:
    """Line ends as ours: a browser’s must not look like another wording."""
    return {
        field: words[field].replace("\r\n", "\n").strip()
        for field in FIELDS
        if field in words
    }


def _move(proposal_id, version, *, from_, to, verb, refusal, actor, at) -> Proposal:
    ready = Proposal.objects.filter(pk=proposal_id, status=from_)
    moved = ready.filter(version=version).update(
        status=to, version=F("version") + 1, updated_at=at
    )
    if not moved:
        if ready.exists():
            raise CannotMove(_("Somebody has changed this proposal. Read it again."))
        raise refusal
    proposal = Proposal.objects.select_related("group", "review").get(pk=proposal_id)
    _agree_wordings(proposal)
    _record(verb, proposal, actor, at)
    return proposal


def _agree_wordings(proposal: Proposal) -> None:
    """Who agrees has read it in every language in which it is up to date."""
    for code in LANGUAGES:
        if proposal.block("wording", code).state == BlockState.REVIEW:
            proposal.mark_agreed("wording", code)
    proposal.save(update_fields=["marks"])


def _record(verb, proposal, actor, at):
    record(
        verb,
        subject=proposal,
        actor=actor,
        at=at,
        review=proposal.review,
        group=proposal.group,
    )
