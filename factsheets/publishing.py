"""From a draft to files in diplomats' hands: editions, renditions, links. Everything here is an action; it stands beside `actions` only for length."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import jobs
from core.exceptions import ActionRefused
from core.models import derived_token, digest_of
from factsheets import content, pdf
from factsheets.actions import others_in_group, record_change
from factsheets.models import Edition, Factsheet, Rendition, ShareLink
from factsheets.proving import obstacles
from factsheets.queries import material_of
from notifications.actions import notify
from reviews.practising import refuse_in_practice

PRINTED_LINK_LASTS = timedelta(days=400)
SHARE_DAYS_AT_MOST = 180


class CannotPublish(ActionRefused):
    pass


class SeenOtherwise(CannotPublish):
    pass


class CannotWithdraw(ActionRefused):
    pass


class CannotShare(ActionRefused):
    pass


# -- Editions ---------------------------------------------------------------------


def state_of(factsheet: Factsheet) -> str:
    """What a person has before them: the version of the words and the number of
    the newest edition."""
    newest = factsheet.editions.order_by("-number").values_list("number", flat=True)
    return f"{factsheet.version}.{newest.first() or 0}"


def publish(
    *,
    factsheet_id,
    languages: Sequence[str],
    accepts_gaps: bool,
    actor: User,
    at: datetime,
    seen: str = "",
) -> Edition:
    """Freeze the page as it reads now, in these languages, and order its PDFs.

    Refuses with a sentence when a language is incomplete or over the page; what
    is stale, untranslated or not agreed goes out only if the person accepts it. `seen` is
    what `state_of` said when the person looked: words written since then do not
    go out unread, and a second click publishes nothing twice.
    """
    known = [code for code, _name in settings.LANGUAGES if code in languages]
    if not known:
        raise CannotPublish(_("Choose at least one language."))
    factsheet = Factsheet.objects.for_page().get(pk=factsheet_id)
    refuse_in_practice(factsheet.review)
    # Before the transaction: “wait a moment” must not take the order back.
    obstacles(factsheet, known)
    return _publish(factsheet_id, known, accepts_gaps, actor, at, seen)


@transaction.atomic
def _publish(factsheet_id, languages, accepts_gaps, actor, at, seen) -> Edition:
    factsheet = (
        Factsheet.objects.select_for_update(of=("self",))
        .for_page()
        .get(pk=factsheet_id)
    )
    if seen and seen != state_of(factsheet):
        raise SeenOtherwise(
            _("It was changed or published while you were looking. Look once more.")
        )
    for obstacle in obstacles(factsheet, languages):
        if not (obstacle.may_be_accepted and accepts_gaps):
            raise CannotPublish(f"{obstacle.language.upper()}: {obstacle.sentence}")

    newest = factsheet.editions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    material = material_of(factsheet)
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
                material=material,
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
    rendition.edition = edition
    if created:
        jobs.ring(rendition)
    else:
        jobs.retry_when_seen(rendition, at=at)
    return rendition


def address_of(edition: Edition, *, at: datetime) -> str:
    """Where the QR code leads: the public page where there is one, else a link
    made for print, which is renewed as long as the page is asked for."""
    if edition.factsheet.review.is_public:
        return content.public_address(edition.factsheet)
    link = content.printed_link(edition)
    if link and digest_of(derived_token(link)) != link.token_digest:
        # The secret key is another one: this token can never be written again.
        # What was printed with it keeps working; new pages get a new one.
        link.is_printed = False
        link.save(update_fields=["is_printed", "updated_at"])
        link = None
    if link is None:
        # Two who ask at once must print the same code.
        Edition.objects.select_for_update().get(pk=edition.pk)
        link = content.printed_link(edition) or new_printed_link(edition, at=at)
    elif link.expires_at < at + PRINTED_LINK_LASTS / 2:
        link.expires_at = at + PRINTED_LINK_LASTS
        link.save(update_fields=["expires_at", "updated_at"])
    return settings.SITE_URL + reverse("link:factsheet", args=[derived_token(link)])


def new_printed_link(edition: Edition, *, at: datetime) -> ShareLink:
    link = ShareLink(
        edition=edition, is_printed=True, expires_at=at + PRINTED_LINK_LASTS
    )
    link.derive_token()
    link.save(force_insert=True)
    return link


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
