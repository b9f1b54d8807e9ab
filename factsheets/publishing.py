"""From a draft to files in diplomats' hands: proofs, editions, renditions,
links. Everything here is an action; it stands beside `actions` only for length."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import jobs
from core.exceptions import ActionRefused
from core.models import derived_token
from factsheets import content, pdf
from factsheets.actions import others_in_group, record_change
from factsheets.models import Edition, Factsheet, Proof, Rendition, ShareLink
from notifications.actions import notify

SAME_DAY = date(2000, 1, 1)  # proofs do not grow old at midnight
PRINTED_LINK_LASTS = timedelta(days=400)
SHARE_DAYS_AT_MOST = 180


class CannotPublish(ActionRefused):
    pass


class CannotWithdraw(ActionRefused):
    pass


class CannotShare(ActionRefused):
    pass


# -- Proofs -----------------------------------------------------------------------


@transaction.atomic
def order_proof(*, factsheet: Factsheet, language: str) -> Proof:
    """The proof of the page as it reads now, ordered if it is new. Proofs of
    older words in this language are dropped."""
    facts = content.facts_of(factsheet, language, on=SAME_DAY)
    digest = content.digest_of(facts, pdf.design_digest())
    proof, created = Proof.objects.get_or_create(
        factsheet=factsheet,
        language=language,
        digest=digest,
        defaults={"content": facts.to_json()},
    )
    if created:
        factsheet.proofs.filter(language=language).exclude(pk=proof.pk).delete()
        jobs.ring(proof)
    elif proof.state == Proof.State.FAILED:
        jobs.retry(proof, at=timezone.now())
    return proof


def complaints(proof: Proof) -> list[str]:
    """What is wrong with a page that has been drawn, in words."""
    said = []
    if proof.lines_over:
        over = pdf.Overflow(language=proof.language, lines=proof.lines_over)
        said.append(pdf.overflow_sentence(over))
    if proof.unprintable:
        said.append(pdf.unprintable_sentence(proof.unprintable))
    return said


# -- Editions ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a language cannot go out, or what a person must say first."""

    language: str
    sentence: str
    may_be_accepted: bool = False


def obstacles(factsheet: Factsheet, languages: Sequence[str]) -> list[Obstacle]:
    """Everything between the draft and its publication in these languages, each
    as a sentence."""
    found = []
    complete = factsheet.languages()
    for language in languages:
        if language not in complete:
            found.append(
                Obstacle(language, _("The title or the key message is missing."))
            )
            continue
        unwritten = content.unwritten_asks(factsheet, language)
        if unwritten:
            found.append(
                Obstacle(
                    language,
                    ngettext(
                        "%(count)s ask has no wording in this language.",
                        "%(count)s asks have no wording in this language.",
                        unwritten,
                    )
                    % {"count": unwritten},
                )
            )
        proof = order_proof(factsheet=factsheet, language=language)
        if proof.is_pending:
            found.append(
                Obstacle(language, _("The page is still being measured. Wait a moment."))
            )
        elif proof.state == Proof.State.FAILED:
            found.append(
                Obstacle(language, _("The page could not be drawn. Try again."))
            )
        else:
            found += [Obstacle(language, said) for said in complaints(proof)]
        missing = [b for b in factsheet.blocks(language) if b.state == "missing"]
        if missing:
            found.append(
                Obstacle(
                    language,
                    ngettext(
                        "%(count)s text is not translated.",
                        "%(count)s texts are not translated.",
                        len(missing),
                    )
                    % {"count": len(missing)},
                    may_be_accepted=True,
                )
            )
        stale = content.stale_blocks(factsheet, language)
        if stale:
            found.append(
                Obstacle(
                    language,
                    ngettext(
                        "%(count)s text is older than its source.",
                        "%(count)s texts are older than their source.",
                        len(stale),
                    )
                    % {"count": len(stale)},
                    may_be_accepted=True,
                )
            )
    return found


@transaction.atomic
def publish(
    *,
    factsheet_id,
    languages: Sequence[str],
    accepts_gaps: bool,
    actor: User,
    at: datetime,
) -> Edition:
    """Freeze the page as it reads now, in these languages, and order its PDFs.

    Refuses with a sentence when a language is incomplete or over the page; what
    is stale or untranslated goes out only if the person accepts it.
    """
    factsheet = (
        Factsheet.objects.select_for_update(of=("self",))
        .select_related("review__state", "group__organisation", "logo")
        .get(pk=factsheet_id)
    )
    languages = [code for code, _name in settings.LANGUAGES if code in languages]
    if not languages:
        raise CannotPublish(_("Choose at least one language."))
    for obstacle in obstacles(factsheet, languages):
        if not (obstacle.may_be_accepted and accepts_gaps):
            raise CannotPublish(f"{obstacle.language.upper()}: {obstacle.sentence}")

    newest = factsheet.editions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    edition = Edition.objects.create(
        factsheet=factsheet,
        number=number,
        content={
            language: content.facts_of(
                factsheet,
                language,
                on=timezone.localdate(at),
                number=number,
                languages=tuple(languages),
            ).to_json()
            for language in languages
        },
        logo=factsheet.logo,
        published_at=at,
        published_by=actor,
    )
    factsheet.status = Factsheet.Status.PUBLISHED
    factsheet.save(update_fields=["status", "updated_at"])
    record_change("factsheet.published", factsheet, actor, at)
    for name in sets_of(edition):
        order_rendition(edition=edition, languages=name, at=at)
    notify(
        recipients=others_in_group(factsheet, actor),
        kind="factsheet.is_out",
        subject=factsheet,
        at=at,
        rung=f"edition {number}",
    )
    return edition


@transaction.atomic
def withdraw(*, factsheet_id, actor: User, at: datetime) -> Factsheet:
    """Take every edition back. Their addresses answer “gone” from now on; the
    words stay with the group."""
    factsheet = (
        Factsheet.objects.select_for_update(of=("self",))
        .select_related("review", "group")
        .get(pk=factsheet_id)
    )
    if not factsheet.is_published:
        raise CannotWithdraw(_("This factsheet is not published."))
    factsheet.editions.filter(withdrawn_at=None).update(withdrawn_at=at)
    factsheet.status = Factsheet.Status.WITHDRAWN
    factsheet.save(update_fields=["status", "updated_at"])
    record_change("factsheet.withdrawn", factsheet, actor, at)
    return factsheet


def sets_of(edition: Edition) -> list[str]:
    """The PDFs that an edition has: each language, and English with Russian."""
    single = edition.languages
    return [*single, "en-ru"] if {"en", "ru"} <= set(single) else single


# -- Renditions -----------------------------------------------------------------


@transaction.atomic
def order_rendition(*, edition: Edition, languages: str, at: datetime) -> Rendition:
    """The PDF of the edition in this language set, ordered if it is new or
    failed last time. Asked twice, rendered once."""
    address = address_of(edition, at=at)
    design = hashlib.sha256(f"{pdf.design_digest()} {address}".encode()).hexdigest()
    rendition, created = Rendition.objects.get_or_create(
        edition=edition,
        languages=languages,
        design=design,
        defaults={"address": address},
    )
    if created:
        jobs.ring(rendition)
    elif rendition.state == Rendition.State.FAILED:
        jobs.retry(rendition, at=at)
    return rendition


def address_of(edition: Edition, *, at: datetime) -> str:
    """Where the QR code leads: the public page where there is one, else a link
    made for print, which is renewed as long as the page is asked for."""
    if edition.factsheet.review.is_public:
        return content.public_address(edition.factsheet)
    link = content.printed_link(edition)
    if link is None:
        link = ShareLink(
            edition=edition, is_printed=True, expires_at=at + PRINTED_LINK_LASTS
        )
        link.derive_token()
        link.save(force_insert=True)
    elif link.expires_at < at + PRINTED_LINK_LASTS / 2:
        link.expires_at = at + PRINTED_LINK_LASTS
        link.save(update_fields=["expires_at", "updated_at"])
    return settings.SITE_URL + reverse("link:factsheet", args=[derived_token(link)])


# -- Links --------------------------------------------------------------------------


@transaction.atomic
def make_link(
    *, edition: Edition, label: str, days: int, actor: User, at: datetime
) -> tuple[ShareLink, str]:
    """A secret address for one diplomat. Returns the link and its token, which
    nobody can ask again."""
    if edition.is_withdrawn:
        raise CannotShare(_("This edition has been withdrawn."))
    if not 1 <= days <= SHARE_DAYS_AT_MOST:
        raise CannotShare(
            _("A link lasts from 1 to %(most)s days.") % {"most": SHARE_DAYS_AT_MOST}
        )
    link = ShareLink(edition=edition, label=label, expires_at=at + timedelta(days=days))
    token = link.draw_token()
    link.save(force_insert=True)
    record_change("sharelink.made", edition.factsheet, actor, at)
    return link, token


@transaction.atomic
def revoke_link(*, link: ShareLink, actor: User, at: datetime) -> ShareLink:
    """From now on the address answers as if it had never been."""
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=at, updated_at=at
    ):
        record_change("sharelink.revoked", link.edition.factsheet, actor, at)
    link.refresh_from_db()
    return link
